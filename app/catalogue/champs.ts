import type { Saisie, Valeur } from "../../db/types";
import type { Option } from "./codes";

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
  | "financeurs"
  | "organisme"
  | "commune";

/**
 * One field, described once: the form, the validation, the differences, the import and the feed read this.
 * `exigePour` says at which step an empty value is refused (a draft takes anything); `exigeSi` limits it to some answers,
 * and with `sinonRien` an answer given all the same is kept, but says nothing (`enVigueur`);
 * `revue` marks what a moderator must see before it is published (rule R-01): a change of it goes to control, or only
 * waits with one that does (« suit »: the objective says whether the action leads to a certification, A6);
 * `gele` what a transmitted session no longer changes (rule R-31).
 */
export type Champ = {
  nom: string;
  libelle: string;
  type: TypeChamp;
  groupe: string;
  aide?: string;
  max?: number;
  exigePour?: "publication";
  exigeSi?: (saisie: Saisie) => boolean;
  sinonRien?: true;
  options?: readonly Option[];
  revue?: "controle" | "suit";
  gele?: boolean;
  valeurInitiale?: Valeur;
};

export type Portee = "action" | "session";

/** Fields that one widget shows together: the one whose id it bears. */
const PORTEURS: Readonly<Record<string, string>> = {
  certifinfo: "certificationsVisees",
  validations: "certificationsVisees",
  blocs: "certificationsVisees",
  lieuCodePostal: "lieuCommune",
  lieuVille: "lieuCommune",
};

/** Where a field stands on its page: `#action-programme`; the sessions as a whole are `#sessions`. */
export function ancreDuChamp(portee: Portee, nom: string): string {
  return portee === "action" && nom === "sessions" ? "#sessions" : `#${portee}-${PORTEURS[nom] ?? nom}`;
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
