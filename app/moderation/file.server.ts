import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { compterJusqua } from "../../db/compter";
import { actionFormation, demande, structure, utilisateur } from "../../db/schema";
import type { Contexte } from "../catalogue/contexte";
import { exigerModerateur } from "./moderateur";

const PAR_PAGE = 25;
/** Beyond, the exact number tells a moderator nothing and costs a scan. */
export const COMPTE_MAX = 1000;

// Said in the text, not bound: the index of the queue is partial.
const EN_ATTENTE = sql`${actionFormation.etat} in ('creee', 'modifiee')`;

/** One page of what waits for a moderator, oldest deadline first; `apres` is the key of the last row shown. */
export async function fileDAttente(ctx: Contexte, apres?: { echeance: string; reference: string }) {
  exigerModerateur(ctx);
  const suite = apres
    ? sql`(${actionFormation.echeance}, ${actionFormation.reference}) > (${apres.echeance}::date, ${apres.reference})`
    : undefined;
  const lignes = await ctx.db
    .select({
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
      etat: actionFormation.etat,
      echeance: actionFormation.echeance,
      soumiseLe: actionFormation.soumiseLe,
      enCharge: utilisateur.nom,
      organisme: structure.nom,
      ville: structure.ville,
    })
    .from(actionFormation)
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(utilisateur, eq(utilisateur.id, actionFormation.priseEnChargePar))
    .where(and(EN_ATTENTE, suite))
    .orderBy(asc(actionFormation.echeance), asc(actionFormation.reference))
    .limit(PAR_PAGE + 1);
  const total = await compterJusqua(ctx.db, actionFormation, EN_ATTENTE, COMPTE_MAX + 1);
  return { lignes: lignes.slice(0, PAR_PAGE), suite: lignes.length > PAR_PAGE, total };
}

/** The demandes of the organismes that no one has answered yet, oldest first. */
export async function demandesOuvertes(ctx: Contexte) {
  exigerModerateur(ctx);
  return ctx.db
    .select({
      id: demande.id,
      type: demande.type,
      actionReference: demande.actionReference,
      sessionReference: demande.sessionReference,
      contexte: demande.contexte,
      creeLe: demande.creeLe,
      intitule: actionFormation.intitule,
      organisme: structure.nom,
      auteur: utilisateur.nom,
    })
    .from(demande)
    .innerJoin(actionFormation, eq(actionFormation.reference, demande.actionReference))
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(utilisateur, eq(utilisateur.id, demande.auteurId))
    .where(isNull(demande.closeLe))
    .orderBy(asc(demande.id))
    .limit(100);
}

/** Who asked each open demande of the action, by its id; without those whom nobody knows any more. */
export async function auteursDesDemandes(ctx: Contexte, reference: string): Promise<Map<number, string>> {
  exigerModerateur(ctx);
  const lues = await ctx.db
    .select({ id: demande.id, nom: utilisateur.nom })
    .from(demande)
    .innerJoin(utilisateur, eq(utilisateur.id, demande.auteurId))
    .where(and(eq(demande.actionReference, reference), isNull(demande.closeLe)));
  return new Map(lues.map(({ id, nom }) => [id, nom]));
}
