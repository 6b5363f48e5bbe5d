import { ajouterJoursOuvres } from "../referentiels/jours-ouvres";
import { jourDe } from "./contexte";
import { DELAI } from "./workflow";

/** The last day, `AAAA-MM-JJ` in Paris, on which Cap Métiers answers what it received at that time. */
export function echeanceDe(recu: Date): string {
  return ajouterJoursOuvres(jourDe(recu), DELAI.max);
}
