import { and, desc, eq, inArray, is, isNull, sql } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import { type Approuve, actionFormation, journal, motif, sessionFormation } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { publierFragment } from "../diffusion/fragment.server";
import { peut } from "../droits/droits";
import { PHRASE_MAX } from "../referentiels/texte";
import { annoncer } from "./annoncer.server";
import { liste } from "./champs";
import { type Contexte, Refus } from "./contexte";
import type { ActionFormation, Dossier, SessionFormation } from "./dossier.server";
import { champsDe } from "./formulaires";
import { type Raison, tropLong } from "./regles";
import { differences, enVigueur, extrait, motsDuTitre } from "./saisie";
import { aUneSuite } from "./suites";
import { ETATS, type Etat, type Evenement, type Transition, transition } from "./workflow";

/**
 * Runs `travail` in one transaction, with a context whose database is the transaction. Inside one it joins it, without
 * a savepoint: who opened it undoes everything when the use case refuses (app/server/jeton.server.ts).
 */
export function enTransaction<T>(ctx: Contexte, travail: (tx: Contexte) => Promise<T>): Promise<T> {
  if (is(ctx.db, PgTransaction)) return travail(ctx);
  return ctx.db.transaction((tx) => travail({ ...ctx, db: tx as unknown as Contexte["db"] }));
}

type Phrase = { quoi: string; manque: string | undefined };

/**
 * What is wrong with a sentence that a person writes to another at that field: too long, `quoi` naming it, or empty when
 * it must not be: `manque` then says what to write.
 */
export function raisonsDeLaPhrase(champ: string, brut: string, { quoi, manque }: Phrase): Raison[] {
  const phrase = brut.trim();
  const trop = tropLong(quoi, phrase, PHRASE_MAX);
  if (trop) return [{ champ, code: "R-10", phrase: trop }];
  return phrase === "" && manque ? [{ champ, code: "MANQUE", phrase: manque }] : [];
}

/** That sentence as it is kept; a 422 when something is wrong with it. */
export function exigerPhrase(champ: string, brut: string, dits: Phrase): string {
  const [raison] = raisonsDeLaPhrase(champ, brut, dits);
  if (raison) throw new Refus(422, raison.phrase, [raison]);
  return brut.trim();
}

/**
 * The transition of that event from the action's state. A 409 with a sentence when the state does not allow it, a 403
 * when the table gives it to somebody else.
 */
export function exigerTransition(
  { acteur }: Pick<Contexte, "acteur">,
  evenement: Evenement,
  action: ActionFormation,
): Transition {
  const t = transition(evenement, action.etat);
  if (!t) {
    throw new Refus(
      409,
      `Cette action est dans l'onglet « ${ETATS[action.etat].libelleOnglet} » : cette opération n'y est pas possible.`,
    );
  }
  if (!peut(acteur, t.droit, action.siret)) {
    throw new Refus(403, `« ${t.libelle} » n'est pas de votre profil.`);
  }
  return t;
}

/** Where the transition leads for this dossier. */
export function destination(t: Transition, dossier: Dossier): Etat {
  return typeof t.vers === "string"
    ? t.vers
    : t.vers({
        etat: dossier.action.etat,
        etatPrecedent: dossier.action.etatPrecedent as Etat | null,
        dejaPubliee: dossier.publication !== null,
      });
}

/** Writes the action; `revision` always grows, the state it came from is kept, the search column follows the title. */
export async function ecrireAction(
  ctx: Contexte,
  avant: ActionFormation,
  change: Partial<
    Pick<ActionFormation, "etat" | "saisie" | "formacodes" | "soumiseLe" | "echeance" | "priseEnChargePar">
  >,
): Promise<void> {
  await ctx.db
    .update(actionFormation)
    .set({
      ...change,
      ...(change.etat && change.etat !== avant.etat ? { etatPrecedent: avant.etat } : {}),
      ...(change.saisie ? { version: avant.version + 1, recherche: motsDuTitre(change.saisie) } : {}),
      revision: sql`${actionFormation.revision} + 1`,
      majLe: ctx.maintenant,
    })
    .where(eq(actionFormation.reference, avant.reference));
}

/** Writes the words of a session that exists already; its version grows. Returns it as it is now. */
export async function ecrireSession(
  { db }: Contexte,
  { reference, version }: SessionFormation,
  saisie: Saisie,
): Promise<SessionFormation> {
  const [session] = await db
    .update(sessionFormation)
    .set({ saisie, version: version + 1 })
    .where(eq(sessionFormation.reference, reference))
    .returning();
  return session as SessionFormation;
}

/** Saves of one person that follow one another within this delay are one line of the journal: a draft saves itself. */
const MEME_SEANCE_MS = 30 * 60_000;

/**
 * One line of the journal: the fields that changed, before and after, of what counts; with `seance`, the line under way
 * goes on. What Cap Métiers or a rule did is told to the organisme (suites.ts).
 */
