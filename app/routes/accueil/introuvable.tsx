import { Refus } from "../../catalogue/contexte";
import { chargeur } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async () => {
  throw new Refus(404, "Cette adresse ne correspond à aucune page. Vérifiez-la, ou repartez de l'accueil.");
});

export default function Introuvable() {
  return null;
}
