import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { validerAction } from "../../../catalogue/cas-d-usage/action.server";
import { ancreDuChamp } from "../../../catalogue/champs";
import { jourDe } from "../../../catalogue/contexte";
import { lireDossier, raisonsDeRefus } from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { exigerTransition } from "../../../catalogue/ecrire.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { remarquesHabilitation } from "../../../catalogue/habilitations.server";
import { actionsProches } from "../../../catalogue/proches.server";
import type { Raison } from "../../../catalogue/regles";
import { NDA_ABSENT, remarques } from "../../../catalogue/remarques";
import { DELAI_DIT } from "../../../catalogue/workflow";
import { direMotif, estBloquant } from "../../../moderation/motifs";
import { chargeur, rendreRefus, traitement } from "../../../server/route.server";
import { direRaison, ResumeErreurs } from "../../../ui/champs";
import { useDate } from "../../../ui/date";
import { Lien, useAdresse } from "../../../ui/lien";
import { FormulaireValidation, type ReponseValidation } from "./confirmation";
import { Proches } from "./proches";
import { Remarques } from "./remarques";

export const meta: MetaFunction = ({ params }) => [
  { title: `Confirmer la validation · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action, structure, sessions, motifs } = await lireDossier(
    ctx,
    params.reference ?? "",
    "action:valider",
  );
  exigerTransition(ctx, "valider", action);
  return {
    reference: action.reference,
    intitule: action.intitule,
    sessions: sessions.length,
    revision: action.revision,
    raisons: await raisonsDeRefus(ctx, action.siret, action.saisie, sessions),
    nda: structure.nda === null ? NDA_ABSENT : null,
    proches: await actionsProches(ctx, action),
    remarques: [
      ...remarques(action.saisie, sessions, jourDe(ctx.maintenant)),
      ...(await remarquesHabilitation(ctx, { action, sessions })),
    ],
    motifs: motifs.map((m) => ({
      id: estBloquant(m.code) ? m.id : null,
      phrase: direMotif(m),
      session: m.sessionReference,
    })),
    limite: echeanceDe(ctx.maintenant),
  };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  const decision = {
    revision: Number(form.get("revision") ?? 0),
    faits: form.getAll("motif").map(Number),
    message: String(form.get("message") ?? ""),
  };
  if (form.get("bouton") === "reprendre") {
    return data<ReponseValidation>({ ...decision, reprise: crypto.randomUUID() });
  }
  try {
    await validerAction(ctx, params.reference ?? "", decision);
  } catch (erreur) {
    return rendreRefus(erreur, decision);
  }
  return aller(
    `formations/${params.reference}`,
    "Validation confirmée. C'est maintenant aux gestionnaires de l'offre de Cap Métiers de contrôler et de publier.",
  );
});

/** Read again after a refusal too: what it was confirmed upon may have changed. */
export const shouldRevalidate = () => true;

export default function ConfirmerLaValidation() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<ReponseValidation>();
  const adresse = useAdresse();
  const fiche = `formations/${d.reference}`;
  const ancre = (r: Raison) =>
    adresse(
      r.session
        ? `${fiche}/sessions/${r.session}?verifier${ancreDuChamp("session", r.champ)}`
        : `${fiche}?verifier${ancreDuChamp("action", r.champ)}`,
    );
  return (
    <>
      <h1>Confirmer la validation</h1>
      {d.nda ? <p className="rp-info">{d.nda}</p> : null}
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
          {reponse?.message ? (
            <div className="rp-info">
              <p>Votre mot aux gestionnaires de l'offre, à reprendre quand l'action sera complète :</p>
              <p className="rp-texte">{reponse.message}</p>
            </div>
          ) : null}
        </>
      ) : (
        <>
          {reponse?.refus ? (
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
            Après confirmation, vous n'aurez plus la main, sauf à la reprendre avant que le contrôle commence
            : les gestionnaires de l'offre contrôlent et publient au plus tard le {date(d.limite)} (
            {DELAI_DIT}).
          </p>
          <FormulaireValidation
            key={reponse?.reprise ?? ""}
            revision={d.revision}
            fiche={fiche}
            motifs={d.motifs}
            reponse={reponse}
          />
        </>
      )}
    </>
  );
}
