ALTER TABLE "structure" drop column "recherche";--> statement-breakpoint
ALTER TABLE "structure" ADD COLUMN "recherche" text GENERATED ALWAYS AS (left(replace(replace(replace(regexp_replace(normalize(lower(nom || ' ' || raison_sociale || ' ' || ville), NFD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]', '', 'g'), 'œ', 'oe'), 'æ', 'ae'), '’', ''''), 400)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "structure_recherche" ON "structure" USING btree ("recherche","siret");
