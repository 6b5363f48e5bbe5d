import { dateFr } from "../../../catalogue/regles";
import { ETATS, type Etat } from "../../../catalogue/workflow";

export type EtatAffiche = {
  etat: Etat;
  conventionnee: boolean;
  echeance: string | null;
  prise: boolean;
  publiee: boolean;
};

/** Who has the ball and until when, in one sentence. */
export function phraseEtat(e: EtatAffiche): string {
  if (e.conventionnee)
    return "Formation conventionnée : elle arrive par flux ou par Cap Métiers, en lecture seule.";
  const enLigne = e.publiee ? " La dernière version approuvée reste publiée." : "";
  const limite = e.echeance ? ` au plus tard le ${dateFr(e.echeance)} (2 à 4 jours ouvrables)` : "";
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
      return "Retirée du catalogue : vous ne pouvez plus la modifier ni la publier, mais vous pouvez demander sa publication.";
  }
}

export function EtatAction(e: EtatAffiche) {
  return (
    <div className="rp-info">
      <p>
        <strong>{ETATS[e.etat].libelle}.</strong> {phraseEtat(e)}
        {e.prise ? " Un gestionnaire a commencé le contrôle." : ""}
      </p>
    </div>
  );
}
