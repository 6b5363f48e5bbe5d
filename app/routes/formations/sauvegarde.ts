import { commencerAction, enregistrerAction } from "../../catalogue/cas-d-usage/action.server";
import type { Acteur } from "../../droits/droits";
import { lireFormulaire } from "../../server/formulaire.server";
import { brouillonDe, naitreUneFois } from "../../server/naissance.server";
import { type RequetePostee, traitementJson } from "../../server/route.server";
import { remplaceesDans, structureDuFormulaire } from "./action/traiter.server";

/** Where the form of a draft saves itself: its reference and the version that the next save must post. */
export const action = traitementJson({ droit: "action:modifier" }, sauvegarder);

async function sauvegarder(requete: RequetePostee<Acteur>): Promise<{ reference: string; version: number }> {
  const { form, ctx, siret } = requete;
  const { saisie, enLigne } = lireFormulaire("action", form);
  const brouillon = await brouillonDe(ctx, form);
  if (brouillon) {
    const { version } = await enregistrerAction(ctx, {
      ...brouillon,
      saisie,
      enLigne,
      remplacees: remplaceesDans(form),
    });
    return { reference: brouillon.reference, version };
  }
  const structure = structureDuFormulaire(form, siret);
  const nee = await naitreUneFois(ctx, form, async (tx) => ({
    reference: await commencerAction(tx, structure, saisie),
    version: 1,
  }));
  return nee ?? sauvegarder(requete);
}
