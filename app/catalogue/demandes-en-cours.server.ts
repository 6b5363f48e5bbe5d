import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { actionFormation, demande } from "../../db/schema";
import { type Contexte, jourDe } from "./contexte";
import { direDemande } from "./dire";
import { echeanceDe } from "./echeance.server";
import { exigerLecture } from "./liste.server";

/** As many as a person reads at once. */
const EN_COURS_MAX = 25;

/**
 * What a structure has asked of Cap Métiers and is not answered yet, with the days it was asked and is due; oldest first,
 * from the one that follows the demande `apres`. `autres` counts those left after the last of these.
 */
export async function demandesEnCours(ctx: Contexte, siret: string, apres = 0) {
  exigerLecture(ctx, siret);
  const lues = await ctx.db
    .select({
      id: demande.id,
      type: demande.type,
      session: demande.sessionReference,
      creeLe: demande.creeLe,
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
      restent: sql<number>`count(*) over ()::int`,
    })
    .from(demande)
    .innerJoin(actionFormation, eq(actionFormation.reference, demande.actionReference))
    .where(and(isNull(demande.closeLe), eq(actionFormation.siret, siret), gt(demande.id, apres)))
    .orderBy(asc(demande.id))
    .limit(EN_COURS_MAX);
  return {
    autres: (lues[0]?.restent ?? 0) - lues.length,
    lignes: lues.map(({ id, type, session, creeLe, reference, intitule }) => ({
      id,
      reference,
      intitule: intitule || reference,
      quoi: direDemande(type, session),
      le: jourDe(creeLe),
      limite: echeanceDe(creeLe),
    })),
  };
}
