import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { modificationEnCours } from "../../../catalogue/cas-d-usage/annuler-modification.server";
import { liste, texte } from "../../../catalogue/champs";
import { jourDe } from "../../../catalogue/contexte";
import {
  direEnLigne,
  direEtat,
  direReponse,
  direRepublication,
  direRetrait,
  titreDesMotifs,
} from "../../../catalogue/dire";
import {
  demandeSur,
  faitsPour,
  formateursPossibles,
  lireDossier,
  raisonsDUne,
} from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { remarquesDeFin } from "../../../catalogue/fin-de-certification";
import { dernieresReponses, dernierRetrait } from "../../../catalogue/historique.server";
import { choixPour } from "../../../catalogue/nomenclatures";
import { actionsProches } from "../../../catalogue/proches.server";
import { raisonsAction } from "../../../catalogue/regles-action";
import { NDA_ABSENT, remarques } from "../../../catalogue/remarques";
import { ETATS, gestesDuFormulaire, modifiable } from "../../../catalogue/workflow";
import { peut } from "../../../droits/droits";
import { direMotif } from "../../../moderation/motifs";
import { chargeur, traitement } from "../../../server/route.server";
import { ecrireDate } from "../../../ui/date";
import { BoutonEntree } from "../../../ui/formulaire";
import { Depart, Lien } from "../../../ui/lien";
import { AutreStructure, DitDeLAction, EtatAction } from "./etat";
import { BoutonsAction, FormulaireAction, ID_FORMULAIRE, type ReponseFormulaire } from "./formulaire";
import { liensDeLAction } from "./liens";
import { Proches } from "./proches";
import { Remarques } from "./remarques";
import { listeDe } from "./retour";
import { Sessions } from "./sessions";
import { avecRemplacantes, traiterAction } from "./traiter.server";
import { VersLeChamp } from "./vers-le-champ";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `${d?.intitule || "Action de formation"} · ${d?.reference ?? ""} · RafaelPro` },
];

export const loader = chargeur(
  { droit: "action:lire" },
  async ({ request, params, ctx, structures, siret, rafael }) => {
    const dossier = await lireDossier(ctx, params.reference ?? "", "action:lire");
    const { action, sessions, structure } = dossier;
    const peutAjouter = peut(ctx.acteur, "action:modifier", action.siret);
    const peutModifier = !action.conventionnee && peutAjouter;
    const [formateurs, faits, reponses, retrait, proches, modification] = await Promise.all([
      formateursPossibles(
        ctx.db,
        action.siret,
        sessions.map((s) => texte(s.saisie.formateur)),
      ),
      faitsPour(
        ctx,
        action.siret,
        action.saisie,
        sessions.map((s) => s.saisie),
      ),
      dernieresReponses(ctx, action.reference),
      dernierRetrait(ctx, action),
      peutModifier && modifiable(action.etat) ? actionsProches(ctx, action) : [],
      peutModifier && modificationEnCours(ctx, dossier),
    ]);
    const fiches = liste(action.saisie.certifications).flatMap((c) => faits.certifications[c] ?? []);
    const certifications = await avecRemplacantes(ctx, fiches);
    const remplacables = certifications.filter((c) => c.remplacante).map((c) => c.code);
    const demandee = dossier.demandes.find((d) => d.type === "republication");
    const recue = demandee && new Date(demandee.creeLe);
    const date = ecrireDate(rafael.habillage.langueDesDates);
    const enCours = (session: string) => {
      const d = demandeSur(dossier.demandes, session);
      return d ? direEnLigne(d.type, echeanceDe(new Date(d.creeLe)), date) : null;
    };
    const nomDe = (siret: string) => formateurs.find((f) => f.siret === siret)?.nom ?? "";
    return {
      reference: action.reference,
      intitule: action.intitule,
      responsable: `${structure.nom}, ${structure.ville}`,
      structure: action.siret,
      // Another structure of the same person: the banner above names the active one.
      ailleurs: action.siret !== siret && structures.some((s) => s.structure.siret === action.siret),
      // Arriving from the summary of what is missing, each reason stands at its field.
      raisons: new URL(request.url).searchParams.has("verifier") ? raisonsAction(action.saisie, faits) : [],
      saisie: action.saisie,
      choix: choixPour(action.saisie),
      version: action.version,
      proches,
      nda: peutModifier && structure.nda === null ? NDA_ABSENT : null,
      remarques: peutModifier
        ? [
            ...(modifiable(action.etat)
              ? remarquesDeFin(fiches, dossier, { jour: faits.aujourdhui, remplacables, date })
              : []),
            ...remarques(action.saisie, sessions, faits.aujourdhui),
          ]
        : [],
      etat: direEtat(dossier, { lecteur: !peutModifier, jour: faits.aujourdhui, date }),
      publiee: action.etat === "publiee",
      formulaire: peutModifier && modifiable(action.etat) && ID_FORMULAIRE,
      onglet: action.conventionnee ? "conventionnees" : `non-conventionnees/${ETATS[action.etat].onglet}`,
      liens: liensDeLAction(dossier, { peutModifier, peutAjouter, modification }),
      gestes: gestesDuFormulaire(action.etat),
      demande: recue ? direRepublication(jourDe(recue), echeanceDe(recue), !peutModifier, date) : null,
      retrait: retrait && { dite: direRetrait(retrait, jourDe(retrait.le), date), phrase: retrait.phrase },
      // Asked again since: that answer is no longer the last word.
      reponses: reponses
        .filter(({ session }) => !dossier.demandes.some((d) => d.sessionReference === session))
        .map((r) => ({ dite: direReponse(r, jourDe(r.le), !peutModifier, date), phrase: r.phrase })),
      titreDesMotifs: titreDesMotifs(dossier.motifs),
      motifs: dossier.motifs.map((m) => ({
        champ: m.champ,
        phrase: direMotif(m),
        session: m.sessionReference,
      })),
      certifications,
      sessions: sessions.map((s) => ({
        reference: s.reference,
        voieAcces: s.voieAcces,
        debut: s.debut,
        fin: s.fin,
        commune: s.commune,
        formateur: nomDe(texte(s.saisie.formateur)),
        transmise: s.transmiseLe !== null,
        demande: enCours(s.reference),
        incomplete: !action.conventionnee && raisonsDUne(s, sessions, faits).length > 0,
      })),
    };
  },
);

