import { and, desc, eq, sql } from "drizzle-orm";
import { actionFormation, motIntitule, sessionFormation, structure } from "../../db/schema";
import { type Contexte, Refus } from "../catalogue/contexte";
import { peut } from "../droits/droits";
import { mots } from "../referentiels/texte";

const PAR_PAGE = 25;
/** Titles that hold the rarest word, at most, among which the others are looked for: the time of a search stays flat. */
export const LUES_MAX = 2000;

/**
 * The reference of the action that a reference names: its own, or one of its sessions' (« 20 » and 10 digits, « 00 »
 * and 6). Null for another text, and for a reference nobody has.
 */
export async function actionDeReference(ctx: Contexte, texte: string): Promise<string | null> {
  exigerModerateur(ctx);
  const cherchee = texte.replaceAll(/\s/g, "");
  const requete = /^20\d{10}$/.test(cherchee)
    ? ctx.db
        .select({ reference: actionFormation.reference })
        .from(actionFormation)
        .where(eq(actionFormation.reference, cherchee))
    : /^00\d{6}$/.test(cherchee)
      ? ctx.db
          .select({ reference: sessionFormation.actionReference })
          .from(sessionFormation)
          .where(eq(sessionFormation.reference, cherchee))
      : null;
  return (await requete)?.[0]?.reference ?? null;
}

/**
 * Transmitted actions of every structure whose title has all those words, whole, accents and case ignored; the newest
 * references first, 25 a page, `apres` the last one shown. `partielle`: so many titles hold the words that only the
 * newest {@link LUES_MAX} were read.
 */
export async function chercherActions(ctx: Contexte, texte: string, apres?: string) {
  exigerModerateur(ctx);
  const demandes = [...new Set(mots(texte).map((m) => m.slice(0, 60)))]
    .filter((m) => m.length > 1)
    .slice(0, 8);
  if (demandes.length === 0) return { lignes: [], suite: false, partielle: false };
  const [rare, ...autres] = await duPlusRare(ctx, demandes);
  if (!rare || rare.n === 0) return { lignes: [], suite: false, partielle: false };

  const lues = ctx.db
    .select({ reference: motIntitule.reference })
    .from(motIntitule)
    .where(and(eq(motIntitule.mot, rare.mot), apres ? sql`${motIntitule.reference} < ${apres}` : undefined))
    .orderBy(desc(motIntitule.reference))
    .limit(LUES_MAX)
    .as("lues");
  // Each condition a question of one row: whatever the statistics, the rows are read in order and no further than a page.
  const cles = ctx.db
    .select({ reference: lues.reference })
    .from(lues)
    .where(
      and(
        sql`(select etat from ${actionFormation} a where a.reference = ${lues.reference}) <> 'brouillon'`,
        ...autres.map(
          ({ mot }) =>
            sql`(select true from ${motIntitule} autre where autre.mot = ${mot} and autre.reference = ${lues.reference})`,
        ),
      ),
    )
    .orderBy(desc(lues.reference))
    .limit(PAR_PAGE + 1)
    .as("cles");
  const lignes = await ctx.db
    .select({
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
      etat: actionFormation.etat,
      organisme: structure.nom,
      ville: structure.ville,
    })
    .from(cles)
    .innerJoin(actionFormation, eq(actionFormation.reference, cles.reference))
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .orderBy(desc(cles.reference));
  return {
    lignes: lignes.slice(0, PAR_PAGE),
    suite: lignes.length > PAR_PAGE,
    partielle: lignes.length <= PAR_PAGE && rare.n > LUES_MAX,
  };
}

/** Those words with how many titles hold each, counted to just above what a search reads, the rarest first. */
async function duPlusRare(ctx: Contexte, demandes: string[]) {
  const compter = (mot: string) =>
    ctx.db.select({ n: sql<number>`count(*)::int` }).from(
      ctx.db
        .select({ un: sql`1` })
        .from(motIntitule)
        .where(eq(motIntitule.mot, mot))
        .limit(LUES_MAX + 1)
        .as("premiers"),
    );
  const comptes = await Promise.all(
    demandes.map(async (mot) => ({ mot, n: (await compter(mot))[0]?.n ?? 0 })),
  );
  return comptes.toSorted((a, b) => a.n - b.n);
}

function exigerModerateur(ctx: Contexte): void {
  if (!peut(ctx.acteur, "moderation:voir")) {
    throw new Refus(403, "Cette page est réservée aux gestionnaires de l'offre de Cap Métiers.");
  }
}
