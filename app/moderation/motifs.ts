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
