import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Base } from "./client";

/** How many rows of a table answer, counted to `max` and no further: the time does not grow with the table. */
export async function compterJusqua(db: Base, table: PgTable, condition: SQL, max: number): Promise<number> {
  const premiers = db.select({ un: sql`1` }).from(table).where(condition).limit(max).as("premiers");
  const [compte] = await db.select({ n: sql<number>`count(*)::int` }).from(premiers);
  return compte?.n ?? 0;
}
