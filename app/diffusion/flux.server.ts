import { asc, gt, max, sql } from "drizzle-orm";
import type { BaseOuverte } from "../../db/client";
import { enOctets } from "../../db/octets";
import { preparee } from "../../db/preparee";
import { publication, versionFlux } from "../../db/schema";
import { ENTETE_LHEO_23, PIED_LHEO_23 } from "../lheo";

const LOT = 128;
type Lire = BaseOuverte["lire"];

/**
 * The published offer as one LHÉO 2.3 document: what tells it apart from the last one, and its bytes as a stream, which
 * goes on when `pret` resolves with true.
 */
export function fluxLheo(
  lire: Lire,
  pret: () => Promise<boolean> = async () => true,
): {
  derniereMaj: Promise<{ etag: string; lastModified: Date }>;
  corps: AsyncGenerator<Buffer>;
} {
  return { derniereMaj: derniereMaj(lire), corps: corps(lire, pret) };
}

async function derniereMaj(lire: Lire) {
  const [ligne] = await lire((db) =>
    db
      .select({ n: sql<string>`coalesce(sum(${versionFlux.n}), 0)`, maj: max(versionFlux.majLe) })
      .from(versionFlux),
  );
  return { etag: `"${ligne?.n ?? 0}"`, lastModified: ligne?.maj ?? new Date(0) };
}

async function* corps(lire: Lire, pret: () => Promise<boolean>): AsyncGenerator<Buffer> {
  yield Buffer.from(ENTETE_LHEO_23);
  // The next lot is asked for while this one is on its way; no link to the database is held in between.
  for (let suivant = lot(lire, ""); ; ) {
    const fragments = await suivant;
    const derniere = fragments.at(-1)?.[0];
    if (!derniere) break;
    suivant = lot(lire, derniere.toString());
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

const suivants = preparee((db) =>
  db
    .select({
      reference: publication.actionReference,
      fragment: sql<string>`${publication.fragment} || E'\n'`,
    })
    .from(publication)
    .where(gt(publication.actionReference, sql.placeholder("apres")))
    .orderBy(asc(publication.actionReference))
    .limit(LOT)
    .prepare("lot"),
);
