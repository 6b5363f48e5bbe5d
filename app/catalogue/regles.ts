import type { Saisie } from "../../db/types";
import { longueur } from "../referentiels/texte";
import { type Champ, estVide, type Portee, texte } from "./champs";
import { MANQUES_ACTION, MANQUES_SESSION } from "./champs-manques";
import { contientHtml } from "./formes";
import { champsDe } from "./formulaires";

/** Why something cannot be published: the field, the code of the rule, the sentence that says what to do. */
export type Raison = { champ: string; code: string; phrase: string; session?: string };

/** What the rules need to know beside the form: looked up by the caller, so that the rules stay pure. */
export type Faits = {
  /** Today, `AAAA-MM-JJ`, in Paris. */
  aujourdhui: string;
  /** The certifications named, by code; one that is absent does not exist. */
  certifications: Record<string, FaitsCertification>;
  /** The certifications of the action, for the rules of its sessions. */
  certificationsAction: readonly string[];
  /** The communes named that are in Nouvelle-Aquitaine, by INSEE code. */
  communes: Record<string, { nom: string }>;
  /** The SIRET that may deliver a session. */
  formateurs: readonly string[];
};

export type FaitsCertification = {
  code: string;
  intitule: string;
  repertoire: string;
  dateDebutEnregistrement: string | null;
  dateFinEnregistrement: string | null;
  actif: boolean;
  certifinfo: string[];
  remplaceePar: string | null;
  /** Whether it may be prepared in apprentissage; null: not known. */
  apprentissage: boolean | null;
  blocs: { code: string; libelle: string }[];
};

/** In the order of the form: the person goes down it once. */
export function enOrdre(portee: Portee, raisons: Raison[]): Raison[] {
  const rang = new Map(champsDe(portee).map((c, i) => [c.nom, i]));
  return raisons.sort((a, b) => (rang.get(a.champ) ?? 0) - (rang.get(b.champ) ?? 0));
}

/** What the form asks for and is empty. */
export function manques(portee: Portee, saisie: Saisie): Raison[] {
  const phrases: Record<string, string> = portee === "action" ? MANQUES_ACTION : MANQUES_SESSION;
  return champsDe(portee)
    .filter((c: Champ) => c.exigePour && estVide(saisie[c.nom]) && (c.exigeSi?.(saisie) ?? true))
    .map((c) => ({ champ: c.nom, code: "MANQUE", phrase: phrases[c.nom] ?? "" }));
}

/** the texts that are too long, or hold HTML. */
export function textes(portee: Portee, saisie: Saisie): Raison[] {
  return champsDe(portee).flatMap((c) => {
    // Of hours too long, another rule says that they are no whole number.
    if (c.type === "heures") return [];
    const phrase = defautDuTexte(`« ${c.libelle} »`, texte(saisie[c.nom]), c.max);
    return phrase ? { champ: c.nom, code: "R-10", phrase } : [];
  });
}

/** what to do about a text that `quoi` names. */
export function defautDuTexte(quoi: string, dit: string, max = Number.POSITIVE_INFINITY): string | undefined {
  const html = contientHtml(dit) ? `${quoi} contient des balises HTML : gardez le texte seul.` : undefined;
  return tropLong(quoi, dit, max) ?? html;
}

/** What to do about a text longer than that, or undefined when it is not. */
export function tropLong(quoi: string, dit: string, max: number): string | undefined {
  const n = longueur(dit);
  return n > max ? `${quoi} compte ${n} caractères : ${max} au plus, retirez-en ${n - max}.` : undefined;
}

/** Whether `AAAA-MM-JJ` is a day of the calendar. */
export function dateExiste(date: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(date)) return false;
  const jour = new Date(`${date}T12:00:00Z`);
  return !Number.isNaN(jour.getTime()) && jour.toISOString().slice(0, 10) === date;
}

/** `2027-09-01` as « 01/09/2027 »; anything else as it is. */
export function dateFr(date: string | null | undefined): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  return m ? `${m[3]}/${m[2]}/${m[1]}` : (date ?? "");
}
