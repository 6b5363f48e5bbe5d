import { plierLettres } from "../../db/plier";

/** Text folded for search: its letters (db/plier.ts), and single spaces. */
export function plier(texte: string): string {
  return plierLettres(texte).replace(/\s+/g, " ").trim();
}

/** The folded words of a text, without punctuation: what a search compares one by one. */
export function mots(texte: string): string[] {
  return plier(texte)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** How many characters a person counts in a text: an emoji is one, a line end too, however a form sends it. */
export function longueur(texte: string): number {
  return [...texte.replaceAll("\r\n", "\n")].length;
}

/** The longest sentence that one person writes another: a reason, the context of a demande, its answer. */
export const PHRASE_MAX = 2000;
