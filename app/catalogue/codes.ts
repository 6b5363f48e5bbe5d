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

/** The reasons a moderator gives (forms-and-rules, « Moderation motives »): code, default message, field. */
export const MOTIFS: readonly { code: string; libelle: string; phrase: string; champ: string }[] = [
  {
    code: "INTITULE",
    libelle: "Intitulé à reformuler",
    phrase:
      "Reformulez l'intitulé : en minuscules, explicite, et l'intitulé officiel si vous délivrez un diplôme.",
    champ: "intitule",
  },
  {
    code: "TEXTE_ILLISIBLE",
    libelle: "Texte manquant ou illisible",
    phrase: "Complétez ou relisez ce texte : une partie manque ou ne s'affiche pas.",
    champ: "programme",
  },
  {
    code: "DOUBLON",
    libelle: "Offre en double",
    phrase: "Cette action existe déjà dans votre catalogue : ajoutez-y une session.",
    champ: "intitule",
  },
  {
    code: "OBJECTIF_INCOHERENT",
    libelle: "Objectif général incohérent",
    phrase: "L'objectif général ne correspond pas au contenu : choisissez celui qui convient.",
    champ: "objectifGeneral",
  },
  {
    code: "HABILITATION",
    libelle: "Certification non habilitée",
    phrase:
      "Votre organisme n'est pas déclaré comme certificateur ou partenaire de cette certification sur France compétences : faites-vous déclarer par le certificateur, ou corrigez la certification.",
    champ: "certifications",
  },
  {
    code: "CERTIF_ECHUE",
    libelle: "Certification échue",
    phrase: "L'enregistrement de cette certification a pris fin : remplacez-la par celle qui lui succède.",
    champ: "certifications",
  },
  {
    code: "DATES_DUREE",
    libelle: "Dates incohérentes avec la durée",
    phrase:
      "Les dates et le nombre d'heures de la session ne s'accordent pas : corrigez les unes ou l'autre.",
    champ: "sessions",
  },
  {
    code: "VOIE_ACCES",
    libelle: "Voie d'accès erronée",
    phrase: "La voie d'accès de la session ne convient pas à cette formation : corrigez-la.",
    champ: "sessions",
  },
  {
    code: "LIEU",
    libelle: "Adresse ou lieu incorrect",
    phrase: "Corrigez l'adresse ou la commune du lieu de formation.",
    champ: "sessions",
  },
  {
    code: "CONTACT",
    libelle: "Contact injoignable",
    phrase: "Nous n'arrivons pas à joindre ce contact : donnez un courriel ou un téléphone suivi.",
    champ: "contactCourriel",
  },
  { code: "AUTRE", libelle: "Autre (à préciser)", phrase: "", champ: "" },
];
