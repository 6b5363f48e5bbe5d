import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Forms already answered: the same form sent twice (double click, slow line, retry) gets its first answer again.
 * `cle` is a digest of who, where and every word posted; `reponse` is written in the transaction of the work itself.
 */
export const formulaireRepondu = pgTable(
  "formulaire_repondu",
  {
    cle: text("cle").primaryKey(),
    reponse: jsonb("reponse").$type<{ chemin?: string; message?: string }>(),
    quand: timestamp("quand", { withTimezone: true }).notNull().default(sql`now()`),
  },
  (t) => [index("formulaire_repondu_quand").on(t.quand)],
);
