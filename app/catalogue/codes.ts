/** One answer of a closed list: its code, its name on the screen, a sentence of help. */
export type Option = { code: string; libelle: string; aide?: string };

/** General objectives: LHÉO dict-AIS; definitions after the LHÉO glossary that the guide quotes. */
export const OBJECTIFS: readonly Option[] = [
  {
    code: "6",
    libelle: "Certification",
    aide: "La formation mène à un diplôme, un titre ou une autre certification professionnelle, notamment du RNCP.",
  },
  {
    code: "7",
    libelle: "Professionnalisation",
    aide: "Elle rend opérationnel dans un métier précis, sans délivrer de certification du RNCP.",
  },
  {
    code: "8",
    libelle: "Préparation à la qualification",
    aide: "Elle prépare à entrer, dans un métier donné, en formation certifiante ou professionnalisante.",
  },
  {
    code: "5",
    libelle: "Remise à niveau, maîtrise des savoirs de base, initiation",
    aide: "Disciplines générales, langues, bureautique, internet et autres compétences utiles à de nombreux métiers.",
  },
  {
    code: "9",
    libelle: "(Re)mobilisation, aide à l'élaboration de projet professionnel",
    aide: "Elle aide à construire un projet selon ses motivations, ses capacités et sa situation.",
  },
  {
    code: "2",
    libelle: "Perfectionnement, élargissement des compétences",
    aide: "Pour des personnes déjà opérationnelles, qui approfondissent ou complètent leurs compétences.",
  },
  {
    code: "4",
    libelle: "Création d'entreprise",
    aide: "Elle accompagne la création ou la reprise d'une entreprise.",
  },
];

/** Recruitment: LHÉO dict-modalites-recrutement. */
export const RECRUTEMENTS: readonly Option[] = [
  { code: "9", libelle: "Information collective" },
  { code: "8", libelle: "Entretien ou rendez-vous" },
  { code: "3", libelle: "Dossier" },
  { code: "7", libelle: "Candidature (CV, lettre)" },
  { code: "4", libelle: "Tests pratiques" },
  { code: "5", libelle: "Épreuves écrites" },
  { code: "6", libelle: "Épreuves orales" },
  { code: "2", libelle: "Concours" },
  { code: "1", libelle: "Méthode de recrutement par simulation" },
];

export const VALIDATIONS: readonly Option[] = [
  { code: "1", libelle: "Totale" },
  { code: "0", libelle: "Partielle" },
  { code: "2", libelle: "Mixte" },
];

/** Short names of the voies d'accès, as in the guide's list of sessions. */
export const VOIES_COURTES: Record<string, string> = {
  fpc: "FPC",
  professionnalisation: "Contrat pro",
  apprentissage: "Apprentissage",
};
