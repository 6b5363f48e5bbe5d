import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { jourDe } from "../../catalogue/contexte";
import { direDemande } from "../../catalogue/dire";
import { echeanceDe } from "../../catalogue/echeance.server";
import { dateExiste } from "../../catalogue/regles";
import { ETATS } from "../../catalogue/workflow";
import { compterDemandesARepondre } from "../../comptes/repondre-rattachement.server";
import {
  demandesOuvertes,
  direCompte,
  FILTRES,
  fileDAttente,
  filtreDe,
  VIDES,
} from "../../moderation/file.server";
import { chargeur } from "../../server/route.server";
import { useDate } from "../../ui/date";
import { Lien } from "../../ui/lien";
import { Pages, Tableau } from "../../ui/tableau";
import { ChercherPartout } from "./chercher";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `${d?.titre ?? "À contrôler"} · Modération · RafaelPro` },
];

export const loader = chargeur({ droit: "moderation:voir" }, async ({ request, ctx, rafael }) => {
  const p = new URL(request.url).searchParams;
  const echeance = p.get("echeance") ?? "";
  const apres = dateExiste(echeance) ? { apres: { echeance, reference: p.get("apres") ?? "" } } : {};
  const filtre = filtreDe(p.get("voir"));
  const [file, demandes, rattachements] = await Promise.all([
    fileDAttente(ctx, { ...apres, ...(filtre ? { filtre } : {}) }),
    demandesOuvertes(ctx),
    rafael.rattachements ? compterDemandesARepondre(ctx) : 0,
  ]);
  return {
    rattachements,
    lignes: file.lignes,
    suite: file.suite,
    total: direCompte(file.total),
    debut: !apres.apres,
    filtre: filtre ?? null,
    titre: filtre ? `À contrôler, ${FILTRES[filtre].toLowerCase()}` : "À contrôler",
    vide: filtre ? VIDES[filtre] : "Rien n'attend : toutes les actions créées et modifiées sont traitées.",
    filtres: [
      { nom: null, libelle: "Tout" },
      ...Object.entries(FILTRES).map(([nom, libelle]) => ({ nom, libelle })),
    ],
    aujourdhui: jourDe(ctx.maintenant),
    demandes: demandes.map((d) => ({
      ...d,
      quoi: direDemande(d.type, d.sessionReference),
      creeLe: jourDe(d.creeLe),
      limite: echeanceDe(d.creeLe),
    })),
  };
});

export default function FileDeModeration() {
  const date = useDate();
  const { lignes, suite, total, debut, aujourdhui, demandes, rattachements, filtre, filtres, titre, vide } =
    useLoaderData<typeof loader>();
  const derniere = lignes.at(-1);
  const aRepondre = demandes.length + rattachements;
  const file = (nom: string | null) => `moderation${nom ? `?voir=${nom}` : ""}`;
  return (
    <>
      <h1>
        {titre} : {total}
      </h1>
      <p>
        {aRepondre > 0 ? (
          <>
            <a href="#demandes">Demandes des organismes : {aRepondre}</a>
            {" · "}
          </>
        ) : null}
        <Lien vers="moderation/alertes">Ce que les organismes ont à corriger</Lien>
      </p>
      <ChercherPartout />
      <nav aria-label="Voir dans la file">
        <ul className="rp-onglets">
          {filtres.map(({ nom, libelle }) => (
            <li key={libelle}>
              <Lien vers={file(nom)} aria-current={nom === filtre ? "page" : undefined}>
                {libelle}
              </Lien>
            </li>
          ))}
        </ul>
      </nav>
      {lignes.length === 0 ? (
        <p className="rp-vide">{vide}</p>
      ) : (
        <Tableau
          legende="Actions créées et modifiées, la plus ancienne échéance d'abord"
          colonnes={["Échéance", "Référence", "Intitulé", "Type", "Organisme", "Prise en charge"]}
          entete={2}
          lignes={lignes.map((l) => ({
            cle: l.reference,
            cellules: [
              <Fragment key="echeance">
                {date(l.echeance)}
                {l.echeance && l.echeance < aujourdhui ? <strong> (dépassée)</strong> : null}
              </Fragment>,
              l.reference,
              <Lien key="lien" vers={`moderation/${l.reference}${filtre ? `?voir=${filtre}` : ""}`}>
                {l.intitule}
              </Lien>,
              `${ETATS[l.etat].libelle}${l.retour ? ", corrigée depuis un complément" : ""}`,
              `${l.organisme}, ${l.ville}`,
              l.enCharge ?? "Non",
            ],
          }))}
        />
      )}
      <Pages>
        {debut ? null : <Lien vers={file(filtre)}>Début de la file</Lien>}
        {suite && derniere ? (
          <Lien
            vers={`moderation?${filtre ? `voir=${filtre}&` : ""}echeance=${derniere.echeance}&apres=${derniere.reference}`}
          >
            Page suivante
          </Lien>
        ) : null}
      </Pages>
      <section aria-labelledby="demandes" className="rp-carte">
        <h2 id="demandes">Demandes des organismes</h2>
        {aRepondre === 0 ? <p>Aucune demande en attente.</p> : null}
        {rattachements > 0 ? (
          <p>
            <Lien vers="structures/demandes">Demandes de rattachement</Lien> : {rattachements}.
          </p>
        ) : null}
        <ul>
          {demandes.map((d) => (
            <li key={d.id}>
              {date(d.limite)}
              {d.limite < aujourdhui ? <strong> (dépassée)</strong> : null}, reçue le {date(d.creeLe)} ·{" "}
              {d.organisme}
              {d.auteur ? `, ${d.auteur}` : null} : {d.quoi} ·{" "}
              <Lien vers={`moderation/${d.actionReference}`}>{d.intitule || d.actionReference}</Lien>
              <p className="rp-texte">{d.contexte}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
