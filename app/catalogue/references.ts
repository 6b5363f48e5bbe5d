/** What a reference names: `20` and ten digits an action, `00` and six a session. */
export type ReferenceLue = { de: "action" | "session"; reference: string };

/** The reference that a text is, however its digits are grouped and with « n° » before it or not; null for another text. */
export function referenceDe(texte: string): ReferenceLue | null {
  const reference = texte.replace(/^\s*n°/i, "").replaceAll(/\s/g, "");
  if (/^20\d{10}$/.test(reference)) return { de: "action", reference };
  if (/^00\d{6}$/.test(reference)) return { de: "session", reference };
  return null;
}
