import { and, eq } from "drizzle-orm";
import { actionFormation, motif } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { retirerFragment } from "../../diffusion/fragment.server";
import { peut } from "../../droits/droits";
import { exigerSansCollegue } from "../../moderation/en-charge.server";
import { estBloquant } from "../../moderation/motifs";
import { liste } from "../champs";
import { avecGardes } from "../champs-gardes";
import { A_RELIRE, AJOUT_REFUSE, CONFLIT, type Contexte, jourDe, Refus } from "../contexte";
import {
  type ActionFormation,
  type Dossier,
  lireDossier,
  raisonsDeRefus,
  type SessionFormation,
} from "../dossier.server";
import { echeanceDe } from "../echeance.server";
import {
  avecApprouves,
  CHAMPS_EN_REVUE,
  CHAMPS_TENUS,
  destination,
  ecrireAction,
  ecrireJournal,
  enTransaction,
  exigerPhrase,
  exigerTransition,
  leverMotifs,
  motsDe,
  publierMots,
  raisonsDeLaPhrase,
  sessionsEnLigne,
} from "../ecrire.server";
import { remarquesHabilitation } from "../habilitations.server";
import { nouvelleReferenceAction } from "../references.server";
import type { Raison } from "../regles";
import { suivre } from "../remplacement";
import { differences, motsDuTitre } from "../saisie";
import { type Evenement, gestesDeReprise, type Transition } from "../workflow";
import { remplacementsDe } from "./remplacement.server";
import { perdToute, sansVisee, viser } from "./sans-certification.server";

/**
 * Begins a draft with whatever was typed, and reserves its reference; `origine` is the action whose words they are, if
 * any. Returns the reference.
 */
export function commencerAction(
  ctx: Contexte,
  siret: string,
  saisie: Saisie,
  origine?: string,
): Promise<string> {
  return enTransaction(ctx, async (tx) => {
    if (!peut(tx.acteur, "action:modifier", siret)) throw AJOUT_REFUSE();
    const reference = await nouvelleReferenceAction(tx.db);
    await tx.db.insert(actionFormation).values({
      reference,
      siret,
      etat: "brouillon",
      saisie,
      recherche: motsDuTitre(saisie),
      majLe: tx.maintenant,
    });
    await ecrireJournal(tx, {
      action: { reference, siret },
      evenement: origine ? "repartir" : "commencer",
      apres: origine ? { ...saisie, origine } : saisie,
    });
    return reference;
  });
}

/**
 * Begins a draft with the words of an action of the same structure, whatever its state and wherever it came from: neither
 * its sessions, nor what Cap Métiers added, nor what only a file said. Returns the reference of the draft.
 */
export function repartirDe(ctx: Contexte, reference: string): Promise<string> {
  return enTransaction(ctx, async (tx) => {
    // Read only: of an action that nobody may change here, the words may be taken up.
    const { action } = await lireDossier(tx, reference, "action:lire");
    return commencerAction(tx, action.siret, avecGardes("action", action.saisie, {}), reference);
  });
}

export type Enregistrement = {
  reference: string;
  saisie: Saisie;
  /** The version the form was made from. */
  version: number;
  /** Whether the person was told that saving goes live: a page opened on a draft never writes to what is online. */
  enLigne: boolean;
  /** Said on the screen that announces it: the certification goes to control. */
  certificationConfirmee?: boolean;
  /** The certifications in whose place the form put the one that replaces them: sessions follow. */
  remplacees?: readonly string[];
};

/**
 * What came of it: saved as it is, or waiting for the person to confirm that the certification goes to control; and
 * the version that the next form must post.
 */
export type ResultatEnregistrement = {
  fait: "enregistre" | "publie" | "aControler" | "aConfirmer";
  version: number;
  /** Whether the action loses its last certification, and its sessions what they aim at. */
  sansCertification?: boolean;
  /** The sessions that follow a certification in the place of another. */
  suivent?: SessionFormation[];
  /** What is worth a second look before it is confirmed. */
  remarques?: Raison[];
};

/**
 * Saves the action's words. A draft or an alert takes anything; a published action goes live at once and must be
 * complete; when its certification changes, that part goes to control and the approved one stays published, that
 * of its sessions too when the last one is taken off (sans-certification.server.ts) or another takes its place
 * (remplacement.ts).
 */
