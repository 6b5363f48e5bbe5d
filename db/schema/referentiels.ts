import { sql } from "drizzle-orm";
import { boolean, char, check, date, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** A certification of the RNCP or the RS, or a Certif Info id that has neither (code `CI…`). */
export const certification = pgTable(
  "certification",
  {
    code: text("code").primaryKey(),
    repertoire: text("repertoire", { enum: ["RNCP", "RS", "CERTIFINFO"] }).notNull(),
    intitule: text("intitule").notNull(),
    typeAbrege: text("type_abrege"),
    niveau: integer("niveau"),
    /** Null: no file says it. */
    dateDebutEnregistrement: date("date_debut_enregistrement", { mode: "string" }),
    dateFinEnregistrement: date("date_fin_enregistrement", { mode: "string" }),
    dateLimiteDelivrance: date("date_limite_delivrance", { mode: "string" }),
    actif: boolean("actif").notNull(),
    /** Whether it may be prepared in apprentissage; null: no file says it. */
    apprentissage: boolean("apprentissage"),
    remplaceePar: text("remplacee_par"),
    formacodes: text("formacodes").array().notNull().default(sql`'{}'`),
    nsf: text("nsf").array().notNull().default(sql`'{}'`),
    rome: text("rome").array().notNull().default(sql`'{}'`),
    certifinfo: text("certifinfo").array().notNull().default(sql`'{}'`),
    /** What Certif Info calls each of these ids: the options of one diploma. */
    libellesCertifinfo: jsonb("libelles_certifinfo").$type<Record<string, string>>().notNull().default({}),
    /** Folded words of the code, the title and the Certif Info ids: what the search reads. */
    recherche: text("recherche").notNull(),
  },
  (t) => [
    check("certification_repertoire_connu", sql`${t.repertoire} in ('RNCP', 'RS', 'CERTIFINFO')`),
    check("certification_code_forme", sql`${t.code} ~ '^(RNCP|RS|CI)[0-9]+$'`),
  ],
);

export const blocCompetences = pgTable(
  "bloc_competences",
  {
    certificationCode: text("certification_code")
      .notNull()
      .references(() => certification.code, { onDelete: "cascade" }),
    code: text("code").notNull(),
    libelle: text("libelle").notNull(),
  },
  (t) => [primaryKey({ columns: [t.certificationCode, t.code] })],
);

/** Who certifies or is habilitated, as France compétences lists it (CSV: without a state). */
export const partenaireCertification = pgTable(
  "partenaire_certification",
  {
    certificationCode: text("certification_code")
      .notNull()
      .references(() => certification.code, { onDelete: "cascade" }),
    siret: text("siret").notNull(),
    nom: text("nom").notNull(),
    habilitation: text("habilitation").notNull(),
    etat: text("etat"),
  },
  (t) => [primaryKey({ columns: [t.certificationCode, t.siret, t.habilitation] })],
);

/** The thesaurus of training keywords (Formacode® Centre Inffo). */
export const formacode = pgTable("formacode", {
  code: char("code", { length: 5 }).primaryKey(),
  libelle: text("libelle").notNull(),
  version: text("version").notNull(),
  recherche: text("recherche").notNull(),
});
