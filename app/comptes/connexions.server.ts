import { randomUUID } from "node:crypto";
import { eq, inArray, lt } from "drizzle-orm";
import type { Base } from "../../db/client";
import { connexion, structure } from "../../db/schema";
import { ConnexionRefusee, identiteOuverte } from "./comptes.server";
import { type DroitsDeConnexion, DUREE_CONNEXION, ECRIRE, type Identite, PERSONNE } from "./identite";
import { identiteAvecDroits } from "./portail.server";

/** What the signed cookie says of who is signed in; `jusqua` in milliseconds. */
export type Connecte = { utilisateur: number; jusqua: number; connexion: string };

/**
 * The person of a session, read anew at each request. Nobody past `jusqua`, or when the sign-in was closed: a copy of its
 * cookie opens nothing after sign-out.
 */
export async function identiteDeSession(
  db: Base,
  { utilisateur: id, jusqua = 0, connexion }: Partial<Connecte>,
  maintenant: Date,
): Promise<Identite> {
  if (!id || !connexion || jusqua <= maintenant.getTime()) return PERSONNE;
  const { droits, ...identite } = await identiteOuverte(db, { id, connexion }, maintenant);
  return droits && identite.acteur ? identiteAvecDroits(db, identite.acteur, droits) : identite;
}

/** Opens a sign-in; returns the key that the session carries. Forgets those that are over. */
export async function ouvrirConnexion(
  db: Base,
  ouverte: { utilisateurId: number; jetonIdentite?: string; droits?: DroitsDeConnexion | null },
  maintenant: Date,
): Promise<string> {
  const cle = randomUUID();
  const expire = new Date(maintenant.getTime() + DUREE_CONNEXION * 1000);
  await db.delete(connexion).where(lt(connexion.expire, maintenant));
  await db.insert(connexion).values({ cle, ...ouverte, expire });
  return cle;
}

/** Ends a sign-in; returns the ID token of its provider, or null without one or when it was over already. */
export async function fermerConnexion(db: Base, cle: string): Promise<string | null> {
  const [fermee] = await db
    .delete(connexion)
    .where(eq(connexion.cle, cle))
    .returning({ jeton: connexion.jetonIdentite });
  return fermee?.jeton ?? null;
}

/**
 * The rights that can hold here, and the SIRETs of the structures unknown to us, on which nothing is granted. Throws a
 * {@link ConnexionRefusee} when nothing is left.
 */
export async function droitsConnus(
  db: Base,
  droits: DroitsDeConnexion,
): Promise<{ droits: DroitsDeConnexion; inconnues: string[] }> {
  const sirets = droits.structures.map((s) => s.siret);
  const lignes = sirets.length
    ? await db.select({ siret: structure.siret }).from(structure).where(inArray(structure.siret, sirets))
    : [];
  const connus = new Set(lignes.map((l) => l.siret));
  const structures = droits.structures.filter((s) => connus.has(s.siret));
  const inconnues = sirets.filter((s) => !connus.has(s));
  if (!droits.moderateur && structures.length === 0) {
    throw new ConnexionRefusee(
      inconnues.length > 0
        ? `Aucune de vos structures n'est connue de RafaelPro (${quelquesUns(inconnues)}). ${ECRIRE}`
        : `Votre compte ne donne aucun droit dans RafaelPro. ${ECRIRE}`,
      403,
    );
  }
  return { droits: { ...droits, structures }, inconnues };
}

const DITS = 10;

/** Those SIRETs in words, the first ten named: the sentence may travel in a cookie, which holds 4096 bytes. */
export function quelquesUns(sirets: readonly string[]): string {
  const autres = sirets.length - DITS;
  return sirets.slice(0, DITS).join(", ") + (autres > 0 ? ` et ${autres} autre${autres > 1 ? "s" : ""}` : "");
}
