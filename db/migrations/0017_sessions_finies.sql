-- What was published before is looked at once.
ALTER TABLE "publication" ADD COLUMN "relire_le" date DEFAULT '2000-01-01';--> statement-breakpoint
ALTER TABLE "publication" ALTER COLUMN "relire_le" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "publication_a_relire" ON "publication" USING btree ("relire_le") WHERE "publication"."relire_le" is not null;
