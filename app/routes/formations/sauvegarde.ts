import { commencerAction, enregistrerAction } from "../../catalogue/cas-d-usage/action.server";
import { lireFormulaire } from "../../server/formulaire.server";
import { exigerStructure, traitement } from "../../server/route.server";

/** Where the form of a draft saves itself: its reference and the version that the next save must post, in JSON. */
export const action = traitement({ droit: "action:modifier" }, async ({ form, ctx, siret }) => {
  const { saisie, version } = lireFormulaire("action", form);
  const reference = String(form.get("brouillon") ?? "");
  if (reference) {
    const fait = await enregistrerAction(ctx, { reference, saisie, version });
    return Response.json({ reference, version: fait.version });
  }
  return Response.json({ reference: await commencerAction(ctx, exigerStructure(siret), saisie), version: 1 });
});
