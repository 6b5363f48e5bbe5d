import { retirerAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { chargeur, traitement } from "../../../server/route.server";
import { pageDe } from "./retour";
import { type Geste, RETRAITS } from "./retrait";

export const chargerRetrait = chargeur({ droit: "action:retirer" }, async ({ params, ctx }) => {
  const { action, sessions, publication } = await lireDossier(ctx, params.reference ?? "", "action:retirer");
  return {
    reference: action.reference,
    intitule: action.intitule,
    sessions: sessions.length,
    revision: action.revision,
    publiee: publication !== null,
    moderateur: ctx.acteur.moderateur,
  };
});

export const traiterRetrait = (geste: Geste) =>
  traitement({ droit: "action:retirer" }, async ({ form, params, ctx, aller }) => {
    const revision = Number(form.get("revision") ?? 0);
    const { sessions } = await retirerAction(ctx, params.reference ?? "", geste, revision);
    return aller(
      pageDe(ctx.acteur, params.reference),
      `Action ${RETRAITS[geste].fait}${avecSesSessions("avec", sessions)} : elle est dans l'onglet « ${RETRAITS[geste].onglet} ».`,
    );
  });
