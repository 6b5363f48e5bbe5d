import joursFeries from "@socialgouv/jours-feries";

const JOUR = 24 * 60 * 60 * 1000;
const feriesParAnnee = new Map<number, Set<string>>();

/** Whether a day (AAAA-MM-JJ) is worked: neither Saturday, Sunday nor a public holiday of metropolitan France. */
export function estJourOuvre(dateIso: string): boolean {
  const date = lire(dateIso);
  const jour = date.getUTCDay();
  return jour !== 0 && jour !== 6 && !feries(date.getUTCFullYear()).has(dateIso);
}

/**
 * The day that is `n` working days after a date (before it when `n` is negative); with 0, the date itself,
 * worked or not.
 */
export function ajouterJoursOuvres(dateIso: string, n: number): string {
  if (!Number.isInteger(n)) throw new RangeError(`Nombre de jours ouvrés attendu entier : ${n}`);
  let date = dateIso;
  lire(date);
  for (let reste = Math.abs(n); reste > 0; ) {
    date = ecrire(new Date(lire(date).getTime() + Math.sign(n) * JOUR));
    if (estJourOuvre(date)) reste -= 1;
  }
  return date;
}

/** In UTC, where every day has 24 hours: calendar dates must not move with the server's time zone. */
function lire(dateIso: string): Date {
  const date = new Date(`${dateIso}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || ecrire(date) !== dateIso) {
    throw new RangeError(`Date attendue sous la forme AAAA-MM-JJ : ${dateIso}`);
  }
  return date;
}

function ecrire(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function feries(annee: number): Set<string> {
  let jours = feriesParAnnee.get(annee);
  if (!jours) {
    jours = new Set(Object.values(joursFeries(annee)).map(dateLocale));
    feriesParAnnee.set(annee, jours);
  }
  return jours;
}

/**
 * The package builds local dates: toISOString would give the day before under Europe/Paris. Easter and the feasts
 * that follow from it are counted in spans of 24 hours from a local midnight, so those may fall on 01:00 or 23:00
 * around a change of clocks: the nearest midnight is the day meant.
 */
function dateLocale(date: Date): string {
  const d = new Date(date.getTime() + JOUR / 2);
  return ecrire(new Date(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate())));
}
