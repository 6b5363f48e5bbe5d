ALTER TABLE "certification" ADD COLUMN "date_debut_enregistrement" date;--> statement-breakpoint
ALTER TABLE "certification" ADD COLUMN "apprentissage" boolean;--> statement-breakpoint
ALTER TABLE "certification" ADD COLUMN "libelles_certifinfo" jsonb DEFAULT '{}'::jsonb NOT NULL;