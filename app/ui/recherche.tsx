/**
 * A search within a form, answered by the server with the form as it was typed. Enter in its box searches too: the
 * word already answered is posted beside it, so that Enter elsewhere does not search again (lireFormulaire).
 */
export function Recherche(p: {
  nom: string;
  libelle: string;
  valeur: string;
  bouton: string;
  /** Where the page comes back to; the field's own id. */
  ancre: string;
  form?: string;
}) {
  return (
    <div className="rp-ligne">
      <span>
        <label htmlFor={p.nom}>{p.libelle}</label>
        <input id={p.nom} name={p.nom} form={p.form} defaultValue={p.valeur} />
        <input type="hidden" name={`${p.nom}Faite`} form={p.form} value={p.valeur} />
      </span>
      <button type="submit" name="bouton" value={`chercher:${p.nom}`} form={p.form} formAction={p.ancre}>
        {p.bouton}
      </button>
    </div>
  );
}
