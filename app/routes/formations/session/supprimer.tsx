import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demanderSuppressionSession, retirerDemande } from "../../../catalogue/cas-d-usage/demandes.server";
import { supprimerSession } from "../../../catalogue/cas-d-usage/session.server";
import { direSurLaSession } from "../../../catalogue/dire";
import { demandeSur, lireDossier, sessionDuDossier } from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { DELAI_DIT } from "../../../catalogue/workflow";
import { PHRASE_MAX } from "../../../referentiels/texte";
import { chargeur, type FormulaireRefuse, rendreRefus, traitement } from "../../../server/route.server";
import { ChampZone, ResumeErreurs } from "../../../ui/champs";
import { ecrireDate, useDate } from "../../../ui/date";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";

export const meta: MetaFunction = ({ params }) => [
  { title: `Supprimer la session ${params.session} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:modifier" }, async ({ params, ctx, rafael }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:modifier");
  const session = sessionDuDossier(dossier, params.session ?? "");
  const demande = demandeSur(dossier.demandes, session.reference);
  const date = ecrireDate(rafael.habillage.langueDesDates);
  return {
    // One thing at a time is asked of a session: who has the ball is said in the place of the form.
    demande: demande ? direSurLaSession(demande, echeanceDe(new Date(demande.creeLe)), date) : null,
    actionReference: dossier.action.reference,
    reference: session.reference,
    debut: session.debut,
    fin: session.fin,
    commune: session.commune,
    transmise: session.transmiseLe !== null,
    limite: echeanceDe(ctx.maintenant),
  };
});

export const action = traitement({ droit: "action:modifier" }, async ({ form, params, ctx, aller }) => {
  const contexte = String(form.get("contexte") ?? "");
  const [reference, session] = [params.reference ?? "", params.session ?? ""];
  if (form.get("bouton") === "retirer") {
    await retirerDemande(ctx, reference, session);
    return aller(`formations/${reference}/sessions/${session}`, "Votre demande est retirée.");
  }
  try {
    if (form.get("bouton") === "demander")
      await demanderSuppressionSession(ctx, reference, session, contexte);
    else await supprimerSession(ctx, reference, session);
  } catch (erreur) {
    return rendreRefus(erreur, { contexte });
  }
  return aller(
    `formations/${reference}`,
    form.get("bouton") === "demander"
      ? `La suppression de la session ${session} est demandée à Cap Métiers. Elle reste telle qu'elle est jusqu'à sa réponse.`
      : `Session ${session} supprimée.`,
  );
});

export default function SupprimerSession() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<Reponse>();
  return (
    <>
      <h1>Supprimer la session {d.reference}</h1>
      {reponse ? (
        <ResumeErreurs
          titre="La session n'est pas supprimée"
          erreurs={[{ ancre: "#contexte", phrase: reponse.refus.message }]}
        />
      ) : null}
      <p>
        Session du {date(d.debut) || "sans date"} au {date(d.fin) || "sans date"}
        {d.commune ? `, à ${d.commune}` : ""}.
      </p>
      {d.demande && !reponse ? (
        <Formulaire className="rp-info">
          <p>{d.demande}</p>
          <div className="rp-boutons">
            <Envoyer bouton="retirer" variant="default">
              Retirer cette demande
            </Envoyer>
            <Lien vers={`formations/${d.actionReference}#sessions`}>Revenir à l'action</Lien>
          </div>
        </Formulaire>
      ) : (
        <Demander {...d} reponse={reponse} />
      )}
    </>
  );
}

type Reponse = FormulaireRefuse & { contexte: string };

/** Deletes it at once, or asks for it once it was transmitted. */
function Demander({
  reponse,
  ...d
}: ReturnType<typeof useLoaderData<typeof loader>> & { reponse: Reponse | undefined }) {
  const date = useDate();
  return (
    <Formulaire className="rp-carte">
      {d.transmise ? (
        <>
          <p className="rp-info">
            Elle a été transmise aux partenaires comme Kairos : sa suppression peut toucher les dossiers des
            personnes inscrites. Cap Métiers vous répond au plus tard le {date(d.limite)} ({DELAI_DIT}), sur
            la page de l'action.
          </p>
          <ChampZone
            meta={metaDe("contexte", reponse?.contexte, reponse?.refus.raisons[0]?.phrase)}
            libelle="Contexte de la demande"
            aide="Pourquoi supprimer cette session ? Des personnes y sont-elles inscrites ?"
            max={PHRASE_MAX}
            requis
          />
          <div className="rp-boutons">
            <Envoyer bouton="demander">Demander la suppression</Envoyer>
            <Lien vers={`formations/${d.actionReference}#sessions`}>Annuler</Lien>
          </div>
        </>
      ) : (
        <>
          <p>Elle n'a jamais été transmise : sa suppression est immédiate et définitive.</p>
          <div className="rp-boutons">
            <Envoyer bouton="supprimer" color="red">
              Supprimer la session
            </Envoyer>
            <Lien vers={`formations/${d.actionReference}#sessions`}>Annuler</Lien>
          </div>
        </>
      )}
    </Formulaire>
  );
}
