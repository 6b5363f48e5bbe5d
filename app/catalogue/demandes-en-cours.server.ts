import { and, asc, eq, isNull } from "drizzle-orm";
import { actionFormation, demande } from "../../db/schema";
import { type Contexte, jourDe } from "./contexte";
import { direDemande } from "./dire";
import { echeanceDe } from "./echeance.server";
import { exigerLecture } from "./liste.server";

/** As many as a person reads. */
const EN_COURS_MAX = 25;

/** What a structure has asked of Cap Métiers and is not answered yet, with the days it was asked and is due; oldest first. */
export async function demandesEnCours(ctx: Contexte, siret: string) {
  exigerLecture(ctx, siret);
  const lues = await ctx.db
    .select({
      id: demande.id,
      type: demande.type,
      session: demande.sessionReference,
      creeLe: demande.creeLe,
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
    })
    .from(demande)
    .innerJoin(actionFormation, eq(actionFormation.reference, demande.actionReference))
    .where(and(isNull(demande.closeLe), eq(actionFormation.siret, siret)))
    .orderBy(asc(demande.id))
    .limit(EN_COURS_MAX);
  return lues.map(({ id, type, session, creeLe, reference, intitule }) => ({
    id,
    reference,
    intitule: intitule || reference,
    quoi: direDemande(type, session),
    le: jourDe(creeLe),
    limite: echeanceDe(creeLe),
  }));
}
