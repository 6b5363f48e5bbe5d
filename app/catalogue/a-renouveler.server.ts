import { and, asc, eq, sql } from "drizzle-orm";
import { actionFormation, sessionFormation } from "../../db/schema";
import { peut } from "../droits/droits";
import { type Contexte, jourDe } from "./contexte";

/** A published action that nobody enters any more: its last session, and the last day one entered it. */
export type ARenouveler = {
  reference: string;
  intitule: string;
  session: string | null;
  derniereEntree: string | null;
};

/** As many as a person reads. */
export const RENOUVELEES_MAX = 25;
/**
 * Beyond so many published actions, only those changed the longest ago are looked at, where what ends is: adding a session
 * changes its action. The time of the page does not grow with the catalogue.
 */
export const EXAMINEES_MAX = 500;

/**
 * The published actions of a structure that no session to come opens, the oldest first, one more than
 * {@link RENOUVELEES_MAX} at most. None for who may not add a session.
 */
export async function actionsARenouveler(ctx: Contexte, siret: string): Promise<ARenouveler[]> {
  if (!peut(ctx.acteur, "action:modifier", siret)) return [];
  const a = actionFormation;
  const s = sessionFormation;
  const examinees = ctx.db
    .select({ reference: a.reference })
    .from(a)
    // Said in the text, not bound: the index is partial.
    .where(and(eq(a.siret, siret), eq(a.etat, "publiee"), sql`not ${a.conventionnee}`))
    .orderBy(asc(a.majLe), asc(a.reference))
    .limit(EXAMINEES_MAX)
    .as("examinees");
  // One enters at the beginning, or until the end.
  const entree = sql<
    string | null
  >`case when ${s.saisie}->>'typeEntree' = 'fixes' then ${s.debut} else ${s.fin} end`;
  const derniere = ctx.db
    .select({ session: sql<string | null>`${s.reference}`.as("session"), entree: entree.as("entree") })
    .from(s)
    .where(eq(s.actionReference, examinees.reference))
    .orderBy(sql`entree desc nulls last`, sql`${s.reference} desc`)
    .limit(1)
    .as("derniere");
  return ctx.db
    .select({
      reference: a.reference,
      intitule: a.intitule,
      session: derniere.session,
      derniereEntree: derniere.entree,
    })
    .from(examinees)
    .leftJoinLateral(derniere, sql`true`)
    .innerJoin(a, eq(a.reference, examinees.reference))
    .where(sql`coalesce(${derniere.entree}, '') <= ${jourDe(ctx.maintenant)}`)
    .orderBy(sql`${derniere.entree} nulls first`, asc(a.reference))
    .limit(RENOUVELEES_MAX + 1);
}
