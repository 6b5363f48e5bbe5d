import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { Saisie } from "../types";
import { structure, utilisateur } from "./comptes";

export const referenceAction = pgSequence("reference_action", { startWith: 1 });
export const referenceSession = pgSequence("reference_session", { startWith: 1 });

const ETATS = ["brouillon", "creee", "alerte", "publiee", "modifiee", "archivee", "supprimee"] as const;

const cree = () => timestamp("cree_le", { withTimezone: true }).notNull().defaultNow();

/**
 * An action de formation. `saisie` holds what the form holds, as typed, so that a draft may miss anything;
 * what queries need is derived from it by the database itself.
 * `version` changes with the form's own fields (a form posts the one it was made from); `revision` changes
 * with anything about the action or its sessions (a moderator's decision posts it).
 */
export const actionFormation = pgTable(
  "action_formation",
  {
    reference: text("reference").primaryKey(),
    siret: char("siret", { length: 14 })
      .notNull()
      .references(() => structure.siret),
    etat: text("etat", { enum: ETATS }).notNull(),
    etatPrecedent: text("etat_precedent"),
    conventionnee: boolean("conventionnee").notNull().default(false),
    saisie: jsonb("saisie").$type<Saisie>().notNull(),
    formacodes: text("formacodes").array().notNull().default(sql`'{}'`),
    intitule: text("intitule").generatedAlwaysAs(sql`coalesce(saisie->>'intitule', '')`).notNull(),
    recherche: text("recherche").notNull().default(""),
    // Each code between quotes, in the order of the form: what an index can hold of the list.
    certifications: text("certifications")
      .generatedAlwaysAs(sql`left(coalesce(saisie->>'certifications', ''), 1000)`)
      .notNull(),
    version: integer("version").notNull().default(1),
    revision: integer("revision").notNull().default(1),
    soumiseLe: timestamp("soumise_le", { withTimezone: true }),
    echeance: date("echeance", { mode: "string" }),
    priseEnChargePar: integer("prise_en_charge_par").references(() => utilisateur.id),
    origine: text("origine"),
    majLe: timestamp("maj_le", { withTimezone: true }).notNull().defaultNow(),
    creeLe: cree(),
  },
  (t) => [
    check(
      "action_etat_connu",
      sql`${t.etat} in ('brouillon', 'creee', 'alerte', 'publiee', 'modifiee', 'archivee', 'supprimee')`,
    ),
    check("action_reference_forme", sql`${t.reference} ~ '^20[0-9]{10}$'`),
    check(
      "action_en_attente_a_une_echeance",
      sql`${t.etat} not in ('creee', 'modifiee') or ${t.echeance} is not null`,
    ),
    unique("action_reference_siret").on(t.reference, t.siret),
    unique("action_origine_unique").on(t.siret, t.origine),
    // One index for each sort of each list, so that a page reads its 25 rows and stops. `recherche` rides along where
    // it is not the key: the filter on the title then reads the index alone; and so do the codes of certifications, for
    // the search and for who delivers the same already (rule R-07).
    index("action_par_reference")
      .on(t.siret, t.etat, t.reference, t.recherche, t.certifications)
      .where(sql`not ${t.conventionnee}`),
    index("action_par_intitule")
      .on(t.siret, t.etat, t.recherche, t.reference)
      .where(sql`not ${t.conventionnee}`),
    index("action_par_maj")
      .on(t.siret, t.etat, t.majLe, t.reference, t.recherche)
      .where(sql`not ${t.conventionnee}`),
    index("conventionnee_par_reference")
      .on(t.siret, t.reference, t.recherche, t.certifications)
      .where(sql`${t.conventionnee}`),
    index("conventionnee_par_intitule").on(t.siret, t.recherche, t.reference).where(sql`${t.conventionnee}`),
    index("conventionnee_par_maj")
      .on(t.siret, t.majLe, t.reference, t.recherche)
      .where(sql`${t.conventionnee}`),
    index("action_file").on(t.echeance, t.reference).where(sql`${t.etat} in ('creee', 'modifiee')`),
    // What the organismes have to correct, that unchanged for the longest first.
    index("action_alerte")
      .on(t.majLe, t.reference)
      .where(sql`${t.etat} = 'alerte'`),
    // What each moderator has in charge.
    index("action_prise")
      .on(t.priseEnChargePar, t.echeance, t.reference)
      .where(sql`${t.priseEnChargePar} is not null`),
  ],
);

