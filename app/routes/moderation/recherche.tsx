import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chercherOrganismes } from "../../catalogue/dossier.server";
import { ETATS } from "../../catalogue/workflow";
import {
  actionDeReference,
  actionsDeLOrganisme,
  chercherActions,
  LUES_MAX,
} from "../../moderation/recherche.server";
import { siretDe } from "../../referentiels/siret";
import { siretValide } from "../../referentiels/siret.server";
import { chargeur } from "../../server/route.server";
import { Lien } from "../../ui/lien";
import { Pages, Tableau } from "../../ui/tableau";
import { ChercherPartout } from "./chercher";
import { RetourALaFile } from "./retour";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.texte ? `« ${data.texte} » · ` : ""}Recherche · Modération · RafaelPro` },
];

/** By the words of a title, a reference, or the SIRET of an organisme; with `organisme`, the organismes themselves. */
export const loader = chargeur({ droit: "moderation:voir" }, async ({ request, ctx, rafael }) => {
  const p = new URL(request.url).searchParams;
  const texte = (p.get("mots") ?? "").trim();
  const siret = siretDe(texte);
  if (p.has("organisme") && !siret) {
    const trouves = await chercherOrganismes(ctx.db, texte);
    const organismes = trouves.map(({ siret, nom, ville }) => ({ siret, nom, ville }));
    return { texte, organismes, actions: null };
  }
  const reference = await actionDeReference(ctx, texte);
  if (reference) throw redirect(`${rafael.base}/moderation/${reference}`);
  const apres = p.get("apres") ?? undefined;
  const trouvees = await (siret
    ? actionsDeLOrganisme(ctx, siret, apres)
    : chercherActions(ctx, texte, apres));
  const connu = siret !== null && (await chercherOrganismes(ctx.db, siret)).length > 0;
  return {
    texte,
    organismes: null,
    actions: {
      ...trouvees,
      siret,
      connu,
      equipe: connu && rafael.rattachements,
      juste: siret !== null && siretValide(siret),
      debut: !apres,
      luesMax: LUES_MAX,
    },
  };
});

export default function RechercheDeModeration() {
  const { texte, organismes, actions } = useLoaderData<typeof loader>();
  return (
    <>
      <RetourALaFile />
      <h1>Chercher une action ou un organisme</h1>
      <ChercherPartout texte={texte} />
      {organismes ? <Organismes texte={texte} trouves={organismes} /> : null}
      {actions?.connu ? (
        <p>
          <Lien vers={`structures/${actions.siret}/fiche`}>Fiche de cet organisme</Lien>
          {actions.equipe ? (
            <>
              {" · "}
              <Lien vers={`structures/${actions.siret}/equipe`}>Équipe de cet organisme</Lien>
            </>
          ) : null}
        </p>
      ) : null}
      {actions ? <Actions texte={texte} {...actions} /> : null}
    </>
  );
}

type Donnees = Awaited<ReturnType<typeof loader>>;
type Organisme = NonNullable<Donnees["organismes"]>[number];

function Organismes({ texte, trouves }: { texte: string; trouves: Organisme[] }) {
  if (trouves.length === 0) {
    return (
      <p className="rp-vide">
        {texte ? `Aucun organisme ne porte « ${texte} ». ` : ""}Écrivez des mots de son nom ou de sa ville, ou
        son SIRET. <Lien vers="structures/nouvelle">Ajouter un organisme</Lien>
      </p>
    );
  }
  return (
    <Tableau
      legende={`Organismes qui portent « ${texte} », dix au plus`}
      colonnes={["Organisme", "Ville", "SIRET"]}
      entete={0}
      lignes={trouves.map((o) => ({
        cle: o.siret,
        cellules: [
          <Lien key="lien" vers={`moderation/recherche?mots=${o.siret}`}>
            {o.nom}
          </Lien>,
          o.ville,
          o.siret,
        ],
      }))}
    />
  );
}

type Trouvees = NonNullable<Donnees["actions"]>;

function Actions(p: Trouvees & { texte: string }) {
  const { texte, siret, debut, lignes, suite, partielle, luesMax } = p;
  const ici = `moderation/recherche?mots=${encodeURIComponent(texte)}`;
  const lesquelles = siret ? `de l'organisme ${siret}` : `qui portent « ${texte} »`;
  return (
    <>
      {lignes.length > 0 ? (
        <Tableau
          legende={`Actions ${lesquelles}, les plus récentes d'abord`}
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
      ) : siret && !p.connu ? (
        <Inconnu siret={siret} juste={p.juste} />
      ) : texte && !partielle ? (
        <p className="rp-vide">
          {debut ? RIEN[siret ? "siret" : "mots"](texte) : `Aucune autre action ${lesquelles}.`}
        </p>
      ) : null}
      {partielle ? (
        <p className="rp-info">
          Ces mots sont dans beaucoup de titres : {luesMax} ont été lus. Ajoutez un mot plus rare, ou cherchez
          dans les plus anciens.
        </p>
      ) : null}
      <Pages>
        {debut ? null : <Lien vers={ici}>Premiers résultats</Lien>}
        {suite ? (
          <Lien vers={`${ici}&apres=${suite}`}>
            {partielle ? "Chercher dans les titres plus anciens" : "Page suivante"}
          </Lien>
        ) : null}
      </Pages>
    </>
  );
}

function Inconnu({ siret, juste }: { siret: string; juste: boolean }) {
  return (
    <p className="rp-vide">
      L'organisme {siret} n'est pas dans RafaelPro.{" "}
      {juste ? (
        <Lien vers={`structures/nouvelle?siret=${siret}`}>Ajouter cet organisme</Lien>
      ) : (
        "Ce SIRET n'a pas la bonne clé : vérifiez-le."
      )}
    </p>
  );
}

const RIEN = {
  siret: (siret: string) => `L'organisme ${siret} n'a transmis aucune action.`,
  mots: (texte: string) =>
    `Aucune action transmise ne porte « ${texte} », dans son titre ni dans ses certifications. Écrivez des mots entiers, le code d'une certification, la référence d'une action ou d'une session, ou le SIRET d'un organisme ; pour son nom ou sa ville, pressez « Chercher un organisme ».`,
};
