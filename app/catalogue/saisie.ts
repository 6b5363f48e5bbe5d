import type { Saisie, Valeur } from "../../db/types";
import { plier } from "../referentiels/texte";
import { type Champ, estVide, type Portee, texte } from "./champs";
import { tousLesChamps } from "./champs-gardes";
import { champsDe } from "./formulaires";
import { accepte } from "./nomenclatures";

/** What no honest form sends: an answer outside a closed list, or a text beyond any use. */
export class SaisieForgee extends Error {}

/** Nothing typed is cut, but a draft is no file store. */
const LONGUEUR_ABSOLUE = 50_000;

/**
 * The payload of a form as a `Saisie`: only the fields of the table, line ends normalised, empty values dropped.
 * Texts too long for LHÉO are kept (a rule says so, nothing typed is lost). Throws {@link SaisieForgee} for an
 * answer outside a closed list.
 */
export function normaliser(portee: Portee, brut: Record<string, unknown>): Saisie {
  const saisie: Saisie = {};
  for (const champ of champsDe(portee)) {
    const valeur = normaliserValeur(champ, brut[champ.nom]);
    if (!estVide(valeur)) saisie[champ.nom] = valeur;
  }
  return saisie;
}

/** The words of the title as the filters compare them; cut, for an index holds no more, where no title ends. */
export function motsDuTitre(saisie: Saisie): string {
  return plier(texte(saisie.intitule)).slice(0, 400);
}

function normaliserValeur(champ: Champ, brut: unknown): Valeur | undefined {
  switch (champ.type) {
    case "cases":
    case "certifications":
      return dansLaListe(champ, codes(brut));
    case "certificationsVisees":
      return ["validations", "certifinfo"].includes(champ.nom) ? dictionnaireDeTextes(brut) : codes(brut);
    case "reunions":
      return (Array.isArray(brut) ? brut : []).map(dictionnaireDeTextes).filter((r) => !estVide(r));
    default: {
      const valeur = mot(brut);
      return valeur ? dansLaListe(champ, [valeur])[0] : valeur;
    }
  }
}

function mot(brut: unknown): string {
  if (typeof brut !== "string") return "";
  if (brut.length > LONGUEUR_ABSOLUE)
    throw new SaisieForgee("Ce texte dépasse tout ce qu'un formulaire envoie.");
  return brut
    .replaceAll("\r\n", "\n")
    .replaceAll("\t", " ")
    .replaceAll(CARACTERES_DE_CONTROLE, "")
    .replaceAll(PUCES, "- ")
    .trimEnd();
}

// XML 1.0 refuses them, and no keyboard sends them: they come with a copy and paste.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CARACTERES_DE_CONTROLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// Those of a symbol font, which a PDF or a word processor leaves, among them.
const PUCES = /^ *(?:[•·▪◦‣●■–➢➤✓✔\uf020-\uf0ff]|[§Øo](?= +\p{L})) */gmu;

function codes(brut: unknown): string[] {
  const valeurs = Array.isArray(brut) ? brut : brut === undefined ? [] : [brut];
  return [...new Set(valeurs.map(mot).filter((v) => v !== ""))];
}

function dictionnaireDeTextes(brut: unknown): Record<string, string> {
  if (!brut || typeof brut !== "object" || Array.isArray(brut)) return {};
  const paires = Object.entries(brut).map(([cle, v]) => [cle, mot(v)] as const);
  return Object.fromEntries(paires.filter(([, v]) => v !== ""));
}

function dansLaListe(champ: Champ, valeurs: string[]): string[] {
  if (!valeurs.every((v) => accepte(champ, v)))
    throw new SaisieForgee(`« ${champ.libelle} » : cette réponse n'est pas dans la liste.`);
  return valeurs;
}

/**
 * What a form says, without the answers that its other answers leave without object: those of an apprenticeship, in a
 * session that is none any more. They stay in the row and in the form, where who comes back finds them; whatever reads,
 * judges, compares or exports reads this.
 */
export function enVigueur(portee: Portee, saisie: Saisie): Saisie {
  const tus = champsDe(portee).filter((c) => c.sinonRien && !c.exigeSi?.(saisie));
  return Object.fromEntries(Object.entries(saisie).filter(([nom]) => !tus.some((c) => c.nom === nom)));
}

/** One field that two versions hold differently. */
export type Difference = { champ: Champ; avant: Valeur | undefined; apres: Valeur | undefined };

/** The fields that differ between two versions, in the order of the form; then those that no form asks. */
export function differences(portee: Portee, avant: Saisie, apres: Saisie): Difference[] {
  return tousLesChamps(portee)
    .map((champ) => ({ champ, avant: avant[champ.nom], apres: apres[champ.nom] }))
    .filter((d) => !memeValeur(d.avant, d.apres));
}

/**
 * Whether two values hold the same words: the order of keys, of the codes chosen in a list, and absent empties do not
 * count. (The Formacodes of a moderator, whose first is the principal one, are no field of a form.)
 */
export function memeValeur(a: Valeur | undefined, b: Valeur | undefined): boolean {
  if (estVide(a) && estVide(b)) return true;
  return canonique(a) === canonique(b);
}

function canonique(valeur: unknown): string {
  if (Array.isArray(valeur)) {
    const dits = valeur.map(canonique);
    if (valeur.every((v) => typeof v === "string")) dits.sort();
    return `[${dits.join(",")}]`;
  }
  if (valeur && typeof valeur === "object") {
    const paires = Object.entries(valeur).filter(([, v]) => v !== "");
    return `{${paires
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([k, v]) => `${k}:${canonique(v)}`)
      .join(",")}}`;
  }
  return JSON.stringify(valeur ?? "");
}

/** Only the fields named, of a `Saisie`. */
export function extrait(saisie: Saisie, noms: readonly string[]): Saisie {
  return Object.fromEntries(noms.filter((n) => saisie[n] !== undefined).map((n) => [n, saisie[n]]));
}
