import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Saisie } from "../../../../db/types";
import {
  demanderCorrectionDates,
  exigerAuCatalogue,
  exigerTransmise,
  retirerDemande,
} from "../../../catalogue/cas-d-usage/demandes.server";
import { texte } from "../../../catalogue/champs";
import { Refus } from "../../../catalogue/contexte";
import { direSurLaSession } from "../../../catalogue/dire";
import { demandeSur, lireDossier, sessionDuDossier } from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { CHAMPS_GELES } from "../../../catalogue/ecrire.server";
import { champsDe } from "../../../catalogue/formulaires";
import { extrait } from "../../../catalogue/saisie";
import { DELAI_DIT } from "../../../catalogue/workflow";
import { PHRASE_MAX } from "../../../referentiels/texte";
import { lireFormulaire } from "../../../server/formulaire.server";
import { chargeur, type FormulaireRefuse, rendreRefus, traitement } from "../../../server/route.server";
import { ChampCases, ChampTexte, ChampZone, ResumeErreurs } from "../../../ui/champs";
import { ecrireDate, useDate } from "../../../ui/date";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Icone } from "../../../ui/icone";
import { Lien } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";

export const meta: MetaFunction = ({ params }) => [
  { title: `Corriger les dates · Session ${params.session} · RafaelPro` },
];

const CHAMPS = champsDe("session").filter((c) => c.gele);

export const loader = chargeur({ droit: "action:modifier" }, async ({ params, ctx, rafael }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:modifier");
  const session = sessionDuDossier(dossier, params.session ?? "");
  const demande = demandeSur(dossier.demandes, session.reference);
  const date = ecrireDate(rafael.habillage.langueDesDates);
  return {
    demande: demande ? direSurLaSession(demande, echeanceDe(new Date(demande.creeLe)), date) : null,
    // Said here and not refused: what was typed comes back on this page.
    impossible: raisonDeRefus(() => {
      exigerTransmise(session);
      exigerAuCatalogue(dossier);
    }),
    actionReference: dossier.action.reference,
    intitule: dossier.action.intitule,
    reference: session.reference,
    dates: extrait(session.saisie, CHAMPS_GELES),
    limite: echeanceDe(ctx.maintenant),
  };
});

function raisonDeRefus(exiger: () => void): string | null {
  try {
    exiger();
    return null;
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur.message;
    throw erreur;
  }
}

export const action = traitement({ droit: "action:modifier" }, async ({ form, params, ctx, aller }) => {
  const contexte = String(form.get("contexte") ?? "");
  const [actionReference, reference] = [params.reference ?? "", params.session ?? ""];
  if (form.get("bouton") === "retirer") {
    await retirerDemande(ctx, actionReference, reference);
    return aller(`formations/${actionReference}/sessions/${reference}`, "Votre demande est retirée.");
  }
  const saisie = extrait(lireFormulaire("session", form).saisie, CHAMPS_GELES);
  try {
    await demanderCorrectionDates(ctx, { actionReference, reference, saisie, contexte });
  } catch (erreur) {
    return rendreRefus(erreur, { saisie, contexte });
  }
  return aller(
    `formations/${actionReference}`,
    `La correction des dates de la session ${reference} est demandée à Cap Métiers. Les dates actuelles valent jusqu'à sa réponse.`,
  );
});

export default function CorrigerDates() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<FormulaireRefuse & { saisie: Saisie; contexte: string }>();
  const refus = reponse?.refus;
  const saisie = reponse?.saisie ?? d.dates;
  const erreur = (nom: string) => refus?.raisons.find((r) => r.champ === nom)?.phrase;
  return (
    <>
      <p>
        <Lien vers={`formations/${d.actionReference}/sessions/${d.reference}`}>
          <Icone nom="retour" />
          Revenir à la session {d.reference}
        </Lien>{" "}
        · {d.intitule || d.actionReference}
      </p>
      <h1>{d.demande && !reponse ? "Votre demande" : "Demander la correction des dates"}</h1>
      {refus ? (
        <ResumeErreurs
          titre="Demande non transmise"
          erreurs={
            refus.raisons.length > 0
              ? refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))
              : [{ ancre: "#contexte", phrase: refus.message }]
          }
        />
      ) : null}
      {d.impossible ? <p className="rp-info">{d.impossible}</p> : null}
      {d.demande ? (
        <Formulaire className="rp-info">
          <p>{d.demande}</p>
          <Envoyer bouton="retirer" variant="default">
            Retirer cette demande
          </Envoyer>
        </Formulaire>
      ) : null}
      {(d.impossible || d.demande) && !reponse ? null : (
        <>
          <p className="rp-info">
            La session a été transmise aux partenaires comme Kairos : ses dates peuvent figurer dans les
            dossiers des personnes inscrites. Elles restent telles quelles jusqu'à la réponse de Cap Métiers,
            au plus tard le {date(d.limite)} ({DELAI_DIT}), sur la page de l'action.
          </p>
          <Formulaire className="rp-carte">
            {CHAMPS.map((c) => {
              const commun = {
                meta: metaDe(c.nom, texte(saisie[c.nom]), erreur(c.nom)),
                libelle: c.libelle,
                requis: true,
              };
              return c.options ? (
                <ChampCases key={c.nom} {...commun} type="radio" options={c.options} />
              ) : (
                <ChampTexte key={c.nom} {...commun} type="date" />
              );
            })}
            <ChampZone
              meta={metaDe("contexte", reponse?.contexte, erreur("contexte"))}
              libelle="Contexte de la demande"
              aide="Pourquoi ces dates changent-elles ? Des personnes sont-elles inscrites ?"
              max={PHRASE_MAX}
              requis
            />
            <div className="rp-boutons">
              <Envoyer>Demander la correction</Envoyer>
              <Lien vers={`formations/${d.actionReference}/sessions/${d.reference}`}>Annuler</Lien>
            </div>
          </Formulaire>
        </>
      )}
    </>
  );
}
