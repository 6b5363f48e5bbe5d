import { enregistrerSession } from "../../../catalogue/cas-d-usage/session.server";
import { lireFormulaire } from "../../../server/formulaire.server";
import { traitement } from "../../../server/route.server";

/** Where the form of a session of a draft saves itself: its reference and next version, in JSON. */
export const action = traitement({ droit: "action:modifier" }, async ({ form, params, ctx }) => {
  const { saisie, version } = lireFormulaire("session", form);
  const reference = String(form.get("brouillon") ?? "") || null;
  return Response.json(
    await enregistrerSession(ctx, { actionReference: params.reference ?? "", reference, saisie, version }),
  );
});
