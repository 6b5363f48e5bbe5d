CREATE TABLE "connexion_externe" (
	"cle" text PRIMARY KEY NOT NULL,
	"utilisateur_id" integer NOT NULL,
	"jeton_identite" text NOT NULL,
	"droits" jsonb,
	"expire" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identite_externe" (
	"emetteur" text NOT NULL,
	"sujet" text NOT NULL,
	"utilisateur_id" integer NOT NULL,
	"depuis" timestamp with time zone NOT NULL,
	CONSTRAINT "identite_externe_emetteur_sujet_pk" PRIMARY KEY("emetteur","sujet"),
	CONSTRAINT "identite_externe_une_par_compte" UNIQUE("emetteur","utilisateur_id")
);
--> statement-breakpoint
ALTER TABLE "connexion_externe" ADD CONSTRAINT "connexion_externe_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identite_externe" ADD CONSTRAINT "identite_externe_utilisateur_id_utilisateur_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connexion_externe_expire" ON "connexion_externe" USING btree ("expire");