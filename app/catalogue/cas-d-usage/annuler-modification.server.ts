import { and, desc, eq, gt, gte, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { type Approuve, journal, motif } from "../../../db/schema";
import { estBloquant } from "../../moderation/motifs";
import { A_RELIRE, type Contexte, Refus } from "../contexte";
import { type Dossier, lireDossier, type SessionFormation } from "../dossier.server";
import {
  avecApprouves,
  CHAMPS_EN_REVUE,
  CHAMPS_TENUS,
  destination,
  ecrireAction,
  ecrireJournal,
  ecrireSession,
  enTransaction,
  exigerTransition,
  leverMotifs,
} from "../ecrire.server";
import { differences, enVigueur } from "../saisie";
import { transition } from "../workflow";
import { exigerLibre } from "./action.server";
import { CHAMPS_VISES } from "./sans-certification.server";

/** What leaves the action with its approved words alone. */
const APPROBATIONS = ["annulerModification", "publier", "republier", "importer"];

/** What tells whether the words under way come from a change that the organisme began on a published action. */
const TOURNANTS = ["modifierCertification", "mettreEnAlerte", ...APPROBATIONS];

type AVoir = Pick<Dossier, "action" | "publication">;

/**
 * Whether what the action waits for is a change that the organisme began itself, through a complément or not, and the
 * approved words are still published. What a moderator or a rule found in those words is answered, not undone,
 * asked with the control of the change or apart.
 */
export async function modificationEnCours(
  { db }: Pick<Contexte, "db">,
  { action, publication }: AVoir,
): Promise<boolean> {
  if (!publication || !transition("annulerModification", action.etat)) return false;
  if (action.etat === "modifiee" && action.etatPrecedent === "publiee") return true;
  const [tournant] = await db
    .select({ evenement: journal.evenement, quand: journal.quand })
    .from(journal)
    .where(and(eq(journal.actionReference, action.reference), inArray(journal.evenement, TOURNANTS)))
    .orderBy(desc(journal.id))
    .limit(1);
  if (tournant?.evenement !== "modifierCertification") return false;
  return !(await autreDemande(db, action.reference, tournant.quand));
}

/**
 * Whether an action that left the feed holds a change of its certification that nobody has controlled: what was approved
 * left with it, nothing is there to compare with, and publishing it again would publish that change. Whatever was asked of
 * it since, by a moderator or a rule, is no control.
 */
export async function certificationSansControle(
  { db }: Pick<Contexte, "db">,
  { action, publication }: AVoir,
): Promise<boolean> {
  if (publication !== null) return false;
  const siennes = eq(journal.actionReference, action.reference);
  const [approuvee] = await db
    .select({ id: journal.id })
    .from(journal)
    .where(and(siennes, inArray(journal.evenement, APPROBATIONS)))
    .orderBy(desc(journal.id))
    .limit(1);
  if (!approuvee) return false;
  const change = CHAMPS_EN_REVUE.map((nom) => sql`(${journal.avant} || ${journal.apres}) ? ${nom}`);
  const [changee] = await db
    .select({ id: journal.id })
    .from(journal)
    .where(and(siennes, gt(journal.id, approuvee.id), isNull(journal.sessionReference), or(...change)))
    .limit(1);
  return changee !== undefined;
}

/** Whether a moderator asked since that day for anything but what the change of certification carries. */
async function autreDemande(db: Base, reference: string, depuis: Date): Promise<boolean> {
  const demandes = await db
    .select({ code: motif.code })
    .from(motif)
    .where(
      and(
        eq(motif.actionReference, reference),
        gte(motif.creeLe, depuis),
        notInArray(motif.champ, [...CHAMPS_TENUS, ...CHAMPS_VISES]),
      ),
    );
  return demandes.some((m) => estBloquant(m.code));
}

/** A 409 when there is no such change to undo. */
export async function exigerModification(ctx: Pick<Contexte, "db">, dossier: AVoir): Promise<void> {
  if (await modificationEnCours(ctx, dossier)) return;
  throw new Refus(409, "Aucune modification de votre part n'est en cours : il n'y a rien à annuler.");
}

/**
 * Undoes the change of a published action until a moderator has taken it in charge: the action and its sessions say again
 * what was approved, which never left the feed, and what was asked of the change is lifted with it. The words undone stay
 * in the journal; a session added meanwhile stays, and is not online.
 */
export function annulerModification(ctx: Contexte, reference: string, revision: number): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:valider", true);
    const { action, sessions, publication } = dossier;
    const t = exigerTransition(tx, "annulerModification", action);
    if (action.revision !== revision) throw A_RELIRE();
    exigerLibre(action);
    await exigerModification(tx, dossier);
    const { action: saisie = {}, sessions: approuvees = [] } = publication?.approuve ?? {};
    const etat = destination(t, dossier);
    await leverMotifs(tx, reference);
    await ecrireAction(tx, action, { etat, echeance: null, saisie });
    for (const session of sessions) await rendre(tx, dossier, session, approuvees);
    await ecrireJournal(tx, {
      action,
      evenement: t.evenement,
      avant: { ...action.saisie, etat: action.etat },
      apres: { ...saisie, etat },
    });
  });
}

/** The session says again what was approved of it; one that is not online keeps its words. */
async function rendre(
  tx: Contexte,
  { action }: Dossier,
  session: SessionFormation,
  approuvees: Approuve["sessions"],
): Promise<void> {
  const approuvee = approuvees.find((a) => a.reference === session.reference);
  if (!approuvee) return;
  const change = differences(
    "session",
    enVigueur("session", session.saisie),
    enVigueur("session", approuvee.saisie),
  ).map((d) => d.champ.nom);
  if (change.length === 0) return;
  const apres = avecApprouves(session.saisie, approuvee.saisie, change);
  await ecrireSession(tx, session, apres);
  await ecrireJournal(tx, {
    action,
    session: session.reference,
    evenement: "modifierSession",
    avant: session.saisie,
    apres,
  });
}
