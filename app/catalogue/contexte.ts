import type { Base } from "../../db/client";
import type { Acteur } from "../droits/droits";
import type { Raison } from "./regles";

/** What every use case takes: the database, who acts, and the clock. */
export type Contexte = { db: Base; acteur: Acteur | null; maintenant: Date };

/** The same for what only a signed-in person does. */
export type ContexteConnecte = Contexte & { acteur: Acteur };

/** A refusal of a use case: the HTTP status that says it, a French sentence, and the reasons by field if any. */
export class Refus extends Error {
  constructor(
    readonly statut: 403 | 404 | 409 | 413 | 422,
    message: string,
    readonly raisons: Raison[] = [],
  ) {
    super(message);
  }
}

// Made once: it costs more than a page.
const JOUR_A_PARIS = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" });

/** Today in Paris, `AAAA-MM-JJ`. */
export function jourDe(maintenant: Date): string {
  return JOUR_A_PARIS.format(maintenant);
}

export const INTROUVABLE = () =>
  new Refus(
    404,
    "Cette action de formation n'existe pas, ou n'est pas de celles que votre compte permet de lire.",
  );

export const AJOUT_REFUSE = () =>
  new Refus(403, "Votre profil permet de consulter ce catalogue, pas d'y ajouter une formation.");

/** The version posted is no longer the one kept: both texts can be compared. */
export class ConflitDeVersion extends Refus {}

export const CONFLIT = () =>
  new ConflitDeVersion(
    409,
    "Quelqu'un a modifié cette action depuis que vous l'avez ouverte. Comparez les deux textes avant d'enregistrer.",
  );

/** The same of a page that shows the action, to decide upon it: what it showed is no longer so. */
export const A_RELIRE = () =>
  new ConflitDeVersion(
    409,
    "L'action a changé depuis que vous avez ouvert cette page. Relisez-la telle qu'elle est maintenant, puis recommencez.",
  );
