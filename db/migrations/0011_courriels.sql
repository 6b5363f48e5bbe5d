CREATE TABLE "courrier" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "courrier_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"siret" char(14) NOT NULL,
	"utilisateur_id" integer,
	"journal_id" bigint NOT NULL,
	"essais" integer DEFAULT 0 NOT NULL,
	"du_le" timestamp with time zone NOT NULL,
	"cree_le" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "utilisateur" ADD COLUMN "courriels" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_siret_structure_siret_fk" FOREIGN KEY ("siret") REFERENCES "public"."structure"("siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_journal_id_journal_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courrier" ADD CONSTRAINT "courrier_rattachement" FOREIGN KEY ("utilisateur_id","siret") REFERENCES "public"."rattachement"("utilisateur_id","siret") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "courrier_du" ON "courrier" USING btree ("du_le");--> statement-breakpoint
CREATE INDEX "courrier_destinataire" ON "courrier" USING btree ("utilisateur_id","siret");