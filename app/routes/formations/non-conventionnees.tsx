import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { compterParEtat, listerActions, TROUVEES_MAX } from "../../catalogue/liste.server";
import { ETATS, type Etat, etatDeLOnglet, ONGLETS } from "../../catalogue/workflow";
import { peut } from "../../droits/droits";
import { chargeur, exigerStructure } from "../../server/route.server";
import { Lien } from "../../ui/lien";
import { Liste, lireAdresse } from "./liste";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `${d?.titre ?? "Formations"} · Formations non conventionnées · RafaelPro` },
];

const VIDES: Record<Etat, string> = {
  alerte: "Rien à compléter : aucune de vos actions n'attend un complément d'information.",
  publiee: "Aucune action publiée pour le moment.",
  creee: "Aucune nouvelle action n'attend le contrôle de Cap Métiers.",
  modifiee: "Aucune modification de certification n'attend le contrôle de Cap Métiers.",
  brouillon: "Aucun brouillon. Commencez par « Ajouter une nouvelle formation ».",
  archivee: "Aucune action archivée.",
  supprimee: "Aucune action supprimée.",
};

export const loader = chargeur(
  { droit: "action:lire" },
  async ({ request, params, ctx, structures, siret }) => {
    const structure = exigerStructure(siret);
    const onglet = params.onglet ?? "";
    const etat = etatDeLOnglet(onglet);
    if (!etat && onglet !== "import") throw new Refus(404, "Cet onglet n'existe pas.");
    const [comptes, liste] = await Promise.all([
      compterParEtat(ctx, structure),
      etat
        ? listerActions(ctx, { siret: structure, conventionnee: false, etat, ...lireAdresse(request.url) })
        : { lignes: [], precedente: false, suite: false, trouvees: null },
    ]);
    return {
      onglet,
      etat: etat ?? null,
      titre: etat ? ETATS[etat].libelleOnglet : "Import",
      comptes,
      liste: { ...liste, plusDe: TROUVEES_MAX },
      responsable: structures.find((s) => s.structure.siret === structure)?.structure.nom ?? "",
      peutModifier: peut(ctx.acteur, "action:modifier", structure),
    };
  },
);

export default function NonConventionnees() {
  const { onglet, etat, comptes, liste, responsable, peutModifier } = useLoaderData<typeof loader>();
  const adresse = (e: Etat) => `formations/non-conventionnees/${ETATS[e].onglet}`;
  return (
    <>
      <h1>Formations non conventionnées</h1>
      <nav aria-label="Onglets">
        <ul className="rp-onglets">
          {ONGLETS.map((e) => (
            <li key={e}>
              <Lien vers={adresse(e)} aria-current={e === etat ? "page" : undefined}>
                {ETATS[e].libelleOnglet} [{comptes[e] ?? 0}]
              </Lien>
            </li>
          ))}
          <li>
            <Lien
              vers="formations/non-conventionnees/import"
              aria-current={onglet === "import" ? "page" : undefined}
            >
              Import
            </Lien>
          </li>
        </ul>
      </nav>
      {peutModifier ? (
        <p>
          <Lien vers="formations/nouvelle" className="rp-principal">
            Ajouter une nouvelle formation
          </Lien>
        </p>
      ) : null}
      {etat ? (
        <Liste {...liste} responsable={responsable} vide={VIDES[etat]} />
      ) : (
        <div className="rp-info">
          <p>Votre catalogue arrive aussi par fichier LHÉO 2.2 ou 2.3.</p>
          <p>
            Envoyez-le à <a href="mailto:offre@cap-metiers.pro">offre@cap-metiers.pro</a> : Cap Métiers le
            charge et vous renvoie, ligne par ligne, ce qui a été refusé et pourquoi.
          </p>
        </div>
      )}
    </>
  );
}