export function enregistrerAction(ctx: Contexte, e: Enregistrement): Promise<ResultatEnregistrement> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, e.reference, "action:modifier", true);
    const { action, sessions, publication } = dossier;
    const publiee = action.etat === "publiee";
    exigerTransition(tx, publiee ? "modifier" : "enregistrer", action);
    if (action.version !== e.version || publiee !== e.enLigne) throw CONFLIT();
    const saisie = avecGardes("action", e.saisie, action.saisie);
    const change = differences("action", action.saisie, saisie);
    const { version } = action;
    const sansCertification = perdToute(action.saisie, saisie);
    const suivantes = sansCertification
      ? sessions.map(sansVisee)
      : await aLaSuite(tx, sessions, saisie, e.remplacees);
    const suivent = sansCertification ? [] : suivantes.filter((s) => !sessions.includes(s));
    if (change.length === 0 && suivent.length === 0) return { fait: "enregistre", version };
    if (!publiee) {
      // Sent together: on one connection they run in this order.
      await Promise.all([
        ecrireAction(tx, action, { saisie }),
        ecrireJournal(tx, {
          action,
          evenement: "enregistrer",
          avant: action.saisie,
          apres: saisie,
          seance: true,
        }),
      ]);
      if (suivent.length > 0) await viser(tx, action, sessions, suivantes);
      return { fait: "enregistre", version: version + 1, suivent };
    }

    const enRevue = change.some((d) => CHAMPS_EN_REVUE.includes(d.champ.nom));
    const refus = (await raisonsDeRefus(tx, action.siret, saisie, suivantes)).flatMap((r) =>
      surLAction(r, sansCertification),
    );
    if (refus.length > 0)
      throw new Refus(
        422,
        "Rien n'est enregistré : cette action est publiée, et doit rester complète. Corrigez d'abord ces points.",
        refus,
      );
    if (enRevue && !e.certificationConfirmee) {
      const remarques = await remarquesSurLesAjoutees(tx, dossier, saisie);
      return { fait: "aConfirmer", version, sansCertification, suivent, remarques };
    }

    const approuvee = publication?.approuve.action ?? action.saisie;
    const enLigne = avecApprouves(saisie, approuvee, enRevue ? CHAMPS_TENUS : CHAMPS_EN_REVUE);
    await ecrireAction(tx, action, {
      // The same certifications in another order are no change: the first one's Formacode stays the principal.
      saisie: enRevue ? saisie : enLigne,
      ...(enRevue ? { etat: "modifiee" as const, ...attente(tx) } : {}),
    });
    // Of certifications that were approved already, sessions change at once, as by their own form.
    const montrees = sessionsEnLigne(enRevue ? sessions : suivantes);
    await publierMots(tx, action, motsDe(action, montrees, enLigne));
    if (suivantes !== sessions) await viser(tx, action, sessions, suivantes);
    const evenement: Evenement = enRevue ? "modifierCertification" : "modifier";
    await ecrireJournal(tx, { action, evenement, avant: action.saisie, apres: saisie });
    return { fait: enRevue ? "aControler" : "publie", version: version + 1, suivent };
  });
}

/** The sessions as they are, or aiming at what takes the place of `remplacees` in these words of the action. */
async function aLaSuite(
  tx: Contexte,
  sessions: SessionFormation[],
  saisie: Saisie,
  remplacees: readonly string[] = [],
): Promise<SessionFormation[]> {
  if (remplacees.length === 0) return sessions;
  const voulus = liste(saisie.certifications);
  const remplacements = (await remplacementsDe(tx, remplacees)).filter((r) =>
    voulus.includes(r.nouvelle.code),
  );
  return suivre(sessions, remplacements, jourDe(tx.maintenant));
}

/** R-21, of the certifications that these words add: the others were looked at already. */
function remarquesSurLesAjoutees(
  tx: Contexte,
  { action, sessions }: Dossier,
  saisie: Saisie,
): Promise<Raison[]> {
  const connues = liste(action.saisie.certifications);
  const certifications = liste(saisie.certifications).filter((c) => !connues.includes(c));
  return remarquesHabilitation(tx, {
    action: { ...action, saisie: { ...saisie, certifications } },
    sessions,
  });
}

/**
 * The reasons that are the action's own: those of its fields, a certification taken away that a session still aims at
 * (rule R-14), and the last one, which an apprenticeship cannot do without.
 */
function surLAction(r: Raison, sansCertification: boolean): Raison[] {
  if (!r.session) return [r];
  if (sansCertification && r.code === "R-25") {
    const phrase = `La session ${r.session} est en apprentissage, où l'on prépare toujours une certification : changez d'abord sa voie d'accès, ou demandez sa suppression. Vous pourrez ensuite retirer la dernière certification.`;
    return [{ champ: "certifications", code: "R-25", phrase }];
  }
  if (r.code !== "R-14") return [];
  const phrase = `La session ${r.session} vise encore une certification retirée : remettez-la. Pour la remplacer, ajoutez d'abord la nouvelle et enregistrez ; une fois publiée, choisissez-la dans chaque session, puis retirez l'ancienne.`;
  return [{ champ: "certifications", code: "R-14", phrase }];
}

function attente(ctx: Contexte) {
  return {
    soumiseLe: ctx.maintenant,
    echeance: echeanceDe(ctx.maintenant),
    priseEnChargePar: null,
  };
}

/**
 * Submits the action to the moderators, with what the organisme writes to them (`message`, which may be empty); refused
 * with every reason at once when something is missing, or when what they asked is not all ticked (`faits`, the reasons
 * that the organisme says it has answered; an advice needs no tick).
 */
