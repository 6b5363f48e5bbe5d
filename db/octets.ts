import type { Base } from "./client";

type Requete = PromiseLike<Record<string, unknown>[]> & { toSQL: () => { sql: string; params: unknown[] } };
/** The `postgres` client below Drizzle, the real one or ours (db/reserve.ts). */
type ClientPostgres = {
  unsafe: (sql: string, params: unknown[]) => { raw: () => PromiseLike<(Buffer | null)[][]> };
};

/**
 * Runs a Drizzle query and gives, row by row, the bytes of its columns (UTF-8, null for NULL) as PostgreSQL sent them:
 * a text that only passes through is neither decoded nor written again.
 */
export async function enOctets(db: Base, requete: Requete): Promise<(Buffer | null)[][]> {
  const { $client } = db as unknown as { $client?: object };
  if ($client && "unsafe" in $client) {
    const { sql, params } = requete.toSQL();
    return ($client as ClientPostgres).unsafe(sql, params).raw();
  }
  const lignes = await requete;
  return lignes.map((l) => Object.values(l).map((v) => (v === null ? null : Buffer.from(String(v)))));
}
