import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { validerAction } from "../../../catalogue/cas-d-usage/action.server";
import { ancreDuChamp } from "../../../catalogue/champs";
import { jourDe } from "../../../catalogue/contexte";
import { lireDossier, raisonsDeRefus } from "../../../catalogue/dossier.server";
import { exigerTransition } from "../../../catalogue/ecrire.server";
import { avecSesSessions } from "../../../catalogue/en-clair";
import type { Raison } from "../../../catalogue/regles";
import { ajouterJoursOuvres } from "../../../referentiels/jours-ouvres";
import { chargeur, type FormulaireRefuse, traitement } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { useDate } from "../../../ui/date";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien, useAdresse } from "../../../ui/lien";

export const meta: MetaFunction = ({ params }) => [
  { title: `Confirmer la validation · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:valider" }, async ({ params, ctx }) => {
  const { action, sessions } = await lireDossier(ctx, params.reference ?? "", "action:valider");
  exigerTransition("valider", action);
  return {
    reference: action.reference,
    intitule: action.intitule,
    sessions: sessions.length,
    revision: action.revision,
    raisons: await raisonsDeRefus(ctx, action.siret, action.saisie, sessions),
    limite: ajouterJoursOuvres(jourDe(ctx.maintenant), 4),
  };
});

export const action = traitement({ droit: "action:valider" }, async ({ form, params, ctx, aller }) => {
  const revision = Number(form.get("revision") ?? 0);
  await validerAction(ctx, params.reference ?? "", revision);
  return aller(
    `formations/${params.reference}`,
    "Validation confirmée. C'est maintenant aux gestionnaires de l'offre de Cap Métiers de contrôler et de publier.",
  );
});

export default function ConfirmerLaValidation() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
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
      {d.raisons.length > 0 ? (
        <>
          <ResumeErreurs
            titre="Il reste des points à compléter avant de valider"
            erreurs={d.raisons.map((r) => ({
              ancre: ancre(r),
              phrase: r.session ? `Session ${r.session} : ${r.phrase}` : r.phrase,
            }))}
          />
          <p>
            Votre brouillon est enregistré. <Lien vers={fiche}>Revenir à l'action</Lien>
          </p>
        </>
      ) : (
        <>
          {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
          <p>
            Vous allez transmettre « {d.intitule} »{avecSesSessions("et", d.sessions)} à Cap Métiers.
          </p>
          <p className="rp-info">
            Après confirmation, vous n'aurez plus la main : les gestionnaires de l'offre contrôlent et
            publient au plus tard le {date(d.limite)} (2 à 4 jours ouvrables).
          </p>
          <Formulaire className="rp-boutons">
            <input type="hidden" name="revision" value={d.revision} />
            <Envoyer>Confirmer la validation</Envoyer>
            <Lien vers={fiche}>Revenir à l'action</Lien>
          </Formulaire>
        </>
      )}
    </>
  );
}
