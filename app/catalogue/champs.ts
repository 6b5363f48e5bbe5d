import type { Saisie, Valeur } from "../../db/types";
import { OBJECTIFS, type Option, RECRUTEMENTS } from "./codes";

/** The widget and the shape of the value: a text, several codes, a list of records, a record of texts. */
export type TypeChamp =
  | "texte"
  | "zone"
  | "choix"
  | "radio"
  | "cases"
  | "date"
  | "heures"
  | "url"
  | "courriel"
  | "telephone"
  | "certifications"
  | "certificationsVisees"
  | "reunions"
  | "organisme"
  | "commune";

/**
 * One field, described once: the form, the validation, the differences, the import and the feed read this.
 * `exigePour` says from which step an empty value is refused; `exigeSi` limits it to some answers, and with `sinonRien`
 * an answer given all the same is kept, but says nothing (`enVigueur`);
 * `revue` marks what a moderator must see before it is published (rule R-01): a change of it goes to control, or only
 * waits with one that does (« suit »: the objective says whether the action leads to a certification, A6);
 * `gele` what a transmitted session no longer changes (rule R-31); `lheo` is the element that carries it.
 */
export type Champ = {
  nom: string;
  libelle: string;
  type: TypeChamp;
  groupe: string;
  lheo: string;
  aide?: string;
  max?: number;
  exigePour?: "brouillon" | "publication";
  exigeSi?: (saisie: Saisie) => boolean;
  sinonRien?: true;
  manque?: string;
  options?: readonly Option[];
  revue?: "controle" | "suit";
  gele?: boolean;
  valeurInitiale?: Valeur;
};

const apprentissage = (s: Saisie) => s.voieAcces === "apprentissage";
/** Whether people share their time between the centre and a company (S14). */
const enAlternance = (s: Saisie) => apprentissage(s) || s.voieAcces === "professionnalisation";
const certifiante = (s: Saisie) => ["rncp", "autre"].some((v) => liste(s.validation).includes(v));
/** Whether people are recruited at information meetings. */
export const informationCollective = (s: Saisie) => liste(s.recrutement).includes("9");

