import {
  type Habilitation,
  habilitations,
  quiNommentLeursFormateurs,
} from "../referentiels/certifications/habilitation.server";
import { liste, texte } from "./champs";
import type { Contexte } from "./contexte";
import type { Dossier } from "./dossier.server";
import type { Raison } from "./regles";

type AVoir = Pick<Dossier, "action" | "sessions">;

/** What France compétences says of the responsable and of each formateur, for each certification of the action. */
export function habilitationsDe(ctx: Contexte, { action, sessions }: AVoir): Promise<Habilitation[]> {
  const organismes = [action.siret, ...sessions.map((s) => texte(s.saisie.formateur)).filter(Boolean)];
  return habilitations(ctx.db, liste(action.saisie.certifications), [...new Set(organismes)]);
}

/** R-21, for the organisme: the certifications for which a list names who may train, and none of its organismes. */
export async function remarquesHabilitation(ctx: Contexte, dossier: AVoir): Promise<Raison[]> {
  const lues = await habilitationsDe(ctx, dossier);
  const codes = [...new Set(lues.map((h) => h.certification))];
  const sans = codes.filter((c) => lues.every((h) => h.certification !== c || h.aVerifier));
  const nommees = await quiNommentLeursFormateurs(ctx.db, sans);
  return sans
    .filter((c) => nommees.includes(c))
    .map((c) => ({
      champ: "certifications",
      code: "R-21",
      phrase: `${c} : France compétences ne cite ni votre organisme ni ceux qui forment parmi ceux qui y préparent. Cap Métiers le vérifiera : si vous êtes habilité, faites-vous déclarer par le certificateur.`,
    }));
}
