import { eq, sql } from "drizzle-orm";
import { actionFormation, sessionFormation } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { publierFragment } from "../../diffusion/fragment.server";
import { avecGardes } from "../champs-gardes";
import { CONFLIT, type Contexte, jourDe, Refus } from "../contexte";
import {
  type Dossier,
  lireDossier,
  raisonsDeLaSession,
  type SessionFormation,
  sessionDuDossier,
} from "../dossier.server";
import {
  CHAMPS_GELES,
  ecrireJournal,
  ecrireSession,
  enTransaction,
  motsDe,
  publierMots,
  sessionsEnLigne,
} from "../ecrire.server";
import { nouvelleReferenceSession } from "../references.server";
import type { Raison } from "../regles";
import { remarquesDUne } from "../remarques";
import { differences, extrait, memeValeur } from "../saisie";
import { ETATS, modifiable } from "../workflow";

export type EnregistrementSession = {
  actionReference: string;
  /** null: a new session. */
  reference: string | null;
  saisie: Saisie;
  version: number;
  /** Whether the person was told that saving goes live: a page opened on a draft never writes to what is online. */
  enLigne: boolean;
  /** The codes of the remarks that the person has read, and saves it with. */
  vues?: readonly string[];
};

/**
 * What is worth a second look before the dates of the session freeze (the rules of severity W): nothing is saved until it
 * is corrected, or saved with them (`vues`).
 */
export class RemarquesAVoir extends Refus {
  constructor(remarques: Raison[]) {
    super(
      422,
      "À vérifier avant la mise en ligne : rien n'est encore enregistré. Corrigez, ou enregistrez telle quelle en bas du formulaire.",
      remarques,
    );
  }
}

/**
 * Saves a session, new or not. On a draft or an alert anything may be missing; on a published action it must be
 * complete and is live at once, once what is worth a second look was read ({@link RemarquesAVoir}). The state of recruitment alone (S16) is always taken, and goes live wherever the session
 * is. Returns its reference, the version that the next form must post, and how many points of
 * it are to be seen to before the action can be validated.
 */
export function enregistrerSession(
  ctx: Contexte,
  e: EnregistrementSession,
): Promise<{ reference: string; version: number; aRevoir: number }> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, e.actionReference, "action:modifier", true);
    const { action } = dossier;
    exigerModifiable(dossier);
    const publiee = action.etat === "publiee";
    const actuelle = e.reference ? sessionDuDossier(dossier, e.reference) : null;
    if ((actuelle && actuelle.version !== e.version) || publiee !== e.enLigne) throw CONFLIT();
    const voulue = avecGardes("session", e.saisie, actuelle?.saisie ?? {});
    const saisie = actuelle?.transmiseLe ? exigerDatesGelees(actuelle, voulue) : voulue;
    const reference = actuelle?.reference ?? (await nouvelleReferenceSession(tx.db));

    const autres = dossier.sessions.filter((s) => s.reference !== reference);
    const celleCi = { reference, saisie, transmiseLe: actuelle?.transmiseLe ?? null };
    const raisons = await raisonsDeLaSession(tx, action.siret, action.saisie, celleCi, autres);
    if (publiee && raisons.length > 0 && !(actuelle?.transmiseLe && seulRecrutement(actuelle, saisie))) {
      throw new Refus(
        422,
        "Rien n'est enregistré : l'action est publiée, et sa session doit être complète. Corrigez d'abord ces points.",
        raisons,
      );
    }
    const inchangee = actuelle && differences("session", actuelle.saisie, saisie).length === 0;
    if (inchangee && (!publiee || actuelle.transmiseLe)) {
      return { reference, version: actuelle.version, aRevoir: raisons.length };
    }
    if (publiee && !celleCi.transmiseLe) exigerVues(celleCi, autres, tx, e.vues ?? []);
    const session: SessionFormation = await garderSession(tx, dossier, actuelle, reference, saisie);
    await ecrireJournal(tx, {
      action,
      session: reference,
      evenement: actuelle ? "modifierSession" : "ajouterSession",
      avant: actuelle?.saisie ?? {},
      apres: saisie,
      seance: actuelle !== null && !publiee,
    });
    if (publiee) await publierMots(tx, action, motsDe(action, [...sessionsEnLigne(autres), session]));
    else await publierRecrutement(tx, dossier, session);
    return { reference, version: session.version, aRevoir: raisons.length };
  });
}

/** Throws what is to be read first of a session about to go live, unless it was: all of it at once. */
function exigerVues(
  session: Pick<SessionFormation, "reference" | "saisie">,
  autres: SessionFormation[],
  { maintenant }: Contexte,
  vues: readonly string[],
): void {
  const remarques = remarquesDUne(session, autres, jourDe(maintenant));
  if (remarques.some((r) => !vues.includes(r.code))) throw new RemarquesAVoir(remarques);
}

/** The state of recruitment, which may change at any time. */
const RECRUTEMENT = "etatRecrutement";

