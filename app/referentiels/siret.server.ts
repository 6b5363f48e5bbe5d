// This number's module only: the whole package takes 0.3 s to load.
import * as siretFr from "stdnum/lib/cjs/fr/siret.js";

/** Whether a text is a SIRET with the right key (La Poste's own key included); spaces are tolerated. */
export function siretValide(s: string): boolean {
  return siretFr.validate(s).isValid;
}

/** The SIREN of a SIRET: its first nine digits. */
export function sirenDe(siret: string): string {
  return siret.replace(/\s/g, "").slice(0, 9);
}
