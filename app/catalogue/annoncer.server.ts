import { and, eq, inArray } from "drizzle-orm";
import { courrier, rattachement, structure, utilisateur } from "../../db/schema";
import { profilsQuiPeuvent } from "../droits/droits";
import type { Contexte } from "./contexte";

/**
 * Has that line of the journal told by e-mail, in the caller's transaction: to each gestionnaire of the structure who may
 * change its catalogue and has not declined, or, where our tables attach nobody (a portal that gives the rights itself),
 * to the structure's own address.
 */
export async function annoncer({ db, maintenant }: Contexte, siret: string, ligne: number): Promise<void> {
  const gestionnaires = await db
    .select({ id: utilisateur.id, courriels: utilisateur.courriels })
    .from(rattachement)
    .innerJoin(utilisateur, eq(utilisateur.id, rattachement.utilisateurId))
    .where(
      and(
        eq(rattachement.siret, siret),
        inArray(rattachement.profil, [...profilsQuiPeuvent("action:modifier")]),
      ),
    );
  const personnes: (number | null)[] =
    gestionnaires.length > 0
      ? gestionnaires.filter((g) => g.courriels).map((g) => g.id)
      : await adresseDeLaStructure(db, siret);
  if (personnes.length === 0) return;
  await db.insert(courrier).values(
    personnes.map((utilisateurId) => ({
      siret,
      utilisateurId,
      journalId: ligne,
      duLe: maintenant,
      creeLe: maintenant,
    })),
  );
}

/** One reader without an account, when the structure has an address; else none. */
async function adresseDeLaStructure(db: Contexte["db"], siret: string): Promise<null[]> {
  const [s] = await db
    .select({ courriel: structure.courriel })
    .from(structure)
    .where(eq(structure.siret, siret));
  return s?.courriel ? [null] : [];
}
