import { fillPlaceholders } from "drizzle-orm";
import type { Base } from "./client";

type Preparee = {
  getQuery: () => { sql: string; params: unknown[] };
  execute: (valeurs: Record<string, unknown>) => Promise<Record<string, unknown>[]>;
};
/** The `postgres` client below Drizzle, the real one or ours (db/reserve.ts). */
type ClientPostgres = {
  unsafe: (sql: string, params: unknown[]) => { raw: () => PromiseLike<(Buffer | null)[][]> };
};

/**
 * Runs a query that Drizzle prepared with the values of its placeholders, and gives, row by row, the bytes of its columns (UTF-8, null for NULL) as PostgreSQL sent them:
 * a text that only passes through is neither decoded nor written again.
 */
export async function enOctets(
  db: Base,
  requete: Preparee,
  valeurs: Record<string, unknown>,
): Promise<(Buffer | null)[][]> {
  const { $client } = db as unknown as { $client?: object };
  if ($client && "unsafe" in $client) {
    const { sql, params } = requete.getQuery();
    return ($client as ClientPostgres).unsafe(sql, fillPlaceholders(params, valeurs)).raw();
  }
  const lignes = await requete.execute(valeurs);
  return lignes.map((l) => Object.values(l).map((v) => (v === null ? null : Buffer.from(String(v)))));
}
