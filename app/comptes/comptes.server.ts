import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { preparee } from "../../db/preparee";
import { connexion, rattachement, revision, structure, utilisateur } from "../../db/schema";
import { type DroitsDeConnexion, type Identite, PERSONNE, referentsDe } from "./identite";
import { verifierMotDePasse } from "./mot-de-passe.server";
import { compterTentative, FENETRE_MINUTES, oublierTentative } from "./tentatives.server";

/** How often what has this key has changed: see `revision` in db/schema/catalogue.ts. */
const revisionDe = (cle: SQL) =>
  sql<string>`(select coalesce(sum(${revision.n}), 0) from ${revision} where ${revision.cle} = ${cle})`;

/**
 * The person of our own accounts and their structures, in one query, read anew at each request: a right withdrawn
 * holds at once. Nobody when there is no such account.
 */
export async function identiteParId(db: Base, id: number | undefined): Promise<Identite> {
  if (!id) return PERSONNE;
  return enIdentite(id, await lignesDIdentite(db).execute({ id, connexion: null, maintenant: null }));
}

/**
 * The same in a session that is still open, and the rights that came with its sign-in (null: those of the tables).
 * Nobody when it was closed, is over, or is another person's.
 */
export async function identiteOuverte(
  db: Base,
  { id, connexion: cle }: { id: number; connexion: string },
  maintenant: Date,
): Promise<Identite & { droits: DroitsDeConnexion | null }> {
  const valeurs = { id, connexion: cle, maintenant: maintenant.toISOString() };
  const lignes = await lignesDIdentite(db).execute(valeurs);
  const ouverte = lignes[0]?.ouverte ?? false;
  return { ...(ouverte ? enIdentite(id, lignes) : PERSONNE), droits: lignes[0]?.droits ?? null };
}

type Ligne = Awaited<ReturnType<ReturnType<typeof lignesDIdentite>["execute"]>>[number];

function enIdentite(id: number, lignes: Ligne[]): Identite {
  const [premiere] = lignes;
  if (!premiere) return PERSONNE;
  const structures = lignes.flatMap(({ structure: s, profil, referent }) =>
    s && profil ? [{ structure: s, profil, referent: referent ?? false }] : [],
  );
  const profils = Object.fromEntries(structures.map((s) => [s.structure.siret, s.profil]));
  const { nom, moderateur, commune, file } = premiere;
  const vue = [commune, moderateur ? file : 0, ...lignes.map((l) => l.revision)].join("-");
  return {
    acteur: { id, nom, moderateur, profils, referents: referentsDe(structures) },
    structures,
    revision: vue,
  };
}

const lignesDIdentite = preparee((db) =>
  db
    .select({
      nom: utilisateur.nom,
      moderateur: utilisateur.moderateur,
      ouverte: sql<boolean>`${connexion.cle} is not null`,
      droits: connexion.droits,
      structure: {
        siret: structure.siret,
        nom: structure.nom,
        ville: structure.ville,
        codePostal: structure.codePostal,
        telephone: structure.telephone,
        courriel: structure.courriel,
        nda: structure.nda,
      },
      profil: rattachement.profil,
      referent: rattachement.referent,
      revision: revisionDe(sql`${structure.siret}`),
      commune: revisionDe(sql`'references'`),
      file: revisionDe(sql`'file'`),
    })
    .from(utilisateur)
    .leftJoin(
      connexion,
      and(
        eq(connexion.cle, sql.placeholder("connexion")),
        eq(connexion.utilisateurId, utilisateur.id),
        sql`${connexion.expire} > ${sql.placeholder("maintenant")}::timestamptz`,
      ),
    )
    .leftJoin(rattachement, eq(rattachement.utilisateurId, utilisateur.id))
    .leftJoin(structure, eq(structure.siret, rattachement.siret))
    .where(eq(utilisateur.id, sql.placeholder("id")))
    .orderBy(asc(structure.nom), asc(structure.siret))
    .prepare("identite"),
);

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

/** No mail goes to a longer one (RFC 5321), and a key of the database has its limit too. */
export const COURRIEL_MAX = 254;

/**
 * The person of that e-mail and password; `adresse` is the client's, null when it is not known. Throws a
 * {@link ConnexionRefusee}.
 */
export async function identifier(
  db: Base,
  identite: { courriel: string; motDePasse: string; adresse: string | null },
  maintenant: Date,
): Promise<number> {
  const courriel = identite.courriel.trim().toLowerCase();
  if (courriel.length > COURRIEL_MAX) throw inconnu();
  const comptees = await compterTentative(db, courriel, identite.adresse, maintenant);
  if (!comptees) {
    throw new ConnexionRefusee(
      `Trop d'essais : attendez ${FENETRE_MINUTES} minutes avant de recommencer.`,
      429,
    );
  }
  const [trouve] = await db.select().from(utilisateur).where(eq(utilisateur.courriel, courriel));
  const bon = await verifierMotDePasse(identite.motDePasse, trouve?.motDePasse ?? EMPREINTE_VIDE);
  if (!trouve || !bon) throw inconnu();
  await oublierTentative(db, comptees);
  return trouve.id;
}

const inconnu = () =>
  new ConnexionRefusee("L'adresse électronique ou le mot de passe ne correspond à aucun compte.");
