/** Folds a text for comparing and searching: lower case, no accents, plain œ æ and apostrophe, single spaces. */
export function plier(s: string): string {
  return s
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("’", "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** The folded words of a text, without punctuation: what a search compares one by one. */
export function mots(s: string): string[] {
  return plier(s)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
