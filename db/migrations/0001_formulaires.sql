CREATE TABLE "formulaire_repondu" (
	"cle" text PRIMARY KEY NOT NULL,
	"reponse" jsonb,
	"quand" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "formulaire_repondu_quand" ON "formulaire_repondu" USING btree ("quand");