/** How many reasons a complément gives at most: beyond, the action is to be written again. */
export const MOTIFS_MAX = 10;

/** How many rows of reasons a form of the sheet holds, by the names posted; one when there is none. */
export function lignesDeMotif(saisie: Readonly<Record<string, string>>): number {
  const rangs = Object.keys(saisie).map((nom) => Number(/^(?:code|champ|phrase)(\d+)$/.exec(nom)?.[1] ?? 0));
  return Math.min(Math.max(...rangs, 0) + 1, MOTIFS_MAX);
}
