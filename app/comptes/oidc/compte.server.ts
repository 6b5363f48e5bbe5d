import { and, eq } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { identiteExterne, utilisateur } from "../../../db/schema";
import { ConnexionRefusee } from "../comptes.server";
import { ECRIRE } from "../identite";

/** Who a provider says has signed in, its answer once verified. */
export type IdentiteVerifiee = {
  emetteur: string;
  sujet: string;
  courriel: string | null;
  courrielVerifie: boolean;
};

/**
 * The account of ours for that identity: by issuer and subject; the first time, by the e-mail address, which the
 * provider must have verified. Creates no account. Throws a {@link ConnexionRefusee} (403) that says what to do; `nom`
 * is the provider's.
 */
export async function compteDe(
  db: Base,
  identite: IdentiteVerifiee,
  nom: string,
  maintenant: Date,
): Promise<number> {
  const { emetteur, sujet, courrielVerifie } = identite;
  const lie = await compteLie(db, emetteur, sujet);
  if (lie !== null) return lie;
  const courriel = identite.courriel?.trim().toLowerCase();
  if (!courriel) {
    throw new ConnexionRefusee(
      `${nom} n'a pas transmis votre adresse électronique : RafaelPro ne peut pas trouver votre compte. ${ECRIRE}`,
      403,
    );
  }
  if (!courrielVerifie) {
    throw new ConnexionRefusee(
      `${nom} n'a pas vérifié que l'adresse ${courriel} est la vôtre. Confirmez-la auprès de ${nom}, puis recommencez.`,
      403,
    );
  }
  const [compte] = await db
    .select({ id: utilisateur.id })
    .from(utilisateur)
    .where(eq(utilisateur.courriel, courriel));
  if (!compte) {
    throw new ConnexionRefusee(
      `L'adresse ${courriel} ne correspond à aucun compte de RafaelPro, et aucun n'a été créé. ${ECRIRE} Indiquez cette adresse et le SIRET de votre structure.`,
      403,
    );
  }
  await db
    .insert(identiteExterne)
    .values({ emetteur, sujet, utilisateurId: compte.id, depuis: maintenant })
    .onConflictDoNothing();
  // An address that changed hands at the provider does not open the account of the person who had it before.
  if ((await compteLie(db, emetteur, sujet)) !== compte.id) {
    throw new ConnexionRefusee(
      `Le compte de l'adresse ${courriel} est déjà lié à une autre identité de ${nom}. Écrivez à offre@cap-metiers.pro.`,
      403,
    );
  }
  return compte.id;
}

async function compteLie(db: Base, emetteur: string, sujet: string): Promise<number | null> {
  const [ligne] = await db
    .select({ id: identiteExterne.utilisateurId })
    .from(identiteExterne)
    .where(and(eq(identiteExterne.emetteur, emetteur), eq(identiteExterne.sujet, sujet)));
  return ligne?.id ?? null;
}
