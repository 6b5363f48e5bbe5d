import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { repartirDe } from "../../../catalogue/cas-d-usage/action.server";
import { estVide } from "../../../catalogue/champs";
import { AJOUT_REFUSE } from "../../../catalogue/contexte";
import { lireDossier } from "../../../catalogue/dossier.server";
import { champsDe } from "../../../catalogue/formulaires";
import { modifiable } from "../../../catalogue/workflow";
import { peut } from "../../../droits/droits";
import { chargeur, traitement } from "../../../server/route.server";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction = ({ params }) => [
  { title: `Repartir de l'action · ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:modifier" }, async ({ params, ctx }) => {
  const { action, structure } = await lireDossier(ctx, params.reference ?? "", "action:lire");
  if (!peut(ctx.acteur, "action:modifier", action.siret)) throw AJOUT_REFUSE();
  const remplis = champsDe("action").filter((c) => !estVide(action.saisie[c.nom]));
  return {
    reference: action.reference,
    intitule: action.intitule,
    structure: `${structure.nom}, ${structure.ville}`,
    repris: [...new Set(remplis.map((c) => c.groupe))],
    // The same training at other dates is one more session (R-09).
    ouverte: !action.conventionnee && modifiable(action.etat),
  };
});

export const action = traitement({ droit: "action:modifier" }, async ({ params, ctx, aller }) => {
  const reference = params.reference ?? "";
  const brouillon = await repartirDe(ctx, reference);
  return aller(
    `formations/${brouillon}`,
    `Brouillon ${brouillon} commencé avec les mots de l'action ${reference} : changez ce qui l'en distingue, puis ajoutez ses sessions.`,
  );
});

export default function Repartir() {
  const d = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Repartir de cette action</h1>
      <p>
        Un nouveau brouillon commence avec les mots de « {d.intitule || d.reference} », que vous changez
        ensuite. L'action d'origine reste telle qu'elle est.
      </p>
      <ul>
        <li>
          {d.repris.length > 0
            ? `Est repris tout ce qu'elle dit : ${d.repris.join(", ")}.`
            : "Elle ne dit encore rien : le brouillon sera vide."}
        </li>
        <li>
          Ne sont pas repris : ses sessions, sa référence, son historique, ni les Formacodes que Cap Métiers
          lui a donnés.
        </li>
        <li>Le brouillon est dans la même structure : {d.structure}.</li>
      </ul>
      {d.ouverte ? (
        <p className="rp-info">
          C'est la même formation à d'autres dates, dans un autre lieu ou une autre modalité ?{" "}
          <Lien vers={`formations/${d.reference}/sessions/nouvelle`}>Ajoutez-lui plutôt une session</Lien>.
        </p>
      ) : null}
      <Formulaire className="rp-boutons">
        <Envoyer>Commencer un brouillon avec ces mots</Envoyer>
        <Lien vers={`formations/${d.reference}`}>Revenir à l'action</Lien>
      </Formulaire>
    </>
  );
}
