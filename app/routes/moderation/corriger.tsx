import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PHRASE_MAX } from "../../referentiels/texte";
import { chargeur, traitement } from "../../server/route.server";
import { ChampTexte, ChampZone, ResumeErreurs } from "../../ui/champs";
import { Conflit } from "../../ui/conflit";
import { BoutonEntree, Envoyer, Formulaire } from "../../ui/formulaire";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../ui/sauvegarde";
import {
  chargerCorrection,
  type DonneesCorrection,
  type ReponseCorrection,
  traiterCorrection,
} from "./correction.server";
import { Formacodes } from "./formacodes";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `Corriger la saisie · ${d?.session ?? d?.reference ?? ""} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:publier" }, chargerCorrection);

export const action = traitement({ droit: "action:publier" }, traiterCorrection);

const ID_FORMULAIRE = "correction";

export default function Corriger() {
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<ReponseCorrection>();
  const quoi = d.session ? `de la session ${d.session}` : "de l'action";
  return (
    <>
      <p>
        <Lien vers={`moderation/${d.reference}`}>
          <Icone nom="retour" />
          Revenir au contrôle
        </Lien>{" "}
        · {d.intitule || d.reference} · {d.organisme}
      </p>
      <h1>Corriger la saisie {quoi}</h1>
      {reponse?.refus ? (
        <ResumeErreurs
          titre={reponse.refus.message}
          erreurs={reponse.refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      {reponse?.conflit ? <Conflit {...reponse.conflit} /> : null}
      {d.possible ? (
        <p className="rp-info">
          Pour une coquille, un texte coupé ou des caractères mal pris en charge.{" "}
          {d.enLigne ? "Ce qui en est déjà publié est corrigé en ligne aussitôt. " : ""}
          L'organisme lit l'avant et l'après dans l'historique{d.courriels ? ", et reçoit un courriel" : ""}.
          Ce qui est à lui de dire se demande par un complément.
        </p>
      ) : (
        <p className="rp-info">
          Cette action n'est ni au contrôle ni publiée, ou elle arrive par un flux : sa saisie ne se corrige
          pas ici.
        </p>
      )}
      {d.possible || reponse ? (
        <FormulaireCorrection key={reponse?.reprise ?? ""} d={d} reponse={reponse} />
      ) : null}
    </>
  );
}

function FormulaireCorrection({
  d,
  reponse,
}: {
  d: DonneesCorrection;
  reponse: ReponseCorrection | undefined;
}) {
  const { version, ...sauvegarde } = useSauvegarde({
    form: ID_FORMULAIRE,
    adresse: null,
    reference: "",
    page: () => "",
    version: reponse?.revision ?? d.revision,
  });
  const meta = (nom: string, initiale = "") =>
    metaDe(
      nom,
      reponse?.saisie[nom] ?? initiale,
      reponse?.refus?.raisons.find((r) => r.champ === nom)?.phrase,
    );
  return (
    <Formulaire id={ID_FORMULAIRE} className="rp-carte">
      <BoutonEntree />
      <input type="hidden" name="revision" value={version} />
      <CopieRetrouvee form={ID_FORMULAIRE} />
      {d.champs.map(({ nom, valeur, zone, ...presentation }) =>
        zone ? (
          <ChampZone key={nom} meta={meta(nom, valeur)} {...presentation} />
        ) : (
          <ChampTexte key={nom} meta={meta(nom, valeur)} type="text" {...presentation} />
        ),
      )}
      {d.formacodes === null ? null : (
        <Formacodes
          meta={meta("formacodes", d.formacodes)}
          certifiante={d.certifiante}
          choisis={reponse?.choisis ?? d.choisis}
          recherche={reponse?.saisie.rechercheFormacode ?? ""}
          trouves={reponse?.trouves}
          dit={reponse?.dit?.rechercheFormacode}
        />
      )}
      <ChampZone
        meta={meta("note")}
        libelle="Un mot à l'organisme (facultatif)"
        aide="Il le lit avec la correction."
        max={PHRASE_MAX}
      />
      <EtatSauvegarde {...sauvegarde} />
      <div className="rp-boutons">
        <Envoyer bouton="enregistrer">Enregistrer la correction</Envoyer>
        <Lien vers={`moderation/${d.reference}`}>Annuler</Lien>
      </div>
    </Formulaire>
  );
}
