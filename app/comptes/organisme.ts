import { defautDeLAdresse, defautDuCourriel, defautDuLien, defautDuTelephone } from "../catalogue/formes";
import { defautDuTexte, type Raison } from "../catalogue/regles";

/** What the sheet of an organisme holds, as its form names it. Its SIRET is who it is: it is given once. */
export type FicheOrganisme = Record<NomDeChamp, string>;

/** A field of the sheet (forms and rules, « Organisation sheet »); `max` is LHÉO's own limit. */
type ChampOrganisme = {
  libelle: string;
  max?: number;
  aide?: string;
  /** What to do when it is empty and must not be. */
  manque?: string;
  type?: "tel";
  /** Who the organisme is for the law: for Cap Métiers alone. */
  identite?: true;
  defaut?: (valeur: string) => string | undefined;
};

/** In the order of the form. */
export const CHAMPS_ORGANISME = {
  raisonSociale: {
    libelle: "Raison sociale",
    max: 250,
    manque: "Donnez la raison sociale de l'organisme.",
    identite: true,
  },
  nda: {
    libelle: "Numéro de déclaration d'activité",
    aide: "11 chiffres ; vide si l'organisme n'en a pas encore.",
    identite: true,
    defaut: (nda) =>
      nda === "" || (/^\d{11}$/.test(nda) && !/^0+$/.test(nda))
        ? undefined
        : "Ce numéro de déclaration d'activité n'est pas complet : 11 chiffres, ou rien.",
  },
  nom: {
    libelle: "Nom d'usage",
    max: 250,
    aide: "Celui que le public connaît. Vide, c'est la raison sociale.",
  },
  adresse: { libelle: "Adresse", aide: "Numéro et rue.", defaut: defautDeLAdresse },
  codePostal: {
    libelle: "Code postal",
    manque: "Donnez le code postal de l'organisme.",
    defaut: (code) =>
      code === "" || /^\d{5}$/.test(code) ? undefined : "Un code postal compte cinq chiffres.",
  },
  ville: { libelle: "Commune", max: 50, manque: "Donnez la commune de l'organisme." },
  telephone: { libelle: "Téléphone", max: 25, type: "tel", defaut: defautDuTelephone },
  courriel: {
    libelle: "Courriel",
    max: 160,
    aide: "Visible du public : privilégiez une adresse générique suivie.",
    defaut: defautDuCourriel,
  },
  siteWeb: { libelle: "Site web", max: 400, defaut: defautDuLien },
} as const satisfies Record<string, ChampOrganisme>;

export type NomDeChamp = keyof typeof CHAMPS_ORGANISME;

/** The fields of the sheet, or those that a référent corrects too. */
export function champsOrganisme(identite: boolean): NomDeChamp[] {
  const champs: Record<string, ChampOrganisme> = CHAMPS_ORGANISME;
  return (Object.keys(champs) as NomDeChamp[]).filter((nom) => identite || !champs[nom]?.identite);
}

/** What is wrong with these fields of the sheet, each with what to do. */
export function raisonsOrganisme(saisie: FicheOrganisme, noms: readonly NomDeChamp[]): Raison[] {
  return noms.flatMap((nom) => {
    const { libelle, max, manque, defaut }: ChampOrganisme = CHAMPS_ORGANISME[nom];
    const valeur = saisie[nom];
    // A name of use that is the raison sociale is wrong as it is, once.
    if (nom === "nom" && noms.includes("raisonSociale") && valeur === saisie.raisonSociale) return [];
    const phrase =
      (valeur === "" ? manque : defautDuTexte(`« ${libelle} »`, valeur, max)) ?? defaut?.(valeur) ?? "";
    return phrase ? { champ: nom, code: valeur === "" ? "MANQUE" : "ORGANISME", phrase } : [];
  });
}
