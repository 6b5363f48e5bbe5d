import { eq, sql } from "drizzle-orm";
import { actionFormation, demande, sessionFormation } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { champsDe } from "../champs";
import { CONFLIT, type Contexte, Refus } from "../contexte";
import {
  type Dossier,
  lireDossier,
  raisonsDeLaSession,
  type SessionFormation,
  sessionDuDossier,
} from "../dossier.server";
import { ecrireJournal, enTransaction, motsDe, publierMots } from "../ecrire.server";
import { nouvelleReferenceSession } from "../references.server";
import { memeValeur } from "../saisie";
import { ETATS, modifiable } from "../workflow";

/** What a transmitted session no longer changes: rule R-31. */
export const CHAMPS_GELES = champsDe("session")
  .filter((c) => c.gele)
  .map((c) => c.nom);

export type EnregistrementSession = {
  actionReference: string;
  /** null: a new session. */
  reference: string | null;
  saisie: Saisie;
  version: number;
};

/**
 * Saves a session, new or not. On a draft or an alert anything may be missing; on a published action it must be
 * complete and is live at once. Returns its reference, the version that the next form must post, and how many points of
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
    const actuelle = e.reference ? sessionDuDossier(dossier, e.reference) : null;
    if (actuelle && actuelle.version !== e.version) throw CONFLIT();
    const saisie = actuelle?.transmiseLe ? exigerDatesGelees(actuelle, e.saisie) : e.saisie;
    const reference = actuelle?.reference ?? (await nouvelleReferenceSession(tx.db));

    const autres = dossier.sessions.filter((s) => s.reference !== reference);
    const celleCi = { reference, saisie, transmiseLe: actuelle?.transmiseLe ?? null };
    const raisons = await raisonsDeLaSession(tx, action.siret, action.saisie, celleCi, autres);
    if (action.etat === "publiee" && raisons.length > 0) {
      throw new Refus(
        422,
        "L'action est publiée : sa session doit être complète pour être enregistrée.",
        raisons,
      );
    }
    const session: SessionFormation = await ecrireSession(tx, dossier, actuelle, reference, saisie);
    await ecrireJournal(tx, {
      action,
      session: reference,
      evenement: actuelle ? "modifierSession" : "ajouterSession",
      avant: actuelle?.saisie ?? {},
      apres: saisie,
      seance: actuelle !== null && action.etat !== "publiee",
    });
    if (action.etat === "publiee") {
      await publierMots(tx, action, motsDe({ ...dossier, sessions: [...autres, session] }));
    }
    return { reference, version: session.version, aRevoir: raisons.length };
  });
}

async function ecrireSession(
  tx: Contexte,
  { action }: Dossier,
  actuelle: SessionFormation | null,
  reference: string,
  saisie: Saisie,
): Promise<SessionFormation> {
  const [session] = actuelle
    ? await tx.db
        .update(sessionFormation)
        .set({ saisie, version: actuelle.version + 1 })
        .where(eq(sessionFormation.reference, reference))
        .returning()
    : await tx.db
        .insert(sessionFormation)
        .values({ reference, actionReference: action.reference, siret: action.siret, saisie })
        .returning();
  await touchee(tx, action.reference);
  return session as SessionFormation;
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
      "Cette session a été transmise à France Travail : ses dates ne se modifient plus. Demandez une correction à offre@cap-metiers.pro.",
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

/** Asks for the deletion of a transmitted session, with its context (guide, « Supprimer une session »). */
export function demanderSuppressionSession(
  ctx: Contexte,
  actionReference: string,
  reference: string,
  contexte: string,
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, actionReference, "action:modifier", true);
    const session = sessionDuDossier(dossier, reference);
    if (!session.transmiseLe)
      throw new Refus(409, "Cette session n'a pas été transmise : vous pouvez la supprimer.");
    const phrase =
      "Précisez le contexte : des personnes sont-elles inscrites, pourquoi supprimer cette session ?";
    if (contexte.trim() === "") throw new Refus(422, phrase, [{ champ: "contexte", code: "R-50", phrase }]);
    if (dossier.demandes.some((d) => d.sessionReference === reference)) {
      throw new Refus(
        409,
        "La suppression de cette session a déjà été demandée : Cap Métiers va vous répondre.",
      );
    }
    await tx.db.insert(demande).values({
      type: "suppression_session",
      actionReference,
      sessionReference: reference,
      contexte: contexte.trim(),
      auteurId: tx.acteur?.id ?? null,
      creeLe: tx.maintenant,
    });
    await ecrireJournal(tx, {
      action: dossier.action,
      session: reference,
      evenement: "demanderSuppressionSession",
      apres: { motif: contexte.trim() },
    });
  });
}
