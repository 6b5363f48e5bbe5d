import { Lien } from "../../../ui/lien";

/**
 * Why the dates of a transmitted session are not typed here, and how they are corrected (rule R-31). `demande` says what
 * is asked already.
 */
export function DatesFigees(p: { adresse: string; demande: string | null; resteOuvert: boolean }) {
  return (
    <p className="rp-info">
      Cette session a été transmise aux partenaires : ses dates et son type d'entrée ne se modifient plus.{" "}
      {p.demande ? `${p.demande} ` : null}
      <Lien vers={p.adresse}>
        {p.demande ? "Retirer cette demande." : "En cas d'erreur, demandez leur correction."}
      </Lien>
      {p.resteOuvert ? " Le reste se modifie." : ""}
    </p>
  );
}
