const ICI = "http://ici.invalid";

/**
 * Where to go after a sign-in, or back to: an address of ours, as a path, else the home page. It is read as a browser reads it
 * (which drops tabs and turns \ into /), so that no spelling leads to another host.
 */
export function suiteSure(suite: string | null | undefined): string {
  if (!suite?.startsWith("/") || !URL.canParse(suite, ICI)) return "/";
  const { origin, pathname, search, hash } = new URL(suite, ICI);
  return origin === ICI && !pathname.startsWith("//") ? pathname + search + hash : "/";
}
