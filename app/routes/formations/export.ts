import { Refus } from "../../catalogue/contexte";
import { etatDeLOnglet } from "../../catalogue/workflow";
import { chargeurDeFichier } from "../../server/route.server";
import { exporter } from "./exporter.server";

/** A tab of the non conventionnées as a CSV file. */
export const loader = chargeurDeFichier({ droit: "action:lire" }, async (r) => {
  const nom = r.params.onglet ?? "";
  const etat = etatDeLOnglet(nom);
  if (!etat) throw new Refus(404, "Cet onglet n'existe pas.");
  return exporter(r, { nom, conventionnee: false, etat });
});
