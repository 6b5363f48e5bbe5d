import { Button } from "@mantine/core";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { retirerAction } from "../../../catalogue/cas-d-usage/action.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Lien } from "../../../ui/lien";

const MOTS = {
  archiver: { verbe: "Archiver", fait: "archivée", onglet: "Archivées" },
  supprimer: { verbe: "Supprimer", fait: "supprimée", onglet: "Supprimées" },
};

type Geste = keyof typeof MOTS;

export const chargerRetrait = chargeur({ droit: "action:retirer" }, async ({ params, ctx }) => {
  const { action, sessions } = await lireDossier(ctx, params.reference ?? "", "action:retirer");
  return {
    reference: action.reference,
    intitule: action.intitule,
    sessions: sessions.length,
    revision: action.revision,
    publiee: action.etat === "publiee" || action.etat === "modifiee",
  };
});

export const traiterRetrait = (geste: Geste) =>
  traitement({ droit: "action:retirer" }, async ({ request, params, ctx, aller }) => {
    const revision = Number((await request.formData()).get("revision") ?? 0);
    const { sessions } = await retirerAction(ctx, params.reference ?? "", geste, revision);
    return aller(
      `formations/${params.reference}`,
      `Action ${MOTS[geste].fait}, avec ses ${sessions} session(s) : elle est dans l'onglet « ${MOTS[geste].onglet} ».`,
    );
  });

/** Says what goes with it before it goes. */
export function Retrait({ geste }: { geste: Geste }) {
  const d = useLoaderData<typeof chargerRetrait>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  const { verbe } = MOTS[geste];
  return (
    <>
      <h1>{verbe} l'action de formation</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>
        « {d.intitule || d.reference} » et ses {d.sessions} session(s) vont dans l'onglet « {MOTS[geste].onglet} ».
        {d.publiee ? " Elles quittent le flux : les partenaires ne les afficheront plus." : ""}
      </p>
      <p>
        Vous ne pourrez plus les modifier ni les publier : il faudra le demander aux gestionnaires de l'offre de Cap
        Métiers.
      </p>
      <Form method="post" className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Button type="submit" color="red">
          {verbe} l'action et ses sessions
        </Button>
        <Lien vers={`formations/${d.reference}`}>Annuler</Lien>
      </Form>
    </>
  );
}
