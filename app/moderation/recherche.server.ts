import { and, desc, eq, lt, type Subquery, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { compterJusqua } from "../../db/compter";
import { actionFormation, motIntitule, sessionFormation, structure } from "../../db/schema";
import type { Contexte } from "../catalogue/contexte";
import { PAR_PAGE } from "../catalogue/liste.server";
import { plusRecentes } from "../catalogue/recherche.server";
import { referenceDe } from "../catalogue/references";
import type { Etat } from "../catalogue/workflow";
import { codesDe } from "../referentiels/certifications/fiche";
import { mots } from "../referentiels/texte";
import { exigerModerateur } from "./moderateur";

/** Titles that hold the rarest word, at most, among which the others are looked for: the time of a search stays flat. */
export const LUES_MAX = 2000;

/**
 * The reference of the action that a reference names: its own, or one of its sessions'. Null for another text, and for
 * a reference nobody has.
 */
export async function actionDeReference(ctx: Contexte, texte: string): Promise<string | null> {
  exigerModerateur(ctx);
  const lue = referenceDe(texte);
  if (!lue) return null;
  const [trouvee] = await (lue.de === "action"
    ? ctx.db
        .select({ reference: actionFormation.reference })
        .from(actionFormation)
        .where(eq(actionFormation.reference, lue.reference))
    : ctx.db
        .select({ reference: sessionFormation.actionReference })
        .from(sessionFormation)
        .where(eq(sessionFormation.reference, lue.reference)));
  return trouvee?.reference ?? null;
}

export type Trouvees = {
  lignes: { reference: string; intitule: string; etat: Etat; organisme: string; ville: string }[];
  /** Where the next page begins, after that reference; null when there is none. */
  suite: string | null;
  /** Whether the page is short because as many titles were read as a search reads: older ones may answer too. */
  partielle: boolean;
};

/** The transmitted actions of that structure, the newest references first, 25 a page, below the reference `apres`. */
export async function actionsDeLOrganisme(ctx: Contexte, siret: string, apres?: string): Promise<Trouvees> {
  exigerModerateur(ctx);
  const cles = plusRecentes(ctx.db, siret, { apres, transmises: true });
  const lignes = await lignesDe(ctx, cles);
  const page = lignes.slice(0, PAR_PAGE);
  return {
    lignes: page,
    suite: lignes.length > PAR_PAGE ? (page.at(-1)?.reference ?? null) : null,
    partielle: false,
  };
}

/**
 * Transmitted actions of every structure that have the certification of that code, when the text is one, else whose title
 * has all those words, whole, accents and case ignored; the newest references first, 25 a page, below the reference `apres`.
 */
export async function chercherActions(ctx: Contexte, texte: string, apres?: string): Promise<Trouvees> {
  exigerModerateur(ctx);
  // The words of an action are those of its title and the codes of its certifications.
  for (const code of codesDe(texte)?.codes ?? []) {
    const trouvees = await chercherMots(ctx, [code.toLowerCase()], apres);
    if (trouvees.lignes.length > 0) return trouvees;
  }
  const demandes = [...new Set(mots(texte).map((m) => m.slice(0, 60)))]
    .filter((m) => m.length > 1)
    .slice(0, 8);
  return chercherMots(ctx, demandes, apres);
}

async function chercherMots(ctx: Contexte, demandes: string[], apres?: string): Promise<Trouvees> {
  const [rare, ...autres] = await duPlusRare(ctx, demandes);
  if (!rare) return { lignes: [], suite: null, partielle: false };

  const lues = ctx.db
    .select({ reference: motIntitule.reference })
    .from(motIntitule)
    .where(and(eq(motIntitule.mot, rare), apres ? lt(motIntitule.reference, apres) : undefined))
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
          (mot) =>
            sql`(select true from ${motIntitule} autre where autre.mot = ${mot} and autre.reference = ${lues.reference})`,
        ),
      ),
    )
    .orderBy(desc(lues.reference))
    .limit(PAR_PAGE + 1)
    .as("cles");
  const lignes = await lignesDe(ctx, cles);
  if (lignes.length > PAR_PAGE) {
    const page = lignes.slice(0, PAR_PAGE);
    return { lignes: page, suite: page.at(-1)?.reference ?? null, partielle: false };
  }
  const [derniere] = await ctx.db
    .select({ reference: lues.reference })
    .from(lues)
    .orderBy(desc(lues.reference))
    .offset(LUES_MAX - 1);
  return { lignes, suite: derniere?.reference ?? null, partielle: derniere !== undefined };
}

/** What the page shows of the actions of those references. */
function lignesDe(ctx: Contexte, cles: Subquery & { reference: AnyPgColumn }): Promise<Trouvees["lignes"]> {
  return ctx.db
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
}

/** Those words, that of the fewest titles first; counted to what a search reads. */
async function duPlusRare(ctx: Contexte, demandes: string[]): Promise<string[]> {
  const comptes = await Promise.all(
    demandes.map(async (mot) => ({
      mot,
      n: await compterJusqua(ctx.db, motIntitule, eq(motIntitule.mot, mot), LUES_MAX),
    })),
  );
  return comptes.toSorted((a, b) => a.n - b.n).map(({ mot }) => mot);
}
