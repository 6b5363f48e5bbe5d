CREATE TABLE "demande_rattachement" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "demande_rattachement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"utilisateur_id" integer NOT NULL,
	"siret" char(14) NOT NULL,
	"profil" text NOT NULL,
	"contexte" text NOT NULL,
	"cree_le" timestamp with time zone NOT NULL,
	"close_le" timestamp with time zone,
	"accordee" boolean,
	"reponse" text DEFAULT '' NOT NULL,
	"repondant_id" integer,
	CONSTRAINT "demande_rattachement_profil_connu" CHECK ("demande_rattachement"."profil" in ('catalogue', 'preinscription', 'general')),
	CONSTRAINT "demande_rattachement_repondue" CHECK (("demande_rattachement"."close_le" is null) = ("demande_rattachement"."accordee" is null))
);
--> statement-breakpoint
CREATE TABLE "courrier" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "courrier_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"utilisateur_id" integer,
	"siret" char(14),
	"titre" text NOT NULL,
	"phrase" text NOT NULL,
	"chemin" text NOT NULL,
	"essais" integer DEFAULT 0 NOT NULL,
	"du_le" timestamp with time zone NOT NULL,
	"cree_le" timestamp with time zone NOT NULL,
	CONSTRAINT "courrier_a_un_lecteur" CHECK ("courrier"."utilisateur_id" is not null or "courrier"."siret" is not null)
);
--> statement-breakpoint
ALTER TABLE "utilisateur" ADD COLUMN "courriels" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "demande_rattachement" ADD CONSTRAINT "demande_rattachement_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande_rattachement" ADD CONSTRAINT "demande_rattachement_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande_rattachement" ADD CONSTRAINT "demande_rattachement_repondant_id_utilisateur_id_fk" FOREIGN KEY ("repondant_id") REFERENCES "public"."utilisateur"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_rattachement" FOREIGN KEY ("utilisateur_id","siret") REFERENCES "public"."rattachement"("utilisateur_id","siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "demande_rattachement_une_ouverte" ON "demande_rattachement" USING btree ("utilisateur_id","siret") WHERE "demande_rattachement"."close_le" is null;--> statement-breakpoint
CREATE INDEX "demande_rattachement_ouverte" ON "demande_rattachement" USING btree ("siret") WHERE "demande_rattachement"."close_le" is null;--> statement-breakpoint
CREATE INDEX "courrier_du" ON "courrier" USING btree ("du_le");--> statement-breakpoint
CREATE INDEX "courrier_destinataire" ON "courrier" USING btree ("utilisateur_id","siret");--> statement-breakpoint
-- The moderators' queue says how many of these wait (see the migration `revisions`).
CREATE FUNCTION "reviser_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM avancer_revisions(ARRAY['file']);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "demande_rattachement" FOR EACH STATEMENT EXECUTE FUNCTION reviser_file();
