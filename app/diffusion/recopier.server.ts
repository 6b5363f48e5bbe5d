import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { Base } from "../../db/client";
import {
  actionFormation,
  formateursDe,
  structureARecopier as marque,
  motIntitule,
  publication,
} from "../../db/schema";
import { jourDe } from "../catalogue/contexte";
import { joursPlusTard } from "../catalogue/durees";
import { composerFragment, FragmentInvalide } from "./fragment.server";

/** Fragments written again in one transaction, that of the correction itself too, at most: what it holds waits as long. */
const LOT = 50;
/** What a round that comes every minute takes, so that it never lasts as long. */
const LOTS_PAR_TOURNEE = 20;
/**
 * How long a correction waits for its second look. Who was publishing meanwhile may have read the sheet as it was: by then
 * it is written, and read again.
 */
const DELAI_MS = 60_000;
/** How long a process has for one structure, before another takes it up. */
const REPRISE_MS = 10 * 60_000;

/** The fragments written, the actions left to who is writing them, and those whose fragment would not be valid. */
type Bilan = { recopies: number; occupees: number; invalides: string[] };
/** What a fragment that changed is dated of. */
type Dates = { majLe?: Date };

/** Notes that the sheet of that structure changed, in the transaction that changes it. */
export async function noterARecopier(db: Base, siret: string, maintenant: Date): Promise<void> {
  await noter(db, [siret], maintenant);
}

/** Notes the structures whose actions bear one of these certifications, in the transaction that changes their fiches. */
export async function noterCertifications(db: Base, codes: string[], maintenant: Date): Promise<void> {
  const { siret, reference } = actionFormation;
  const lues = await db
    .selectDistinct({ siret })
    .from(motIntitule)
    .innerJoin(actionFormation, eq(reference, motIntitule.reference))
    .where(
      inArray(
        motIntitule.mot,
        codes.map((c) => c.toLowerCase()),
      ),
    )
    .orderBy(asc(siret));
  const sirets = lues.map((l) => l.siret);
  if (sirets.length > 0) await noter(db, sirets, maintenant);
}

async function noter(db: Base, sirets: string[], maintenant: Date): Promise<void> {
  const duLe = new Date(maintenant.getTime() + DELAI_MS);
  await db
    .insert(marque)
    .values(sirets.map((siret) => ({ siret, duLe })))
    .onConflictDoUpdate({ target: marque.siret, set: { duLe } });
}

/**
 * Has the published fragments say what the sheet of that structure says now: here, when they are few, and whatever is left
 * within minutes ({@link recopierLesNotees}). Says whether any is online, and whether they
 * are left for later.
 */
export async function recopierStructure(
  db: Base,
  siret: string,
  maintenant: Date,
): Promise<{ enLigne: boolean; plusTard: boolean }> {
  await noterARecopier(db, siret, maintenant);
  const references = await quiLaCopient(db, siret, LOT + 1);
  const plusTard = references.length > LOT;
  if (!plusTard) await recopier(db, references, maintenant, { majLe: maintenant });
  return { enLigne: references.length > 0, plusTard };
}

/**
 * Writes again the fragments of the structures noted, a lot a transaction, so that nobody waits long. Any number of
 * processes may do it. Actions keep their `version` and `revision`, and what is not published stays so.
 */
export async function recopierLesNotees(
  db: Base,
  maintenant: Date,
): Promise<{ recopies: number; invalides: string[] }> {
  const bilan = { recopies: 0, invalides: [] as string[] };
  const dues = await db
    .select()
    .from(marque)
    .where(lte(marque.duLe, maintenant))
    .orderBy(asc(marque.duLe), asc(marque.siret));
  for (const { siret, duLe } of dues) {
    const prise = new Date(maintenant.getTime() + REPRISE_MS);
    const telle = (quand: Date) => and(eq(marque.siret, siret), eq(marque.duLe, quand));
    const [tenue] = await db.update(marque).set({ duLe: prise }).where(telle(duLe)).returning();
    if (!tenue) continue;
    const fait = await parLots(db, await quiLaCopient(db, siret), maintenant, { majLe: maintenant });
    bilan.recopies += fait.recopies;
    bilan.invalides.push(...fait.invalides);
    // Noted again meanwhile, it stays to be done.
    if (fait.occupees === 0) await db.delete(marque).where(telle(prise));
    else await db.update(marque).set({ duLe: maintenant }).where(telle(prise));
  }
  return bilan;
}

