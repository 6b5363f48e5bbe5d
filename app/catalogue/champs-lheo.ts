import type { CHAMPS_ACTION } from "./champs-action";
import type { GARDES_ACTION, GARDES_SESSION } from "./champs-gardes";
import type { CHAMPS_SESSION } from "./champs-session";

type Element<C extends readonly { nom: string }[]> = Record<C[number]["nom"], string>;

/**
 * The LHÉO element that carries each field, or our `extras` where the standard has none. Apart from the fields, which
 * browsers load.
 */
export const LHEO_ACTION: Element<typeof CHAMPS_ACTION> & Element<typeof GARDES_ACTION> = {
  intitule: "intitule-formation",
  lePlus: "extras/le-plus",
  objectifGeneral: "objectif-general-formation",
  objectif: "objectif-formation",
  programme: "contenu-formation",
  validation: "resultats-attendus",
  certifications: "certification",
  publics: "code-public-vise",
  precisionPublic: "info-public-vise",
  niveauEntree: "code-niveau-entree",
  niveauExige: "niveau-entree-obligatoire",
  prerequis: "conditions-specifiques",
  modalitesAcces: "modalites-recrutement",
  accesHandicap: "acces-handicapes",
  tarif: "prix-total-TTC",
  lienWeb: "url-formation",
  contactNom: "contact-formation/coordonnees/nom",
  contactTelephone: "contact-formation/coordonnees/telfixe",
  contactCourriel: "contact-formation/coordonnees/courriel",
  parcours: "parcours-de-formation",
};

export const LHEO_SESSION: Element<typeof CHAMPS_SESSION> & Element<typeof GARDES_SESSION> = {
  formateur: "organisme-formateur",
  voieAcces: "extras/voie-acces",
  dureeCycle: "duree-cycle",
  anneesAccessibles: "cycle/annee-cycle",
  certificationsVisees: "reference-certification",
  certifinfo: "reference-certification/reference-code-CERTIFINFO",
  validations: "blocs-competences/validation-blocs",
  blocs: "blocs-competences/bloc-competences",
  modalite: "modalites-enseignement",
  heuresCentre: "nombre-heures-centre",
  heuresDistance: "extras/heures-distance",
  heuresEntreprise: "nombre-heures-entreprise",
  alternance: "modalites-alternance",
  typeEntree: "modalites-entrees-sorties",
  debut: "periode/debut",
  fin: "periode/fin",
  etatRecrutement: "etat-recrutement",
  recrutement: "recrutement/modalite-recrutement",
  reunions: "recrutement",
  commentaire: "extras/commentaire-session",
  lieuNom: "lieu-de-formation/coordonnees/nom",
  lieuAdresse: "lieu-de-formation/coordonnees/adresse",
  lieuCommune: "lieu-de-formation/coordonnees/adresse/code-INSEE-commune",
  lieuCodePostal: "lieu-de-formation/coordonnees/adresse/codepostal",
  lieuVille: "lieu-de-formation/coordonnees/adresse/ville",
  contactSessionNom: "contact-session/coordonnees/nom",
  contactSessionTelephone: "contact-session/coordonnees/telfixe",
  contactSessionCourriel: "contact-session/coordonnees/courriel",
  rythme: "rythme-formation",
  publicsSession: "code-public-vise",
  precisionPublicSession: "info-public-vise",
  niveauExigeSession: "niveau-entree-obligatoire",
  priseEnCharge: "prise-en-charge-frais-possible",
  detailPriseEnCharge: "detail-conditions-prise-en-charge",
  financeurs: "organisme-financeur",
};
