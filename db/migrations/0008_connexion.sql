ALTER TABLE "connexion_externe" RENAME TO "connexion";--> statement-breakpoint
ALTER TABLE "connexion" RENAME CONSTRAINT "connexion_externe_pkey" TO "connexion_pkey";--> statement-breakpoint
ALTER TABLE "connexion" RENAME CONSTRAINT "connexion_externe_utilisateur_id_utilisateur_id_fk" TO "connexion_utilisateur_id_utilisateur_id_fk";--> statement-breakpoint
ALTER INDEX "connexion_externe_expire" RENAME TO "connexion_expire";--> statement-breakpoint
ALTER TABLE "connexion" ALTER COLUMN "jeton_identite" DROP NOT NULL;
