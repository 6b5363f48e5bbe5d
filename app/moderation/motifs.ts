/** A reason a moderator gives: its code, its default message, and the field where the organisme finds it. */
export type Motif = {
  code: string;
  libelle: string;
  phrase: string;
  champ: string;
  /** What is published leaves the feed at once, until a moderator publishes it again: nobody may be sent to it. */
  retire?: true;
  /** An advice: the organisme validates without ticking it. */
  bloquant?: false;
};

/** The reasons a moderator gives. One that doubts a change alone withdraws nothing: what was approved is not in question. */
export const MOTIFS: readonly Motif[] = [
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
    bloquant: false,
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
    code: "HEURES",
    libelle: "Heures incohérentes",
    phrase:
      "Le nombre d'heures ne convient pas à cette formation : vérifiez-le, en centre, à distance et en entreprise.",
    champ: "sessions",
  },
  {
    code: "CYCLE",
    libelle: "Durée ou année d'entrée incorrecte",
    phrase:
      "En apprentissage, la durée du cycle ou les années accessibles ne conviennent pas : corrigez-les.",
    champ: "sessions",
  },
  {
    code: "PREREQUIS",
    libelle: "Prérequis absents ou imprécis",
    phrase: "Dites ce qu'il faut savoir ou avoir pour entrer en formation ; « Aucun » si c'est le cas.",
    champ: "prerequis",
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
    code: "HORS_REGION",
    libelle: "Lieu hors de Nouvelle-Aquitaine",
    phrase:
      "Le lieu de formation n'est pas en Nouvelle-Aquitaine : référencez cette session auprès du Carif-Oref de sa région.",
    champ: "sessions",
  },
  {
    code: "FORMATEUR",
    libelle: "Organisme formateur changé ou fermé",
    phrase:
      "L'organisme formateur a changé ou son SIRET est fermé : choisissez celui qui réalise la formation.",
    champ: "sessions",
  },
  {
    code: "AUTORISATION",
    libelle: "Autorisation attendue",
    phrase:
      "Cette formation demande l'autorisation d'un tiers, que nous n'avons pas : dites-nous où elle en est, ou archivez l'action.",
    champ: "certifications",
    retire: true,
  },
  {
    code: "OFFRE_ANNULEE",
    libelle: "Offre annulée",
    phrase: "Cette offre ne semble plus proposée : archivez l'action, ou corrigez ce qui le laisse croire.",
    champ: "sessions",
    retire: true,
  },
  {
    code: "AFFICHAGE",
    libelle: "Ne souhaite pas l'affichage",
    phrase:
      "Vous ne souhaitez plus que cette offre soit affichée : archivez l'action, ou validez-la de nouveau quand elle pourra l'être.",
    champ: "sessions",
    retire: true,
  },
  {
    code: "CONTACT",
    libelle: "Contact injoignable",
    phrase: "Nous n'arrivons pas à joindre ce contact : donnez un courriel ou un téléphone suivi.",
    champ: "contactCourriel",
  },
  { code: "AUTRE", libelle: "Autre (à préciser)", phrase: "", champ: "" },
  { code: "CONSEIL", libelle: "Autre", phrase: "", champ: "", bloquant: false },
];

const motifDe = (code: string): Motif | undefined => MOTIFS.find((m) => m.code === code);

/** Whether the organisme must tick that reason to validate: those of the night too, which are not of this list. */
export const estBloquant = (code: string): boolean => motifDe(code)?.bloquant !== false;

/** Whether what is published leaves the feed for that reason. */
export const faitRetirer = (code: string): boolean => motifDe(code)?.retire === true;

/** The reason as the organisme reads it. */
export const direMotif = ({ code, phrase }: Pick<Motif, "code" | "phrase">): string =>
  estBloquant(code) ? phrase : `Conseil : ${phrase}`;

const enPhrase = (libelle: string): string => libelle.charAt(0).toLowerCase() + libelle.slice(1);

/** Its name in the moderator's list, after what it does; `enLigne`: something is published, that may leave the feed. */
export function nommerMotif({ libelle, retire, bloquant }: Motif, enLigne: boolean): string {
  if (retire && enLigne) return `Retrait du flux : ${enPhrase(libelle)}`;
  return bloquant === false ? `Conseil : ${enPhrase(libelle)}` : libelle;
}
