import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ETATS } from "../../catalogue/workflow";
import { actionDeReference, chercherActions, LUES_MAX } from "../../moderation/recherche.server";
import { chargeur } from "../../server/route.server";
import { Lien } from "../../ui/lien";
import { Tableau } from "../../ui/tableau";
import { Chercher } from "./chercher";
import { RetourALaFile } from "./retour";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.texte ? `« ${data.texte} » · ` : ""}Recherche · Modération · RafaelPro` },
];

export const loader = chargeur({ droit: "moderation:voir" }, async ({ request, ctx, rafael }) => {
  const p = new URL(request.url).searchParams;
  const texte = (p.get("mots") ?? "").trim();
  const reference = await actionDeReference(ctx, texte);
  if (reference) throw redirect(`${rafael.base}/moderation/${reference}`);
  const apres = p.get("apres") ?? undefined;
  return { texte, debut: !apres, luesMax: LUES_MAX, ...(await chercherActions(ctx, texte, apres)) };
});

export default function RechercheDeModeration() {
  const { texte, debut, lignes, suite, partielle, luesMax } = useLoaderData<typeof loader>();
  const ici = `moderation/recherche?mots=${encodeURIComponent(texte)}`;
  return (
    <>
      <RetourALaFile />
      <h1>Chercher une action</h1>
      <Chercher texte={texte} />
      {lignes.length > 0 ? (
        <Tableau
          legende={`Actions dont le titre contient « ${texte} », les plus récentes d'abord`}
          colonnes={["Référence", "Intitulé", "État", "Organisme"]}
          entete={1}
          lignes={lignes.map((l) => ({
            cle: l.reference,
            cellules: [
              l.reference,
              <Lien key="lien" vers={`moderation/${l.reference}`}>
                {l.intitule}
              </Lien>,
              ETATS[l.etat].libelle,
              `${l.organisme}, ${l.ville}`,
            ],
          }))}
        />
      ) : texte && !partielle ? (
        <p className="rp-vide">
          {debut
            ? `Aucune action transmise ne porte «\u00a0${texte}\u00a0» dans son titre. Écrivez des mots entiers, ou la référence d'une action ou d'une session.`
            : `Aucun autre titre ne porte «\u00a0${texte}\u00a0».`}
        </p>
      ) : null}
      {partielle ? (
        <p className="rp-info">
          Ces mots sont dans beaucoup de titres : {luesMax} ont été lus. Ajoutez un mot plus rare, ou cherchez
          dans les plus anciens.
        </p>
      ) : null}
      <nav aria-label="Pages" className="rp-boutons">
        {debut ? null : <Lien vers={ici}>Premiers résultats</Lien>}
        {suite ? (
          <Lien vers={`${ici}&apres=${suite}`}>
            {partielle ? "Chercher dans les titres plus anciens" : "Page suivante"}
          </Lien>
        ) : null}
      </nav>
    </>
  );
}
