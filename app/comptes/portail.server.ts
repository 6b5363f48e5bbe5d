import { asc, eq, inArray } from "drizzle-orm";
import type { Base } from "../../db/client";
import { structure, utilisateur } from "../../db/schema";
import { PROFILS } from "../droits/droits";
import { siretDe } from "../referentiels/siret";
import { identiteParId } from "./comptes.server";
import {
  type Identite,
  PERSONNE,
  type PersonneDuPortail,
  type RattachementDuPortail,
  referentsDe,
} from "./identite";

type Tot<T> = T | Promise<T>;

/** How a host says who asks and what they may do; see `IdentiteDuPortail` in app/server/context.ts. */
export type SourceDIdentite<R> = {
  personne: (requete: R) => Tot<PersonneDuPortail | null>;
  droits:
    | "tables"
    | ((
        personne: PersonneDuPortail,
        requete: R,
      ) => Tot<{ moderateur: boolean; structures: readonly RattachementDuPortail[] }>);
};

/**
 * The identity the host gives this request. A person seen for the first time gets a row of ours, which no password
 * opens, so that the journal can name them. An answer that is not of the contract throws: nobody is let in on a guess.
 */
export async function identiteDuPortail<R>(
  db: Base,
  source: SourceDIdentite<R>,
  requete: R,
): Promise<Identite> {
  const personne = await source.personne(requete);
  if (personne === null) return PERSONNE;
  const courriel = typeof personne?.courriel === "string" ? personne.courriel.trim().toLowerCase() : "";
  if (!courriel.includes("@") || typeof personne.nom !== "string" || !personne.nom) {
    throw new Error("Le portail doit donner une personne { courriel, nom }, ou null pour personne.");
  }
  const id = await idDe(db, courriel, personne.nom);
  if (source.droits === "tables") return identiteParId(db, id);
  const droits = await source.droits(personne, requete);
  if (typeof droits?.moderateur !== "boolean" || !droits.structures?.every(estRattachement)) {
    throw new Error(
      `Le portail doit donner les droits { moderateur, structures: [{ siret, profil }] }, avec un SIRET à 14 chiffres et un profil parmi ${PROFILS.map((p) => `« ${p} »`).join(", ")}.`,
    );
  }
  return identiteAvecDroits(db, { id, nom: personne.nom }, droits);
}

/**
 * A person with the rights that another system gives, whatever our tables say. A right on a structure unknown here
 * is dropped, unless it comes with the name to create it by.
 */
export async function identiteAvecDroits(
  db: Base,
  { id, nom }: { id: number; nom: string },
  droits: { moderateur: boolean; structures: readonly RattachementDuPortail[] },
): Promise<Identite> {
  const connues = await structuresDuPortail(db, droits.structures);
  const structures = droits.structures.flatMap(({ siret, profil, referent = false }) => {
    const trouvee = connues.find((s) => s.siret === siret);
    return trouvee ? [{ structure: trouvee, profil, referent }] : [];
  });
  const profils = Object.fromEntries(structures.map((s) => [s.structure.siret, s.profil]));
  return {
    acteur: { id, nom, moderateur: droits.moderateur, profils, referents: referentsDe(structures) },
    structures,
    revision: null,
  };
}

const estRattachement = (r: RattachementDuPortail) =>
  typeof r?.siret === "string" && siretDe(r.siret) === r.siret && PROFILS.includes(r.profil);

async function idDe(db: Base, courriel: string, nom: string): Promise<number> {
  const lire = () =>
    db.select({ id: utilisateur.id }).from(utilisateur).where(eq(utilisateur.courriel, courriel));
  const [deja] = await lire();
  if (deja) return deja.id;
  const [nouveau] = await db
    .insert(utilisateur)
    .values({ courriel, nom, motDePasse: "" })
    .onConflictDoNothing()
    .returning({ id: utilisateur.id });
  const id = nouveau?.id ?? (await lire())[0]?.id;
  if (id === undefined) throw new Error("Le compte de cette personne n'a pas pu être créé.");
  return id;
}

/**
 * The structures of these rights, in the order of their names; an unknown one is created when the host names it. That name is
 * all that a host says of it, once: its sheet is then kept here, and nothing of it is refreshed.
 */
async function structuresDuPortail(db: Base, rattachements: readonly RattachementDuPortail[]) {
  const sirets = rattachements.map((r) => r.siret);
  if (sirets.length === 0) return [];
  const lire = () =>
    db.select().from(structure).where(inArray(structure.siret, sirets)).orderBy(asc(structure.nom));
  const connues = await lire();
  const nouvelles = rattachements.flatMap(({ siret, nom }) =>
    nom && !connues.some((s) => s.siret === siret) ? [{ siret, nom, raisonSociale: nom }] : [],
  );
  if (nouvelles.length === 0) return connues;
  await db.insert(structure).values(nouvelles).onConflictDoNothing();
  return lire();
}
