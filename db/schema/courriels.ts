import { bigint, char, foreignKey, index, integer, pgTable, timestamp } from "drizzle-orm/pg-core";
import { journal } from "./catalogue";
import { rattachement, structure } from "./comptes";

/**
 * What somebody is still to be told by e-mail: a line of the journal, and who reads it; `utilisateurId` is null for the
 * structure's own address. Written in the transaction of what happened, deleted once it has left. Who is no longer
 * attached to the structure is no longer told: the row goes with the rattachement.
 */
export const courrier = pgTable(
  "courrier",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    siret: char("siret", { length: 14 })
      .notNull()
      .references(() => structure.siret, { onDelete: "cascade" }),
    utilisateurId: integer("utilisateur_id"),
    journalId: bigint("journal_id", { mode: "number" })
      .notNull()
      .references(() => journal.id, { onDelete: "cascade" }),
    essais: integer("essais").notNull().default(0),
    /** Not before: now, or the next try. */
    duLe: timestamp("du_le", { withTimezone: true }).notNull(),
    creeLe: timestamp("cree_le", { withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({
      name: "courrier_rattachement",
      columns: [t.utilisateurId, t.siret],
      foreignColumns: [rattachement.utilisateurId, rattachement.siret],
    }).onDelete("cascade"),
    index("courrier_du").on(t.duLe),
    index("courrier_destinataire").on(t.utilisateurId, t.siret),
  ],
);
