import { enregistrerSession } from "../../../catalogue/cas-d-usage/session.server";
import { lireFormulaire } from "../../../server/formulaire.server";
import { traitementJson } from "../../../server/route.server";

/** Where the form of a session of a draft saves itself: its reference and the version that the next save must post. */
export const action = traitementJson({ droit: "action:modifier" }, async ({ form, params, ctx }) => {
  const { saisie, version, enLigne } = lireFormulaire("session", form);
  const reference = String(form.get("brouillon") ?? "") || null;
  const actionReference = params.reference ?? "";
  return enregistrerSession(ctx, { actionReference, reference, saisie, version, enLigne });
});
