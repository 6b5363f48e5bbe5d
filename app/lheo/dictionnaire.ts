/**
 * The elements of LHÉO 2.3 and what 2.2 says otherwise: children in their order with how many (`?` none or one, `*` any
 * number, `+` one or more, `{0,5}`), lengths of texts, closed lists of codes. Source: LHÉO 2.3.0 and 2.2 schemas.
 */
export type Definition =
  | { genre: "suite"; enfants: readonly Enfant[] }
  | { genre: "choix"; enfants: readonly string[] }
  | { genre: "texte"; min: number; max: number }
  | { genre: "code"; codes: readonly string[] }
  | { genre: "date" }
  | { genre: "entier" }
  | { genre: "libre" };

export type Enfant = { nom: string; min: number; max: number };

export type Version = "2.2" | "2.3";

export const ESPACES = {
  "2.2": "http://www.lheo.org/2.2",
  "2.3": "http://lheo.gouv.fr/2.3",
  edof: "https://www.of.moncompteformation.gouv.fr",
} as const;

const COMBIEN: Record<string, [number, number]> = {
  "": [1, 1],
  "?": [0, 1],
  "*": [0, Number.POSITIVE_INFINITY],
  "+": [1, Number.POSITIVE_INFINITY],
};

const suite = (notation: string): Definition => ({
  genre: "suite",
  enfants: notation.split(" ").map((mot) => {
    const [, nom = "", reste = ""] = /^([\w-]+)(.*)$/.exec(mot) ?? [];
    const bornes = /^\{(\d+),(\d*)\}$/.exec(reste);
    const [min, max] = bornes
      ? [Number(bornes[1]), bornes[2] ? Number(bornes[2]) : Number.POSITIVE_INFINITY]
      : (COMBIEN[reste] ?? [1, 1]);
    return { nom, min, max };
  }),
});
const choix = (noms: string): Definition => ({ genre: "choix", enfants: noms.split(" ") });
const texte = (min: number, max = Number.POSITIVE_INFINITY): Definition => ({ genre: "texte", min, max });
const code = (codes: string): Definition => ({ genre: "code", codes: codes.split(" ") });
const date: Definition = { genre: "date" };
const entier: Definition = { genre: "entier" };

