import { and, eq, inArray } from "drizzle-orm";
import { formacode } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { liste } from "../catalogue/champs";
import { type Contexte, Refus } from "../catalogue/contexte";
import type { Raison } from "../catalogue/regles";
import { VERSION_FORMACODE } from "../referentiels/formacodes/version";

const MAX = 5;

/** The codes of a box where they stand separated by spaces, commas or semicolons. */
export function lireFormacodes(mots: string): string[] {
  return mots.split(/[\s,;]+/).filter(Boolean);
}

/**
 * The Formacodes that would index these words, each once, the principal first, and what is wrong with them (rule A29):
 * more than five, one that the thesaurus does not know, or none for an action without certification.
 */
export async function lireIndexation(
  tx: Contexte,
  action: Saisie,
  saisis: string[],
): Promise<{ codes: string[]; raisons: Raison[] }> {
  const codes = [...new Set(saisis)];
  const phrase = await fauteDans(tx, action, codes);
  return { codes, raisons: phrase ? [{ champ: "formacodes", code: "A29", phrase }] : [] };
}

async function fauteDans({ db }: Contexte, action: Saisie, codes: string[]): Promise<string | null> {
  if (codes.length > MAX) return "Cinq Formacodes au plus : le premier est le principal.";
  if (codes.length === 0) {
    return liste(action.certifications).length > 0
      ? null
      : "Cette action n'est pas certifiante : choisissez au moins un Formacode pour l'indexer.";
  }
  const connus = await db
    .select({ code: formacode.code })
    .from(formacode)
    .where(and(inArray(formacode.code, codes), eq(formacode.version, VERSION_FORMACODE)));
  const inconnu = codes.find((c) => !connus.some((k) => k.code === c));
  return inconnu
    ? `Le Formacode « ${inconnu} » n'est pas au thésaurus ${VERSION_FORMACODE} : remplacez-le.`
    : null;
}

/** The same, refused with a 422 when something is wrong. */
export async function exigerFormacodes(tx: Contexte, action: Saisie, saisis: string[]): Promise<string[]> {
  const { codes, raisons } = await lireIndexation(tx, action, saisis);
  if (raisons[0]) throw new Refus(422, raisons[0].phrase, raisons);
  return codes;
}
