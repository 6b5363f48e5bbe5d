/** When a session may take place: its first and last day, drawn. */
import type { Certifiante } from "../contenu/certifiantes";
import { DERNIER, JOUR, jour, LUNDIS_FERIES, lheoDate, lundi } from "./calendrier";
import { alea, chance, un } from "./hasard";
import type { Offre } from "./offres";

export type Creneau = { debut: number; fin: number; entree: "fixes" | "permanentes" | "sequencees" };

/** Under 35 hours: one session a year, permanent or by steps (rule of the guide). Else from a Monday to a Friday. */
export function creneaux(o: Offre, heures: number, nombre: number, limite: number): Creneau[] {
  if (heures < 35) {
    const entree = chance(0.7) ? "permanentes" : "sequencees";
    const annees = [
      ["2026-09-07", "2026-12-18"],
      ["2027-01-04", "2027-12-17"],
      ["2028-01-03", "2028-06-30"],
    ] as const;
    const debut = chance(0.35) ? 0 : 1;
    return annees
      .slice(debut, debut + Math.min(nombre, 2))
      .map(([d, f]) => ({ debut: jour(d), fin: Math.min(jour(f), limite), entree }) as Creneau)
      .filter((c) => c.debut < limite);
  }
  const rythme = o.variante.suffixe.includes("partiel") ? 14 : heures <= 140 && chance(0.4) ? 7 : 35;
  const duree = Math.ceil(heures / rythme) * 7 * JOUR - 3 * JOUR;
  const premier = jour("2026-09-01");
  const dernier = Math.min(DERNIER - duree, limite - JOUR);
  const trouves: Creneau[] = [];
  for (let essai = 0; trouves.length < nombre && essai < 60; essai++) {
    const debut = lundi(premier + alea() ** 1.4 * Math.max(dernier - premier, 7 * JOUR));
    const mois = new Date(debut).getUTCMonth();
    const vacances = mois === 7 || (mois === 11 && new Date(debut).getUTCDate() > 14);
    if (vacances || debut >= limite || debut + duree > DERNIER || LUNDIS_FERIES.includes(lheoDate(debut)))
      continue;
    if (trouves.some((c) => Math.abs(c.debut - debut) < 21 * JOUR)) continue;
    trouves.push({ debut, fin: debut + duree, entree: "fixes" });
  }
  return trouves.sort((a, b) => a.debut - b.debut);
}

/** An apprenticeship follows the school years that end before July 2028. */
export function creneauApprentissage(cycle: number, limite: number): Creneau | undefined {
  const annees = cycle === 1 ? [2026, 2027] : [2026];
  const possibles = annees
    .map((a) => ({
      debut: lundi(jour(`${a}-09-01`)),
      fin: jour(`${a + cycle}-06-${a + cycle === 2027 ? 25 : 30}`),
    }))
    .filter((c) => c.debut < limite);
  return possibles.length ? { ...un(possibles), entree: "fixes" } : undefined;
}

/** A contrat de professionnalisation: one year, or two when the certification takes two. */
export function creneauxAnnee(c: Certifiante, limite: number): Creneau | undefined {
  const debut = lundi(jour(c.cycle > 1 ? "2026-09-14" : un(["2026-10-05", "2027-01-11", "2027-05-24"])));
  const fin = lundi(debut + c.cycle * 357 * JOUR) + 4 * JOUR;
  return debut < limite ? { debut, fin: Math.min(fin, DERNIER), entree: "fixes" } : undefined;
}
