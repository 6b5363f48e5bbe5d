import { and, eq, inArray } from "drizzle-orm";
import { formacode } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { liste } from "../catalogue/champs";
import { type Contexte, Refus } from "../catalogue/contexte";
import { VERSION_FORMACODE } from "../referentiels/formacodes/version";

const MAX = 5;

/** The codes of a box where they stand separated by spaces, commas or semicolons. */
export function lireFormacodes(mots: string): string[] {
  return mots.split(/[\s,;]+/).filter(Boolean);
}

/**
 * The Formacodes that index these words, each once, the principal first (rule A29). A 422 when there are more than five,
 * one that the thesaurus does not know, or none for an action without certification.
 */
export async function exigerFormacodes(tx: Contexte, action: Saisie, codes: string[]): Promise<string[]> {
  const uniques = [...new Set(codes)];
  if (uniques.length > MAX) {
    throw new Refus(422, "Cinq Formacodes au plus.", [
      { champ: "formacodes", code: "A29", phrase: "Cinq Formacodes au plus : le premier est le principal." },
    ]);
  }
  if (uniques.length === 0) {
    if (liste(action.certifications).length > 0) return [];
    const phrase = "Cette action n'est pas certifiante : choisissez au moins un Formacode pour l'indexer.";
    throw new Refus(422, phrase, [{ champ: "formacodes", code: "A29", phrase }]);
  }
  const connus = await tx.db
    .select({ code: formacode.code })
    .from(formacode)
    .where(and(inArray(formacode.code, uniques), eq(formacode.version, VERSION_FORMACODE)));
  const inconnu = uniques.find((c) => !connus.some((k) => k.code === c));
  if (inconnu) {
    const phrase = `Le Formacode « ${inconnu} » n'est pas au thésaurus ${VERSION_FORMACODE} : remplacez-le.`;
    throw new Refus(422, phrase, [{ champ: "formacodes", code: "A29", phrase }]);
  }
  return uniques;
}
