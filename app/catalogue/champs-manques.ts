import type { CHAMPS_ACTION } from "./champs-action";
import type { CHAMPS_SESSION } from "./champs-session";

type Phrases<C extends readonly { nom: string }[]> = Record<
  Extract<C[number], { exigePour: "publication" }>["nom"],
  string
>;

/** What to do about a field that is asked for and empty. Apart from the fields, which browsers load. */
export const MANQUES_ACTION: Phrases<typeof CHAMPS_ACTION> = {
  intitule: "Donnez un intitulé à la formation.",
  objectifGeneral: "Choisissez l'objectif général dans la liste.",
  objectif: "Décrivez l'objectif : les compétences à acquérir, en quelques phrases.",
  programme: "Décrivez le programme de la formation.",
  validation: "Cochez au moins une validation.",
  certifications:
    "Ajoutez la certification que vous délivrez, ou ne cochez que « Attestation de fin de formation ».",
  contactCourriel: "Donnez un courriel ou un téléphone.",
};

export const MANQUES_SESSION: Phrases<typeof CHAMPS_SESSION> = {
  formateur: "Choisissez l'organisme qui réalise la formation.",
  voieAcces: "Choisissez une voie d'accès.",
  dureeCycle: "En apprentissage, indiquez la durée totale du diplôme.",
  anneesAccessibles: "Cochez les années ouvertes aux apprentis.",
  modalite: "Précisez si la session est en présentiel, à distance ou les deux.",
  alternance: "Dites le rythme de l'alternance, par exemple « 1 semaine en centre, 2 en entreprise ».",
  typeEntree: "Choisissez le type d'entrée.",
  debut: "Indiquez la date de début.",
  fin: "Indiquez la date de fin.",
  etatRecrutement: "Choisissez l'état du recrutement.",
  reunions: "Donnez au moins une date d'information collective, ou décochez « Information collective ».",
  lieuAdresse: "Donnez l'adresse où se déroule la formation.",
  lieuCommune: "Choisissez la commune.",
};