export function validerAction(
  ctx: Contexte,
  reference: string,
  { revision, faits = [], message = "" }: { revision: number; faits?: readonly number[]; message?: string },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:valider", true);
    const { action, sessions, motifs } = dossier;
    const t = exigerTransition(tx, "valider", action);
    if (action.revision !== revision) throw A_RELIRE();
    exigerReponse(
      motifs.filter((m) => estBloquant(m.code) && !faits.includes(m.id)),
      message,
    );
    const dit = message.trim();
    const raisons = await raisonsDeRefus(tx, action.siret, action.saisie, sessions);
    if (raisons.length > 0)
      throw new Refus(422, "Il reste des points à compléter avant de valider.", raisons);
    const etat = destination(t, dossier);
    await leverMotifs(tx, reference);
    await ecrireAction(tx, action, { etat, ...attente(tx) });
    await ecrireJournal(tx, {
      action,
      evenement: "valider",
      avant: { etat: action.etat },
      apres: { etat, ...(dit ? { message: dit } : {}) },
    });
  });
}

/** A 422 with each point that is not ticked, and what is wrong with the message. */
function exigerReponse(restent: Dossier["motifs"], message: string): void {
  const aCocher = restent.map((m) => ({
    champ: `motif${m.id}`,
    code: "MOTIF",
    phrase: `À cocher quand c'est traité : ${m.phrase}`,
  }));
  const trop = raisonsDeLaPhrase("message", message, { quoi: "Votre message", manque: undefined });
  if (aCocher.length + trop.length === 0) return;
  const phrase = aCocher.length > 0 ? "Cochez chaque point demandé quand il est traité." : trop[0]?.phrase;
  throw new Refus(422, phrase ?? "", [...aCocher, ...trop]);
}

/** Takes a submitted action back, to where it came from, until a moderator has taken it in charge. */
export function reprendreAction(ctx: Contexte, reference: string, revision: number): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:valider", true);
    const { action } = dossier;
    const t = exigerReprise(tx, action);
    if (action.revision !== revision) throw A_RELIRE();
    exigerLibre(action);
    const etat = destination(t, dossier);
    // What the validation answered is to be answered again.
    if (etat === "alerte" && action.soumiseLe) {
      await tx.db
        .update(motif)
        .set({ leveLe: null })
        .where(and(eq(motif.actionReference, reference), eq(motif.leveLe, action.soumiseLe)));
    }
    await ecrireAction(tx, action, { etat, echeance: null });
    await ecrireJournal(tx, {
      action,
      evenement: t.evenement,
      avant: { etat: action.etat },
      apres: { etat },
    });
  });
}

/** The transition that takes it back; a 409 when there is none, or when only undoing its change is open. */
export function exigerReprise(ctx: Contexte, action: ActionFormation): Transition {
  const t = exigerTransition(ctx, "reprendre", action);
  if (!gestesDeReprise(action, false).includes("reprendre")) {
    throw new Refus(
      409,
      "Cette action est publiée, et sa modification est au contrôle : vous pouvez l'annuler.",
    );
  }
  return t;
}

/** A 409 once a moderator has begun the control. */
export function exigerLibre({ priseEnChargePar }: Pick<ActionFormation, "priseEnChargePar">): void {
  if (priseEnChargePar !== null) {
    throw new Refus(409, "Un gestionnaire de l'offre a commencé le contrôle : attendez sa décision.");
  }
}

/**
 * Archives or deletes the action and all its sessions: it leaves the feed. Cap Métiers says why (`pourquoi`), which the
 * organisme reads; the organisme may. Returns how many sessions went with it.
 */
export function retirerAction(
  ctx: Contexte,
  reference: string,
  evenement: "archiver" | "supprimer",
  { revision, pourquoi = "" }: { revision: number; pourquoi?: string },
): Promise<{ sessions: number }> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:retirer", true);
    const { action, demandes } = dossier;
    const t = exigerTransition(tx, evenement, action);
    if (tx.acteur?.moderateur) await exigerSansCollegue(tx, action);
    if (demandes.some((d) => d.type === "republication") && !tx.acteur?.moderateur) {
      throw new Refus(
        409,
        "Vous avez demandé la publication de cette action : attendez la réponse de Cap Métiers.",
      );
    }
    if (action.revision !== revision) throw A_RELIRE();
    const dit = exigerPhrase("pourquoi", pourquoi, {
      quoi: "Votre motif",
      manque: tx.acteur?.moderateur ? "Dites à l'organisme pourquoi : il lit votre motif." : undefined,
    });
    const etat = destination(t, dossier);
    await ecrireAction(tx, action, { etat, echeance: null, priseEnChargePar: null });
    await retirerFragment(tx.db, reference);
    await ecrireJournal(tx, {
      action,
      evenement,
      avant: { etat: action.etat },
      apres: { etat, ...(dit ? { motif: dit } : {}) },
    });
    return { sessions: dossier.sessions.length };
  });
}
