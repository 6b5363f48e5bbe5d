import type { Acteur } from "../../../droits/droits";

const LISTE =
  /^formations\/(non-conventionnees\/[a-z]+|conventionnees|recherche)\/?(\?[A-Za-z0-9_.*%+&=-]*)?$/;

/** The list from which an action was opened, as its address names it: one of ours, and nothing else. */
export const listeDe = (retour: string | null): string | null =>
  retour !== null && LISTE.test(retour) ? retour : null;

/** What the address of an action ends with, so that it leads back to that list. */
export const avecRetour = (liste: string | null): string =>
  liste ? `?retour=${encodeURIComponent(liste)}` : "";

/** The same of the list on the screen: nothing for a tab as it opens, to which the state of the action leads. */
export const depuisLaListe = (chemin: string, params: URLSearchParams): string =>
  avecRetour(`${params}` && listeDe(`${chemin}?${params}`));

/** The page of an action for that person: a moderator comes from its control. */
export const pageDe = ({ moderateur }: Acteur, reference = ""): string =>
  `${moderateur ? "moderation" : "formations"}/${reference}`;
