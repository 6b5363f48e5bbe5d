CREATE TABLE "lien_mot_de_passe" (
	"empreinte" text PRIMARY KEY NOT NULL,
	"utilisateur_id" integer NOT NULL,
	"expire" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "courrier" ADD COLUMN "secret" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lien_mot_de_passe" ADD CONSTRAINT "lien_mot_de_passe_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lien_mot_de_passe_compte" ON "lien_mot_de_passe" USING btree ("utilisateur_id");--> statement-breakpoint
CREATE INDEX "lien_mot_de_passe_expire" ON "lien_mot_de_passe" USING btree ("expire");--> statement-breakpoint
CREATE UNIQUE INDEX "courrier_un_secret_par_personne" ON "courrier" USING btree ("utilisateur_id") WHERE "courrier"."secret";--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_secret_a_une_personne" CHECK (not "courrier"."secret" or ("courrier"."utilisateur_id" is not null and "courrier"."siret" is null));