import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { exigerLibre, exigerReprise, reprendreAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction = ({ params }) => [
  { title: `Reprendre la main · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  exigerReprise(ctx, action);
  exigerLibre(action);
  return { reference: action.reference, intitule: action.intitule, revision: action.revision };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  await reprendreAction(ctx, params.reference ?? "", Number(form.get("revision") ?? 0));
  return aller(`formations/${params.reference}`, "Vous avez repris la main sur cette action.");
});

/** Read again after a refusal too: what it was confirmed upon may have changed. */
export const shouldRevalidate = () => true;

export default function Reprendre() {
  const d = useLoaderData<typeof loader>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  return (
    <>
      <h1>Reprendre la main</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>« {d.intitule} » quittera la file de contrôle ; il faudra la valider de nouveau.</p>
      <Formulaire className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Envoyer>Reprendre la main</Envoyer>
        <Lien vers={`formations/${d.reference}`}>Revenir à l'action</Lien>
      </Formulaire>
    </>
  );
}
