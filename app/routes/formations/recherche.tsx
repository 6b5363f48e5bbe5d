import type { MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { type ActionTrouvee, chercherDansLaStructure } from "../../catalogue/recherche.server";
import { ETATS } from "../../catalogue/workflow";
import { chargeur, exigerStructure } from "../../server/route.server";
import { useDate } from "../../ui/date";
import { Lien } from "../../ui/lien";
import { Pages, Tableau } from "../../ui/tableau";
import { depuisLaListe } from "./action/retour";
import { ChercherChezSoi } from "./chercher";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.texte ? `« ${data.texte} » · ` : ""}Chercher dans mes actions · RafaelPro` },
];

export const loader = chargeur({ droit: "action:lire" }, async ({ request, ctx, siret }) => {
  const structure = exigerStructure(siret);
  const p = new URL(request.url).searchParams;
  // The box of a list, whose second button leads here, has its own name.
  const texte = (p.get("mots") ?? p.get("filtre") ?? "").trim();
  const apres = p.get("apres") ?? undefined;
  return { texte, debut: !apres, ...(await chercherDansLaStructure(ctx, structure, texte, apres)) };
});

export default function Recherche() {
  const { texte, debut, lignes, suite } = useLoaderData<typeof loader>();
  const retour = depuisLaListe("formations/recherche", useSearchParams()[0]);
  const ici = `formations/recherche?mots=${encodeURIComponent(texte)}`;
  return (
    <>
      <h1>Chercher dans mes actions</h1>
      <ChercherChezSoi texte={texte} />
      <div role="status">
        {texte ? <Dit texte={texte} n={lignes.length} debut={debut} suite={suite !== null} /> : null}
      </div>
      {lignes.length > 0 ? (
        <Tableau
          legende={`Actions trouvées pour « ${texte} », les plus récentes d'abord, 25 par page`}
          colonnes={["Référence", "Intitulé", "État", "Trouvée par"]}
          entete={1}
          lignes={lignes.map((l) => ({
            cle: l.reference,
            cellules: [
              l.reference,
              <Lien key="lien" vers={`formations/${l.reference}${retour}`}>
                {l.intitule || "(sans intitulé)"}
              </Lien>,
              `${ETATS[l.etat].libelle}${l.conventionnee ? ", conventionnée" : ""}`,
              <TrouveePar key="par" {...l} />,
            ],
          }))}
        />
      ) : null}
      <Pages>
        {debut ? null : <Lien vers={ici}>Première page</Lien>}
        {suite ? <Lien vers={`${ici}&apres=${suite}`}>Page suivante</Lien> : null}
      </Pages>
    </>
  );
}

/** How many were found, or what to do when there is none. */
function Dit({ texte, n, debut, suite }: { texte: string; n: number; debut: boolean; suite: boolean }) {
  if (n === 0) {
    return (
      <p className="rp-vide">
        {debut
          ? `Aucune action de la structure active ne répond à « ${texte} ». Écrivez une référence ou un code en entier, ou moins de mots du titre.`
          : `Aucune autre action ne répond à « ${texte} ».`}
      </p>
    );
  }
  if (!debut) return <p>{`Suite des actions trouvées pour « ${texte} ».`}</p>;
  const combien = suite ? `Plus de ${n} actions` : n === 1 ? "1 action" : `${n} actions`;
  return <p>{`${combien}, dans tous les onglets, pour « ${texte} ».`}</p>;
}

/** What of the action answers: a session is one click away. */
function TrouveePar({ reference, par }: ActionTrouvee) {
  const date = useDate();
  switch (par.quoi) {
    case "reference":
      return "Sa référence";
    case "session":
      return (
        <>
          <Lien vers={`formations/${reference}/sessions/${par.reference}`}>Session {par.reference}</Lien>
          {par.debut ? `, du ${date(par.debut)} au ${date(par.fin)}` : ", sans date"}
        </>
      );
    case "certification":
      return par.codes.join(", ");
    case "titre":
      return "Son titre";
  }
}
