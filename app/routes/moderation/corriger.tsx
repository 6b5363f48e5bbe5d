import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { liste, texte } from "../../catalogue/champs";
import { ConflitDeVersion, Refus } from "../../catalogue/contexte";
import { type Dossier, lireDossier, sessionDuDossier } from "../../catalogue/dossier.server";
import { libelleDe } from "../../catalogue/workflow";
import {
  avecCorrections,
  champsACorriger,
  corrigeLesFormacodes,
  corrigerSaisie,
} from "../../moderation/corriger.server";
import { lireFormacodes } from "../../moderation/formacodes.server";
import { PHRASE_MAX } from "../../referentiels/texte";
import { type Conflit as Comparee, conflit, lireFormulaire } from "../../server/formulaire.server";
import { chargeur, motsDuFormulaire, refuser, traitement } from "../../server/route.server";
import { ChampTexte, ChampZone, ResumeErreurs } from "../../ui/champs";
import { Conflit } from "../../ui/conflit";
import { BoutonEntree, Envoyer, Formulaire } from "../../ui/formulaire";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../ui/sauvegarde";
import { Formacodes } from "./formacodes";
import { formacodesDemandes } from "./formacodes.server";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `Corriger la saisie · ${d?.session ?? d?.reference ?? ""} · RafaelPro` },
];

/** What the address speaks of: the action of that reference, or one session of it. */
function objetDe(dossier: Dossier, session: string | undefined) {
  if (!session) return { portee: "action" as const, session: null, saisie: dossier.action.saisie };
  const { reference, saisie } = sessionDuDossier(dossier, session);
  return { portee: "session" as const, session: reference, saisie };
}

export const loader = chargeur({ droit: "action:publier" }, async ({ params, ctx }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:publier");
  const { action, structure } = dossier;
  const { portee, session, saisie } = objetDe(dossier, params.session);
  return {
    reference: action.reference,
    session,
    intitule: action.intitule,
    organisme: `${structure.nom}, ${structure.ville}`,
    revision: action.revision,
    // Said here and not refused: what was typed comes back on this page.
    possible: !action.conventionnee && libelleDe("corriger", action.etat) !== null,
    enLigne: dossier.publication !== null,
    champs: champsACorriger(portee, saisie).map(({ nom, libelle, type, max, aide }) => ({
      nom,
      libelle,
      zone: type === "zone",
      max,
      aide,
      valeur: texte(saisie[nom]),
    })),
    formacodes: corrigeLesFormacodes(dossier, session) ? action.formacodes.join(" ") : null,
    certifiante: liste(action.saisie.certifications).length > 0,
  };
});

type Reponse = Partial<ReturnType<typeof refuser>> & {
  saisie: Record<string, string>;
  conflit?: Comparee | null;
  revision?: number;
  reprise?: string;
} & Partial<Awaited<ReturnType<typeof formacodesDemandes>>>;

export const action = traitement({ droit: "action:publier" }, async ({ form, params, ctx, aller }) => {
  const reference = params.reference ?? "";
  const session = params.session ?? null;
  const saisie = motsDuFormulaire(form);
  const portee = session === null ? "action" : "session";
  const lu = lireFormulaire(portee, form);
  if (lu.bouton === "reprendre") return data<Reponse>({ saisie, reprise: crypto.randomUUID() });
  const formacodes = await formacodesDemandes(ctx, form);
  if (formacodes) return data<Reponse>(formacodes);
  try {
    const corrigee = await corrigerSaisie(ctx, reference, {
      revision: Number(saisie.revision ?? 0),
      session,
      saisie: lu.saisie,
      formacodes: lireFormacodes(saisie.formacodes ?? ""),
      note: saisie.note ?? "",
    });
    return await aller(
      `moderation/${reference}`,
      corrigee
        ? "La saisie est corrigée : l'organisme le lit dans l'historique, et par courriel."
        : "Rien n'a changé : il n'y avait rien à corriger.",
    );
  } catch (erreur) {
    if (!(erreur instanceof Refus) || erreur.statut < 409) throw erreur;
    const dossier = await lireDossier(ctx, reference, "action:publier");
    const { saisie: connue } = objetDe(dossier, params.session);
    return data<Reponse>(
      {
        ...refuser(erreur),
        saisie,
        conflit: conflit(erreur, portee, connue, avecCorrections(portee, connue, lu.saisie)),
        // Compared with what is there now: sent again, this text is the one kept.
        ...(erreur instanceof ConflitDeVersion ? { revision: dossier.action.revision } : {}),
      },
      { status: erreur.statut },
    );
  }
});

const ID_FORMULAIRE = "correction";

export default function Corriger() {
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<Reponse>();
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
      {reponse?.conflit?.length ? <Conflit lignes={reponse.conflit} /> : null}
      {d.possible ? (
        <p className="rp-info">
          Pour une coquille, un texte coupé ou des caractères mal pris en charge.{" "}
          {d.enLigne ? "Ce qui en est déjà publié est corrigé en ligne aussitôt. " : ""}
          L'organisme lit l'avant et l'après dans l'historique, et reçoit un courriel. Ce qui demande son avis
          se demande par un complément.
        </p>
      ) : (
        <p className="rp-info">
          L'action n'est ni au contrôle ni publiée par son organisme : sa saisie ne se corrige pas ici.
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
  d: ReturnType<typeof useLoaderData<typeof loader>>;
  reponse: Reponse | undefined;
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
          recherche={reponse?.saisie.rechercheFormacode ?? ""}
          trouves={reponse?.trouves}
          dit={reponse?.dit?.rechercheFormacode}
        />
      )}
      <ChampZone
        meta={meta("note")}
        libelle="Un mot à l'organisme (facultatif)"
        aide="Il le lit dans l'historique et dans le courriel."
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
