import type { MetaDeTexte } from "./champs";

/** A field that stands in no Conform form: its name, which is its id, what it holds and what is wrong with it. */
export const metaDe = (nom: string, valeur = "", erreur?: string): MetaDeTexte => ({
  id: nom,
  name: nom,
  initialValue: valeur,
  errors: erreur ? [erreur] : undefined,
  errorId: `erreur-${nom}`,
  descriptionId: `aide-${nom}`,
});
