import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { ETATS } from "../../catalogue/workflow";
import { chargeur, traitement } from "../../server/route.server";
import { direRaison, ResumeErreurs } from "../../ui/champs";
import { useDate } from "../../ui/date";
import { Lecture } from "../../ui/lecture";
import { Lien } from "../../ui/lien";
import { FormulaireDecision } from "./decision";
import { chargerFiche, type DonneesFiche, type ReponseFiche, traiterFiche } from "./fiche.server";
import { Motivations } from "./motivations";
import { RetourALaFile } from "./retour";

export const meta: MetaFunction = ({ params }) => [{ title: `Contrôle · ${params.reference} · RafaelPro` }];

export const loader = chargeur({ droit: "action:publier" }, chargerFiche);

export const action = traitement({ droit: "action:publier" }, traiterFiche);

/** Read again after a refusal too: what it was decided upon may have changed. */
export const shouldRevalidate = () => true;

/** Where a reason leads on this page: its own field, else what can be done about it. */
function ancreDe(champ: string, d: { gestes: { complement: boolean }; demandes: { id: number }[] }): string {
  if (champ === "formacodes" || champ.startsWith("reponse")) return `#${champ}`;
  const motif = /^motif(\d+)$/.exec(champ);
  if (motif) return `#code${Number(motif[1]) - 1}`;
  return d.gestes.complement || !d.demandes[0] ? "#complement" : `#reponse${d.demandes[0].id}`;
}

/** The sentences written for what is no longer asked, or no longer possible. An answer that was just sent is none. */
function motsPerdus(d: DonneesFiche, { saisie, refus }: ReponseFiche): string[] {
  const ici = (nom: string) => d.demandes.some(({ id }) => nom === `reponse${id}`);
  return Object.entries(saisie).flatMap(([nom, mots]) => {
    const perdue = /^phrase\d/.test(nom)
      ? !d.gestes.complement
      : refus && /^reponse\d/.test(nom) && !ici(nom);
    return (perdue && mots.trim()) || [];
  });
}

export default function FicheDeModeration() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<ReponseFiche>();
  const refus = reponse?.refus;
  const erreur = (nom: string) => refus?.raisons.find((r) => r.champ === nom)?.phrase;
  const perdues = reponse ? motsPerdus(d, reponse) : [];
  return (
    <>
      <RetourALaFile />
      <h1>{d.intitule || d.reference}</h1>
      {refus ? (
        <ResumeErreurs
          // A reason that says it all is said once.
          titre={
            erreur(refus.raisons[0]?.champ ?? "") === refus.message
              ? "Rien n'est encore décidé"
              : refus.message
          }
          erreurs={refus.raisons.map((r) => ({
            ancre: ancreDe(r.champ, d),
            phrase: direRaison(r),
          }))}
        />
      ) : null}
      {reponse?.fait ? (
        <div className="rp-info" role="status">
          <p>{reponse.fait}</p>
        </div>
      ) : null}
      {perdues.length > 0 ? (
        <div className="rp-info">
          <p>Ce que vous aviez écrit, que l'état de l'action ne permet plus d'envoyer :</p>
          {perdues.map((phrase) => (
            <p key={phrase} className="rp-texte">
              {phrase}
            </p>
          ))}
        </div>
      ) : null}
      <p>
        {d.reference} · {d.organisme} (<Lien vers={`moderation/recherche?mots=${d.siret}`}>{d.siret}</Lien>) ·{" "}
        <strong>{ETATS[d.etat].libelle}</strong>
        {d.echeance ? ` · à traiter au plus tard le ${date(d.echeance)}` : ""}
        {d.enCharge ? ` · prise en charge par ${d.enCharge.nom}` : ""} ·{" "}
        <Lien vers={`formations/${d.reference}/historique`}>Historique</Lien> ·{" "}
        <Lien vers={`formations/${d.reference}/diffusion`}>Diffusion</Lien>
        {d.gestes.retirer.map(({ geste, libelle }) => (
          <Fragment key={geste}>
            {" · "}
            <Lien vers={`formations/${d.reference}/${geste}`}>{libelle}</Lien>
          </Fragment>
        ))}
      </p>
      {d.gestes.publier || d.gestes.complement || d.demandes.length > 0 ? (
        <FormulaireDecision key={`${d.reference} ${reponse?.reprise ?? ""}`} d={d} reponse={reponse}>
          <Motivations {...d} />
        </FormulaireDecision>
      ) : (
        <Motivations {...d} />
      )}
      <section aria-labelledby="action-lue" className="rp-groupe">
        <h2 id="action-lue">Action</h2>
        {d.gestes.corriger ? (
          <p>
            <Lien vers={`moderation/${d.reference}/corriger`}>Corriger la saisie de l'action</Lien>
          </p>
        ) : null}
        <Lecture lignes={d.lignes} />
      </section>
      {d.sessions.map((s) => (
        <section key={s.reference} aria-label={`Session ${s.reference}`} className="rp-groupe">
          <h2>
            Session {s.reference}
            {s.nouvelle ? " (nouvelle)" : ""}
          </h2>
          {d.gestes.corriger ? (
            <p>
              <Lien vers={`moderation/${d.reference}/corriger/${s.reference}`}>
                Corriger la saisie de cette session
              </Lien>
            </p>
          ) : null}
          <Lecture lignes={s.lignes} />
        </section>
      ))}
    </>
  );
}
