CREATE TABLE "structure_a_recopier" (
	"siret" char(14) PRIMARY KEY NOT NULL,
	"du_le" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "structure_a_recopier" ADD CONSTRAINT "structure_a_recopier_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publication_formateurs" ON "publication" USING gin (jsonb_path_query_array("approuve", '$.sessions[*].saisie.formateur'));