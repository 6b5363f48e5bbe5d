CREATE SEQUENCE "public"."reference_action" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."reference_session" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "action_formation" (
	"reference" text PRIMARY KEY NOT NULL,
	"siret" char(14) NOT NULL,
	"etat" text NOT NULL,
	"etat_precedent" text,
	"conventionnee" boolean DEFAULT false NOT NULL,
	"saisie" jsonb NOT NULL,
	"formacodes" text[] DEFAULT '{}' NOT NULL,
	"intitule" text GENERATED ALWAYS AS (coalesce(saisie->>'intitule', '')) STORED NOT NULL,
	"recherche" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"soumise_le" timestamp with time zone,
	"echeance" date,
	"prise_en_charge_par" integer,
	"origine" text,
	"maj_le" timestamp with time zone DEFAULT now() NOT NULL,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "action_reference_siret" UNIQUE("reference","siret"),
	CONSTRAINT "action_origine_unique" UNIQUE("siret","origine"),
	CONSTRAINT "action_etat_connu" CHECK ("action_formation"."etat" in ('brouillon', 'creee', 'alerte', 'publiee', 'modifiee', 'archivee', 'supprimee')),
	CONSTRAINT "action_reference_forme" CHECK ("action_formation"."reference" ~ '^20[0-9]{10}$'),
	CONSTRAINT "action_en_attente_a_une_echeance" CHECK ("action_formation"."etat" not in ('creee', 'modifiee') or "action_formation"."echeance" is not null)
);
--> statement-breakpoint
CREATE TABLE "demande" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "demande_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"action_reference" text NOT NULL,
	"session_reference" text,
	"contexte" text NOT NULL,
	"auteur_id" integer,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	"close_le" timestamp with time zone,
	CONSTRAINT "demande_contexte_dit" CHECK (length(trim("demande"."contexte")) > 0)
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"action_reference" text NOT NULL,
	"session_reference" text,
	"siret" char(14) NOT NULL,
	"evenement" text NOT NULL,
	"auteur_id" integer,
	"auteur_nom" text NOT NULL,
	"avant" jsonb NOT NULL,
	"apres" jsonb NOT NULL,
	"quand" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "motif" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "motif_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"action_reference" text NOT NULL,
	"session_reference" text,
	"champ" text NOT NULL,
	"code" text NOT NULL,
	"phrase" text NOT NULL,
	"auteur_id" integer,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	"leve_le" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"action_reference" text PRIMARY KEY NOT NULL,
	"siret" char(14) NOT NULL,
	"approuve" jsonb NOT NULL,
	"fragment" text NOT NULL,
	"publiee_le" timestamp with time zone NOT NULL,
	"maj_le" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_formation" (
	"reference" text PRIMARY KEY NOT NULL,
	"action_reference" text NOT NULL,
	"siret" char(14) NOT NULL,
	"saisie" jsonb NOT NULL,
	"voie_acces" text GENERATED ALWAYS AS (nullif(saisie->>'voieAcces', '')) STORED,
	"debut" text GENERATED ALWAYS AS (case when saisie->>'debut' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then saisie->>'debut' end) STORED,
	"fin" text GENERATED ALWAYS AS (case when saisie->>'fin' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then saisie->>'fin' end) STORED,
	"commune" text GENERATED ALWAYS AS (nullif(saisie->>'lieuVille', '')) STORED,
	"transmise_le" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"origine" text,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_une_voie_acces" CHECK ("session_formation"."voie_acces" is null or "session_formation"."voie_acces" in ('fpc', 'professionnalisation', 'apprentissage')),
	CONSTRAINT "session_reference_forme" CHECK ("session_formation"."reference" ~ '^00[0-9]{6}$'),
	CONSTRAINT "session_transmise_dates_ordonnees" CHECK ("session_formation"."transmise_le" is null or "session_formation"."debut" <= "session_formation"."fin")
);
--> statement-breakpoint
CREATE TABLE "rattachement" (
	"utilisateur_id" integer NOT NULL,
	"siret" char(14) NOT NULL,
	"profil" text NOT NULL,
	"referent" boolean DEFAULT false NOT NULL,
	CONSTRAINT "rattachement_utilisateur_id_siret_pk" PRIMARY KEY("utilisateur_id","siret"),
	CONSTRAINT "rattachement_profil_connu" CHECK ("rattachement"."profil" in ('catalogue', 'preinscription', 'general'))
);
--> statement-breakpoint
CREATE TABLE "structure" (
	"siret" char(14) PRIMARY KEY NOT NULL,
	"siren" char(9) GENERATED ALWAYS AS (substr(siret, 1, 9)) STORED NOT NULL,
	"nda" text,
	"raison_sociale" text NOT NULL,
	"nom" text NOT NULL,
	"adresse" text DEFAULT '' NOT NULL,
	"code_postal" text DEFAULT '' NOT NULL,
	"ville" text DEFAULT '' NOT NULL,
	"code_insee" text,
	"telephone" text,
	"courriel" text,
	"site_web" text,
	CONSTRAINT "structure_siret_chiffres" CHECK ("structure"."siret" ~ '^[0-9]{14}$')
);
--> statement-breakpoint
CREATE TABLE "tentative_connexion" (
	"cle" text PRIMARY KEY NOT NULL,
	"echecs" integer NOT NULL,
	"depuis" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "utilisateur" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "utilisateur_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"courriel" text NOT NULL,
	"nom" text NOT NULL,
	"mot_de_passe" text NOT NULL,
	"moderateur" boolean DEFAULT false NOT NULL,
	CONSTRAINT "utilisateur_courriel_unique" UNIQUE("courriel"),
	CONSTRAINT "utilisateur_courriel_minuscules" CHECK ("utilisateur"."courriel" = lower("utilisateur"."courriel"))
);
--> statement-breakpoint
CREATE TABLE "bloc_competences" (
	"certification_code" text NOT NULL,
	"code" text NOT NULL,
	"libelle" text NOT NULL,
	CONSTRAINT "bloc_competences_certification_code_code_pk" PRIMARY KEY("certification_code","code")
);
--> statement-breakpoint
CREATE TABLE "certification" (
	"code" text PRIMARY KEY NOT NULL,
	"repertoire" text NOT NULL,
	"intitule" text NOT NULL,
	"type_abrege" text,
	"niveau" integer,
	"date_fin_enregistrement" date,
	"date_limite_delivrance" date,
	"actif" boolean NOT NULL,
	"remplacee_par" text,
	"formacodes" text[] DEFAULT '{}' NOT NULL,
	"nsf" text[] DEFAULT '{}' NOT NULL,
	"rome" text[] DEFAULT '{}' NOT NULL,
	"certifinfo" text[] DEFAULT '{}' NOT NULL,
	"recherche" text NOT NULL,
	CONSTRAINT "certification_repertoire_connu" CHECK ("certification"."repertoire" in ('RNCP', 'RS', 'CERTIFINFO')),
	CONSTRAINT "certification_code_forme" CHECK ("certification"."code" ~ '^(RNCP|RS|CI)[0-9]+$')
);
--> statement-breakpoint
CREATE TABLE "formacode" (
	"code" char(5) PRIMARY KEY NOT NULL,
	"libelle" text NOT NULL,
	"version" text NOT NULL,
	"recherche" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partenaire_certification" (
	"certification_code" text NOT NULL,
	"siret" text NOT NULL,
	"nom" text NOT NULL,
	"habilitation" text NOT NULL,
	"etat" text,
	CONSTRAINT "partenaire_certification_certification_code_siret_habilitation_pk" PRIMARY KEY("certification_code","siret","habilitation")
);
--> statement-breakpoint
ALTER TABLE "action_formation" ADD CONSTRAINT "action_formation_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_formation" ADD CONSTRAINT "action_formation_prise_en_charge_par_utilisateur_id_fk" FOREIGN KEY ("prise_en_charge_par") REFERENCES "public"."utilisateur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande" ADD CONSTRAINT "demande_action_reference_action_formation_reference_fk" FOREIGN KEY ("action_reference") REFERENCES "public"."action_formation"("reference") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande" ADD CONSTRAINT "demande_session_reference_session_formation_reference_fk" FOREIGN KEY ("session_reference") REFERENCES "public"."session_formation"("reference") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande" ADD CONSTRAINT "demande_auteur_id_utilisateur_id_fk" FOREIGN KEY ("auteur_id") REFERENCES "public"."utilisateur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "motif" ADD CONSTRAINT "motif_action_reference_action_formation_reference_fk" FOREIGN KEY ("action_reference") REFERENCES "public"."action_formation"("reference") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "motif" ADD CONSTRAINT "motif_session_reference_session_formation_reference_fk" FOREIGN KEY ("session_reference") REFERENCES "public"."session_formation"("reference") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "motif" ADD CONSTRAINT "motif_auteur_id_utilisateur_id_fk" FOREIGN KEY ("auteur_id") REFERENCES "public"."utilisateur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_action_reference_action_formation_reference_fk" FOREIGN KEY ("action_reference") REFERENCES "public"."action_formation"("reference") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_formation" ADD CONSTRAINT "session_action" FOREIGN KEY ("action_reference","siret") REFERENCES "public"."action_formation"("reference","siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bloc_competences" ADD CONSTRAINT "bloc_competences_certification_code_certification_code_fk" FOREIGN KEY ("certification_code") REFERENCES "public"."certification"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partenaire_certification" ADD CONSTRAINT "partenaire_certification_certification_code_certification_code_fk" FOREIGN KEY ("certification_code") REFERENCES "public"."certification"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_liste" ON "action_formation" USING btree ("siret","conventionnee","etat","reference");--> statement-breakpoint
CREATE INDEX "action_file" ON "action_formation" USING btree ("echeance","reference") WHERE "action_formation"."etat" in ('creee', 'modifiee');--> statement-breakpoint
CREATE INDEX "demande_action" ON "demande" USING btree ("action_reference");--> statement-breakpoint
CREATE INDEX "journal_action" ON "journal" USING btree ("action_reference","id");--> statement-breakpoint
CREATE INDEX "motif_action" ON "motif" USING btree ("action_reference");--> statement-breakpoint
CREATE INDEX "session_action_idx" ON "session_formation" USING btree ("action_reference");--> statement-breakpoint
CREATE INDEX "structure_siren" ON "structure" USING btree ("siren");