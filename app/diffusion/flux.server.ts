import { asc, gt, max, sql } from "drizzle-orm";
import type { BaseOuverte } from "../../db/client";
import { publication, versionFlux } from "../../db/schema";
import { ENTETE_LHEO_23, PIED_LHEO_23 } from "../lheo";

const LOT = 200;
type Lire = BaseOuverte["lire"];

/** The published offer as one LHÉO 2.3 document: what tells it apart from the last one, and its text as a stream. */
export function fluxLheo(lire: Lire): {
  derniereMaj: Promise<{ etag: string; lastModified: Date }>;
  corps: AsyncGenerator<string>;
} {
  return { derniereMaj: derniereMaj(lire), corps: corps(lire) };
}

async function derniereMaj(lire: Lire) {
  const [ligne] = await lire((db) =>
    db
      .select({ n: sql<string>`coalesce(sum(${versionFlux.n}), 0)`, maj: max(versionFlux.majLe) })
      .from(versionFlux),
  );
  return { etag: `"${ligne?.n ?? 0}"`, lastModified: ligne?.maj ?? new Date(0) };
}

async function* corps(lire: Lire): AsyncGenerator<string> {
  yield ENTETE_LHEO_23;
  for (let apres = ""; ; ) {
    const lot = await lire((db) =>
      db
        .select({ reference: publication.actionReference, fragment: publication.fragment })
        .from(publication)
        .where(gt(publication.actionReference, apres))
        .orderBy(asc(publication.actionReference))
        .limit(LOT),
    );
    if (lot.length > 0) yield `${lot.map((l) => l.fragment).join("\n")}\n`;
    if (lot.length < LOT) break;
    apres = lot.at(-1)?.reference ?? "";
  }
  yield PIED_LHEO_23;
}