/** The form of the action (guide, « formulaire action »; forms-and-rules A1–A29). */
export const CHAMPS_ACTION = [
  {
    nom: "intitule",
    libelle: "Intitulé",
    type: "texte",
    groupe: "La formation",
    lheo: "intitule-formation",
    max: 255,
    exigePour: "publication",
    manque: "Donnez un intitulé à la formation.",
    aide: "En minuscules et explicite, sans prix ni financement. Si vous délivrez un diplôme, reprenez son intitulé officiel ; pour une VAE, écrivez « Accompagnement VAE ».",
  },
  {
    nom: "lePlus",
    libelle: "Le plus de cette formation",
    type: "zone",
    groupe: "La formation",
    lheo: "extras/le-plus",
    max: 500,
    aide: "Ce qui distingue votre formation des autres.",
  },
  {
    nom: "objectifGeneral",
    libelle: "Objectif général",
    type: "choix",
    groupe: "La formation",
    lheo: "objectif-general-formation",
    exigePour: "publication",
    revue: "suit",
    manque: "Choisissez l'objectif général dans la liste.",
    options: OBJECTIFS,
  },
  {
    nom: "objectif",
    libelle: "Objectif de la formation",
    type: "zone",
    groupe: "La formation",
    lheo: "objectif-formation",
    max: 3000,
    exigePour: "publication",
    manque: "Décrivez l'objectif : les compétences à acquérir, en quelques phrases.",
    aide: "Les compétences à acquérir, en quelques phrases.",
  },
  {
    nom: "programme",
    libelle: "Programme",
    type: "zone",
    groupe: "La formation",
    lheo: "contenu-formation",
    max: 3000,
    exigePour: "publication",
    manque: "Décrivez le programme de la formation.",
    aide: "Le contenu, de façon synthétique. Vous pouvez copier-coller ; les puces peuvent ne pas s'afficher.",
  },
  {
    nom: "validation",
    libelle: "Validation / fin de formation",
    type: "cases",
    groupe: "Validation et certification",
    lheo: "resultats-attendus",
    exigePour: "publication",
    revue: "controle",
    manque: "Cochez au moins une validation.",
    options: [
      {
        code: "attestation",
        libelle: "Attestation de fin de formation",
        aide: "Si vous ne délivrez ni certification, ni diplôme, ni habilitation.",
      },
      {
        code: "rncp",
        libelle: "Diplôme ou certification inscrit(e) au RNCP",
        aide: "Précisez lequel ci-dessous : la formation pourra être éligible au CPF.",
      },
      {
        code: "autre",
        libelle: "Autre diplôme, certificat, habilitation",
        aide: "Répertoire spécifique, habilitation, accompagnement VAE : précisez ci-dessous.",
      },
    ],
  },
  {
    nom: "certifications",
    libelle: "Certification / Diplôme préparé",
    type: "certifications",
    groupe: "Validation et certification",
    lheo: "certification",
    exigePour: "publication",
    exigeSi: certifiante,
    manque:
      "Ajoutez la certification que vous délivrez, ou ne cochez que « Attestation de fin de formation ».",
    aide: "Recherchez par code RNCP, RS ou Certif Info, ou par mots. Cinq au plus. Vous devez être certificateur ou partenaire déclaré sur France compétences.",
    revue: "controle",
  },
  {
    nom: "prerequis",
    libelle: "Prérequis",
    type: "zone",
    groupe: "Conditions d'accès",
    lheo: "conditions-specifiques",
    max: 3000,
    aide: "Laissé vide, il s'affiche « Aucune ».",
  },
  {
    nom: "modalitesAcces",
    libelle: "Modalités et délais d'accès",
    type: "zone",
    groupe: "Conditions d'accès",
    lheo: "modalites-recrutement",
    max: 3000,
  },
  {
    nom: "accesHandicap",
    libelle: "Accessibilité aux personnes handicapées",
    type: "zone",
    groupe: "Conditions d'accès",
    lheo: "acces-handicapes",
    max: 250,
  },
  {
    nom: "tarif",
    libelle: "Tarif par personne, en euros TTC",
    type: "texte",
    groupe: "Conditions d'accès",
    lheo: "prix-total-TTC",
    aide: "Tous frais compris ; 0 si c'est gratuit.",
  },
  {
    nom: "lienWeb",
    libelle: "Lien web",
    type: "url",
    groupe: "Lien et contact",
    lheo: "url-formation",
    max: 400,
    aide: "L'adresse de votre site ou d'un descriptif plus complet, par exemple https://www.exemple.fr/formation.",
  },
  {
    nom: "contactNom",
    libelle: "Contact : nom",
    type: "texte",
    groupe: "Lien et contact",
    lheo: "contact-formation/coordonnees/nom",
    max: 50,
    aide: "Une personne ou un service, visible du public.",
  },
  {
    nom: "contactTelephone",
    libelle: "Contact : téléphone",
    type: "telephone",
    groupe: "Lien et contact",
    lheo: "contact-formation/coordonnees/telfixe",
    max: 25,
  },
  {
    nom: "contactCourriel",
    libelle: "Contact : courriel",
    type: "courriel",
    groupe: "Lien et contact",
    lheo: "contact-formation/coordonnees/courriel",
    max: 160,
    exigePour: "publication",
    exigeSi: (s) => !s.contactTelephone,
    manque: "Donnez un courriel ou un téléphone : les candidats doivent pouvoir vous joindre.",
    aide: "De préférence une adresse générique et suivie.",
  },
] as const satisfies readonly Champ[];

