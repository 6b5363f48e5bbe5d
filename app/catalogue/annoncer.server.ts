import { and, eq, inArray } from "drizzle-orm";
import { actionFormation, rattachement, structure } from "../../db/schema";
import { posterALaStructure, posterAux } from "../courriels/poster.server";
import { profilsQuiPeuvent } from "../droits/droits";
import type { Contexte } from "./contexte";
import { direSuite, type LigneDite } from "./suites";

/**
 * Tells by e-mail of that line of the journal, in the caller's transaction: each gestionnaire of the structure who may
 * change its catalogue, or, where our tables attach nobody (a portal that gives the rights itself), the structure at its
 * own address.
 */
export async function annoncer(
  { db, maintenant }: Contexte,
  { reference, siret }: { reference: string; siret: string },
  ligne: LigneDite,
): Promise<void> {
  const [action] = await db
    .select({ intitule: actionFormation.intitule, courriel: structure.courriel })
    .from(actionFormation)
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .where(eq(actionFormation.reference, reference));
  if (!action) return;
  const nouvelle = {
    siret,
    titre: action.intitule ? `${action.intitule} (${reference})` : `Action ${reference}`,
    phrase: direSuite(ligne),
    chemin: `formations/${reference}`,
  };
  const gestionnaires = await db
    .select({ id: rattachement.utilisateurId })
    .from(rattachement)
    .where(
      and(
        eq(rattachement.siret, siret),
        inArray(rattachement.profil, [...profilsQuiPeuvent("action:modifier")]),
      ),
    );
  if (gestionnaires.length > 0) {
    await posterAux(
      db,
      gestionnaires.map((g) => g.id),
      nouvelle,
      maintenant,
    );
  } else if (action.courriel) await posterALaStructure(db, nouvelle, maintenant);
}
