/**
 * Whether a form comes from this host: its Origin, or its Referer, names it. Neither of them is a refusal. Remix makes
 * the same check, but only when there is an Origin, and answers 500.
 */
export function memeOrigine(lire: (entete: string) => string | null | undefined, hote: string): boolean {
  const source = lire("origin") ?? lire("referer") ?? "";
  return URL.canParse(source) && new URL(source).host === hote;
}
