-- The words by which an action is found in every structure: those of its title, and the codes of its certifications.
CREATE OR REPLACE FUNCTION "tenir_mots"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO mot_intitule SELECT mot, reference FROM apres, mots_du_titre(recherche || ' ' || lower(certifications)) mot;
    RETURN NULL;
  END IF;
  DELETE FROM mot_intitule USING mots_du_titre(OLD.recherche || ' ' || lower(OLD.certifications)) ancien
    WHERE mot = ancien AND reference = OLD.reference;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO mot_intitule SELECT mot, NEW.reference FROM mots_du_titre(NEW.recherche || ' ' || lower(NEW.certifications)) mot;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Replaced, not dropped: the table is read while it is gone through.
CREATE OR REPLACE TRIGGER "mot_intitule_update" AFTER UPDATE OF "recherche", "reference", "saisie" ON "action_formation"
  FOR EACH ROW WHEN ((OLD.recherche, OLD.reference, OLD.certifications) IS DISTINCT FROM (NEW.recherche, NEW.reference, NEW.certifications))
  EXECUTE FUNCTION "tenir_mots"();
--> statement-breakpoint
INSERT INTO "mot_intitule" SELECT mot, "reference" FROM "action_formation", "mots_du_titre"(lower("certifications")) mot
  WHERE "certifications" NOT IN ('', '[]') ON CONFLICT DO NOTHING;
