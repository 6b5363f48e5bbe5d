import { asc, gt, max, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { publication, versionFlux } from "../../db/schema";
import { ENTETE_LHEO_23, PIED_LHEO_23 } from "../lheo";

const LOT = 200;

/** The published offer as one LHÉO 2.3 document: what tells it apart from the last one, and its text as a stream. */
export function fluxLheo(db: Base): {
  derniereMaj: Promise<{ etag: string; lastModified: Date }>;
  corps: AsyncGenerator<string>;
} {
  return { derniereMaj: derniereMaj(db), corps: corps(db) };
}

async function derniereMaj(db: Base) {
  const [ligne] = await db
    .select({ n: sql<string>`coalesce(sum(${versionFlux.n}), 0)`, maj: max(versionFlux.majLe) })
    .from(versionFlux);
  return { etag: `"${ligne?.n ?? 0}"`, lastModified: ligne?.maj ?? new Date(0) };
}

async function* corps(db: Base): AsyncGenerator<string> {
  yield ENTETE_LHEO_23;
  for (let apres = ""; ; ) {
    const lot = await db
      .select({ reference: publication.actionReference, fragment: publication.fragment })
      .from(publication)
      .where(gt(publication.actionReference, apres))
      .orderBy(asc(publication.actionReference))
      .limit(LOT);
    if (lot.length > 0) yield `${lot.map((l) => l.fragment).join("\n")}\n`;
    if (lot.length < LOT) break;
    apres = lot.at(-1)?.reference ?? "";
  }
  yield PIED_LHEO_23;
}
