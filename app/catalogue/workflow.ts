import type { Droit } from "../droits/droits";

/** The states of an action de formation and their names on the screen (guide, « Les onglets »). */
export const ETATS = {
  brouillon: { onglet: "brouillons", libelle: "Brouillon", libelleOnglet: "Mes brouillons" },
  creee: { onglet: "creees", libelle: "Créée", libelleOnglet: "Créées" },
  alerte: { onglet: "alerte", libelle: "Alerte", libelleOnglet: "Alerte" },
  publiee: { onglet: "publiees", libelle: "Publiée", libelleOnglet: "Publiées" },
  modifiee: { onglet: "modifiees", libelle: "Modifiée", libelleOnglet: "Modifiées" },
  archivee: { onglet: "archivees", libelle: "Archivée", libelleOnglet: "Archivées" },
  supprimee: { onglet: "supprimees", libelle: "Supprimée", libelleOnglet: "Supprimées" },
} as const;

export type Etat = keyof typeof ETATS;
export type Onglet = (typeof ETATS)[Etat]["onglet"];

/** The tabs in the order of the guide. */
export const ONGLETS: readonly Etat[] = [
  "alerte",
  "publiee",
  "creee",
  "modifiee",
  "brouillon",
  "archivee",
  "supprimee",
];

/** The state a tab of the address shows, or undefined for an unknown tab. */
export function etatDeLOnglet(onglet: string): Etat | undefined {
  return (Object.keys(ETATS) as Etat[]).find((e) => ETATS[e].onglet === onglet);
}

export type Evenement =
  | "enregistrer"
  | "valider"
  | "reprendre"
  | "publier"
  | "demanderComplement"
  | "corriger"
  | "modifier"
  | "modifierCertification"
  | "annulerModification"
  | "mettreEnAlerte"
  | "archiver"
  | "supprimer"
  | "republier";

/**
 * A transition: its name on the screen, who may do it (a right of app/droits), from where, to where (`vers` as a function
 * of what it was before). This is the only list of states and moves: the checks, the links of the screens and
 * docs/circuit.md are made from it.
 */
export type Transition = {
  evenement: Evenement;
  libelle: string;
  droit: Droit;
  de: readonly Etat[];
  vers: Etat | ((avant: { etat: Etat; etatPrecedent: Etat | null; dejaPubliee: boolean }) => Etat);
  /** What must hold beside the state, in words. */
  exige?: string;
  /** Whether the action leaves the feed: always, or for some of the reasons given (app/moderation/motifs.ts). */
  retire?: "toujours" | "selonLeMotif";
};

const EXIGE = {
  complete: "complète, au moins une session",
  motif: "au moins un motif",
  indexee: "complète ; certifiante, ou au moins un Formacode",
  modification: "vient d'une action publiée que l'organisme a modifiée",
};

export const TRANSITIONS: readonly Transition[] = [
  {
    evenement: "enregistrer",
    libelle: "Sauvegarder en mode brouillon",
    droit: "action:modifier",
    de: ["brouillon"],
    vers: "brouillon",
  },
  {
    evenement: "enregistrer",
    libelle: "Enregistrer",
    droit: "action:modifier",
    de: ["alerte"],
    vers: "alerte",
  },
  {
    evenement: "valider",
    libelle: "Valider",
    droit: "action:valider",
    de: ["brouillon", "alerte"],
    vers: ({ dejaPubliee }) => (dejaPubliee ? "modifiee" : "creee"),
    exige: EXIGE.complete,
  },
  {
    evenement: "reprendre",
    libelle: "Reprendre la main",
    droit: "action:valider",
    de: ["creee", "modifiee"],
    vers: ({ etatPrecedent }) => (etatPrecedent === "alerte" ? "alerte" : "brouillon"),
  },
  {
    evenement: "publier",
    libelle: "Publier",
    droit: "action:publier",
    de: ["creee", "modifiee"],
    vers: "publiee",
    exige: EXIGE.indexee,
  },
  {
    evenement: "demanderComplement",
    libelle: "Demander un complément",
    droit: "action:publier",
    de: ["creee", "modifiee"],
    vers: "alerte",
    exige: EXIGE.motif,
    retire: "selonLeMotif",
  },
  {
    evenement: "corriger",
    libelle: "Corriger la saisie",
    droit: "action:publier",
    de: ["creee", "modifiee", "publiee"],
    vers: ({ etat }) => etat,
  },
  {
    evenement: "modifier",
    libelle: "Enregistrer les modifications",
    droit: "action:modifier",
    de: ["publiee"],
    vers: "publiee",
    exige: EXIGE.complete,
  },
  {
    evenement: "modifierCertification",
    libelle: "Enregistrer et soumettre la certification",
    droit: "action:modifier",
    de: ["publiee"],
    vers: "modifiee",
    exige: EXIGE.complete,
  },
  {
    evenement: "annulerModification",
    libelle: "Annuler la modification",
    droit: "action:valider",
    de: ["modifiee", "alerte"],
    vers: "publiee",
    exige: EXIGE.modification,
  },
  {
    evenement: "mettreEnAlerte",
    libelle: "Mettre en alerte",
    droit: "action:publier",
    de: ["publiee"],
    vers: "alerte",
    exige: EXIGE.motif,
    retire: "selonLeMotif",
  },
  {
    evenement: "archiver",
    libelle: "Archiver",
    droit: "action:retirer",
    de: ["brouillon", "creee", "alerte", "publiee", "modifiee"],
    vers: "archivee",
    retire: "toujours",
  },
  {
    evenement: "supprimer",
    libelle: "Supprimer",
    droit: "action:retirer",
    de: ["brouillon", "creee", "alerte", "publiee", "modifiee", "archivee"],
    vers: "supprimee",
    retire: "toujours",
  },
  {
    evenement: "republier",
    libelle: "Republier",
    droit: "action:publier",
    de: ["archivee", "supprimee"],
    vers: "publiee",
    exige: EXIGE.indexee,
  },
];

