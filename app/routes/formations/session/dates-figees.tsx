import { Depart } from "../../../ui/lien";

/**
 * Why the dates of a transmitted session are not typed here, and how they are corrected (rule R-31). `demande` says what
 * is asked already, `form` the form of the session when the rest of it can be typed in.
 */
export function DatesFigees(p: { vers: string; demande: string | null; form: string | false }) {
  return (
    <p className="rp-info">
      Cette session a été transmise aux partenaires : ses dates et son type d'entrée ne se modifient plus.{" "}
      {p.demande ? `${p.demande} ` : null}
      <Depart form={p.form} vers={p.vers}>
        {p.demande ? "Retirer cette demande." : "En cas d'erreur, demandez leur correction."}
      </Depart>
      {p.form ? " Le reste se modifie." : ""}
    </p>
  );
}