const ELEMENTS_23: Record<string, Definition> = {
  lheo: suite("offres extras*"),
  offres: suite("formation+ extras*"),
  extras: choix("extras extra"),
  formation: suite(
    "domaine-formation intitule-formation objectif-formation resultats-attendus contenu-formation certifiante contact-formation+ parcours-de-formation code-niveau-entree objectif-general-formation? certification{0,5} code-type-formation{0,5} code-niveau-sortie? url-formation? action+ organisme-formation-responsable identifiant-module? positionnement? sous-modules? modules-prerequis? extras*",
  ),
  "domaine-formation": suite("code-FORMACODE{0,5} code-NSF{0,3} code-ROME{0,5} extras*"),
  "intitule-formation": texte(1, 255),
  "objectif-formation": texte(1, 3000),
  "resultats-attendus": texte(1, 3000),
  "contenu-formation": texte(1, 3000),
  certifiante: code("0 1"),
  "contact-formation": suite("type-contact? coordonnees extras*"),
  "parcours-de-formation": code("1 2 3 4"),
  "code-niveau-entree": code("0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18"),
  "objectif-general-formation": code("1 6 7 8 5 9 2 3 4"),
  certification: suite("code-RNCP? code-CERTIFINFO? code-RS? code-CPF? reference-code-FORMACODE? extras*"),
  "code-type-formation": suite("code-CPF? code-ELU? extras*"),
  "code-niveau-sortie": code("0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18"),
  "url-formation": suite("urlweb{1,3} extras*"),
  action: suite(
    "rythme-formation code-public-vise{1,10} info-public-vise? niveau-entree-obligatoire modalites-alternance modalites-enseignement conditions-specifiques prise-en-charge-frais-possible lieu-de-formation* modalites-entrees-sorties url-action? duree-cycle? session+ adresse-information? date-information{0,3} restauration? hebergement? transport? acces-handicapes? langue-formation{0,5} modalites-recrutement? modalites-pedagogiques? code-modalite-pedagogique{0,5} equipement* frais-restants? code-perimetre-recrutement? infos-perimetre-recrutement? prix-horaire-TTC? prix-total-TTC? duree-indicative? nombre-heures-centre? nombre-heures-entreprise? nombre-heures-total? detail-conditions-prise-en-charge? conventionnement? duree-conventionnee? organisme-formateur* organisme-financeur{0,8} enseignement* extras*",
  ),
  "organisme-formation-responsable": suite(
    "numero-activite SIRET-organisme-formation nom-organisme raison-sociale coordonnees-organisme contact-organisme+ renseignements-specifiques? potentiel? code-UAI-organisme-formation? extras*",
  ),
  "identifiant-module": texte(1, 3000),
  positionnement: code("1 2"),
  "sous-modules": suite("sous-module+ extras*"),
  "modules-prerequis": suite("reference-module+ extras*"),
  "code-FORMACODE": texte(5, 5),
  "code-NSF": texte(3, 3),
  "code-ROME": texte(5, 5),
  "type-contact": code("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14"),
  coordonnees: suite(
    "civilite? nom? prenom? ligne{0,3} adresse? telfixe? portable? fax? courriel? web? extras*",
  ),
  "code-RNCP": texte(1, 10),
  "code-CERTIFINFO": texte(1, 10),
  "code-RS": texte(3, 10),
  "code-CPF": texte(4, 10),
  "reference-code-FORMACODE": texte(5, 5),
  "code-ELU": texte(4, 10),
  urlweb: texte(3, 400),
  "rythme-formation": texte(1, 3000),
  "code-public-vise": texte(5, 5),
  "info-public-vise": texte(1, 250),
  "niveau-entree-obligatoire": code("0 1"),
  "modalites-alternance": texte(1, 3000),
  "modalites-enseignement": code("0 1 2"),
  "conditions-specifiques": texte(1, 3000),
  "prise-en-charge-frais-possible": code("0 1"),
  "lieu-de-formation": suite("SIRET-lieu-formation? code-UAI-lieu-formation? coordonnees extras*"),
  "modalites-entrees-sorties": code("0 1"),
  "url-action": suite("urlweb{1,3} extras*"),
  "duree-cycle": entier,
  session: suite(
    "periode adresse-inscription modalites-inscription? periode-inscription? etat-recrutement? recrutement* url-session? contact-session* reference-certification{0,5} blocs-competences* cycle* extras*",
  ),
  "adresse-information": suite("adresse extras*"),
  "date-information": suite("date extras*"),
  restauration: texte(1, 250),
  hebergement: texte(1, 250),
  transport: texte(1, 250),
  "acces-handicapes": texte(1, 250),
  "langue-formation": texte(2, 2),
  "modalites-recrutement": texte(0, 3000),
  "modalites-pedagogiques": texte(0, 200),
  "code-modalite-pedagogique": texte(5, 5),
  equipement: suite("type-equipement cout-indicatif-equipement? commentaire? extras*"),
  "frais-restants": texte(0, 200),
  "code-perimetre-recrutement": code("0 1 2 3 4 5 6"),
  "infos-perimetre-recrutement": texte(0, 50),
  "prix-horaire-TTC": texte(1, 6),
  "prix-total-TTC": texte(1, 10),
  "duree-indicative": texte(0, 150),
  "nombre-heures-centre": entier,
  "nombre-heures-entreprise": entier,
  "nombre-heures-total": entier,
  "detail-conditions-prise-en-charge": texte(1, 600),
  conventionnement: code("0 1"),
  "duree-conventionnee": entier,
  "organisme-formateur": suite(
    "SIRET-formateur raison-sociale-formateur contact-formateur* potentiel? code-UAI-formateur? reference-certification{0,5} extras*",
  ),
  "organisme-financeur": suite("code-financeur nb-places-financees? extras*"),
  enseignement: suite("libelle-enseignement type-enseignement obligatoire commentaire? extras*"),
  "numero-activite": texte(11, 11),
  "SIRET-organisme-formation": suite("SIRET extras*"),
  "nom-organisme": texte(1, 250),
  "raison-sociale": texte(1, 250),
  "coordonnees-organisme": suite("coordonnees extras*"),
  "contact-organisme": suite("type-contact? coordonnees extras*"),
  "renseignements-specifiques": texte(0, 3000),
  potentiel: suite("code-FORMACODE{1,25} extras*"),
  "code-UAI-organisme-formation": suite("code-UAI extras*"),
  "sous-module": suite("reference-module type-module extras*"),
  "reference-module": texte(1, 3000),
  civilite: texte(1, 50),
  nom: texte(1, 50),
  prenom: texte(1, 50),
  ligne: texte(1, 50),
  adresse: suite(
    "denomination? ligne{1,4} codepostal ville departement? code-INSEE-commune? code-INSEE-canton? region? pays? geolocalisation? extras*",
  ),
  telfixe: suite("numtel{1,3} extras*"),
  portable: suite("numtel{1,3} extras*"),
  fax: suite("numtel{1,3} extras*"),
  courriel: texte(3, 160),
  web: suite("urlweb{1,3} extras*"),
  "SIRET-lieu-formation": suite("SIRET extras*"),
  "code-UAI-lieu-formation": suite("code-UAI extras*"),
  periode: suite("debut fin extras*"),
  "adresse-inscription": suite("adresse extras*"),
  "modalites-inscription": texte(1, 255),
  "periode-inscription": suite("periode"),
  "etat-recrutement": code("1 2 3"),
  recrutement: suite(
    "modalite-recrutement code-perimetre-recrutement? infos-perimetre-recrutement? a-distance? adresse? urlweb? nb-places? periode? heure-debut? heure-fin? commentaire? extras*",
  ),
  "url-session": suite("urlweb{1,3} extras*"),
  "contact-session": suite("type-contact? coordonnees extras*"),
  "reference-certification": suite(
    "reference-code-RNCP? reference-code-CERTIFINFO? reference-code-RS? extras*",
  ),
  "blocs-competences": suite("validation-blocs reference-certification bloc-competences+ extras*"),
  cycle: suite(
    "type-cycle annee-cycle* effectif-minimal? capacite-simultanee? capacite-cumulee? alternance? extras*",
  ),
  date: date,
  "type-equipement": code("0 1 2 3 4 5 6 7 8 9 10 11"),
  "cout-indicatif-equipement": entier,
  commentaire: texte(1, 500),
  "SIRET-formateur": suite("SIRET extras*"),
  "raison-sociale-formateur": texte(0, 250),
  "contact-formateur": suite("type-contact? coordonnees extras*"),
  "code-UAI-formateur": suite("code-UAI extras*"),
  "code-financeur": code("11 12 13 2 3 4 5 6 7 8 9 15 10 0 14 16 17 18 19 20 1"),
  "nb-places-financees": entier,
  "libelle-enseignement": texte(1, 255),
  "type-enseignement": code("1 2 3 4 5 6 7 8 9 10"),
  obligatoire: code("0 1"),
  SIRET: texte(14, 14),
  "code-UAI": texte(8, 8),
  "type-module": code("0 1 2"),
  denomination: texte(1, 255),
  codepostal: texte(5, 5),
  ville: texte(1, 50),
  departement: texte(2, 3),
  "code-INSEE-commune": texte(5, 5),
  "code-INSEE-canton": texte(4, 5),
  region: texte(2, 2),
  pays: texte(2, 2),
  geolocalisation: suite("latitude longitude extras*"),
  numtel: texte(1, 25),
  debut: date,
  fin: date,
  "modalite-recrutement": code("0 1 2 3 4 5 6 7 8 9"),
  "a-distance": code("0 1"),
  "nb-places": entier,
  "heure-debut": texte(2, 5),
  "heure-fin": texte(2, 5),
  "reference-code-RNCP": texte(1, 10),
  "reference-code-CERTIFINFO": texte(1, 10),
  "reference-code-RS": texte(1, 10),
  "validation-blocs": code("0 1 2"),
  "bloc-competences": suite("libelle-bloc code-bloc extras*"),
  "type-cycle": code("0 1"),
  "annee-cycle": entier,
  "effectif-minimal": entier,
  "capacite-simultanee": entier,
  "capacite-cumulee": entier,
  alternance: suite("type-alternance rythme-alternance? extras*"),
  latitude: texte(0, 30),
  longitude: texte(0, 30),
  "libelle-bloc": texte(1, 500),
  "code-bloc": texte(8, 40),
  "type-alternance": code("0 1 2"),
  "rythme-alternance": suite("unite-rythme-alternance unites-entreprise unites-centre extras*"),
  "unite-rythme-alternance": code("0 1 2 3 4"),
  "unites-entreprise": entier,
  "unites-centre": entier,
  extra: { genre: "libre" },
};

