import { and, arrayContains, asc, desc, getTableColumns, gt, inArray, or, sql } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { blocCompetences, certification } from "../../../db/schema";
import { mots as decouper } from "../texte";
import { codesDe } from "./fiche";

export type CertificationTrouvee = typeof certification.$inferSelect;
export type CertificationAvecBlocs = CertificationTrouvee & { blocs: { code: string; libelle: string }[] };

/**
 * Certifications by RNCP, RS or Certif Info code (with or without its prefix), or by all the words of the title: first
 * those that people may still enter at that day.
 */
export async function chercherCertifications(
  db: Base,
  texte: string,
  jour: string,
  limite = 10,
): Promise<CertificationTrouvee[]> {
  const mots = decouper(texte);
  if (mots.length === 0) return [];
  const lus = codesDe(texte);
  const c = certification;
  const parCode = lus ? or(inArray(c.code, lus.codes), arrayContains(c.certifinfo, [lus.numero])) : undefined;
  const parMots = and(...mots.map((m) => sql`strpos(${c.recherche}, ${m}) > 0`));
  return db
    .select()
    .from(c)
    .where(parCode ?? parMots)
    .orderBy(
      desc(sql`${c.actif} and coalesce(${c.dateFinEnregistrement} >= ${jour}::date, true)`),
      asc(c.intitule),
      asc(c.code),
    )
    .limit(limite);
}

/** The certifications of these codes with their blocs, in the order of the codes. */
export async function certificationsParCodes(db: Base, codes: string[]): Promise<CertificationAvecBlocs[]> {
  if (codes.length === 0) return [];
  const fiches = await db
    .select({
      ...getTableColumns(certification),
      blocs: sql<
        CertificationAvecBlocs["blocs"]
      >`(select coalesce(jsonb_agg(jsonb_build_object('code', b.code,
        'libelle', b.libelle) order by b.code), '[]') from ${blocCompetences} b where b.certification_code = certification.code)`,
    })
    .from(certification)
    .where(inArray(certification.code, codes));
  return codes.flatMap((code) => fiches.find((f) => f.code === code) ?? []);
}

/** The last days of registration of these certifications, by code; null for one without. */
export async function echeancesDe(db: Base, codes: string[]): Promise<Record<string, string | null>> {
  if (codes.length === 0) return {};
  const fiches = await db
    .select({ code: certification.code, fin: certification.dateFinEnregistrement })
    .from(certification)
    .where(inArray(certification.code, codes));
  return Object.fromEntries(fiches.map(({ code, fin }) => [code, fin]));
}

/** The certifications that Certif Info splits into options, with the ids of these: some hundreds. */
export async function certificationsAOptions(db: Base): Promise<Map<string, string[]>> {
  const { code, certifinfo } = certification;
  const lues = await db
    .select({ code, certifinfo })
    .from(certification)
    .where(gt(sql`cardinality(${certifinfo})`, 1));
  return new Map(lues.map((f) => [f.code, f.certifinfo]));
}
