import { eq } from "drizzle-orm";
import { demande } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { type Contexte, Refus } from "../contexte";
import type { TypeDemande } from "../dire";
import {
  type ActionFormation,
  type Dossier,
  demandeSur,
  lireDossier,
  raisonsDeLaSession,
  type SessionFormation,
  sessionDuDossier,
} from "../dossier.server";
import {
  CHAMPS_GELES,
  ecrireAction,
  ecrireJournal,
  enTransaction,
  exigerPhrase,
  raisonsDeLaPhrase,
} from "../ecrire.server";
import type { Raison } from "../regles";
import { differences, extrait } from "../saisie";
import { estRetiree } from "../workflow";

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
    exigerAuCatalogue(dossier);
    const phrase = exigerPhrase("contexte", contexte, {
      quoi: "Le contexte",
      manque: "Précisez le contexte : des personnes sont-elles inscrites, pourquoi supprimer cette session ?",
    });
    exigerSansDemande(dossier, reference);
    await transmettre(tx, dossier.action, { type: "suppression_session", session, phrase });
  });
}

/**
 * Asks that the frozen dates of a transmitted session be corrected (rule R-31): `saisie` holds those wanted. Refused with
 * its reasons when they could not be published.
 */
export function demanderCorrectionDates(
  ctx: Contexte,
  e: { actionReference: string; reference: string; saisie: Saisie; contexte: string },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, e.actionReference, "action:modifier", true);
    const session = sessionDuDossier(dossier, e.reference);
    exigerTransmise(session);
    exigerAuCatalogue(dossier);
    exigerSansDemande(dossier, e.reference);
    const voulu = extrait(e.saisie, CHAMPS_GELES);
    const raisons = [
      ...(await raisonsDesDates(tx, dossier, session, voulu)),
      ...datesInchangees(session, voulu),
      ...raisonsDeLaPhrase("contexte", e.contexte, {
        quoi: "Le contexte",
        manque: "Précisez le contexte : pourquoi ces dates changent, des personnes sont-elles inscrites ?",
      }),
    ];
    if (raisons.length > 0) throw new Refus(422, "La demande ne peut pas partir ainsi.", raisons);
    const phrase = e.contexte.trim();
    await transmettre(tx, dossier.action, { type: "correction_dates", session, voulu, phrase });
  });
}

const EVENEMENTS: Record<TypeDemande, string> = {
  suppression_session: "demanderSuppressionSession",
  correction_dates: "demanderCorrectionDates",
  republication: "demanderPublication",
};

/** Leaves the demande to the moderators, and its line in the journal, with the dates as they are and as they are wanted. */
async function transmettre(
  tx: Contexte,
  action: ActionFormation,
  d: { type: TypeDemande; session?: SessionFormation; voulu?: Saisie; phrase: string },
): Promise<void> {
  const { type, session, voulu, phrase } = d;
  await tx.db.insert(demande).values({
    type,
    actionReference: action.reference,
    sessionReference: session?.reference ?? null,
    contexte: phrase,
    voulu: voulu ?? null,
    auteurId: tx.acteur?.id ?? null,
    creeLe: tx.maintenant,
  });
  await ecrireJournal(tx, {
    action,
    ...(session ? { session: session.reference } : {}),
    evenement: EVENEMENTS[type],
    avant: session && voulu ? extrait(session.saisie, CHAMPS_GELES) : {},
    apres: { ...voulu, motif: phrase },
  });
}

function datesInchangees(session: SessionFormation, voulu: Saisie): Raison[] {
  if (differences("session", extrait(session.saisie, CHAMPS_GELES), voulu).length > 0) return [];
  const phrase = "Ce sont les dates de la session : changez ce qui est à corriger.";
  return [{ champ: "debut", code: "R-31", phrase }];
}

/** A 409 while the dates of the session are its own form's. */
export function exigerTransmise({ transmiseLe }: Pick<SessionFormation, "transmiseLe">): void {
  if (!transmiseLe) {
    throw new Refus(409, "Cette session n'a pas été transmise : ses dates se modifient avec le reste.");
  }
}

/**
 * A 409 once the action has left the catalogue: nothing of its sessions is to be taken back. One that an alert took off
 * line comes back with them: what is wrong in them is asked for meanwhile.
 */
export function exigerAuCatalogue({ action }: Pick<Dossier, "action">): void {
  if (estRetiree(action.etat)) {
    throw new Refus(409, "Cette session n'est plus en ligne : elle a quitté le flux avec son action.");
  }
}

