import type { LoaderFunctionArgs } from "@remix-run/node";
import { jourDe } from "../../catalogue/contexte";
import { fluxDuPartenaire } from "../../diffusion/flux.server";
import { partenaireAPart } from "../../diffusion/partenaires";
import { repondreFlux } from "./repondre.server";

/** What one partner takes of the « flux offre info », public: `flux/kairos.xml`. */
export async function loader(args: LoaderFunctionArgs) {
  const [, code = ""] = /^(.+)\.xml$/.exec(args.params.fichier ?? "") ?? [];
  const partenaire = partenaireAPart(code);
  if (!partenaire) {
    return new Response("Aucun flux à cette adresse : l'offre entière est dans lheo-2.3.xml.\n", {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  const jour = jourDe(args.context.rafael.maintenant());
  return repondreFlux(args, (lire, pret) => fluxDuPartenaire(lire, partenaire, jour, pret));
}
