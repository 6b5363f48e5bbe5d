/** Whether a web address is on this machine: it may then be reached without TLS. */
export function surCetteMachine(adresse: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(adresse).hostname);
}

/** Whether a setting is a web address to rely on: over TLS or on this machine, without parameters nor a password. */
export function adresseSure(adresse: unknown): adresse is string {
  if (typeof adresse !== "string" || !URL.canParse(adresse)) return false;
  const { protocol, search, hash, username, password } = new URL(adresse);
  return (
    !search &&
    !hash &&
    !username &&
    !password &&
    (protocol === "https:" || (protocol === "http:" && surCetteMachine(adresse)))
  );
}