export const action = traitement({ droit: "action:modifier" }, (requete) =>
  traiterAction(requete, requete.params.reference ?? ""),
);

export default function PageAction() {
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<ReponseFormulaire>();
  const [params] = useSearchParams();
  const filtre = String(
    reponse?.resultat.initialValue?.rechercheSession ?? params.get("filtreSession") ?? "",
  );
  const form = d.formulaire;
  return (
    <>
      {form ? <BoutonEntree form={form} /> : null}
      <h1>{d.intitule || "Action de formation sans intitulé"}</h1>
      <EtatAction {...d.etat} />
      {d.sessions.length > 0 ? (
        <p>
          <a href="#sessions">Sessions ({d.sessions.length})</a>
        </p>
      ) : null}
      {d.ailleurs ? <AutreStructure reference={d.reference} siret={d.structure} nom={d.responsable} /> : null}
      {d.retrait ? (
        <DitDeLAction {...d.retrait}>
          {d.liens
            .filter(({ fin }) => fin === "demander-publication")
            .map(({ fin, libelle }) => (
              <p key={fin}>
                <Lien vers={`formations/${d.reference}/${fin}`}>{libelle}</Lien>
              </p>
            ))}
        </DitDeLAction>
      ) : null}
      {d.demande ? <p className="rp-info">{d.demande}</p> : null}
      {d.reponses.map((r) => (
        <DitDeLAction key={r.dite} {...r} />
      ))}
      {d.nda ? <p className="rp-info">{d.nda}</p> : null}
      <Proches proches={d.proches} form={form} />
      <Remarques remarques={d.remarques} reference={d.reference} form={form} />
      {d.motifs.length > 0 ? (
        <div className="rp-resume">
          <h2>{d.titreDesMotifs}</h2>
          <ul>
            {d.motifs.map((m) => (
              <li key={`${m.session} ${m.champ} ${m.phrase}`}>
                <VersLeChamp reference={d.reference} raison={m} form={form} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <FormulaireAction
        key={`${d.reference}-${d.version}-${reponse?.reprise ?? ""}`}
        reference={d.reference}
        responsable={d.responsable}
        structure={d.structure}
        raisons={d.raisons}
        saisie={d.saisie}
        choix={d.choix}
        version={d.version}
        lectureSeule={!d.formulaire}
        publiee={d.publiee}
        certifications={d.certifications}
        motifs={d.motifs.filter((m) => !m.session)}
        reponse={reponse}
      />
      <Sessions
        reference={d.reference}
        sessions={d.sessions}
        modifiable={Boolean(d.formulaire)}
        filtre={filtre}
        dit={reponse?.dit?.rechercheSession}
      />
      <div className="rp-barre">
        {d.formulaire ? <BoutonsAction gestes={d.gestes} aConfirmer={Boolean(reponse?.aConfirmer)} /> : null}
        <nav aria-label="Sur l'action et toutes ses sessions">
          <span>Sur l'action{avecSesSessions("et", d.sessions.length)} :</span>
          {d.liens.map((l) => (
            <Depart key={l.fin} form={form} vers={`formations/${d.reference}/${l.fin}`}>
              {l.libelle}
            </Depart>
          ))}
          <Depart form={form} vers={listeDe(params.get("retour")) ?? `formations/${d.onglet}`}>
            Quitter
          </Depart>
        </nav>
      </div>
    </>
  );
}
