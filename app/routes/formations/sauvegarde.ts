import { commencerAction, enregistrerAction } from "../../catalogue/cas-d-usage/action.server";
import { lireFormulaire } from "../../server/formulaire.server";
import { traitementJson } from "../../server/route.server";
import { structureDuFormulaire } from "./action/traiter.server";

/** Where the form of a draft saves itself: its reference and the version that the next save must post. */
export const action = traitementJson({ droit: "action:modifier" }, async ({ form, ctx, siret }) => {
  const { saisie, version, enLigne } = lireFormulaire("action", form);
  const reference = String(form.get("brouillon") ?? "");
  if (!reference)
    return { reference: await commencerAction(ctx, structureDuFormulaire(form, siret), saisie), version: 1 };
  const fait = await enregistrerAction(ctx, { reference, saisie, version, enLigne });
  return { reference, version: fait.version };
});
