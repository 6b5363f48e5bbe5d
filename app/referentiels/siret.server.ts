import { stdnum } from "stdnum";

/** Whether these 14 digits are a SIRET with a right key (La Poste's own key included). */
export function siretValide(siret: string): boolean {
  return /^\d{14}$/.test(siret) && stdnum.FR?.siret?.validate(siret)?.isValid === true;
}
