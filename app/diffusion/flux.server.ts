import { asc, gt, max, sql } from "drizzle-orm";
import type { BaseOuverte } from "../../db/client";
import { publication, versionFlux } from "../../db/schema";
import { ENTETE_LHEO_23, PIED_LHEO_23 } from "../lheo";

const LOT = 50;
type Lire = BaseOuverte["lire"];

/**
 * The published offer as one LHÉO 2.3 document: what tells it apart from the last one, and its text as a stream, which
 * goes on when `pret` resolves with true.
 */
export function fluxLheo(
  lire: Lire,
  pret: () => Promise<boolean> = async () => true,
): {
  derniereMaj: Promise<{ etag: string; lastModified: Date }>;
  corps: AsyncGenerator<string>;
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

async function* corps(lire: Lire, pret: () => Promise<boolean>): AsyncGenerator<string> {
  yield ENTETE_LHEO_23;
  // The next lot is asked for while this one is on its way; no link to the database is held in between.
  for (let suivant = lot(lire, ""); ; ) {
    const { fragments, derniere } = await suivant;
    if (fragments === null || derniere === null) break;
    suivant = lot(lire, derniere);
    // It is awaited only at the next turn, which never comes when the reader leaves.
    suivant.catch(() => {});
    yield `${fragments}\n`;
    if (!(await pret())) return;
  }
  yield PIED_LHEO_23;
}

/** The fragments that follow that reference, as one text that PostgreSQL puts together. */
async function lot(lire: Lire, apres: string) {
  const [lu] = await lire((db) => {
    const suite = db
      .select({ reference: publication.actionReference, fragment: publication.fragment })
      .from(publication)
      .where(gt(publication.actionReference, apres))
      .orderBy(asc(publication.actionReference))
      .limit(LOT)
      .as("suite");
    return db
      .select({
        fragments: sql<string | null>`string_agg(${suite.fragment}, E'\n' order by ${suite.reference})`,
        derniere: max(suite.reference),
      })
      .from(suite);
  });
  return lu ?? { fragments: null, derniere: null };
}
