import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demanderPublication, exigerRetiree } from "../../../catalogue/cas-d-usage/demandes.server";
import { lireDossier } from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { DELAI_DIT } from "../../../catalogue/workflow";
import { PHRASE_MAX } from "../../../referentiels/texte";
import { chargeur, type FormulaireRefuse, rendreRefus, traitement } from "../../../server/route.server";
import { ChampZone, ResumeErreurs } from "../../../ui/champs";
import { useDate } from "../../../ui/date";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";

export const meta: MetaFunction = ({ params }) => [
  { title: `Demander la publication · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  exigerRetiree(action);
  return { reference: action.reference, intitule: action.intitule, limite: echeanceDe(ctx.maintenant) };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  const contexte = String(form.get("contexte") ?? "");
  try {
    await demanderPublication(ctx, params.reference ?? "", contexte);
  } catch (erreur) {
    return rendreRefus(erreur, { contexte });
  }
  return aller(`formations/${params.reference}`, "Votre demande de publication est transmise à Cap Métiers.");
});

export default function DemanderPublication() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<FormulaireRefuse & { contexte: string }>();
  return (
    <>
      <h1>Demander la publication</h1>
      {reponse ? (
        <ResumeErreurs
          titre="Demande non transmise"
          erreurs={[{ ancre: "#contexte", phrase: reponse.refus.message }]}
        />
      ) : null}
      <p>
        « {d.intitule || d.reference} » est retirée du catalogue. Dites pourquoi elle doit être publiée : Cap
        Métiers répond au plus tard le {date(d.limite)} ({DELAI_DIT}), et la publie telle qu'elle est.
      </p>
      <Formulaire className="rp-carte">
        <ChampZone
          meta={metaDe("contexte", reponse?.contexte, reponse?.refus.raisons[0]?.phrase)}
          libelle="Pourquoi demandez-vous la publication ?"
          max={PHRASE_MAX}
          requis
        />
        <div className="rp-boutons">
          <Envoyer>Envoyer la demande</Envoyer>
          <Lien vers={`formations/${d.reference}`}>Annuler</Lien>
        </div>
      </Formulaire>
    </>
  );
}