export async function ecrireJournal(
  ctx: Contexte,
  ligne: {
    action: Pick<ActionFormation, "reference" | "siret">;
    session?: string;
    evenement: string;
    avant?: Saisie;
    apres?: Saisie;
    seance?: boolean;
  },
): Promise<void> {
  const portee = ligne.session ? "session" : "action";
  const [avant, apres] = [ligne.avant, ligne.apres].map((s) => enVigueur(portee, s ?? {})) as [
    Saisie,
    Saisie,
  ];
  const noms = differences(portee, avant, apres).map((d) => d.champ.nom);
  const autres = (s: Saisie) =>
    extrait(s, ["etat", "enLigne", "motif", "message", "formacodes", "origine", "enCharge"]);
  const nouvelle = {
    actionReference: ligne.action.reference,
    sessionReference: ligne.session ?? null,
    siret: ligne.action.siret,
    evenement: ligne.evenement,
    auteurId: ctx.acteur?.id ?? null,
    auteurNom: ctx.acteur?.nom ?? "Système",
    avant: { ...extrait(avant, noms), ...autres(avant) },
    apres: { ...extrait(apres, noms), ...autres(apres) },
    quand: ctx.maintenant,
  };
  if (ligne.seance && (await prolongerSeance(ctx, nouvelle))) return;
  await ctx.db.insert(journal).values(nouvelle);
  if (ctx.acteur?.moderateur && aUneSuite(ligne.evenement)) await annoncer(ctx, ligne.action, nouvelle);
}

type Ligne = typeof journal.$inferInsert;

/** Adds these changes to the last line of the action when it is the same person's same gesture; says whether it was. */
async function prolongerSeance(ctx: Contexte, nouvelle: Ligne): Promise<boolean> {
  const [derniere] = await ctx.db
    .select()
    .from(journal)
    .where(eq(journal.actionReference, nouvelle.actionReference))
    .orderBy(desc(journal.id))
    .limit(1);
  const memeGeste =
    derniere?.evenement === nouvelle.evenement &&
    derniere.sessionReference === nouvelle.sessionReference &&
    derniere.auteurId === nouvelle.auteurId &&
    ctx.maintenant.getTime() - derniere.quand.getTime() < MEME_SEANCE_MS;
  if (!derniere || !memeGeste) return false;
  await ctx.db
    .update(journal)
    .set({
      // A field keeps what it was when the session began, and takes what it is now.
      avant: { ...nouvelle.avant, ...derniere.avant },
      apres: {
        ...extrait(derniere.apres, absents(derniere.apres, nouvelle)),
        ...nouvelle.apres,
      },
      quand: ctx.maintenant,
    })
    .where(eq(journal.id, derniere.id));
  return true;
}

function absents(apres: Saisie, { avant = {}, apres: suite = {} }: Pick<Ligne, "avant" | "apres">): string[] {
  return Object.keys(apres).filter((nom) => !(nom in avant) && !(nom in suite));
}

/** The fields that wait together for a moderator (rule R-01), and those of them whose change makes them wait. */
export const CHAMPS_TENUS = champsDe("action").flatMap((c) => (c.revue ? c.nom : []));
export const CHAMPS_EN_REVUE = champsDe("action").flatMap((c) => (c.revue === "controle" ? c.nom : []));

/** What a transmitted session no longer changes by itself (rule R-31). */
export const CHAMPS_GELES = champsDe("session").flatMap((c) => (c.gele ? c.nom : []));

/** `saisie` with these fields as they were last approved: what is live while they wait. */
export function avecApprouves(saisie: Saisie, approuvee: Saisie, tenus: readonly string[]): Saisie {
  const reste = Object.fromEntries(Object.entries(saisie).filter(([nom]) => !tenus.includes(nom)));
  return { ...reste, ...extrait(approuvee, tenus) };
}

/** Publishes these words: the fragment in the feed, and each of their sessions marked as transmitted (its dates freeze). */
export async function publierMots(ctx: Contexte, action: ActionFormation, approuve: Approuve): Promise<void> {
  await publierFragment(ctx.db, {
    reference: action.reference,
    siret: action.siret,
    approuve,
    maintenant: ctx.maintenant,
  });
  await ctx.db
    .update(sessionFormation)
    .set({
      transmiseLe: sql`coalesce(${sessionFormation.transmiseLe}, ${ctx.maintenant.toISOString()}::timestamptz)`,
    })
    .where(
      inArray(
        sessionFormation.reference,
        approuve.sessions.map((s) => s.reference),
      ),
    );
}

/** What a moderator asked of the action is answered. */
export async function leverMotifs(
  { db, maintenant }: Pick<Contexte, "db" | "maintenant">,
  reference: string,
) {
  await db
    .update(motif)
    .set({ leveLe: maintenant })
    .where(and(eq(motif.actionReference, reference), isNull(motif.leveLe)));
}

/** The words of an action as they would be approved now, with these of its sessions: only those that were checked. */
export function motsDe(
  action: ActionFormation,
  sessions: SessionFormation[],
  saisie: Saisie = action.saisie,
): Approuve {
  return {
    action: saisie,
    formacodes: liste(action.formacodes),
    sessions: sessions.map((s) => ({ reference: s.reference, saisie: enVigueur("session", s.saisie) })),
  };
}

/** Of the sessions of a published action, those online: who saves something else checks and publishes no other. */
export function sessionsEnLigne(sessions: SessionFormation[]): SessionFormation[] {
  return sessions.filter((s) => s.transmiseLe !== null);
}