/** How many actions each tab of a structure holds: kept by triggers of the migration `mesures`, never written by us. */
export const compteActions = pgTable(
  "compte_actions",
  {
    siret: char("siret", { length: 14 }).notNull(),
    conventionnee: boolean("conventionnee").notNull(),
    etat: text("etat", { enum: ETATS }).notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.siret, t.conventionnee, t.etat] })],
);

/**
 * The words of every title and the codes of its certifications (`rncp37674`), kept by a trigger: a search over all
 * structures reads the rows it shows, whatever the table.
 */
export const motIntitule = pgTable(
  "mot_intitule",
  { mot: text("mot").notNull(), reference: text("reference").notNull() },
  (t) => [primaryKey({ columns: [t.mot, t.reference] })],
);

/**
 * How often what pages show has changed, kept by triggers (migration `revisions`): a row a structure, `file` for what
 * waits for the moderators, `references` for structures, certifications and Formacodes; in sixteen parts, so that two
 * writers do not wait for each other. The sum never comes back to an earlier value.
 */
export const revision = pgTable(
  "revision",
  {
    cle: text("cle").notNull(),
    creneau: integer("creneau").notNull(),
    n: bigint("n", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.cle, t.creneau] })],
);

/** A session de formation. `transmiseLe` is its first publication: from then on its dates are frozen. */
export const sessionFormation = pgTable(
  "session_formation",
  {
    reference: text("reference").primaryKey(),
    actionReference: text("action_reference").notNull(),
    siret: char("siret", { length: 14 }).notNull(),
    saisie: jsonb("saisie").$type<Saisie>().notNull(),
    voieAcces: text("voie_acces").generatedAlwaysAs(sql`nullif(saisie->>'voieAcces', '')`),
    debut: text("debut").generatedAlwaysAs(
      sql`case when saisie->>'debut' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then saisie->>'debut' end`,
    ),
    fin: text("fin").generatedAlwaysAs(
      sql`case when saisie->>'fin' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then saisie->>'fin' end`,
    ),
    commune: text("commune").generatedAlwaysAs(sql`nullif(saisie->>'lieuVille', '')`),
    transmiseLe: timestamp("transmise_le", { withTimezone: true }),
    version: integer("version").notNull().default(1),
    origine: text("origine"),
    creeLe: cree(),
  },
  (t) => [
    check(
      "session_une_voie_acces",
      sql`${t.voieAcces} is null or ${t.voieAcces} in ('fpc', 'professionnalisation', 'apprentissage')`,
    ),
    check("session_reference_forme", sql`${t.reference} ~ '^00[0-9]{6}$'`),
    check("session_transmise_dates_ordonnees", sql`${t.transmiseLe} is null or ${t.debut} <= ${t.fin}`),
    foreignKey({
      name: "session_action",
      columns: [t.actionReference, t.siret],
      foreignColumns: [actionFormation.reference, actionFormation.siret],
    }).onDelete("cascade"),
    index("session_action_idx").on(t.actionReference),
  ],
);

/** The SIRET that deliver the sessions of approved words, as the index holds them. */
export const formateursDe = (approuve: AnyPgColumn) =>
  sql`jsonb_path_query_array(${approuve}, '$.sessions[*].saisie.formateur')`;

/**
 * What is published: the approved words and their LHÉO fragment, empty when no session of it is in the feed any more. Feeds
 * read only this.
 */
