import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

const liste = (nom: string) => text(nom).array().notNull().default(sql`'{}'`);

/**
 * A certification professionnelle: a fiche of France compétences (`RNCP37488`, `RS5000`), or one known of
 * Certif Info alone (`CI83899`). The columns are what the official files say: `actif` is the state on the day of
 * the export, so whether a session may still be announced is read from the dates.
 */
export const certification = pgTable(
  "certification",
  {
    code: text("code").notNull(),
    repertoire: text("repertoire", { enum: ["RNCP", "RS", "CERTIFINFO"] }).notNull(),
    intitule: text("intitule").notNull(),
    typeAbrege: text("type_abrege"),
    niveau: integer("niveau"),
    dateEnregistrement: date("date_enregistrement", { mode: "string" }),
    dateFinEnregistrement: date("date_fin_enregistrement", { mode: "string" }),
    dateLimiteDelivrance: date("date_limite_delivrance", { mode: "string" }),
    actif: boolean("actif").notNull(),
    remplaceePar: text("remplacee_par"),
    formacodes: liste("formacodes"),
    nsf: liste("nsf"),
    rome: liste("rome"),
    voiesAcces: liste("voies_acces"),
    certifinfo: liste("certifinfo"),
    recherche: text("recherche").notNull(),
    source: text("source", {
      enum: ["france-competences-xml", "france-competences-csv", "exemples", "certif-info"],
    }).notNull(),
    majLe: timestamp("maj_le", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "certification_pk", columns: [t.code] }),
    check("certification_repertoire_connu", sql`${t.repertoire} in ('RNCP', 'RS', 'CERTIFINFO')`),
    check("certification_code_bien_forme", sql`${t.code} ~ '^(RNCP|RS|CI)[0-9]{1,6}$'`),
    check("certification_niveau_europeen", sql`${t.niveau} between 1 and 8`),
  ],
);

/** A bloc de compétences. Some fiches number theirs `01`, `02`: a code means something only with its fiche. */
export const blocCompetences = pgTable(
  "bloc_competences",
  {
    certificationCode: text("certification_code").notNull(),
    code: text("code").notNull(),
    libelle: text("libelle").notNull(),
  },
  (t) => [
    primaryKey({ name: "bloc_competences_pk", columns: [t.certificationCode, t.code] }),
    foreignKey({
      name: "bloc_competences_certification_fk",
      columns: [t.certificationCode],
      foreignColumns: [certification.code],
    }).onDelete("cascade"),
  ],
);

/**
 * Who may train for a certification or certify: the partners with their habilitation, and the certificateurs
 * under the habilitation `CERTIFICATEUR`. `siret` is empty where the file gives none, so `nom` is in the key;
 * `etat` is null where the file gives none (the CSV export).
 */
export const partenaireCertification = pgTable(
  "partenaire_certification",
  {
    certificationCode: text("certification_code").notNull(),
    siret: text("siret").notNull(),
    nom: text("nom").notNull(),
    habilitation: text("habilitation").notNull(),
    etat: text("etat"),
  },
  (t) => [
    primaryKey({
      name: "partenaire_certification_pk",
      columns: [t.certificationCode, t.siret, t.habilitation, t.nom],
    }),
    foreignKey({
      name: "partenaire_certification_certification_fk",
      columns: [t.certificationCode],
      foreignColumns: [certification.code],
    }).onDelete("cascade"),
    check("partenaire_certification_siret_bien_forme", sql`${t.siret} ~ '^([0-9]{14})?$'`),
  ],
);

/** An entry of the thesaurus Formacode® Centre Inffo, in the newest version loaded that holds its code. */
export const formacode = pgTable(
  "formacode",
  {
    code: char("code", { length: 5 }).notNull(),
    libelle: text("libelle").notNull(),
    version: text("version").notNull(),
    champLibelle: text("champ_libelle"),
    recherche: text("recherche").notNull(),
  },
  (t) => [
    primaryKey({ name: "formacode_pk", columns: [t.code] }),
    check("formacode_code_bien_forme", sql`${t.code} ~ '^[0-9]{5}$'`),
  ],
);
