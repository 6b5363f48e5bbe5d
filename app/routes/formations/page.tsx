import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { compterParEtat } from "../../catalogue/liste.server";
import { ETATS, ONGLETS } from "../../catalogue/workflow";
import { peut } from "../../droits/droits";
import { chargeur, exigerStructure } from "../../server/route.server";
import { Lien } from "../../ui/lien";

export const meta: MetaFunction = () => [{ title: "Gestion des formations · RafaelPro" }];

export const loader = chargeur({ droit: "action:lire" }, async ({ ctx, siret }) => {
  const structure = exigerStructure(siret);
  return {
    comptes: await compterParEtat(ctx, structure),
    peutModifier: peut(ctx.acteur, "action:modifier", structure),
  };
});

export default function GestionDesFormations() {
  const { comptes, peutModifier } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Gestion des formations</h1>
      <h2>Modifier ou ajouter une formation</h2>
      <ul>
        <li>
          <Lien vers="formations/non-conventionnees/publiees">Formations non conventionnées</Lien>
          <ul>
            {ONGLETS.filter((e) => comptes[e]).map((e) => (
              <li key={e}>
                <Lien vers={`formations/non-conventionnees/${ETATS[e].onglet}`}>
                  {ETATS[e].libelleOnglet} : {comptes[e]}
                </Lien>
              </li>
            ))}
          </ul>
        </li>
        <li>
          <Lien vers="formations/conventionnees">Formations conventionnées</Lien> (consultation)
        </li>
        {peutModifier ? (
          <li>
            <Lien vers="formations/nouvelle">Ajouter une nouvelle formation</Lien>
          </li>
        ) : null}
      </ul>
    </>
  );
}
