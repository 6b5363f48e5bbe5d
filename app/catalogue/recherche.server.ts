import { and, desc, eq, lt, ne, type SQL, type Subquery, sql } from "drizzle-orm";
import { type AnyPgColumn, unionAll } from "drizzle-orm/pg-core";
import type { Base } from "../../db/client";
import { actionFormation, sessionFormation } from "../../db/schema";
import { codesDe } from "../referentiels/certifications/fiche";
import { liste } from "./champs";
import type { Contexte } from "./contexte";
import { aUneDe, contientLesMots, exigerLecture, PAR_PAGE } from "./liste.server";
import { type ReferenceLue, referenceDe } from "./references";
import { type Etat, ONGLETS } from "./workflow";

/** What of an action answers a search. */
export type Par =
  | { quoi: "reference" }
  | { quoi: "session"; reference: string; debut: string | null; fin: string | null }
  | { quoi: "certification"; codes: string[] }
  | { quoi: "titre" };

export type ActionTrouvee = {
  reference: string;
  intitule: string;
  etat: Etat;
  conventionnee: boolean;
  par: Par;
};

/** One page of what answers, and the reference after which the next one begins; null when there is none. */
export type ActionsTrouvees = { lignes: ActionTrouvee[]; suite: string | null };

const RIEN: ActionsTrouvees = { lignes: [], suite: null };
/** A title has no more words that tell it from another. */
const MOTS_MAX = 8;

/**
 * The actions of a structure, in every tab, that a text names: its reference or one of its sessions', else the code of
 * one of its certifications, else the first eight words of its title, as the filter of a list reads them. The newest references
 * first, 25 a page, below the reference `apres`.
 */
export async function chercherDansLaStructure(
  ctx: Contexte,
  siret: string,
  texte: string,
  apres?: string,
): Promise<ActionsTrouvees> {
  exigerLecture(ctx, siret);
  const lue = referenceDe(texte);
  if (lue) return deReference(ctx.db, siret, lue);
  const codes = codesDe(texte)?.codes;
  const certifiantes = codes ? await deCertification(ctx.db, siret, codes, apres) : RIEN;
  // A number alone, or a code that no action has, may also be a word of a title.
  return certifiantes.lignes.length > 0 ? certifiantes : deTitre(ctx.db, siret, texte, apres);
}

const VUE = {
  reference: actionFormation.reference,
  intitule: actionFormation.intitule,
  etat: actionFormation.etat,
  conventionnee: actionFormation.conventionnee,
};

async function deReference(
  db: Base,
  siret: string,
  { de, reference }: ReferenceLue,
): Promise<ActionsTrouvees> {
  const a = actionFormation;
  const s = sessionFormation;
  if (de === "action") {
    const lignes = await db
      .select(VUE)
      .from(a)
      .where(and(eq(a.reference, reference), eq(a.siret, siret)));
    return { ...RIEN, lignes: lignes.map((l) => ({ ...l, par: { quoi: "reference" } })) };
  }
  const lignes = await db
    .select({ action: VUE, session: { reference: s.reference, debut: s.debut, fin: s.fin } })
    .from(s)
    .innerJoin(a, eq(a.reference, s.actionReference))
    .where(and(eq(s.reference, reference), eq(s.siret, siret)));
  return {
    ...RIEN,
    lignes: lignes.map(({ action, session }) => ({ ...action, par: { quoi: "session", ...session } })),
  };
}

async function deTitre(db: Base, siret: string, texte: string, apres?: string): Promise<ActionsTrouvees> {
  const mots = contientLesMots(texte).slice(0, MOTS_MAX);
  if (mots.length === 0) return RIEN;
  const cles = plusRecentes(db, siret, { apres, condition: and(...mots) });
  return enPage(await lignesDe(db, cles), () => ({ quoi: "titre" }));
}

async function deCertification(
  db: Base,
  siret: string,
  codes: string[],
  apres?: string,
): Promise<ActionsTrouvees> {
  const cles = plusRecentes(db, siret, { apres, condition: aUneDe(codes) });
  return enPage(await lignesDe(db, cles), ({ certifications: siens }) => ({
    quoi: "certification",
    codes: siens.filter((code) => codes.includes(code)),
  }));
}

/**
 * The references of the actions of a structure that answer a condition, the newest first, below the reference `apres`:
 * as many as a page shows, and one more. Each état apart, and what is conventionné: each has its index in that order.
 */
export function plusRecentes(
  db: Base,
  siret: string,
  p: { apres?: string | undefined; condition?: SQL | undefined; transmises?: boolean },
) {
  const a = actionFormation;
  const siennes = (lesquelles: SQL | undefined) =>
    db
      .select({ reference: a.reference })
      .from(a)
      .where(and(eq(a.siret, siret), lesquelles, p.condition, p.apres ? lt(a.reference, p.apres) : undefined))
      .orderBy(desc(a.reference))
      .limit(PAR_PAGE + 1);
  const enEtat = (etat: Etat) => siennes(and(eq(a.etat, etat), sql`not ${a.conventionnee}`));
  const [premiere = "publiee", ...suivantes] = ONGLETS.filter((e) => !p.transmises || e !== "brouillon");
  const conventionnees = siennes(
    and(sql`${a.conventionnee}`, p.transmises ? ne(a.etat, "brouillon") : undefined),
  );
  const toutes = unionAll(conventionnees, enEtat(premiere), ...suivantes.map(enEtat)).as("toutes");
  return db
    .select({ reference: toutes.reference })
    .from(toutes)
    .orderBy(desc(toutes.reference))
    .limit(PAR_PAGE + 1)
    .as("cles");
}

async function lignesDe(db: Base, cles: Subquery & { reference: AnyPgColumn }) {
  const lignes = await db
    .select({ ...VUE, certifications: sql<string[] | null>`${actionFormation.saisie}->'certifications'` })
    .from(cles)
    .innerJoin(actionFormation, eq(actionFormation.reference, cles.reference))
    .orderBy(desc(cles.reference));
  return lignes.map((l) => ({ ...l, certifications: liste(l.certifications ?? undefined) }));
}

type Lue = Awaited<ReturnType<typeof lignesDe>>[number];

function enPage(lues: Lue[], par: (lue: Lue) => Par): ActionsTrouvees {
  const page = lues.slice(0, PAR_PAGE);
  return {
    lignes: page.map((lue) => {
      const { certifications: _, ...vue } = lue;
      return { ...vue, par: par(lue) };
    }),
    suite: lues.length > PAR_PAGE ? (page.at(-1)?.reference ?? null) : null,
  };
}
