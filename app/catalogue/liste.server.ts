import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { actionFormation, sessionFormation } from "../../db/schema";
import { peut } from "../droits/droits";
import { plier } from "../referentiels/texte";
import { type Contexte, Refus } from "./contexte";
import type { Etat } from "./workflow";

export const PAR_PAGE = 25;
export const TRIS = ["reference", "intitule", "maj"] as const;
export type Tri = (typeof TRIS)[number];

export type DemandeListe = {
  siret: string;
  conventionnee: boolean;
  etat?: Etat;
  /** Words of the title, accents and case ignored. */
  filtre?: string;
  tri: Tri;
  sens: "asc" | "desc";
  /** Key of the last row of the page before: the sort value and the reference. */
  apres?: { valeur: string; reference: string };
};

export type LigneListe = {
  reference: string;
  intitule: string;
  etat: Etat;
  conventionnee: boolean;
  certifiante: boolean;
  premiereDate: string | null;
  derniereDate: string | null;
  sessions: number;
  cle: string;
};

/** One page of 25 actions of a structure, by key. */
export async function listerActions(
  ctx: Contexte,
  d: DemandeListe,
): Promise<{ lignes: LigneListe[]; suite: boolean }> {
  exigerLecture(ctx, d.siret);
  const a = actionFormation;
  const cle = {
    reference: sql<string>`${a.reference}`,
    intitule: sql<string>`${a.recherche}`,
    maj: sql<string>`to_char(${a.majLe} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  }[d.tri];
  const [plus, ordre] = d.sens === "asc" ? [gt, asc] : [lt, desc];
  const mots = plier(d.filtre ?? "")
    .split(" ")
    .filter(Boolean);
  const lignes = await ctx.db
    .select({
      reference: a.reference,
      intitule: a.intitule,
      etat: a.etat,
      conventionnee: a.conventionnee,
      certifiante: sql<boolean>`jsonb_array_length(coalesce(${a.saisie}->'certifications', '[]'::jsonb)) > 0`,
      cle,
    })
    .from(a)
    .where(
      and(
        eq(a.siret, d.siret),
        eq(a.conventionnee, d.conventionnee),
        d.etat ? eq(a.etat, d.etat) : undefined,
        ...mots.map((m) => sql`strpos(${a.recherche}, ${m}) > 0`),
        d.apres
          ? or(plus(cle, d.apres.valeur), and(eq(cle, d.apres.valeur), plus(a.reference, d.apres.reference)))
          : undefined,
      ),
    )
    .orderBy(ordre(cle), ordre(a.reference))
    .limit(PAR_PAGE + 1);
  const page = lignes.slice(0, PAR_PAGE);
  const sessions = await sessionsDe(
    ctx,
    page.map((l) => l.reference),
  );
  return {
    lignes: page.map((l) => ({
      premiereDate: null,
      derniereDate: null,
      sessions: 0,
      ...l,
      ...sessions.get(l.reference),
    })),
    suite: lignes.length > PAR_PAGE,
  };
}

async function sessionsDe(ctx: Contexte, references: string[]) {
  if (references.length === 0)
    return new Map<string, Pick<LigneListe, "sessions" | "premiereDate" | "derniereDate">>();
  const s = sessionFormation;
  const lignes = await ctx.db
    .select({
      reference: s.actionReference,
      sessions: sql<number>`count(*)::int`,
      premiereDate: sql<string | null>`min(${s.debut})`,
      derniereDate: sql<string | null>`max(${s.fin})`,
    })
    .from(s)
    .where(inArray(s.actionReference, references))
    .groupBy(s.actionReference);
  return new Map(lignes.map(({ reference, ...reste }) => [reference, reste]));
}

/** How many actions each tab of a structure holds (conventionnées apart). */
export async function compterParEtat(ctx: Contexte, siret: string): Promise<Partial<Record<Etat, number>>> {
  exigerLecture(ctx, siret);
  const a = actionFormation;
  const lignes = await ctx.db
    .select({ etat: a.etat, n: sql<number>`count(*)::int` })
    .from(a)
    .where(and(eq(a.siret, siret), eq(a.conventionnee, false)))
    .groupBy(a.etat);
  return Object.fromEntries(lignes.map((l) => [l.etat, l.n]));
}

function exigerLecture(ctx: Contexte, siret: string): void {
  if (!peut(ctx.acteur, "action:lire", siret))
    throw new Refus(404, "Cette structure n'est pas dans les vôtres.");
}
