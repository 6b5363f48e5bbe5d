// The French rule alone: the package's index loads every country's, 19 MB of memory.
import { validate } from "stdnum/lib/cjs/fr/siret.js";
import { siretDe } from "./siret";

/** Whether these 14 digits are a SIRET with a right key (La Poste's own key included). */
export function siretValide(siret: string): boolean {
  return siretDe(siret) === siret && validate(siret).isValid;
}
