import { and, eq, inArray, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { courrier, utilisateur } from "../../db/schema";
import type { Nouvelle } from "./courriel";

/**
 * Has these persons told by e-mail, in the caller's transaction, but those who declined; `siret` is the structure it is
 * about, which they are attached to, or null when it is about themselves.
 */
export async function posterAux(
  db: Base,
  personnes: readonly number[],
  nouvelle: Omit<Nouvelle, "organisme"> & { siret: string | null },
  maintenant: Date,
): Promise<void> {
  if (personnes.length === 0) return;
  const lecteurs = await db
    .select({ utilisateurId: utilisateur.id })
    .from(utilisateur)
    .where(and(inArray(utilisateur.id, [...personnes]), eq(utilisateur.courriels, true)));
  if (lecteurs.length === 0) return;
  await db
    .insert(courrier)
    .values(lecteurs.map((l) => ({ ...l, ...nouvelle, duLe: maintenant, creeLe: maintenant })));
}

/** Has the structure told, at its own address. */
export async function posterALaStructure(
  db: Base,
  nouvelle: Omit<Nouvelle, "organisme"> & { siret: string },
  maintenant: Date,
): Promise<void> {
  await db.insert(courrier).values({ ...nouvelle, duLe: maintenant, creeLe: maintenant });
}

/**
 * Sends the person a link that opens their account, even if they declined the news: `chemin` ends where its token comes.
 * One that still waits is the one asked for.
 */
export async function posterSecret(
  db: Base,
  utilisateurId: number,
  nouvelle: Omit<Nouvelle, "organisme">,
  maintenant: Date,
): Promise<void> {
  const attendu = { ...nouvelle, duLe: maintenant, creeLe: maintenant, essais: 0 };
  await db
    .insert(courrier)
    .values({ utilisateurId, secret: true, ...attendu })
    .onConflictDoUpdate({
      target: courrier.utilisateurId,
      targetWhere: sql`${courrier.secret}`,
      set: attendu,
    });
}