/** Only what 2.2 defines otherwise; an element that only 2.3 has is never a child in 2.2. */
const ELEMENTS_22: Record<string, Definition> = {
  formation: suite(
    "domaine-formation intitule-formation objectif-formation resultats-attendus contenu-formation certifiante contact-formation parcours-de-formation code-niveau-entree objectif-general-formation? certification{0,5} code-niveau-sortie? url-formation? action+ organisme-formation-responsable identifiant-module? positionnement? sous-modules? modules-prerequis? extras*",
  ),
  "contact-formation": suite("coordonnees extras*"),
  "code-niveau-entree": code("0 1 2 3 4 5 6 7 8"),
  certification: suite("code-RNCP? code-CERTIFINFO? extras*"),
  "code-niveau-sortie": code("0 1 2 3 4 5 6 7 8"),
  action: suite(
    "rythme-formation code-public-vise{1,10} info-public-vise? niveau-entree-obligatoire modalites-alternance modalites-enseignement conditions-specifiques prise-en-charge-frais-possible lieu-de-formation modalites-entrees-sorties url-action? session+ adresse-information? date-information{0,3} restauration? hebergement? transport? acces-handicapes? langue-formation? modalites-recrutement? modalites-pedagogiques? code-modalite-pedagogique{0,5} frais-restants? code-perimetre-recrutement? infos-perimetre-recrutement? prix-horaire-TTC? prix-total-TTC? duree-indicative? nombre-heures-centre? nombre-heures-entreprise? nombre-heures-total? detail-conditions-prise-en-charge? conventionnement? duree-conventionnee? organisme-formateur? organisme-financeur{0,8} extras*",
  ),
  "organisme-formation-responsable": suite(
    "numero-activite SIRET-organisme-formation nom-organisme raison-sociale coordonnees-organisme contact-organisme renseignements-specifiques? potentiel? extras*",
  ),
  "code-RNCP": texte(1, 6),
  "code-CERTIFINFO": texte(1, 6),
  "lieu-de-formation": suite("coordonnees extras*"),
  session: suite(
    "periode adresse-inscription modalites-inscription? periode-inscription? etat-recrutement? extras*",
  ),
  "organisme-formateur": suite(
    "SIRET-formateur raison-sociale-formateur contact-formateur? potentiel? extras*",
  ),
  "contact-organisme": suite("coordonnees extras*"),
  adresse: suite(
    "ligne{1,4} codepostal ville departement? code-INSEE-commune? code-INSEE-canton? region? pays? geolocalisation? extras*",
  ),
  "contact-formateur": suite("coordonnees extras*"),
  "code-financeur": code("11 12 13 2 3 4 5 6 7 8 9 15 10 0 14 16 17 1"),
};

/** What that version says of an element, or undefined when it has none of that name. */
export function definition(nom: string, version: Version): Definition | undefined {
  return (version === "2.2" ? ELEMENTS_22[nom] : undefined) ?? ELEMENTS_23[nom];
}
