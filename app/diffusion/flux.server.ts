import { and, asc, gt, max, ne, sql } from "drizzle-orm";
import type { PgSelect } from "drizzle-orm/pg-core";
import type { BaseOuverte } from "../../db/client";
import { enOctets } from "../../db/octets";
import { preparee } from "../../db/preparee";
import { type Approuve, publication, versionFlux } from "../../db/schema";
import { liste } from "../catalogue/champs";
import { ENTETE_LHEO_23, garderEnfants, PIED_LHEO_23 } from "../lheo";
import { echeancesDe } from "../referentiels/certifications/chercher.server";
import { demandeLesEcheances, type Echeances, empechements, type Partenaire } from "./partenaires";

const LOT = 128;
type Lire = BaseOuverte["lire"];
type Pret = () => Promise<boolean>;

/** A LHÉO 2.3 document: what tells it apart from the last one, and its bytes as a stream. */
export type Flux<V = { etag: string; lastModified?: Date }> = {
  derniereMaj: Promise<V>;
  corps: AsyncGenerator<Buffer>;
};

/** The whole published offer; the stream goes on when `pret` resolves with true. */
export function fluxLheo(lire: Lire, pret: Pret = async () => true): Flux<Version> {
  return { derniereMaj: derniereMaj(lire), corps: corps((apres) => lot(lire, apres), pret) };
}

/**
 * What the partner takes of it on that day (`AAAA-MM-JJ`, Paris): of each approved fragment, the sessions it takes. It is
 * cut when it is read, not kept: the days go by with nothing to write again, and nothing but approved bytes is there to
 * cut. Its tag holds the day: a certification whose registration the reference tables change counts from the next one.
 */
export function fluxDuPartenaire(
  lire: Lire,
  partenaire: Partenaire,
  jour: string,
  pret: Pret = async () => true,
): Flux {
  const version = derniereMaj(lire).then(({ etag }) => ({ etag: etag.replace(/"$/, `-${jour}"`) }));
  const part = async (apres: string) => {
    return lire(async (db) => {
      const lignes = await suivantsAvecLeursMots(db).execute({ apres });
      const codes = lignes.flatMap((l) => liste(l.approuve.action.certifications));
      const echeances = demandeLesEcheances(partenaire) ? await echeancesDe(db, [...new Set(codes)]) : {};
      return lignes.map((l) => [Buffer.from(l.reference), partDe(l, partenaire, jour, echeances)]);
    });
  };
  return { derniereMaj: version, corps: corps(part, pret) };
}

type Publiee = { fragment: string; approuve: Approuve };

function partDe(
  { fragment, approuve }: Publiee,
  partenaire: Partenaire,
  jour: string,
  echeances: Echeances,
): Buffer | null {
  const { action, sessions } = approuve;
  const prises = new Set(
    sessions.flatMap(({ reference, saisie: session }) =>
      empechements(partenaire, { action, session, echeances }, jour).length === 0 ? reference : [],
    ),
  );
  const part = garderEnfants(fragment, "action", (numero) => prises.has(numero));
  return part === null ? null : Buffer.from(part);
}

type Version = { etag: string; lastModified: Date };

async function derniereMaj(lire: Lire): Promise<Version> {
  const [ligne] = await lire((db) =>
    db
      .select({ n: sql<string>`coalesce(sum(${versionFlux.n}), 0)`, maj: max(versionFlux.majLe) })
      .from(versionFlux),
  );
  return { etag: `"${ligne?.n ?? 0}"`, lastModified: ligne?.maj ?? new Date(0) };
}

async function* corps(
  lot: (apres: string) => Promise<(Buffer | null)[][]>,
  pret: Pret,
): AsyncGenerator<Buffer> {
  yield Buffer.from(ENTETE_LHEO_23);
  // The next lot is asked for while this one is on its way; no link to the database is held in between.
  for (let suivant = lot(""); ; ) {
    const fragments = await suivant;
    const derniere = fragments.at(-1)?.[0];
    if (!derniere) break;
    suivant = lot(derniere.toString());
    // It is awaited only at the next turn, which never comes when the reader leaves.
    suivant.catch(() => {});
    for (const [, fragment] of fragments) if (fragment) yield fragment;
    if (!(await pret())) return;
  }
  yield Buffer.from(PIED_LHEO_23);
}

/**
 * Reference and fragment (with its end of line) of those that follow that reference, as bytes that only pass through:
 * each fragment leaves as it came, for a copy of them all would double what the collector has to take back.
 */
const lot = (lire: Lire, apres: string) => lire((db) => enOctets(db, suivants(db), { apres }));

const COLONNES = {
  reference: publication.actionReference,
  fragment: sql<string>`${publication.fragment} || E'\n'`,
};

const suivants = preparee((db) => lotDe(db.select(COLONNES).from(publication).$dynamic()).prepare("lot"));

const suivantsAvecLeursMots = preparee((db) =>
  lotDe(
    db
      .select({ ...COLONNES, approuve: publication.approuve })
      .from(publication)
      .$dynamic(),
  ).prepare("lot_et_mots"),
);

function lotDe<Q extends PgSelect>(requete: Q) {
  return requete
    .where(and(gt(publication.actionReference, sql.placeholder("apres")), ne(publication.fragment, "")))
    .orderBy(asc(publication.actionReference))
    .limit(LOT);
}
