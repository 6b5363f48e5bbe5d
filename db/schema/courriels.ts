import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { rattachement, structure, utilisateur } from "./comptes";

/**
 * What somebody is still to be told by e-mail, written in the transaction of what happened and deleted once it has left.
 * To a person (`utilisateurId`), about a structure of theirs (`siret`) or about themselves; to the structure's own address
 * when there is no person. Who is no longer attached to the structure is no longer told: the row goes with the rattachement.
 */
export const courrier = pgTable(
  "courrier",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    utilisateurId: integer("utilisateur_id").references(() => utilisateur.id, { onDelete: "cascade" }),
    siret: char("siret", { length: 14 }).references(() => structure.siret, { onDelete: "cascade" }),
    titre: text("titre").notNull(),
    phrase: text("phrase").notNull(),
    /** Where it is to be read, below the address of the catalogue. */
    chemin: text("chemin").notNull(),
    /**
     * Whether its link opens the account: it leaves in a mail of its own, whatever the person declined, and its token is
     * made as it leaves, so that none ever stands here.
     */
    secret: boolean("secret").notNull().default(false),
    essais: integer("essais").notNull().default(0),
    /** Not before: now, or the next try. */
    duLe: timestamp("du_le", { withTimezone: true }).notNull(),
    creeLe: timestamp("cree_le", { withTimezone: true }).notNull(),
  },
  (t) => [
    check("courrier_a_un_lecteur", sql`${t.utilisateurId} is not null or ${t.siret} is not null`),
    check(
      "courrier_secret_a_une_personne",
      sql`not ${t.secret} or (${t.utilisateurId} is not null and ${t.siret} is null)`,
    ),
    uniqueIndex("courrier_un_secret_par_personne").on(t.utilisateurId).where(sql`${t.secret}`),
    foreignKey({
      name: "courrier_rattachement",
      columns: [t.utilisateurId, t.siret],
      foreignColumns: [rattachement.utilisateurId, rattachement.siret],
    }).onDelete("cascade"),
    index("courrier_du").on(t.duLe),
    index("courrier_destinataire").on(t.utilisateurId, t.siret),
  ],
);
