import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { rattachement, structure, tentativeConnexion, utilisateur } from "../../db/schema";
import type { Acteur, Profil } from "../droits/droits";
import { verifierMotDePasse } from "./mot-de-passe.server";

/** The person as the rights see them, read anew at each request: a right withdrawn holds at once. */
export async function acteurParId(db: Base, id: number): Promise<Acteur | null> {
  const lignes = await db
    .select({
      id: utilisateur.id,
      nom: utilisateur.nom,
      moderateur: utilisateur.moderateur,
      siret: rattachement.siret,
      profil: rattachement.profil,
    })
    .from(utilisateur)
    .leftJoin(rattachement, eq(rattachement.utilisateurId, utilisateur.id))
    .where(eq(utilisateur.id, id));
  const [premiere] = lignes;
  if (!premiere) return null;
  const profils: Record<string, Profil> = {};
  for (const l of lignes) if (l.siret && l.profil) profils[l.siret] = l.profil;
  return { id: premiere.id, nom: premiere.nom, moderateur: premiere.moderateur, profils };
}

/** The structures of a person, with their profile, for « Mes structures ». */
export function structuresDe(db: Base, acteur: Acteur) {
  const sirets = Object.keys(acteur.profils);
  if (sirets.length === 0) return Promise.resolve([]);
  return db
    .select({ structure, profil: rattachement.profil, referent: rattachement.referent })
    .from(rattachement)
    .innerJoin(structure, eq(structure.siret, rattachement.siret))
    .where(sql`${rattachement.utilisateurId} = ${acteur.id} and ${inArray(rattachement.siret, sirets)}`)
    .orderBy(asc(structure.nom), asc(structure.siret));
}

const ECHECS_PERMIS = 8;
const FENETRE_MINUTES = 15;

/** A sign-in refused, with the sentence that says why without saying whether the account exists. */
export class ConnexionRefusee extends Error {
  constructor(
    message: string,
    readonly statut: 422 | 429 = 422,
  ) {
    super(message);
  }
}

// A digest that no password opens: an unknown address costs the same time as a known one.
const EMPREINTE_VIDE = `scrypt$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * The person of that e-mail and password. `adresse` is the client's; past 8 failures in 15 minutes for one e-mail or
 * one client, sign-in is refused for the rest of the window.
 */
export async function identifier(
  db: Base,
  identite: { courriel: string; motDePasse: string; adresse: string },
  maintenant: Date,
): Promise<number> {
  const courriel = identite.courriel.trim().toLowerCase();
  const cles = [`courriel:${courriel}`, `adresse:${identite.adresse}`];
  const seuil = new Date(maintenant.getTime() - FENETRE_MINUTES * 60_000);
  const tentatives = await db.select().from(tentativeConnexion).where(inArray(tentativeConnexion.cle, cles));
  if (
    tentatives.some(
      (t) => t.depuis > seuil && t.echecs >= (t.cle.startsWith("adresse:") ? 5 : 1) * ECHECS_PERMIS,
    )
  ) {
    throw new ConnexionRefusee(
      `Trop d'essais : attendez ${FENETRE_MINUTES} minutes avant de recommencer.`,
      429,
    );
  }
  const [trouve] = await db.select().from(utilisateur).where(eq(utilisateur.courriel, courriel));
  const bon = await verifierMotDePasse(identite.motDePasse, trouve?.motDePasse ?? EMPREINTE_VIDE);
  if (trouve && bon) {
    await db.delete(tentativeConnexion).where(eq(tentativeConnexion.cle, cles[0] as string));
    return trouve.id;
  }
  const t = tentativeConnexion;
  await db
    .insert(t)
    .values(cles.map((cle) => ({ cle, echecs: 1, depuis: maintenant })))
    .onConflictDoUpdate({
      target: t.cle,
      set: {
        echecs: sql`case when ${t.depuis} > ${seuil.toISOString()}::timestamptz then ${t.echecs} + 1 else 1 end`,
        depuis: sql`case when ${t.depuis} > ${seuil.toISOString()}::timestamptz then ${t.depuis} else excluded.depuis end`,
      },
    });
  throw new ConnexionRefusee("L'adresse électronique ou le mot de passe ne correspond à aucun compte.");
}
