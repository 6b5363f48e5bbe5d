import { retirerAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { chargeur, rendreRefus, traitement } from "../../../server/route.server";
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
    transmises: sessions.some((s) => s.transmiseLe !== null),
    moderateur: ctx.acteur.moderateur,
  };
});

export const traiterRetrait = (geste: Geste) =>
  traitement({ droit: "action:retirer" }, async ({ form, params, ctx, aller }) => {
    const revision = Number(form.get("revision") ?? 0);
    const pourquoi = String(form.get("pourquoi") ?? "");
    const { fait, onglet } = RETRAITS[geste];
    try {
      const { sessions } = await retirerAction(ctx, params.reference ?? "", geste, { revision, pourquoi });
      const ou = ctx.acteur.moderateur
        ? "l'organisme le lit, avec votre motif"
        : `elle est dans l'onglet « ${onglet} »`;
      return await aller(
        pageDe(ctx.acteur, params.reference),
        `Action ${fait}${avecSesSessions("avec", sessions)} : ${ou}.`,
      );
    } catch (erreur) {
      return rendreRefus(erreur, { pourquoi });
    }
  });
