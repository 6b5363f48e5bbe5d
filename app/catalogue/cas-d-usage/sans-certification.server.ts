import type { Saisie } from "../../../db/types";
import { liste } from "../champs";
import type { Contexte } from "../contexte";
import type { ActionFormation, SessionFormation } from "../dossier.server";
import { avecApprouves, ecrireJournal, ecrireSession } from "../ecrire.server";
import { champsDe } from "../formulaires";
import { differences } from "../saisie";

/**
 * An organisme that ceases to deliver any certification (R-12) takes the last one off its action, and its sessions with
 * it: an action without certification leaves none to aim at, and R-14 would hold it for ever. What is published keeps
 * both until the moderators' decision (R-01).
 */

/** What a session says of the certifications it leads to. */
export const CHAMPS_VISES = champsDe("session").flatMap((c) =>
  c.type === "certificationsVisees" ? c.nom : [],
);

/** Whether the action loses its last certification between these two versions. */
export function perdToute(avant: Saisie, apres: Saisie): boolean {
  return liste(avant.certifications).length > 0 && liste(apres.certifications).length === 0;
}

/** The session, aiming at nothing. */
export function sansVisee<S extends { saisie: Saisie }>(session: S): S {
  return { ...session, saisie: avecApprouves(session.saisie, {}, CHAMPS_VISES) };
}

/** The sessions of the action aim at what `voulues` say of them. */
export async function viser(
  tx: Contexte,
  action: ActionFormation,
  sessions: SessionFormation[],
  voulues: readonly Pick<SessionFormation, "reference" | "saisie">[],
): Promise<void> {
  for (const session of sessions) {
    const { reference, saisie: avant } = session;
    const voulue = voulues.find((v) => v.reference === reference)?.saisie ?? avant;
    const apres = avecApprouves(avant, voulue, CHAMPS_VISES);
    if (differences("session", avant, apres).length === 0) continue;
    await ecrireSession(tx, session, apres);
    await ecrireJournal(tx, { action, session: reference, evenement: "modifierSession", avant, apres });
  }
}
