import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { formacode } from "../../../db/schema";
import { mots as decouper } from "../texte";
import { VERSION_FORMACODE } from "./version";

export type FormacodeTrouve = { code: string; libelle: string };

/** Formacodes in force by code or by all the words of their label, synonyms or domain; those whose label begins so first. */
export async function chercherFormacodes(db: Base, texte: string, limite = 10): Promise<FormacodeTrouve[]> {
  const mots = decouper(texte);
  if (mots.length === 0) return [];
  const f = formacode;
  // `recherche` begins with the code, then the label
  const debut = sql<boolean>`strpos(${f.recherche}, ${mots.join(" ")}) in (1, 7)`;
  return db
    .select({ code: f.code, libelle: f.libelle })
    .from(f)
    .where(
      and(eq(f.version, VERSION_FORMACODE), ...mots.map((mot) => sql`strpos(${f.recherche}, ${mot}) > 0`)),
    )
    .orderBy(desc(debut), asc(f.libelle), asc(f.code))
    .limit(limite);
}

/** These codes with their labels, in this order; without those that the thesaurus does not know. */
export async function formacodesParCodes(db: Base, codes: string[]): Promise<FormacodeTrouve[]> {
  if (codes.length === 0) return [];
  const f = formacode;
  const lus = await db
    .select({ code: f.code, libelle: f.libelle })
    .from(f)
    .where(and(eq(f.version, VERSION_FORMACODE), inArray(f.code, codes)));
  return codes.flatMap((code) => lus.find((l) => l.code === code) ?? []);
}
