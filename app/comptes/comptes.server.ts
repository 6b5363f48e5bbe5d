import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { preparee } from "../../db/preparee";
import { rattachement, revision, structure, tentativeConnexion, utilisateur } from "../../db/schema";
import { type Identite, PERSONNE } from "./identite";
import { verifierMotDePasse } from "./mot-de-passe.server";

/**
 * The person of our own accounts and their structures, in one query, read anew at each request: a right withdrawn
 * holds at once. Nobody when there is no such account.
 */
export async function identiteParId(db: Base, id: number | undefined): Promise<Identite> {
  if (!id) return PERSONNE;
  const lignes = await lignesDIdentite(db).execute({ id });
  const [premiere] = lignes;
  if (!premiere) return PERSONNE;
  const structures = lignes.flatMap(({ structure: s, profil, referent }) =>
    s && profil ? [{ structure: s, profil, referent: referent ?? false }] : [],
  );
  const profils = Object.fromEntries(structures.map((s) => [s.structure.siret, s.profil]));
  const { nom, moderateur, commune, file } = premiere;
  const vue = [commune, moderateur ? file : 0, ...lignes.map((l) => l.revision)].join("-");
  return { acteur: { id, nom, moderateur, profils }, structures, revision: vue };
}

const lignesDIdentite = preparee((db) =>
  db
    .select({
      nom: utilisateur.nom,
      moderateur: utilisateur.moderateur,
      structure: {
        siret: structure.siret,
        nom: structure.nom,
        ville: structure.ville,
        codePostal: structure.codePostal,
        telephone: structure.telephone,
        courriel: structure.courriel,
      },
      profil: rattachement.profil,
      referent: rattachement.referent,
      revision: revisionDe(sql`${structure.siret}`),
      commune: revisionDe(sql`'references'`),
      file: revisionDe(sql`'file'`),
    })
    .from(utilisateur)
    .leftJoin(rattachement, eq(rattachement.utilisateurId, utilisateur.id))
    .leftJoin(structure, eq(structure.siret, rattachement.siret))
    .where(eq(utilisateur.id, sql.placeholder("id")))
    .orderBy(asc(structure.nom), asc(structure.siret))
    .prepare("identite"),
);

/** How often what has this key has changed: see `revision` in db/schema/catalogue.ts. */
const revisionDe = (cle: SQL) =>
  sql<string>`(select coalesce(sum(${revision.n}), 0) from ${revision} where ${revision.cle} = ${cle})`;

const ECHECS_PERMIS = 8;
const FENETRE_MINUTES = 15;

/** A sign-in refused, with the sentence that says why without saying whether the account exists. */
export class ConnexionRefusee extends Error {
  constructor(
    message: string,
    readonly statut: 400 | 403 | 422 | 429 | 503 = 422,
    cause?: unknown,
  ) {
    super(message, { cause });
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
  const t = tentativeConnexion;
  // Counted before the password is looked at: as many sent at once are as many.
  const tentatives = await db
    .insert(t)
    .values(cles.map((cle) => ({ cle, echecs: 1, depuis: maintenant })))
    .onConflictDoUpdate({
      target: t.cle,
      set: {
        echecs: sql`case when ${t.depuis} > ${seuil.toISOString()}::timestamptz then ${t.echecs} + 1 else 1 end`,
        depuis: sql`case when ${t.depuis} > ${seuil.toISOString()}::timestamptz then ${t.depuis} else excluded.depuis end`,
      },
    })
    .returning();
  if (tentatives.some((x) => x.echecs > (x.cle.startsWith("adresse:") ? 5 : 1) * ECHECS_PERMIS)) {
    throw new ConnexionRefusee(
      `Trop d'essais : attendez ${FENETRE_MINUTES} minutes avant de recommencer.`,
      429,
    );
  }
  const [trouve] = await db.select().from(utilisateur).where(eq(utilisateur.courriel, courriel));
  const bon = await verifierMotDePasse(identite.motDePasse, trouve?.motDePasse ?? EMPREINTE_VIDE);
  if (trouve && bon) {
    await db.delete(t).where(eq(t.cle, cles[0] as string));
    await db
      .update(t)
      .set({ echecs: sql`${t.echecs} - 1` })
      .where(eq(t.cle, cles[1] as string));
    return trouve.id;
  }
  throw new ConnexionRefusee("L'adresse électronique ou le mot de passe ne correspond à aucun compte.");
}
