import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { exigerLibre } from "../../../catalogue/cas-d-usage/action.server";
import {
  annulerModification,
  exigerModification,
} from "../../../catalogue/cas-d-usage/annuler-modification.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { exigerTransition, sessionsEnLigne } from "../../../catalogue/ecrire.server";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction = ({ params }) => [
  { title: `Annuler la modification · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:valider");
  const { action, sessions } = dossier;
  exigerTransition(ctx, "annulerModification", action);
  exigerLibre(action);
  await exigerModification(ctx, dossier);
  return {
    reference: action.reference,
    intitule: action.intitule,
    revision: action.revision,
    demandes: dossier.motifs.length > 0,
    sessionsNouvelles: sessions.length > sessionsEnLigne(sessions).length,
  };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  await annulerModification(ctx, params.reference ?? "", Number(form.get("revision") ?? 0));
  return aller(
    `formations/${params.reference}`,
    "La modification est annulée : l'action garde les mots déjà approuvés.",
  );
});

/** Read again after a refusal too: what it was confirmed upon may have changed. */
export const shouldRevalidate = () => true;

export default function AnnulerLaModification() {
  const d = useLoaderData<typeof loader>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  return (
    <>
      <h1>Annuler la modification</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>
        « {d.intitule} » et ses sessions reprennent les mots déjà approuvés, qui sont restés en ligne :
        l'action redevient publiée, sans contrôle. Ce que vous aviez changé depuis se lit dans son historique.
      </p>
      {d.demandes ? <p>Ce qui vous a été demandé sur cette modification n'est plus à traiter.</p> : null}
      {d.sessionsNouvelles ? (
        <p>
          Les sessions qui n'ont jamais été en ligne restent, sans y être : enregistrez-les pour les publier.
        </p>
      ) : null}
      <Formulaire className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Envoyer>Annuler la modification</Envoyer>
        <Lien vers={`formations/${d.reference}`}>Revenir à l'action</Lien>
      </Formulaire>
    </>
  );
}
