import type { Saisie } from "../../db/types";
import { texte } from "../catalogue/champs";
import { joursPlusTard } from "../catalogue/durees";
import { dateExiste } from "../catalogue/regles";

/** how long a session stays in the feed after its end. */
export const JOURS_APRES_FIN = 30;

/** The day, `AAAA-MM-JJ`, from which a session is in no feed any more; null when it has no end. */
export function sortDuFluxLe(session: Saisie): string | null {
  const fin = texte(session.fin);
  return dateExiste(fin) ? joursPlusTard(fin, JOURS_APRES_FIN + 1) : null;
}
