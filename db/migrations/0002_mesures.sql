CREATE TABLE "compte_actions" (
	"siret" char(14) NOT NULL,
	"conventionnee" boolean NOT NULL,
	"etat" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "compte_actions_siret_conventionnee_etat_pk" PRIMARY KEY("siret","conventionnee","etat")
);
--> statement-breakpoint
CREATE TABLE "mot_intitule" (
	"mot" text NOT NULL,
	"reference" text NOT NULL,
	CONSTRAINT "mot_intitule_mot_reference_pk" PRIMARY KEY("mot","reference")
);
--> statement-breakpoint
CREATE TABLE "version_flux" (
	"creneau" integer PRIMARY KEY NOT NULL,
	"n" bigint NOT NULL,
	"maj_le" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session_formation" DROP CONSTRAINT "session_reference_forme";--> statement-breakpoint
DROP INDEX "action_liste";--> statement-breakpoint
ALTER TABLE "structure" ADD COLUMN "recherche" text GENERATED ALWAYS AS (left(translate(lower(nom || ' ' || raison_sociale || ' ' || ville), 'àâäçéèêëîïôöùûüÿ’', 'aaaceeeeiioouuuy'''), 400)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "action_par_reference" ON "action_formation" USING btree ("siret","etat","reference","recherche") WHERE not "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "action_par_intitule" ON "action_formation" USING btree ("siret","etat","recherche","reference") WHERE not "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "action_par_maj" ON "action_formation" USING btree ("siret","etat","maj_le","reference","recherche") WHERE not "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "conventionnee_par_reference" ON "action_formation" USING btree ("siret","reference","recherche") WHERE "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "conventionnee_par_intitule" ON "action_formation" USING btree ("siret","recherche","reference") WHERE "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "conventionnee_par_maj" ON "action_formation" USING btree ("siret","maj_le","reference","recherche") WHERE "action_formation"."conventionnee";--> statement-breakpoint
CREATE INDEX "demande_ouverte" ON "demande" USING btree ("id") WHERE "demande"."close_le" is null;--> statement-breakpoint
CREATE INDEX "structure_recherche" ON "structure" USING btree ("recherche","siret");--> statement-breakpoint
ALTER TABLE "session_formation" ADD CONSTRAINT "session_reference_forme" CHECK ("session_formation"."reference" ~ '^00[0-9]{6,8}$');--> statement-breakpoint
CREATE FUNCTION "compter_actions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The structure is held first: two transactions that move its actions, whichever and how often, take turns.
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM structure WHERE siret IN (SELECT siret FROM apres) ORDER BY siret FOR NO KEY UPDATE;
    INSERT INTO compte_actions AS c (siret, conventionnee, etat, n)
    SELECT siret, conventionnee, etat, count(*) FROM apres GROUP BY 1, 2, 3
    ON CONFLICT (siret, conventionnee, etat) DO UPDATE SET n = c.n + excluded.n;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM 1 FROM structure WHERE siret IN (SELECT siret FROM avant) ORDER BY siret FOR NO KEY UPDATE;
    INSERT INTO compte_actions AS c (siret, conventionnee, etat, n)
    SELECT siret, conventionnee, etat, -count(*) FROM avant GROUP BY 1, 2, 3
    ON CONFLICT (siret, conventionnee, etat) DO UPDATE SET n = c.n + excluded.n;
  ELSE
    PERFORM 1 FROM structure WHERE siret IN (OLD.siret, NEW.siret) ORDER BY siret FOR NO KEY UPDATE;
    INSERT INTO compte_actions AS c (siret, conventionnee, etat, n)
    SELECT siret, conventionnee, etat, sum(d) FROM (VALUES
      (OLD.siret, OLD.conventionnee, OLD.etat, -1), (NEW.siret, NEW.conventionnee, NEW.etat, 1)) m(siret, conventionnee, etat, d)
    GROUP BY 1, 2, 3
    ON CONFLICT (siret, conventionnee, etat) DO UPDATE SET n = c.n + excluded.n;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "compte_actions_insert" AFTER INSERT ON "action_formation" REFERENCING NEW TABLE AS apres
  FOR EACH STATEMENT EXECUTE FUNCTION "compter_actions"();
--> statement-breakpoint
CREATE TRIGGER "compte_actions_delete" AFTER DELETE ON "action_formation" REFERENCING OLD TABLE AS avant
  FOR EACH STATEMENT EXECUTE FUNCTION "compter_actions"();
--> statement-breakpoint
CREATE TRIGGER "compte_actions_update" AFTER UPDATE OF "siret", "conventionnee", "etat" ON "action_formation"
  FOR EACH ROW WHEN ((OLD.siret, OLD.conventionnee, OLD.etat) IS DISTINCT FROM (NEW.siret, NEW.conventionnee, NEW.etat))
  EXECUTE FUNCTION "compter_actions"();
--> statement-breakpoint
INSERT INTO "compte_actions" SELECT "siret", "conventionnee", "etat", count(*) FROM "action_formation" GROUP BY 1, 2, 3;
--> statement-breakpoint
CREATE FUNCTION "mots_du_titre"("recherche" text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT left(mot, 60) FROM regexp_split_to_table(recherche, '[^[:alnum:]]+') mot WHERE length(mot) > 1
$$;
--> statement-breakpoint
CREATE FUNCTION "tenir_mots"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO mot_intitule SELECT mot, reference FROM apres, mots_du_titre(recherche) mot;
    RETURN NULL;
  END IF;
  DELETE FROM mot_intitule USING mots_du_titre(OLD.recherche) ancien WHERE mot = ancien AND reference = OLD.reference;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO mot_intitule SELECT mot, NEW.reference FROM mots_du_titre(NEW.recherche) mot;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "mot_intitule_insert" AFTER INSERT ON "action_formation" REFERENCING NEW TABLE AS apres
  FOR EACH STATEMENT EXECUTE FUNCTION "tenir_mots"();
--> statement-breakpoint
CREATE TRIGGER "mot_intitule_update" AFTER UPDATE OF "recherche", "reference" ON "action_formation"
  FOR EACH ROW WHEN ((OLD.recherche, OLD.reference) IS DISTINCT FROM (NEW.recherche, NEW.reference))
  EXECUTE FUNCTION "tenir_mots"();
--> statement-breakpoint
CREATE TRIGGER "mot_intitule_delete" AFTER DELETE ON "action_formation" FOR EACH ROW EXECUTE FUNCTION "tenir_mots"();
--> statement-breakpoint
INSERT INTO "mot_intitule" SELECT mot, "reference" FROM "action_formation", "mots_du_titre"("recherche") mot;
--> statement-breakpoint
CREATE FUNCTION "dater_flux"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO version_flux AS v (creneau, n, maj_le) VALUES (pg_backend_pid() % 16, 1, now())
  ON CONFLICT (creneau) DO UPDATE SET n = v.n + 1, maj_le = greatest(v.maj_le, excluded.maj_le);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "version_flux" AFTER INSERT OR UPDATE OR DELETE ON "publication"
  FOR EACH STATEMENT EXECUTE FUNCTION "dater_flux"();
--> statement-breakpoint
INSERT INTO "version_flux" SELECT 0, count(*), max("maj_le") FROM "publication" HAVING count(*) > 0;
