import joursFeries from "@socialgouv/jours-feries";

const feries = new Map<number, Set<string>>();

function feriesDe(annee: number): Set<string> {
  let jours = feries.get(annee);
  if (!jours) {
    // The package gives local dates: read their local parts, `toISOString` would give the day before in Paris.
    const iso = (d: Date) =>
      `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`;
    jours = new Set(Object.values(joursFeries(annee)).map(iso));
    feries.set(annee, jours);
  }
  return jours;
}

/** Whether `AAAA-MM-JJ` is a working day in France: neither a Saturday, a Sunday nor a public holiday. */
export function estJourOuvre(date: string): boolean {
  const jour = new Date(`${date}T12:00:00Z`).getUTCDay();
  return jour !== 0 && jour !== 6 && !feriesDe(Number(date.slice(0, 4))).has(date);
}

/** The day `n` working days after `date` (`AAAA-MM-JJ`), in the same form. */
export function ajouterJoursOuvres(date: string, n: number): string {
  const jour = new Date(`${date}T12:00:00Z`);
  for (let reste = n; reste > 0; ) {
    jour.setUTCDate(jour.getUTCDate() + 1);
    if (estJourOuvre(jour.toISOString().slice(0, 10))) reste -= 1;
  }
  return jour.toISOString().slice(0, 10);
}