const seulRecrutement = (actuelle: SessionFormation, saisie: Saisie) =>
  differences("session", actuelle.saisie, saisie).every((d) => d.champ.nom === RECRUTEMENT);

/** The feed says at once whether there are places left, whatever else of the action waits for the moderators. */
async function publierRecrutement(
  tx: Contexte,
  { action, publication }: Dossier,
  { reference, saisie }: SessionFormation,
): Promise<void> {
  const enLigne = publication?.approuve.sessions.find((s) => s.reference === reference);
  if (!publication || !enLigne || memeValeur(enLigne.saisie[RECRUTEMENT], saisie[RECRUTEMENT])) return;
  const change = { ...enLigne.saisie, ...extrait(saisie, [RECRUTEMENT]) };
  const sessions = publication.approuve.sessions.map((s) => (s === enLigne ? { ...s, saisie: change } : s));
  await publierFragment(tx.db, {
    reference: action.reference,
    siret: action.siret,
    approuve: { ...publication.approuve, sessions },
    maintenant: tx.maintenant,
  });
}

/**
 * Changes the state of recruitment of a session that is in the feed, whatever the action waits for: while it is under
 * control nothing else of it is open, and places fill up all the same (S16).
 */
export function changerRecrutement(
  ctx: Contexte,
  e: { actionReference: string; reference: string; etatRecrutement: string; version: number },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, e.actionReference, "action:modifier", true);
    const { action, publication } = dossier;
    const actuelle = sessionDuDossier(dossier, e.reference);
    if (!publication?.approuve.sessions.some((s) => s.reference === e.reference)) {
      throw new Refus(409, "Cette session n'est pas en ligne : son recrutement se modifie avec le reste.");
    }
    if (actuelle.version !== e.version) throw CONFLIT();
    if (e.etatRecrutement === "") {
      const phrase = "Choisissez l'état du recrutement.";
      throw new Refus(422, phrase, [{ champ: RECRUTEMENT, code: "S16", phrase }]);
    }
    const saisie = { ...actuelle.saisie, [RECRUTEMENT]: e.etatRecrutement };
    if (memeValeur(actuelle.saisie[RECRUTEMENT], e.etatRecrutement)) return;
    const session = await garderSession(tx, dossier, actuelle, e.reference, saisie);
    await ecrireJournal(tx, {
      action,
      session: e.reference,
      evenement: "modifierSession",
      avant: actuelle.saisie,
      apres: saisie,
    });
    await publierRecrutement(tx, dossier, session);
  });
}

/** The words of a session, new or not, and the action with it. */
async function garderSession(
  tx: Contexte,
  { action }: Dossier,
  actuelle: SessionFormation | null,
  reference: string,
  saisie: Saisie,
): Promise<SessionFormation> {
  const [nouvelle] = actuelle
    ? [await ecrireSession(tx, actuelle, saisie)]
    : await tx.db
        .insert(sessionFormation)
        .values({ reference, actionReference: action.reference, siret: action.siret, saisie })
        .returning();
  await touchee(tx, action.reference);
  return nouvelle as SessionFormation;
}

async function touchee(tx: Contexte, reference: string): Promise<void> {
  await tx.db
    .update(actionFormation)
    .set({ revision: sql`${actionFormation.revision} + 1`, majLe: tx.maintenant })
    .where(eq(actionFormation.reference, reference));
}

function exigerModifiable({ action }: Dossier): void {
  if (!modifiable(action.etat)) {
    throw new Refus(
      409,
      `Cette action est dans l'onglet « ${ETATS[action.etat].libelleOnglet} » : ses sessions ne se modifient pas.`,
    );
  }
}

function exigerDatesGelees(actuelle: SessionFormation, saisie: Saisie): Saisie {
  const changee = CHAMPS_GELES.filter(
    (n) => saisie[n] !== undefined && !memeValeur(actuelle.saisie[n], saisie[n]),
  );
  if (changee.length > 0) {
    throw new Refus(
      422,
      "Cette session a été transmise à France Travail : ses dates ne se modifient plus. Enregistrez le reste, puis demandez leur correction.",
      changee.map((champ) => ({
        champ,
        code: "R-31",
        phrase: "Date figée : la session a déjà été transmise.",
      })),
    );
  }
  const gelees = Object.fromEntries(CHAMPS_GELES.map((n) => [n, actuelle.saisie[n]]));
  return { ...saisie, ...gelees };
}

/** Deletes a session that was never transmitted (rule R-50). */
export function supprimerSession(ctx: Contexte, actionReference: string, reference: string): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, actionReference, "action:modifier", true);
    const session = sessionDuDossier(dossier, reference);
    exigerModifiable(dossier);
    if (session.transmiseLe) {
      throw new Refus(
        409,
        "Cette session a été transmise aux partenaires : demandez sa suppression en disant pourquoi.",
      );
    }
    await tx.db.delete(sessionFormation).where(eq(sessionFormation.reference, reference));
    await touchee(tx, actionReference);
    await ecrireJournal(tx, {
      action: dossier.action,
      session: reference,
      evenement: "supprimerSession",
      avant: session.saisie,
    });
  });
}
