import { eq } from "drizzle-orm";
import { demande, sessionFormation } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { raisonsDesDates } from "../catalogue/cas-d-usage/demandes.server";
import { type Contexte, Refus } from "../catalogue/contexte";
import { type Dossier, sessionDuDossier } from "../catalogue/dossier.server";
import {
  CHAMPS_GELES,
  ecrireAction,
  ecrireJournal,
  ecrireSession,
  enTransaction,
  exigerPhrase,
} from "../catalogue/ecrire.server";
import { extrait } from "../catalogue/saisie";
import { publierFragment } from "../diffusion/fragment.server";
import { lireAVersion, publierAction } from "./decider.server";

type Demande = Dossier["demandes"][number];

/**
 * Answers what the organisme asks, and closes its demande. Granted, the session leaves the catalogue and the feed (rule
 * R-50), or takes its new dates in both, or the action is published again, indexed with these `formacodes`.
 * Refused, nothing else changes.
 * The sentence, required for a refusal, stays in the history, where the organisme reads it.
 */
export function repondreADemande(
  ctx: Contexte,
  reference: string,
  reponse: { revision: number; demande: number; accordee: boolean; phrase: string; formacodes?: string[] },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireAVersion(tx, reference, reponse.revision);
    const d = dossier.demandes.find(({ id }) => id === reponse.demande);
    if (!d) throw new Refus(409, "Cette demande a déjà reçu une réponse.");
    const motif = exigerPhrase(`reponse${d.id}`, reponse.phrase, {
      quoi: "Votre réponse",
      manque: reponse.accordee ? undefined : "Dites à l'organisme pourquoi sa demande est refusée.",
    });
    if (reponse.accordee && d.type === "republication") {
      return publierDeNouveau(tx, dossier, motif, {
        revision: reponse.revision,
        formacodes: reponse.formacodes ?? [],
      });
    }
    if (!reponse.accordee) await refuser(tx, dossier, d, motif);
    else if (d.type === "correction_dates") await corrigerLesDates(tx, dossier, d, motif);
    else await supprimerLaSession(tx, dossier, d, motif);
    // The form of another moderator, made before, is then a conflict.
    await ecrireAction(tx, dossier.action, {});
  });
}

async function clore(tx: Contexte, d: Demande): Promise<void> {
  await tx.db.update(demande).set({ closeLe: tx.maintenant }).where(eq(demande.id, d.id));
}

async function refuser(tx: Contexte, { action }: Dossier, d: Demande, motif: string): Promise<void> {
  await clore(tx, d);
  await ecrireJournal(tx, {
    action,
    ...(d.sessionReference ? { session: d.sessionReference } : {}),
    evenement: d.type === "correction_dates" ? "refuserCorrection" : "refuserDemande",
    apres: { motif },
  });
}

/** Publishing closes the demande; without a word of the moderator, it is its answer. */
async function publierDeNouveau(
  tx: Contexte,
  { action }: Dossier,
  motif: string,
  decision: { revision: number; formacodes: string[] },
): Promise<void> {
  await publierAction(tx, action.reference, decision);
  if (motif) await ecrireJournal(tx, { action, evenement: "accorderDemande", apres: { motif } });
}

async function corrigerLesDates(tx: Contexte, dossier: Dossier, d: Demande, motif: string): Promise<void> {
  const { action, publication } = dossier;
  const session = sessionDuDossier(dossier, d.sessionReference ?? "");
  const voulu = d.voulu ?? {};
  // The rest of the session may have changed since it was asked.
  const [raison] = await raisonsDesDates(tx, dossier, session, voulu);
  if (raison) {
    throw new Refus(
      409,
      `Ces dates ne conviennent plus à la session. ${raison.phrase} Refusez, en le disant.`,
    );
  }
  const dater = <S extends { reference: string; saisie: Saisie }>(s: S) =>
    s.reference === session.reference ? { ...s, saisie: { ...s.saisie, ...voulu } } : s;
  await ecrireSession(tx, session, dater(session).saisie);
  if (publication) {
    const { approuve } = publication;
    await publierFragment(tx.db, {
      reference: action.reference,
      siret: action.siret,
      approuve: { ...approuve, sessions: approuve.sessions.map(dater) },
      maintenant: tx.maintenant,
    });
  }
  await clore(tx, d);
  await ecrireJournal(tx, {
    action,
    session: session.reference,
    evenement: "accorderCorrection",
    avant: extrait(session.saisie, CHAMPS_GELES),
    apres: { ...voulu, ...(motif ? { motif } : {}) },
  });
}

async function supprimerLaSession(tx: Contexte, dossier: Dossier, d: Demande, motif: string): Promise<void> {
  const { action, publication } = dossier;
  const session = sessionDuDossier(dossier, d.sessionReference ?? "");
  const restent = (publication?.approuve.sessions ?? []).filter((s) => s.reference !== session.reference);
  if (publication ? restent.length === 0 : dossier.sessions.length === 1) {
    throw new Refus(
      409,
      publication
        ? "C'est la dernière session publiée : sans elle l'action ne peut pas le rester. Refusez, en disant d'ajouter d'abord une session ou d'archiver l'action."
        : "C'est la dernière session de l'action : sans elle, elle ne pourrait plus être publiée de nouveau. Refusez : l'action a déjà quitté le flux.",
    );
  }
  // The demande goes with the session.
  await tx.db.delete(sessionFormation).where(eq(sessionFormation.reference, session.reference));
  if (publication) {
    await publierFragment(tx.db, {
      reference: action.reference,
      siret: action.siret,
      approuve: { ...publication.approuve, sessions: restent },
      maintenant: tx.maintenant,
    });
  }
  await ecrireJournal(tx, {
    action,
    session: session.reference,
    evenement: "accorderDemande",
    avant: session.saisie,
    apres: motif ? { motif } : {},
  });
}
