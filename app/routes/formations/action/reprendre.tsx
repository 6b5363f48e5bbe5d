import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { exigerLibre, reprendreAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { exigerTransition } from "../../../catalogue/ecrire.server";
import { gesteDeReprise } from "../../../catalogue/workflow";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction<typeof loader> = ({ data: d, params }) => [
  {
    title: `${d?.modification ? "Annuler la modification" : "Reprendre la main"} · ${params.reference} · RafaelPro`,
  },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  exigerTransition(ctx, gesteDeReprise(action) ?? "reprendre", action);
  exigerLibre(action);
  return {
    reference: action.reference,
    intitule: action.intitule,
    revision: action.revision,
    modification: gesteDeReprise(action) === "annulerModification",
  };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  const geste = await reprendreAction(ctx, params.reference ?? "", Number(form.get("revision") ?? 0));
  const faits = {
    reprendre: "Vous avez repris la main sur cette action.",
    annulerModification: "La modification est annulée : l'action garde les mots déjà approuvés.",
  };
  return aller(`formations/${params.reference}`, faits[geste]);
});

/** Read again after a refusal too: what it was confirmed upon may have changed. */
export const shouldRevalidate = () => true;

export default function Reprendre() {
  const d = useLoaderData<typeof loader>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  return (
    <>
      <h1>{d.modification ? "Annuler la modification" : "Reprendre la main"}</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>
        {d.modification
          ? `La modification de « ${d.intitule} » sera retirée du contrôle : l'action reprend les mots déjà approuvés, qui sont restés en ligne.`
          : `« ${d.intitule} » quittera la file de contrôle ; il faudra la valider de nouveau.`}
      </p>
      <Formulaire className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Envoyer>{d.modification ? "Annuler la modification" : "Reprendre la main"}</Envoyer>
        <Lien vers={`formations/${d.reference}`}>Revenir à l'action</Lien>
      </Formulaire>
    </>
  );
}
