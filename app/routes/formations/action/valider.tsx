import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { validerAction } from "../../../catalogue/cas-d-usage/action.server";
import { ancreDuChamp } from "../../../catalogue/champs";
import { Refus } from "../../../catalogue/contexte";
import { lireDossier, raisonsDeRefus } from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { exigerTransition } from "../../../catalogue/ecrire.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { remarquesHabilitation } from "../../../catalogue/habilitations.server";
import { actionsProches } from "../../../catalogue/proches.server";
import type { Raison } from "../../../catalogue/regles";
import { remarques } from "../../../catalogue/remarques";
import { DELAI_DIT } from "../../../catalogue/workflow";
import { PHRASE_MAX } from "../../../referentiels/texte";
import { chargeur, refuser, traitement } from "../../../server/route.server";
import { ChampZone, decritPar, direRaison, Erreurs, Libelle, ResumeErreurs } from "../../../ui/champs";
import { useDate } from "../../../ui/date";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien, useAdresse } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";
import { Proches } from "./proches";
import { Remarques } from "./remarques";

export const meta: MetaFunction = ({ params }) => [
  { title: `Confirmer la validation · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action, sessions, motifs } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  exigerTransition(ctx, "valider", action);
  return {
    reference: action.reference,
    intitule: action.intitule,
    sessions: sessions.length,
    revision: action.revision,
    raisons: await raisonsDeRefus(ctx, action.siret, action.saisie, sessions),
    proches: await actionsProches(ctx, action),
    remarques: [
      ...remarques(action.saisie, sessions),
      ...(await remarquesHabilitation(ctx, { action, sessions })),
    ],
    motifs: motifs.map((m) => ({ id: m.id, phrase: m.phrase, session: m.sessionReference })),
    limite: echeanceDe(ctx.maintenant),
  };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  const decision = {
    revision: Number(form.get("revision") ?? 0),
    faits: form.getAll("motif").map(Number),
    message: String(form.get("message") ?? ""),
  };
  try {
    await validerAction(ctx, params.reference ?? "", decision);
  } catch (erreur) {
    if (!(erreur instanceof Refus) || erreur.statut < 409) throw erreur;
    return data({ ...refuser(erreur), ...decision }, { status: erreur.statut });
  }
  return aller(
    `formations/${params.reference}`,
    "Validation confirmée. C'est maintenant aux gestionnaires de l'offre de Cap Métiers de contrôler et de publier.",
  );
});

export default function ConfirmerLaValidation() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<ReturnType<typeof refuser> & { faits: number[]; message: string }>();
  const adresse = useAdresse();
  const fiche = `formations/${d.reference}`;
  const metaDuMotif = (id: number) =>
    metaDe(
      `motif${id}`,
      "",
      reponse?.refus.raisons.some((r) => r.champ === `motif${id}`)
        ? "Cochez ce point quand il est corrigé."
        : "",
    );
  const ancre = (r: Raison) =>
    adresse(
      r.session
        ? `${fiche}/sessions/${r.session}?verifier${ancreDuChamp("session", r.champ)}`
        : `${fiche}?verifier${ancreDuChamp("action", r.champ)}`,
    );
  return (
    <>
      <h1>Confirmer la validation</h1>
      {d.raisons.length > 0 ? (
        <>
          <ResumeErreurs
            titre="Il reste des points à compléter avant de valider"
            erreurs={d.raisons.map((r) => ({
              ancre: ancre(r),
              phrase: direRaison(r),
            }))}
          />
          <p>
            Votre saisie est enregistrée. <Lien vers={fiche}>Revenir à l'action</Lien>
          </p>
        </>
      ) : (
        <>
          {reponse ? (
            <ResumeErreurs
              titre={reponse.refus.message}
              erreurs={reponse.refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
            />
          ) : null}
          <p>
            Vous allez transmettre « {d.intitule} »{avecSesSessions("et", d.sessions)} à Cap Métiers.
          </p>
          <Proches proches={d.proches} />
          <Remarques remarques={d.remarques} reference={d.reference} />
          <p className="rp-info">
            Après confirmation, vous n'aurez plus la main : les gestionnaires de l'offre contrôlent et
            publient au plus tard le {date(d.limite)} ({DELAI_DIT}).
          </p>
          <Formulaire>
            <input type="hidden" name="revision" value={d.revision} />
            {d.motifs.length > 0 ? (
              <fieldset>
                <legend>
                  <Libelle libelle="Ce qui vous a été demandé : cochez chaque point corrigé" requis />
                </legend>
                {d.motifs.map((m) => (
                  <div key={m.id} className="rp-option">
                    <input
                      type="checkbox"
                      id={`motif${m.id}`}
                      name="motif"
                      value={m.id}
                      defaultChecked={reponse?.faits.includes(m.id) ?? false}
                      {...decritPar(metaDuMotif(m.id))}
                    />{" "}
                    <label htmlFor={`motif${m.id}`}>
                      {m.session ? `Session ${m.session} : ` : ""}
                      {m.phrase}
                    </label>
                    <Erreurs meta={metaDuMotif(m.id)} />
                  </div>
                ))}
              </fieldset>
            ) : null}
            <ChampZone
              meta={metaDe(
                "message",
                reponse?.message,
                reponse?.refus.raisons.find((r) => r.champ === "message")?.phrase,
              )}
              libelle="Un mot aux gestionnaires de l'offre (facultatif)"
              aide={
                d.motifs.length > 0
                  ? "Pour répondre à ce qui vous a été demandé, ou expliquer ce que vous n'avez pas changé."
                  : "Ce qui les aidera à contrôler : une habilitation en cours, un partenaire…"
              }
              max={PHRASE_MAX}
            />
            <p className="rp-boutons">
              <Envoyer>Confirmer la validation</Envoyer>
              <Lien vers={fiche}>Revenir à l'action</Lien>
            </p>
          </Formulaire>
        </>
      )}
    </>
  );
}
