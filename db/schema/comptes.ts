import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { plierEnSql } from "../plier";

const PROFILS = ["catalogue", "preinscription", "general"] as const;
const profilConnu = (profil: AnyPgColumn) =>
  sql`${profil} in (${sql.raw(PROFILS.map((p) => `'${p}'`).join(", "))})`;

/** A training organisation at one SIRET. Structures that share a SIREN are antennes of one another. */
export const structure = pgTable(
  "structure",
  {
    siret: char("siret", { length: 14 }).primaryKey(),
    siren: char("siren", { length: 9 }).generatedAlwaysAs(sql`substr(siret, 1, 9)`).notNull(),
    nda: text("nda"),
    raisonSociale: text("raison_sociale").notNull(),
    nom: text("nom").notNull(),
    adresse: text("adresse").notNull().default(""),
    codePostal: text("code_postal").notNull().default(""),
    ville: text("ville").notNull().default(""),
    codeInsee: text("code_insee"),
    telephone: text("telephone"),
    courriel: text("courriel"),
    siteWeb: text("site_web"),
    /** The folded words of its names and town: what a search compares, in the order of the index. */
    recherche: text("recherche")
      .generatedAlwaysAs(sql.raw(`left(${plierEnSql("nom || ' ' || raison_sociale || ' ' || ville")}, 400)`))
      .notNull(),
  },
  (t) => [
    check("structure_siret_chiffres", sql`${t.siret} ~ '^[0-9]{14}$'`),
    index("structure_recherche").on(t.recherche, t.siret),
    index("structure_siren").on(t.siren),
  ],
);

/** A person who signs in. `motDePasse` is a scrypt digest (see app/comptes/mot-de-passe.server.ts). */
export const utilisateur = pgTable(
  "utilisateur",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    courriel: text("courriel").notNull().unique("utilisateur_courriel_unique"),
    nom: text("nom").notNull(),
    motDePasse: text("mot_de_passe").notNull(),
    moderateur: boolean("moderateur").notNull().default(false),
    /** Whether they are told by e-mail of what is decided in their structures. */
    courriels: boolean("courriels").notNull().default(true),
  },
  (t) => [check("utilisateur_courriel_minuscules", sql`${t.courriel} = lower(${t.courriel})`)],
);

/** What a person may do in a structure: the three rights of a gestionnaire OF (guide, « Accéder à votre espace »). */
export const rattachement = pgTable(
  "rattachement",
  {
    utilisateurId: integer("utilisateur_id")
      .notNull()
      .references(() => utilisateur.id, { onDelete: "cascade" }),
    siret: char("siret", { length: 14 })
      .notNull()
      .references(() => structure.siret, { onDelete: "cascade" }),
    profil: text("profil", { enum: PROFILS }).notNull(),
    referent: boolean("referent").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.utilisateurId, t.siret] }),
    check("rattachement_profil_connu", profilConnu(t.profil)),
  ],
);

/** A person who asks to be attached to a structure, and what its référent or Cap Métiers answered. */
export const demandeRattachement = pgTable(
  "demande_rattachement",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    utilisateurId: integer("utilisateur_id")
      .notNull()
      .references(() => utilisateur.id, { onDelete: "cascade" }),
    siret: char("siret", { length: 14 })
      .notNull()
      .references(() => structure.siret, { onDelete: "cascade" }),
    profil: text("profil", { enum: PROFILS }).notNull(),
    contexte: text("contexte").notNull(),
    creeLe: timestamp("cree_le", { withTimezone: true }).notNull(),
    closeLe: timestamp("close_le", { withTimezone: true }),
    accordee: boolean("accordee"),
    reponse: text("reponse").notNull().default(""),
    repondantId: integer("repondant_id").references(() => utilisateur.id, { onDelete: "set null" }),
  },
  (t) => [
    check("demande_rattachement_profil_connu", profilConnu(t.profil)),
    check("demande_rattachement_repondue", sql`(${t.closeLe} is null) = (${t.accordee} is null)`),
    uniqueIndex("demande_rattachement_une_ouverte")
      .on(t.utilisateurId, t.siret)
      .where(sql`${t.closeLe} is null`),
    index("demande_rattachement_ouverte").on(t.siret).where(sql`${t.closeLe} is null`),
  ],
);

/** Failed sign-ins, and links asked for, by key (address, e-mail, or both), in the database so that every process counts the same. */
export const tentativeConnexion = pgTable("tentative_connexion", {
  cle: text("cle").primaryKey(),
  echecs: integer("echecs").notNull(),
  depuis: timestamp("depuis", { withTimezone: true }).notNull(),
});

/** A link sent to a person, with which they choose a new password: only the digest of its token, until it is used or over. */
export const lienMotDePasse = pgTable(
  "lien_mot_de_passe",
  {
    empreinte: text("empreinte").primaryKey(),
    utilisateurId: integer("utilisateur_id")
      .notNull()
      .references(() => utilisateur.id, { onDelete: "cascade" }),
    expire: timestamp("expire", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("lien_mot_de_passe_compte").on(t.utilisateurId),
    index("lien_mot_de_passe_expire").on(t.expire),
  ],
);

/** Who a person of ours is for an OpenID Connect provider: linked at the first sign-in, known by `sujet` after. */
export const identiteExterne = pgTable(
  "identite_externe",
  {
    emetteur: text("emetteur").notNull(),
    sujet: text("sujet").notNull(),
    utilisateurId: integer("utilisateur_id")
      .notNull()
      .references(() => utilisateur.id, { onDelete: "cascade" }),
    depuis: timestamp("depuis", { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.emetteur, t.sujet] }),
    unique("identite_externe_une_par_compte").on(t.emetteur, t.utilisateurId),
  ],
);

/**
 * A sign-in, until sign-out or `expire`: a copy of its cookie opens nothing after. One through a provider keeps the ID
 * token that sign-out hands back, and the rights that came with it (null: those of our tables).
 */
export const connexion = pgTable(
  "connexion",
  {
    cle: text("cle").primaryKey(),
    utilisateurId: integer("utilisateur_id")
      .notNull()
      .references(() => utilisateur.id, { onDelete: "cascade" }),
    jetonIdentite: text("jeton_identite"),
    droits: jsonb("droits").$type<{
      moderateur: boolean;
      structures: { siret: string; profil: (typeof PROFILS)[number] }[];
    }>(),
    expire: timestamp("expire", { withTimezone: true }).notNull(),
  },
  (t) => [index("connexion_expire").on(t.expire)],
);
