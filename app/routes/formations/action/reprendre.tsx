import { Button } from "@mantine/core";
import type { MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { reprendreAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction = ({ params }) => [
  { title: `Reprendre la main · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  return { reference: action.reference, intitule: action.intitule, modification: action.etat === "modifiee" };
});

export const action = traitement({ droit: "action:valider" }, async ({ params, ctx, aller }) => {
  await reprendreAction(ctx, params.reference ?? "");
  return aller(`formations/${params.reference}`, "Vous avez repris la main sur cette action.");
});

export default function Reprendre() {
  const d = useLoaderData<typeof loader>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  return (
    <>
      <h1>Reprendre la main</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>
        {d.modification
          ? `La modification de certification de « ${d.intitule} » sera retirée du contrôle.`
          : `« ${d.intitule} » quittera la file de contrôle ; il faudra la valider de nouveau.`}
      </p>
      <Form method="post" className="rp-boutons">
        <Button type="submit">Reprendre la main</Button>
        <Lien vers={`formations/${d.reference}`}>Annuler</Lien>
      </Form>
    </>
  );
}
