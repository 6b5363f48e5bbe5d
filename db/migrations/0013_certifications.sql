DROP INDEX "action_par_certification";--> statement-breakpoint
DROP INDEX "action_par_reference";--> statement-breakpoint
DROP INDEX "conventionnee_par_reference";--> statement-breakpoint
ALTER TABLE "action_formation" ADD COLUMN "certifications" text GENERATED ALWAYS AS (left(coalesce(saisie->>'certifications', ''), 1000)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "action_par_reference" ON "action_formation" USING btree ("siret","etat","reference","recherche","certifications") WHERE not "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "conventionnee_par_reference" ON "action_formation" USING btree ("siret","reference","recherche","certifications") WHERE "action_formation"."conventionnee";