/** The form of the session (guide, « formulaire session »; forms-and-rules S1–S29). */
export const CHAMPS_SESSION = [
  {
    nom: "formateur",
    libelle: "Organisme formateur",
    type: "organisme",
    groupe: "Qui et comment",
    lheo: "organisme-formateur",
    exigePour: "publication",
    manque: "Choisissez l'organisme qui réalise la formation.",
    aide: "Celui qui réalise la formation : votre organisme, une antenne ou un partenaire.",
  },
  {
    nom: "voieAcces",
    libelle: "Voie d'accès",
    type: "radio",
    groupe: "Qui et comment",
    lheo: "extras/voie-acces",
    exigePour: "publication",
    manque: "Choisissez une voie d'accès.",
    aide: "Une seule par session : si vous proposez les trois, créez trois sessions.",
    options: [
      {
        code: "fpc",
        libelle: "Formation continue hors alternance",
        aide: "La seule qui remonte dans Kairos.",
      },
      { code: "professionnalisation", libelle: "Contrat de professionnalisation" },
      { code: "apprentissage", libelle: "Contrat d'apprentissage" },
    ],
  },
  {
    nom: "dureeCycle",
    libelle: "Durée du cycle, en années",
    type: "choix",
    groupe: "Qui et comment",
    lheo: "duree-cycle",
    exigePour: "publication",
    exigeSi: apprentissage,
    sinonRien: true,
    manque: "En apprentissage, indiquez la durée totale du diplôme.",
    aide: "Pour l'apprentissage seulement : la durée totale du diplôme.",
    options: ["1", "2", "3", "4", "5", "6"].map((code) => ({
      code,
      libelle: code === "1" ? "1 an" : `${code} ans`,
    })),
  },
  {
    nom: "anneesAccessibles",
    libelle: "Années accessibles en apprentissage",
    type: "cases",
    groupe: "Qui et comment",
    lheo: "cycle/annee-cycle",
    exigePour: "publication",
    exigeSi: apprentissage,
    sinonRien: true,
    manque: "Cochez les années ouvertes aux apprentis.",
    aide: "Pour l'apprentissage seulement.",
    options: ["1", "2", "3", "4", "5", "6"].map((code) => ({ code, libelle: `Année ${code}` })),
  },
  {
    nom: "certificationsVisees",
    libelle: "Certification(s) visée(s)",
    type: "certificationsVisees",
    groupe: "Certifications visées",
    lheo: "reference-certification",
    aide: "Certifications disponibles pour la session : celles de l'action.",
  },
  {
    nom: "validations",
    libelle: "Validation de la certification",
    type: "certificationsVisees",
    groupe: "Certifications visées",
    lheo: "blocs-competences/validation-blocs",
  },
  {
    nom: "blocs",
    libelle: "Blocs de compétences validés",
    type: "certificationsVisees",
    groupe: "Certifications visées",
    lheo: "blocs-competences/bloc-competences",
  },
  {
    nom: "modalite",
    libelle: "Modalité d'enseignement",
    type: "radio",
    groupe: "Modalités et durées",
    lheo: "modalites-enseignement",
    exigePour: "publication",
    manque: "Précisez si la session est en présentiel, à distance ou les deux.",
    options: [
      { code: "0", libelle: "En présentiel" },
      { code: "2", libelle: "À distance" },
      { code: "1", libelle: "Les deux (mixte)" },
    ],
  },
  {
    nom: "heuresCentre",
    libelle: "Heures en centre",
    type: "heures",
    groupe: "Modalités et durées",
    lheo: "nombre-heures-centre",
    max: 5,
  },
  {
    nom: "heuresDistance",
    libelle: "Heures à distance",
    type: "heures",
    groupe: "Modalités et durées",
    lheo: "extras/heures-distance",
    max: 5,
  },
  {
    nom: "heuresEntreprise",
    libelle: "Heures en entreprise",
    type: "heures",
    groupe: "Modalités et durées",
    lheo: "nombre-heures-entreprise",
    max: 5,
    aide: "Le total et la durée indicative se calculent seuls.",
  },
  {
    nom: "alternance",
    libelle: "Rythme de l'alternance",
    type: "zone",
    groupe: "Modalités et durées",
    lheo: "modalites-alternance",
    max: 500,
    exigePour: "publication",
    exigeSi: enAlternance,
    sinonRien: true,
    manque: "Dites le rythme de l'alternance, par exemple « 1 semaine en centre, 2 en entreprise ».",
    aide: "Pour les contrats de professionnalisation et d'apprentissage seulement.",
  },
  {
    nom: "typeEntree",
    libelle: "Type d'entrée",
    type: "radio",
    groupe: "Dates et type de session",
    lheo: "modalites-entrees-sorties",
    exigePour: "publication",
    manque: "Choisissez le type d'entrée.",
    aide: "Moins de 35 heures, ou individualisée : une seule session annuelle, en entrées permanentes ou séquencées.",
    options: [
      { code: "fixes", libelle: "Entrées et sorties à dates fixes" },
      { code: "permanentes", libelle: "Entrées et sorties permanentes" },
      { code: "sequencees", libelle: "Entrées et sorties séquencées" },
    ],
    gele: true,
  },
  {
    nom: "debut",
    libelle: "Début",
    type: "date",
    groupe: "Dates et type de session",
    lheo: "periode/debut",
    exigePour: "publication",
    manque: "Indiquez la date de début, par exemple 01/09/2027.",
    gele: true,
  },
  {
    nom: "fin",
    libelle: "Fin",
    type: "date",
    groupe: "Dates et type de session",
    lheo: "periode/fin",
    exigePour: "publication",
    manque: "Indiquez la date de fin, par exemple 30/06/2028.",
    gele: true,
  },
  {
    nom: "etatRecrutement",
    libelle: "État du recrutement",
    type: "radio",
    groupe: "Recrutement",
    lheo: "etat-recrutement",
    exigePour: "publication",
    manque: "Choisissez l'état du recrutement.",
    valeurInitiale: "1",
    options: [
      { code: "1", libelle: "Ouvert", aide: "Des places restent." },
      { code: "2", libelle: "Fermé" },
      { code: "3", libelle: "Suspendu" },
    ],
  },
  {
    nom: "recrutement",
    libelle: "Modalités de recrutement",
    type: "cases",
    groupe: "Recrutement",
    lheo: "recrutement/modalite-recrutement",
    aide: "Cochez « Information collective » pour en donner les dates et le lieu.",
    options: RECRUTEMENTS,
  },
  {
    nom: "reunions",
    libelle: "Réunions d'information collective",
    type: "reunions",
    groupe: "Recrutement",
    lheo: "recrutement",
    exigePour: "publication",
    exigeSi: informationCollective,
    manque: "Donnez au moins une date d'information collective, ou décochez « Information collective ».",
  },
  {
    nom: "commentaire",
    libelle: "Commentaire sur la session",
    type: "zone",
    groupe: "Recrutement",
    lheo: "extras/commentaire-session",
    max: 500,
    aide: "Visible en info-bulle dans le moteur pro : organisation à distance, recrutement…",
  },
  {
    nom: "lieuNom",
    libelle: "Lieu : nom ou bâtiment",
    type: "texte",
    groupe: "Lieu de formation",
    lheo: "lieu-de-formation/coordonnees/nom",
    max: 50,
  },
  {
    nom: "lieuAdresse",
    libelle: "Lieu : adresse",
    type: "texte",
    groupe: "Lieu de formation",
    lheo: "lieu-de-formation/coordonnees/adresse/ligne",
    max: 50,
    exigePour: "publication",
    manque: "Donnez l'adresse où se déroule la formation.",
    aide: "Elle peut différer de celle de l'organisme.",
  },
  {
    nom: "lieuCommune",
    libelle: "Lieu : commune",
    type: "commune",
    groupe: "Lieu de formation",
    lheo: "lieu-de-formation/coordonnees/adresse/code-INSEE-commune",
    exigePour: "publication",
    manque: "Choisissez la commune : tapez son nom ou son code postal.",
    aide: "Hors de Nouvelle-Aquitaine, la formation se référence dans le Carif-Oref de sa région.",
  },
  {
    nom: "lieuCodePostal",
    libelle: "Lieu : code postal",
    type: "commune",
    groupe: "Lieu de formation",
    lheo: "lieu-de-formation/coordonnees/adresse/codepostal",
    max: 5,
  },
  {
    nom: "lieuVille",
    libelle: "Lieu : ville",
    type: "commune",
    groupe: "Lieu de formation",
    lheo: "lieu-de-formation/coordonnees/adresse/ville",
    max: 50,
  },
] as const satisfies readonly Champ[];