export const publication = pgTable(
  "publication",
  {
    actionReference: text("action_reference")
      .primaryKey()
      .references(() => actionFormation.reference, { onDelete: "cascade" }),
    siret: char("siret", { length: 14 }).notNull(),
    approuve: jsonb("approuve").$type<Approuve>().notNull(),
    fragment: text("fragment").notNull(),
    /** When a session of it leaves the feed, and the fragment is to be written again. */
    relireLe: date("relire_le"),
    publieeLe: timestamp("publiee_le", { withTimezone: true }).notNull(),
    majLe: timestamp("maj_le", { withTimezone: true }).notNull(),
  },
  (t) => [
    // Whose coordinates its fragment copies, beside those of the action's own structure.
    index("publication_formateurs").using("gin", formateursDe(t.approuve)),
    index("publication_a_relire").on(t.relireLe).where(sql`${t.relireLe} is not null`),
  ],
);

/**
 * A structure whose sheet changed, or the fiche of a certification that its actions bear: the published fragments that
 * copy them are to be written again, not before `duLe` (see app/diffusion/recopier.server.ts).
 */
export const structureARecopier = pgTable("structure_a_recopier", {
  siret: char("siret", { length: 14 })
    .primaryKey()
    .references(() => structure.siret, { onDelete: "cascade" }),
  duLe: timestamp("du_le", { withTimezone: true }).notNull(),
});

/**
 * What tells one feed from the next: a trigger adds one at each change of `publication`, in one of sixteen rows so that
 * two decisions do not wait for each other. The sum never comes back to an earlier value.
 */
export const versionFlux = pgTable("version_flux", {
  creneau: integer("creneau").primaryKey(),
  n: bigint("n", { mode: "number" }).notNull(),
  majLe: timestamp("maj_le", { withTimezone: true }).notNull(),
});

/** The approved words of an action and of each of its published sessions. */
export type Approuve = {
  action: Saisie;
  formacodes: string[];
  sessions: { reference: string; saisie: Saisie }[];
};

/** A reason for which a moderator sent an action back: the field, the code of the reason, the sentence. */
export const motif = pgTable(
  "motif",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    actionReference: text("action_reference")
      .notNull()
      .references(() => actionFormation.reference, { onDelete: "cascade" }),
    sessionReference: text("session_reference").references(() => sessionFormation.reference, {
      onDelete: "set null",
    }),
    champ: text("champ").notNull(),
    code: text("code").notNull(),
    phrase: text("phrase").notNull(),
    auteurId: integer("auteur_id").references(() => utilisateur.id),
    creeLe: cree(),
    leveLe: timestamp("leve_le", { withTimezone: true }),
  },
  (t) => [index("motif_action").on(t.actionReference)],
);

/**
 * What an organisme asks of Cap Métiers and cannot do itself: deleting a transmitted session, correcting its dates
 * (`voulu` holds those it wants), republishing.
 */
export const demande = pgTable(
  "demande",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    type: text("type", { enum: ["suppression_session", "correction_dates", "republication"] }).notNull(),
    actionReference: text("action_reference")
      .notNull()
      .references(() => actionFormation.reference, { onDelete: "cascade" }),
    sessionReference: text("session_reference").references(() => sessionFormation.reference, {
      onDelete: "cascade",
    }),
    contexte: text("contexte").notNull(),
    voulu: jsonb("voulu").$type<Saisie>(),
    auteurId: integer("auteur_id").references(() => utilisateur.id),
    creeLe: cree(),
    closeLe: timestamp("close_le", { withTimezone: true }),
  },
  (t) => [
    check("demande_contexte_dit", sql`length(trim(${t.contexte})) > 0`),
    check(
      "demande_correction_dit_ses_dates",
      sql`(${t.type} = 'correction_dates') = (${t.voulu} is not null)`,
    ),
    index("demande_action").on(t.actionReference),
    index("demande_ouverte").on(t.id).where(sql`${t.closeLe} is null`),
  ],
);

/** Before and after of each field, who, when, why. */
export const journal = pgTable(
  "journal",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    actionReference: text("action_reference").notNull(),
    sessionReference: text("session_reference"),
    siret: char("siret", { length: 14 }).notNull(),
    evenement: text("evenement").notNull(),
    auteurId: integer("auteur_id"),
    auteurNom: text("auteur_nom").notNull(),
    avant: jsonb("avant").$type<Saisie>().notNull(),
    apres: jsonb("apres").$type<Saisie>().notNull(),
    quand: timestamp("quand", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("journal_action").on(t.actionReference, t.id)],
);