/** The name on the screen of that event, from that state; null when the state does not allow it. */
export function libelleDe(evenement: Evenement, etat: Etat): string | null {
  return transition(evenement, etat)?.libelle ?? null;
}

/**
 * The names of the buttons at the foot of the form of an action in that state; `soumettre` once the person was told that
 * the certification goes to control. Null: no such button.
 */
export function gestesDuFormulaire(etat: Etat) {
  return {
    enregistrer: libelleDe("enregistrer", etat) ?? libelleDe("modifier", etat),
    soumettre: libelleDe("modifierCertification", etat),
    valider: libelleDe("valider", etat),
  };
}

/** The transition of that event from that state, or undefined when the state does not allow it. */
export function transition(evenement: Evenement, etat: Etat): Transition | undefined {
  return TRANSITIONS.find((t) => t.evenement === evenement && t.de.includes(etat));
}

/** The ways in which the organisme takes back what it submitted. */
export type GesteDeReprise = "reprendre" | "annulerModification";

/**
 * Those open in that state: what waits returns to where it came from, and a change of what is published is undone (`modification`:
 * there is one under way). Straight from the published action, there is nothing else to return to.
 */
export function gestesDeReprise(
  { etat, etatPrecedent }: { etat: Etat; etatPrecedent: string | null },
  modification: boolean,
): GesteDeReprise[] {
  const gestes: GesteDeReprise[] = [];
  if (transition("reprendre", etat) && !(etat === "modifiee" && etatPrecedent === "publiee"))
    gestes.push("reprendre");
  if (transition("annulerModification", etat) && modification) gestes.push("annulerModification");
  return gestes;
}

/** Whether the organisme may change the words of an action in that state. */
export function modifiable(etat: Etat): boolean {
  return Boolean(transition("enregistrer", etat) ?? transition("modifier", etat));
}

/** Whether an action in that state has left the catalogue, and the feed with it. */
export const estRetiree = (etat: Etat): boolean => etat === "archivee" || etat === "supprimee";

/** Working days that Cap Métiers gives itself to control and to answer (guide: « entre 2 et 4 jours ouvrables »). */
export const DELAI = { min: 2, max: 4 };

/** The same in words. */
export const DELAI_DIT = `${DELAI.min} à ${DELAI.max} jours ouvrables`;

/** Days for which the answer to a demande stands on the page of its action; it stays in the history. */
export const REPONSE_JOURS = 30;

/** The reasons that a rule gives at night, and no moderator. */
export const MOTIFS_DE_NUIT = {
  sessions: "SESSIONS_PASSEES",
  certifications: "CERTIF_NON_ENREGISTREE",
  remplacees: "CERTIF_REMPLACEE",
};

/** Whether a rule gave that reason. */
export const estDeNuit = (code: string): boolean => Object.values(MOTIFS_DE_NUIT).includes(code);