export type Portee = "action" | "session";
export type NomChampAction = (typeof CHAMPS_ACTION)[number]["nom"];
export type NomChampSession = (typeof CHAMPS_SESSION)[number]["nom"];

/** Fields that one widget shows together: the one whose id it bears. */
const PORTEURS: Readonly<Record<string, string>> = {
  validations: "certificationsVisees",
  blocs: "certificationsVisees",
  lieuCodePostal: "lieuCommune",
  lieuVille: "lieuCommune",
};

/** Where a field stands on its page: `#action-programme`; the sessions as a whole are `#sessions`. */
export function ancreDuChamp(portee: Portee, nom: string): string {
  return portee === "action" && nom === "sessions" ? "#sessions" : `#${portee}-${PORTEURS[nom] ?? nom}`;
}

/** The fields of a form, in their order on the screen. */
export function champsDe(portee: Portee): readonly Champ[] {
  return portee === "action" ? CHAMPS_ACTION : CHAMPS_SESSION;
}

/** A field's value as a list of codes, empty when there is none. */
export function liste(valeur: Valeur | undefined): string[] {
  if (Array.isArray(valeur)) return valeur.filter((v): v is string => typeof v === "string" && v !== "");
  return typeof valeur === "string" && valeur !== "" ? [valeur] : [];
}

/** A field's value as text, "" when there is none. */
export function texte(valeur: Valeur | undefined): string {
  return typeof valeur === "string" ? valeur : "";
}

/** A field's value as a list of records, empty when there is none. */
export function enregistrements(valeur: Valeur | undefined): Record<string, string>[] {
  return Array.isArray(valeur)
    ? valeur.filter((v): v is Record<string, string> => typeof v === "object")
    : [];
}

/** A field's value as a record of texts, empty when there is none. */
export function dictionnaire(valeur: Valeur | undefined): Record<string, string> {
  return valeur && typeof valeur === "object" && !Array.isArray(valeur) ? valeur : {};
}

/** Whether nothing was entered: no text, no code, no record with a word in it. */
export function estVide(valeur: Valeur | undefined): boolean {
  if (valeur === undefined) return true;
  if (typeof valeur === "string") return valeur.trim() === "";
  if (Array.isArray(valeur)) return valeur.every((v) => (typeof v === "string" ? v === "" : estVide(v)));
  return Object.values(valeur).every((v) => v.trim() === "");
}
