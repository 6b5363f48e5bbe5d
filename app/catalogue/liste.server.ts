import { and, asc, type Column, desc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { compterJusqua } from "../../db/compter";
import { actionFormation, compteActions, sessionFormation } from "../../db/schema";
import { peut } from "../droits/droits";
import { plier } from "../referentiels/texte";
import { type Contexte, Refus } from "./contexte";
import { dateExiste } from "./regles";
import type { Etat } from "./workflow";

export const PAR_PAGE = 25;
/** Beyond, the exact number tells nobody more, and counting it would read every title of a large tab. */
export const TROUVEES_MAX = 100;
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
  /** The row that the page follows, or comes before: at most one of them; neither, the first page. */
  apres?: CleDeLigne;
  avant?: CleDeLigne;
};

/** Where a row stands in the order of the list: its sort value and its reference. */
export type CleDeLigne = { valeur: string; reference: string };

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

/** One page, whether there are others on each side, and how many actions a filter finds. */
export type PageListe = {
  lignes: LigneListe[];
  precedente: boolean;
  suite: boolean;
  /** Counted to one more than {@link TROUVEES_MAX}; null without a filter. */
  trouvees: number | null;
};

/**
 * One page of 25 actions of a structure, by key. The keys of the page come from an index alone, that of the sort
 * (see db/schema/catalogue.ts): the filter reads titles there, and the rows themselves are read for 25 actions.
 */
export async function listerActions(ctx: Contexte, d: DemandeListe): Promise<PageListe> {
  exigerLecture(ctx, d.siret);
  const a = actionFormation;
  const s = sessionFormation;
  const { cles, retenues, filtree, ordre, cle } = clesDeLaListe(ctx.db, d, PAR_PAGE + 1);
  const sessions = ctx.db
    .select({
      n: sql<number>`count(*)::int`.as("n"),
      premiere: sql<string | null>`min(${s.debut})`.as("premiere"),
      derniere: sql<string | null>`max(${s.fin})`.as("derniere"),
    })
    .from(s)
    .where(eq(s.actionReference, cles.reference))
    .as("sessions");
  const lignes = await ctx.db
    .select({
      reference: a.reference,
      intitule: a.intitule,
      etat: a.etat,
      conventionnee: a.conventionnee,
      certifiante: sql<boolean>`${a.certifications} not in ('', '[]')`,
      premiereDate: sessions.premiere,
      derniereDate: sessions.derniere,
      sessions: sessions.n,
      cle,
    })
    .from(cles)
    .innerJoin(a, eq(a.reference, cles.reference))
    .crossJoinLateral(sessions)
    .orderBy(...ordre);
  const autres = lignes.length > PAR_PAGE;
  const toutes = !(d.avant ?? d.apres) && !autres ? lignes.length : undefined;
  const trouvees = filtree ? (toutes ?? (await compterJusqua(ctx.db, a, retenues, TROUVEES_MAX + 1))) : null;
  return d.avant
    ? { lignes: lignes.slice(-PAR_PAGE), precedente: autres, suite: true, trouvees }
    : { lignes: lignes.slice(0, PAR_PAGE), precedente: d.apres !== undefined, suite: autres, trouvees };
}

/**
 * The keys of so many actions of a list, from that of the page on, read in an index alone; what retains them and
 * whether words of a title do, the order of the list for what is read from them, and the value of each action's key.
 */
export function clesDeLaListe(db: Base, d: DemandeListe, limite: number) {
  const a = actionFormation;
  const colonne = { reference: a.reference, intitule: a.recherche, maj: a.majLe }[d.tri];
  const sens = d.sens === "asc" ? asc : desc;
  // Backwards, the rows just before the key are the first of the opposite order.
  const inverse = d.sens === "asc" ? "desc" : "asc";
  const lecture = d.avant ? inverse : d.sens;
  const depuis = d.avant ?? d.apres;
  const dansLOrdre = lecture === "asc" ? asc : desc;
  const mots = contientLesMots(d.filtre ?? "");
  const retenues = and(
    eq(a.siret, d.siret),
    // Said in the text, not bound: the indexes are partial.
    d.conventionnee ? sql`${a.conventionnee}` : sql`not ${a.conventionnee}`,
    d.etat ? eq(a.etat, d.etat) : undefined,
    ...mots,
  ) as SQL;
  const cles = db
    .select({ reference: a.reference, tri: sql`${colonne}`.as("tri") })
    .from(a)
    .where(and(retenues, depuis ? suivantes(colonne, d.tri, lecture, depuis) : undefined))
    .orderBy(dansLOrdre(colonne), dansLOrdre(a.reference))
    .limit(limite)
    .as("cles");
  const cle = {
    reference: sql<string>`${a.reference}`,
    intitule: sql<string>`${a.recherche}`,
    maj: CLE_DE_MAJ,
  }[d.tri];
  return { cles, retenues, filtree: mots.length > 0, ordre: [sens(cles.tri), sens(cles.reference)], cle };
}

/** For each word of a text, the condition that a title holds it, accents and case ignored. */
export function contientLesMots(texte: string): SQL[] {
  const mots = new Set(plier(texte).split(" ").filter(Boolean));
  // Not LIKE: an index of trigrams over all structures would tempt the planner.
  return [...mots].map((m) => sql`strpos(${actionFormation.recherche}, ${m}) > 0`);
}

/** The condition that an action has one of these certifications. */
export function aUneDe(codes: string[]): SQL {
  return or(
    ...codes.map((code) => sql`strpos(${actionFormation.certifications}, ${`"${code}"`}) > 0`),
  ) as SQL;
}

/** The key of an action in the order of its last change, exact to the microsecond. */
export const CLE_DE_MAJ = sql<string>`to_char(${actionFormation.majLe} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const HEURE_EXACTE = /^T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z$/;

const instantExiste = (texte: string) => dateExiste(texte.slice(0, 10)) && HEURE_EXACTE.test(texte.slice(10));

/** What comes after a key, read in that order; a key that no page gave starts from an end. */
export function suivantes(colonne: Column, tri: Tri, lecture: "asc" | "desc", cle: CleDeLigne) {
  if (tri === "maj" && !instantExiste(cle.valeur)) return undefined;
  const valeur = tri === "maj" ? sql`${cle.valeur}::timestamptz` : sql`${cle.valeur}`;
  const plus = sql.raw(lecture === "asc" ? ">" : "<");
  return sql`(${colonne}, ${actionFormation.reference}) ${plus} (${valeur}, ${cle.reference})`;
}

/** How many actions each tab of a structure holds (conventionnées apart): the database keeps the count. */
export async function compterParEtat(ctx: Contexte, siret: string): Promise<Partial<Record<Etat, number>>> {
  exigerLecture(ctx, siret);
  const c = compteActions;
  const lignes = await ctx.db
    .select({ etat: c.etat, n: c.n })
    .from(c)
    .where(and(eq(c.siret, siret), eq(c.conventionnee, false)));
  return Object.fromEntries(lignes.map((l) => [l.etat, l.n]));
}

/** A 404 for whoever may not read the catalogue of that structure. */
export function exigerLecture(ctx: Contexte, siret: string): void {
  if (!peut(ctx.acteur, "action:lire", siret))
    throw new Refus(404, "Cette structure n'est pas dans les vôtres.");
}