function exigerSansDemande(dossier: Dossier, session: string): void {
  if (demandeSur(dossier.demandes, session)) {
    throw new Refus(409, "Une demande est déjà en cours pour cette session : Cap Métiers va vous répondre.");
  }
}

/** Takes back what is asked of a session, as long as nobody has answered. */
export function retirerDemande(ctx: Contexte, actionReference: string, reference: string): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, actionReference, "action:modifier", true);
    const d = demandeSur(dossier.demandes, reference);
    if (!d) throw new Refus(409, "Aucune demande n'attend de réponse pour cette session.");
    await tx.db.update(demande).set({ closeLe: tx.maintenant }).where(eq(demande.id, d.id));
    // The moderator who reads it is then told that the action has changed.
    await ecrireAction(tx, dossier.action, {});
    await ecrireJournal(tx, { action: dossier.action, session: reference, evenement: "retirerDemande" });
  });
}

/**
 * What stands against these dates for that session, at their fields: in its words as they are, and in those that are
 * published. What stood already against its own dates and does not come from them is left out. They may be past: R-32 is
 * for a new session.
 */
export async function raisonsDesDates(
  ctx: Contexte,
  { action, sessions, publication }: Dossier,
  session: SessionFormation,
  voulu: Saisie,
): Promise<Raison[]> {
  const siennes = await contreLesDates(ctx, action, sessions, session, voulu);
  const enLigne = publication?.approuve.sessions.map((s) => ({ ...s, transmiseLe: session.transmiseLe }));
  const publiee = enLigne?.find((s) => s.reference === session.reference);
  if (!publication || !enLigne || !publiee) return siennes;
  const approuvee = { siret: action.siret, saisie: publication.approuve.action };
  const publiees = await contreLesDates(ctx, approuvee, enLigne, publiee, voulu);
  return [...siennes, ...publiees.filter((p) => !siennes.some((r) => r.phrase === p.phrase))];
}

type AVoir = Pick<SessionFormation, "reference" | "saisie" | "transmiseLe">;

async function contreLesDates(
  ctx: Contexte,
  action: Pick<ActionFormation, "siret" | "saisie">,
  sessions: AVoir[],
  session: AVoir,
  voulu: Saisie,
): Promise<Raison[]> {
  const sansDates = Object.fromEntries(CHAMPS_GELES.map((nom) => [nom, ""]));
  const nouvelle = { ...session.saisie, ...sansDates, ...voulu };
  const lire = (saisie: Saisie, transmiseLe: Date | null) =>
    raisonsDeLaSession(ctx, action.siret, action.saisie, { ...session, saisie, transmiseLe }, sessions);
  const avant = await lire(session.saisie, session.transmiseLe);
  const apres = await lire(nouvelle, session.transmiseLe);
  // Three rules of a session that was never transmitted hold for new dates too: its twin, a mistyped year, and who may
  // still enter.
  const neuve = (await lire(nouvelle, null)).filter(
    (r) => ["R-08", "ANNEE"].includes(r.code) || (r.code === "R-20" && r.champ === "fin"),
  );
  const desDates = (r: Raison) => r.code === "R-20" || CHAMPS_GELES.includes(r.champ);
  return [...apres, ...neuve]
    .filter((r) => desDates(r) || !avant.some((a) => a.phrase === r.phrase))
    .map((r) => ({ ...r, champ: CHAMPS_GELES.includes(r.champ) ? r.champ : "debut" }));
}

/** A 409 unless the action was taken out of the catalogue. */
export function exigerRetiree({ etat }: Pick<ActionFormation, "etat">): void {
  if (etat !== "archivee" && etat !== "supprimee") {
    throw new Refus(
      409,
      "Cette action n'est ni archivée ni supprimée : sa publication n'est pas à demander.",
    );
  }
}

/** Asks Cap Métiers to publish again an archived or deleted action (guide, note of « Les onglets »). */
export function demanderPublication(ctx: Contexte, reference: string, contexte: string): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const { action, demandes } = await lireDossier(tx, reference, "action:valider", true);
    exigerRetiree(action);
    const phrase = exigerPhrase("contexte", contexte, {
      quoi: "Votre demande",
      manque: "Dites pourquoi vous demandez la publication.",
    });
    if (demandes.some((d) => d.type === "republication")) {
      throw new Refus(409, "Une demande de publication est déjà en cours pour cette action.");
    }
    await transmettre(tx, action, { type: "republication", phrase });
  });
}
