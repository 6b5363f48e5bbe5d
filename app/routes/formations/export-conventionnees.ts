import { chargeurDeFichier } from "../../server/route.server";
import { exporter } from "./exporter.server";

/** The formations conventionnées as a CSV file. */
export const loader = chargeurDeFichier({ droit: "action:lire" }, (r) =>
  exporter(r, { nom: "conventionnees", conventionnee: true }),
);
