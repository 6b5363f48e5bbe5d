import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actionsARenouveler, EXAMINEES_MAX, RENOUVELEES_MAX } from "../../catalogue/a-renouveler.server";
import { demandesEnCours } from "../../catalogue/demandes-en-cours.server";
import { compterParEtat } from "../../catalogue/liste.server";
import { DELAI_DIT, ETATS, type Etat, ONGLETS } from "../../catalogue/workflow";
import { peut } from "../../droits/droits";
import { chargeur, exigerStructure, numeroDansLAdresse } from "../../server/route.server";
import { useDate } from "../../ui/date";
import { Lien } from "../../ui/lien";
import { ChercherChezSoi } from "./chercher";

export const meta: MetaFunction = () => [{ title: "Gestion des formations · RafaelPro" }];

export const loader = chargeur({ droit: "action:lire" }, async ({ request, ctx, siret }) => {
  const structure = exigerStructure(siret);
  const apres = numeroDansLAdresse(request, "demandes");
  const [comptes, demandes, trouvees] = await Promise.all([
    compterParEtat(ctx, structure),
    demandesEnCours(ctx, structure, apres),
    actionsARenouveler(ctx, structure),
  ]);
  return {
    comptes,
    demandes: { ...demandes, apres },
    aRenouveler: trouvees.slice(0, RENOUVELEES_MAX),
    limites: [
      trouvees.length > RENOUVELEES_MAX
        ? `Ce sont les ${RENOUVELEES_MAX} plus anciennes : les suivantes prendront leur place.`
        : "",
      (comptes.publiee ?? 0) > EXAMINEES_MAX
        ? `Elles sont cherchées parmi vos ${EXAMINEES_MAX} actions publiées qui ont changé il y a le plus longtemps.`
        : "",
    ].filter(Boolean),
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
  const { comptes, demandes, aRenouveler, limites, peutModifier } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Gestion des formations</h1>
      <ChercherChezSoi />
      <p>
        <Lien vers="formations/non-conventionnees/publiees">
          {peutModifier ? "Modifier ou ajouter une formation" : "Consulter les formations"}
        </Lien>
        {peutModifier
          ? " : vos formations non conventionnées, que vous déclarez vous-même."
          : " : vos formations non conventionnées, que votre profil permet de consulter seulement."}
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
      {demandes.lignes.length > 0 || demandes.apres > 0 ? <VosDemandes {...demandes} /> : null}
      {aRenouveler.length > 0 ? <ARenouveler actions={aRenouveler} limites={limites} /> : null}
    </>
  );
}

type Donnees = ReturnType<typeof useLoaderData<typeof loader>>;

/** What was asked of Cap Métiers: who has the ball, and by when; a page of them, and how many follow. */
function VosDemandes({ lignes, autres, apres }: Donnees["demandes"]) {
  const date = useDate();
  return (
    <section className="rp-groupe" aria-labelledby="demandes">
      <h2 id="demandes">Vos demandes à Cap Métiers</h2>
      <p>La réponse se lit sur la page de l'action.</p>
      <ul>
        {lignes.map((d) => (
          <li key={d.id}>
            <Lien vers={`formations/${d.reference}`}>{d.intitule}</Lien> : {d.quoi}, demandé le {date(d.le)},
            réponse au plus tard le {date(d.limite)}
          </li>
        ))}
      </ul>
      {apres > 0 && lignes.length === 0 ? <p className="rp-vide">Il n'y en a pas d'autre.</p> : null}
      {autres > 0 || apres > 0 ? (
        <p className="rp-boutons">
          {apres > 0 ? <Lien vers="formations#demandes">Revenir aux plus anciennes</Lien> : null}
          {autres > 0 ? (
            <Lien vers={`formations?demandes=${lignes.at(-1)?.id}#demandes`}>
              Voir les demandes suivantes ({autres} de plus)
            </Lien>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}

/** R-53: what the public will soon find no more, and the copy that renews it. */
function ARenouveler(p: { actions: Donnees["aRenouveler"]; limites: string[] }) {
  const date = useDate();
  return (
    <section className="rp-groupe" aria-labelledby="a-renouveler">
      <h2 id="a-renouveler">Sessions à renouveler</h2>
      <p>
        Ce qui est publié sans entrée à venir ne sera bientôt plus trouvé par le public : ajoutez la session
        suivante. La copie proposée commence un an après la dernière session. {p.limites.join(" ")}
      </p>
      <ul>
        {p.actions.map(({ reference, intitule, session, derniereEntree }) => (
          <li key={reference}>
            <Lien vers={`formations/${reference}`}>{intitule || reference}</Lien>
            {derniereEntree ? `, dernière entrée le ${date(derniereEntree)}` : ", sans date"} ·{" "}
            {session ? (
              <Lien vers={`formations/${reference}/sessions/${session}/dupliquer?decalage=an`}>
                dupliquer la session {session}
              </Lien>
            ) : (
              <Lien vers={`formations/${reference}/sessions/nouvelle`}>ajouter une session</Lien>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
