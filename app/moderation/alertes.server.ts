import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { actionFormation, motif, publication, structure } from "../../db/schema";
import type { Contexte } from "../catalogue/contexte";
import { CLE_DE_MAJ, type CleDeLigne, PAR_PAGE, suivantes } from "../catalogue/liste.server";
import { compterActions } from "./file.server";
import { exigerModerateur } from "./moderateur";

// Said in the text, not bound: the index of the alerts is partial.
const EN_ALERTE = sql`${actionFormation.etat} = 'alerte'`;

/**
 * One page of what the organismes have to correct, that unchanged for the longest first: each action with what is still
 * asked of it, and whether its approved version is in the feed meanwhile. `apres` is the key of the last row shown;
 * `total` is for `direCompte`.
 */
export async function actionsEnAlerte(ctx: Contexte, apres?: CleDeLigne) {
  exigerModerateur(ctx);
  const lues = await ctx.db
    .select({
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
      majLe: actionFormation.majLe,
      cle: CLE_DE_MAJ,
      organisme: structure.nom,
      ville: structure.ville,
      enLigne: sql<boolean>`coalesce(${publication.fragment}, '') <> ''`,
    })
    .from(actionFormation)
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(publication, eq(publication.actionReference, actionFormation.reference))
    .where(and(EN_ALERTE, apres && suivantes(actionFormation.majLe, "maj", "asc", apres)))
    .orderBy(asc(actionFormation.majLe), asc(actionFormation.reference))
    .limit(PAR_PAGE + 1);
  const page = lues.slice(0, PAR_PAGE);
  const [motifs, total] = await Promise.all([
    motifsDe(
      ctx,
      page.map((l) => l.reference),
    ),
    compterActions(ctx, EN_ALERTE),
  ]);
  return {
    lignes: page.map((l) => ({ ...l, motifs: motifs.filter((m) => m.actionReference === l.reference) })),
    suite: lues.length > PAR_PAGE,
    total,
  };
}

/** The reasons that those actions have not answered yet, in the order they were given. */
async function motifsDe(ctx: Contexte, references: string[]) {
  if (references.length === 0) return [];
  return ctx.db
    .select({
      id: motif.id,
      actionReference: motif.actionReference,
      session: motif.sessionReference,
      code: motif.code,
      phrase: motif.phrase,
    })
    .from(motif)
    .where(and(inArray(motif.actionReference, references), isNull(motif.leveLe)))
    .orderBy(asc(motif.id));
}
