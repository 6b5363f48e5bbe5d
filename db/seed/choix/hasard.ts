/** The one source of chance of the generator: the draws are made in the order of the calls, which the file depends on. */
let graine = 20261123;

/** A number in [0, 1[, always the same suite (mulberry32). */
export function alea(): number {
  graine = (graine + 0x6d2b79f5) | 0;
  let t = Math.imul(graine ^ (graine >>> 15), 1 | graine);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** True with this probability. */
export const chance = (p: number) => alea() < p;

/** A whole number between these two, both possible. */
export const entier = (min: number, max: number) => min + Math.floor(alea() * (max - min + 1));

/** One of these. */
export function un<T>(choix: readonly T[]): T {
  const trouve = choix[Math.floor(alea() * choix.length)];
  if (trouve === undefined) throw new Error("Choix vide");
  return trouve;
}

/** The same, in a drawn order. */
export function melanger<T>(liste: readonly T[]): T[] {
  return liste
    .map((valeur) => ({ valeur, rang: alea() }))
    .sort((a, b) => a.rang - b.rang)
    .map((x) => x.valeur);
}