/**
 * Writes again the fragments that a session leaves today, a lot a transaction, {@link LOTS_PAR_TOURNEE} of them at most. Any
 * number of processes may do it.
 */
export async function retirerLesSessionsFinies(
  db: Base,
  maintenant: Date,
): Promise<{ recopies: number; invalides: string[] }> {
  const dues = await db
    .select({ reference: publication.actionReference })
    .from(publication)
    .where(lte(publication.relireLe, jourDe(maintenant)))
    .orderBy(asc(publication.relireLe))
    .limit(LOT * LOTS_PAR_TOURNEE);
  const references = dues.map((l) => l.reference);
  // What is online of the others did not change: it keeps its date.
  const { recopies, invalides } = await parLots(db, references, maintenant, {});
  return { recopies, invalides };
}

/** Writes again those of these fragments that say something else now, a lot a transaction. */
async function parLots(db: Base, references: string[], maintenant: Date, dates: Dates): Promise<Bilan> {
  const bilan: Bilan = { recopies: 0, occupees: 0, invalides: [] };
  for (let debut = 0; debut < references.length; debut += LOT) {
    const lot = references.slice(debut, debut + LOT);
    const fait = await db.transaction((tx) => recopier(tx as unknown as Base, lot, maintenant, dates));
    bilan.recopies += fait.recopies;
    bilan.occupees += fait.occupees;
    bilan.invalides.push(...fait.invalides);
  }
  return bilan;
}

/** The published actions whose fragment copies that structure, as responsable or as formateur; `n` of them at most. */
async function quiLaCopient(db: Base, siret: string, n?: number): Promise<string[]> {
  const publiees = () => db.select({ reference: publication.actionReference }).from(publication).$dynamic();
  const siennes = publiees()
    .innerJoin(actionFormation, eq(actionFormation.reference, publication.actionReference))
    .where(eq(actionFormation.siret, siret));
  const dispensees = publiees().where(sql`${formateursDe(publication.approuve)} ? ${siret}`);
  const triees = union(siennes, dispensees).orderBy(sql`1`).$dynamic();
  const lignes = await (n === undefined ? triees : triees.limit(n));
  return lignes.map((l) => l.reference);
}

/**
 * Writes again those of these fragments that say something else now, in the caller's transaction. An action that somebody is
 * writing is left to them, and counted; a fragment that would not be valid stays as it was.
 */
async function recopier(db: Base, references: string[], maintenant: Date, dates: Dates): Promise<Bilan> {
  const bilan: Bilan = { recopies: 0, occupees: 0, invalides: [] };
  if (references.length === 0) return bilan;
  // Held in the order of everybody, the action first, and never waited for.
  const tenues = await db
    .select({ reference: actionFormation.reference })
    .from(actionFormation)
    .where(inArray(actionFormation.reference, references))
    .orderBy(asc(actionFormation.reference))
    .for("no key update", { skipLocked: true });
  bilan.occupees = references.length - tenues.length;
  const demain = joursPlusTard(jourDe(maintenant), 1);
  for (const { reference } of tenues) {
    const [lue] = await db.select().from(publication).where(eq(publication.actionReference, reference));
    // Withdrawn since.
    if (!lue) continue;
    const compose = await composerFragment(db, { reference, ...lue, maintenant }).catch((erreur) => {
      if (erreur instanceof FragmentInvalide) return null;
      throw erreur;
    });
    if (!compose) bilan.invalides.push(reference);
    const relireLe = lue.relireLe && lue.relireLe < demain ? demain : lue.relireLe;
    const ligne = compose ?? { fragment: lue.fragment, relireLe };
    const change = ligne.fragment !== lue.fragment;
    if (!change && ligne.relireLe === lue.relireLe) continue;
    await db
      .update(publication)
      .set({ ...ligne, ...(change ? dates : {}) })
      .where(eq(publication.actionReference, reference));
    if (change) bilan.recopies += 1;
  }
  return bilan;
}
