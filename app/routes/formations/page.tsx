import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { compterParEtat } from "../../catalogue/liste.server";
import { DELAI_DIT, ETATS, type Etat, ONGLETS } from "../../catalogue/workflow";
import { peut } from "../../droits/droits";
import { chargeur, exigerStructure } from "../../server/route.server";
import { Lien } from "../../ui/lien";
import { Chercher } from "./chercher";

export const meta: MetaFunction = () => [{ title: "Gestion des formations · RafaelPro" }];

export const loader = chargeur({ droit: "action:lire" }, async ({ ctx, siret }) => {
  const structure = exigerStructure(siret);
  return {
    comptes: await compterParEtat(ctx, structure),
    peutModifier: peut(ctx.acteur, "action:modifier", structure),
  };
});

/** Who has the ball, tab by tab. */
const A_FAIRE: Partial<Record<Etat, string>> = {
  alerte: "à vous, Cap Métiers attend un complément",
  brouillon: "à vous, rien n'est encore transmis",
  creee: `à Cap Métiers, contrôle sous ${DELAI_DIT}`,
  modifiee: `à Cap Métiers, contrôle de la certification sous ${DELAI_DIT}`,
};

export default function GestionDesFormations() {
  const { comptes, peutModifier } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Gestion des formations</h1>
      <Chercher />
      <p>
        <Lien vers="formations/non-conventionnees/publiees">Modifier ou ajouter une formation</Lien> : vos
        formations non conventionnées, que vous déclarez vous-même.
      </p>
      <ul>
        {ONGLETS.filter((e) => comptes[e]).map((e) => (
          <li key={e}>
            <Lien vers={`formations/non-conventionnees/${ETATS[e].onglet}`}>
              {ETATS[e].libelleOnglet} [{comptes[e]}]
            </Lien>
            {peutModifier && A_FAIRE[e] ? ` : ${A_FAIRE[e]}` : ""}
          </li>
        ))}
      </ul>
      {peutModifier ? (
        <p>
          <Lien vers="formations/nouvelle">Ajouter une nouvelle formation</Lien> : vérifiez d'abord qu'elle
          n'est pas déjà dans vos actions publiées.
        </p>
      ) : null}
      <p>
        <Lien vers="formations/conventionnees">Formations conventionnées</Lien> : liées à un financeur, en
        consultation.
      </p>
    </>
  );
}
