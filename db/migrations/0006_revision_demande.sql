-- The queue shows the title of an action that an organisme asks something of, whatever its state.
CREATE OR REPLACE FUNCTION "reviser_action"() RETURNS trigger LANGUAGE plpgsql AS $$
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
      UNION ALL SELECT siret FROM apres UNION ALL SELECT 'file' FROM apres WHERE etat IN ('creee', 'modifiee')
        OR EXISTS (SELECT 1 FROM demande WHERE action_reference = reference AND close_le IS NULL)) c;
  END IF;
  RETURN NULL;
END $$;
