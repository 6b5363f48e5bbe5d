import type { Champ, Portee } from "./champs";
import { CHAMPS_ACTION } from "./champs-action";
import { CHAMPS_SESSION } from "./champs-session";

/** The fields of a form, in their order on the screen. A screen that shows one form takes its table alone: it is sent. */
export function champsDe(portee: Portee): readonly Champ[] {
  return portee === "action" ? CHAMPS_ACTION : CHAMPS_SESSION;
}
