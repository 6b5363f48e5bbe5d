ALTER TABLE "certification" ADD COLUMN "date_debut_enregistrement" date;--> statement-breakpoint
ALTER TABLE "certification" ADD COLUMN "apprentissage" boolean;