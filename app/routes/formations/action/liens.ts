import type { Dossier } from "../../../catalogue/dossier.server";
import {
  type Evenement,
  estRetiree,
  type GesteDeReprise,
  gestesDeReprise,
  libelleDe,
} from "../../../catalogue/workflow";

type Lien = { fin: string; libelle: string };

const PAGES: Record<GesteDeReprise, string> = {
  reprendre: "reprendre",
  annulerModification: "annuler-modification",
};

/**
 * What stands at the bottom of an action, for it and all its sessions: the gestures that its state allows to who may
 * change it (`modification`: a change of what is published may be undone), the draft that its words begin for who may add to its structure, then what there is to read. `fin` is the
 * end of the address, below the action's.
 */
export function liensDeLAction(
  { action, demandes }: Dossier,
  {
    peutModifier,
    peutAjouter,
    modification,
  }: { peutModifier: boolean; peutAjouter: boolean; modification: boolean },
): Lien[] {
  const geste = (fin: string, evenement: Evenement): Lien[] => {
    const libelle = peutModifier ? libelleDe(evenement, action.etat) : null;
    return libelle ? [{ fin, libelle }] : [];
  };
  const demandee = demandes.some((d) => d.type === "republication");
  return [
    ...(action.priseEnChargePar === null
      ? gestesDeReprise(action, modification).flatMap((g) => geste(PAGES[g], g))
      : []),
    // Asked to be published again, it is not for its organisme to delete at the same time.
    ...(demandee ? [] : geste("supprimer", "supprimer")),
    ...geste("archiver", "archiver"),
    ...(peutModifier && estRetiree(action.etat) && !demandee
      ? [{ fin: "demander-publication", libelle: "Demander la publication" }]
      : []),
    ...(peutAjouter ? [{ fin: "repartir", libelle: "Repartir de cette action" }] : []),
    { fin: "fiche", libelle: "Fiche à imprimer" },
    { fin: "diffusion", libelle: "Diffusion" },
    { fin: "historique", libelle: "Historique" },
  ];
}
