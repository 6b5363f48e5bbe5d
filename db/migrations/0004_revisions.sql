CREATE TABLE "revision" (
	"cle" text NOT NULL,
	"creneau" integer NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "revision_cle_creneau_pk" PRIMARY KEY("cle","creneau")
);
--> statement-breakpoint
CREATE FUNCTION "avancer_revisions"("cles" text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO revision AS r (cle, creneau, n)
  SELECT cle, pg_backend_pid() % 16, 1 FROM unnest(cles) cle ORDER BY cle
  ON CONFLICT (cle, creneau) DO UPDATE SET n = r.n + 1
$$;
--> statement-breakpoint
CREATE FUNCTION "reviser_action"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM avancer_revisions(array_agg(DISTINCT cle)) FROM (
      SELECT siret::text AS cle FROM apres UNION ALL SELECT 'file' FROM apres WHERE etat IN ('creee', 'modifiee')) c;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM avancer_revisions(array_agg(DISTINCT cle)) FROM (
      SELECT siret::text AS cle FROM avant UNION ALL SELECT 'file' FROM avant WHERE etat IN ('creee', 'modifiee')) c;
  ELSE
    PERFORM avancer_revisions(array_agg(DISTINCT cle)) FROM (
      SELECT siret::text AS cle FROM avant UNION ALL SELECT 'file' FROM avant WHERE etat IN ('creee', 'modifiee')
      UNION ALL SELECT siret FROM apres UNION ALL SELECT 'file' FROM apres WHERE etat IN ('creee', 'modifiee')) c;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "reviser_structure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM avancer_revisions(array_agg(DISTINCT siret::text)) FROM apres;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM avancer_revisions(array_agg(DISTINCT siret::text)) FROM avant;
  ELSE
    PERFORM avancer_revisions(array_agg(DISTINCT siret::text)) FROM (SELECT siret FROM avant UNION SELECT siret FROM apres) c;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "reviser_suite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What belongs to an action and shows in the queue as well. A row that goes with its action is the action's change.
  IF TG_OP = 'DELETE' THEN
    PERFORM avancer_revisions(array_agg(DISTINCT cle)) FROM (
      SELECT siret::text AS cle FROM avant JOIN action_formation ON reference = action_reference UNION ALL SELECT 'file' FROM avant) c;
  ELSE
    PERFORM avancer_revisions(array_agg(DISTINCT cle)) FROM (
      SELECT siret::text AS cle FROM apres JOIN action_formation ON reference = action_reference UNION ALL SELECT 'file' FROM apres) c;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "reviser_references"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM avancer_revisions(ARRAY['references']);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  suivi record;
BEGIN
  FOR suivi IN SELECT * FROM (VALUES ('action_formation', 'reviser_action'), ('session_formation', 'reviser_structure'),
    ('publication', 'reviser_structure'), ('motif', 'reviser_suite'), ('demande', 'reviser_suite')) s(nom, fonction)
  LOOP
    EXECUTE format('CREATE TRIGGER revision_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS apres FOR EACH STATEMENT EXECUTE FUNCTION %I()', suivi.nom, suivi.fonction);
    EXECUTE format('CREATE TRIGGER revision_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS avant NEW TABLE AS apres FOR EACH STATEMENT EXECUTE FUNCTION %I()', suivi.nom, suivi.fonction);
    EXECUTE format('CREATE TRIGGER revision_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS avant FOR EACH STATEMENT EXECUTE FUNCTION %I()', suivi.nom, suivi.fonction);
  END LOOP;
  FOR suivi IN SELECT unnest(ARRAY['structure', 'certification', 'bloc_competences', 'partenaire_certification', 'formacode']) AS nom
  LOOP
    EXECUTE format('CREATE TRIGGER revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION reviser_references()', suivi.nom);
  END LOOP;
END $$;
