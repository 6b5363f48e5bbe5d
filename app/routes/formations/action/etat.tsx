import { Form } from "@remix-run/react";
import { DELAI_DIT, ETATS, type Etat } from "../../../catalogue/workflow";
import { useDate } from "../../../ui/date";
import { useAdresse } from "../../../ui/lien";

export type EtatAffiche = {
  etat: Etat;
  conventionnee: boolean;
  echeance: string | null;
  prise: boolean;
  publiee: boolean;
};

/** Who looks at it, and whether they have asked for its publication. */
type EtatPourQui = EtatAffiche & { lecteur: boolean; demandee: boolean };

/** The same for who only reads: nothing is asked of them. */
const POUR_LECTEUR: Record<Etat, string> = {
  brouillon: "En cours de rédaction : rien n'est encore transmis.",
  creee: "Au contrôle de Cap Métiers.",
  modifiee: "La certification modifiée est au contrôle de Cap Métiers.",
  alerte: "Cap Métiers attend un complément d'information.",
  publiee: "En ligne.",
  archivee: "Retirée du catalogue.",
  supprimee: "Retirée du catalogue.",
};

/** Who has the ball and until when, in one sentence. */
function phraseEtat(e: EtatPourQui, date: (d: string) => string): string {
  if (e.conventionnee)
    return "Formation conventionnée : elle arrive par flux ou par Cap Métiers, en lecture seule.";
  if (e.lecteur) return POUR_LECTEUR[e.etat];
  const enLigne = e.publiee ? " La dernière version approuvée reste publiée." : "";
  const limite = e.echeance ? ` au plus tard le ${date(e.echeance)} (${DELAI_DIT})` : "";
  switch (e.etat) {
    case "brouillon":
      return "C'est à vous : complétez, ajoutez vos sessions, puis validez. Rien n'est encore transmis.";
    case "creee":
    case "modifiee":
      return `C'est à Cap Métiers : les gestionnaires de l'offre contrôlent et publient${limite}. D'ici là, l'action est en lecture seule.${enLigne}`;
    case "alerte":
      return `C'est à vous : Cap Métiers demande un complément. Corrigez les points signalés, puis validez de nouveau.${enLigne}`;
    case "publiee":
      return "En ligne. Vos modifications sont publiées tout de suite, sauf celle de la certification, que Cap Métiers contrôle.";
    case "archivee":
    case "supprimee":
      return `Retirée du catalogue : vous ne pouvez plus la modifier ni la publier${e.demandee ? "" : ", mais vous pouvez demander sa publication"}.`;
  }
}

export function EtatAction(e: EtatPourQui) {
  const date = useDate();
  return (
    <div className="rp-info">
      <p>
        <strong>{ETATS[e.etat].libelle}.</strong> {phraseEtat(e, date)}
        {e.prise ? " Un gestionnaire a commencé le contrôle." : ""}
      </p>
    </div>
  );
}

/** What Cap Métiers answered to a demande of the organisme. */
export function ReponseDeCapMetiers(p: {
  le: string;
  accordee: boolean;
  session: string | null;
  phrase: string;
}) {
  const date = useDate();
  const quoi = p.session ? `de supprimer la session ${p.session}` : "de publier de nouveau";
  return (
    <div className="rp-info">
      <p>
        Le {date(p.le)}, Cap Métiers a {p.accordee ? "accordé" : "refusé"} votre demande {quoi}
        {p.phrase ? " :" : "."}
      </p>
      {p.phrase ? <p className="rp-texte">{p.phrase}</p> : null}
    </div>
  );
}

/** The action is of another structure of this person than the active one, whose name stands above. */
export function AutreStructure({ reference, siret, nom }: { reference: string; siret: string; nom: string }) {
  const adresse = useAdresse();
  return (
    <Form method="post" action={adresse("structures")} className="rp-info">
      <input type="hidden" name="suite" value={`formations/${reference}`} />
      <p>
        Cette action appartient à <strong>{nom}</strong>, qui n'est pas votre structure active.{" "}
        <button type="submit" name="siret" value={siret} className="rp-lien">
          Passer à cette structure
        </button>
      </p>
    </Form>
  );
}
