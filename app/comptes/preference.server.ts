import { and, eq, inArray } from "drizzle-orm";
import type { Base } from "../../db/client";
import { rattachement, utilisateur } from "../../db/schema";
import { profilsQuiPeuvent } from "../droits/droits";

/**
 * Whether that person is told by e-mail of what is decided in their structures; null when there is nothing to choose: no
 * catalogue is theirs to change, in our tables at least (see app/catalogue/annoncer.server.ts).
 */
export async function recoitDesCourriels(db: Base, id: number): Promise<boolean | null> {
  const [personne] = await db
    .select({ courriels: utilisateur.courriels })
    .from(utilisateur)
    .innerJoin(rattachement, eq(rattachement.utilisateurId, utilisateur.id))
    .where(
      and(eq(utilisateur.id, id), inArray(rattachement.profil, [...profilsQuiPeuvent("action:modifier")])),
    )
    .limit(1);
  return personne?.courriels ?? null;
}

/** Has that person told by e-mail from now on, or no longer. */
export async function choisirLesCourriels(db: Base, id: number, courriels: boolean): Promise<void> {
  await db.update(utilisateur).set({ courriels }).where(eq(utilisateur.id, id));
}
