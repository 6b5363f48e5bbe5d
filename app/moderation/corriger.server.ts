import type { Approuve } from "../../db/schema";
import type { Saisie } from "../../db/types";
import type { Champ, Portee, TypeChamp } from "../catalogue/champs";
import { type Contexte, Refus } from "../catalogue/contexte";
import {
  type Dossier,
  raisonsDeLaSession,
  raisonsDeRefus,
  sessionDuDossier,
} from "../catalogue/dossier.server";
import {
  ecrireAction,
  ecrireJournal,
  ecrireSession,
  enTransaction,
  exigerPhrase,
  exigerTransition,
  publierMots,
} from "../catalogue/ecrire.server";
import { champsDe } from "../catalogue/formulaires";
import type { Raison } from "../catalogue/regles";
import { differences, extrait, memeValeur } from "../catalogue/saisie";
import { exigerDeLOrganisme, lireAVersion } from "./decider.server";
import { lireIndexation } from "./formacodes.server";

const RIEN_NE_CHANGE = "Cette correction n'est pas enregistrée.";

/** What is written in words: where a missing letter or a character of another alphabet may be put right. */
const EN_MOTS: readonly TypeChamp[] = ["texte", "zone", "url", "courriel", "telephone"];

/**
 * The fields that a moderator may correct (guide, « nous corrigeons éventuellement les erreurs de saisie »): the words. What
 * the organisme chose (dates, certifications, who delivers) stays its own: a complément or a demande changes it.
 */
export function champsACorriger(portee: Portee, connue: Saisie): readonly Champ[] {
  const enVigueur = (c: Champ) => !c.sinonRien || c.exigeSi?.(connue);
  return champsDe(portee).filter((c) => EN_MOTS.includes(c.type) && enVigueur(c));
}

/** `connue` with the words of `corrigee` in the place of its own. */
export function avecCorrections(portee: Portee, connue: Saisie, corrigee: Saisie): Saisie {
  const noms = champsACorriger(portee, connue).map((c) => c.nom);
  const reste = Object.fromEntries(Object.entries(connue).filter(([nom]) => !noms.includes(nom)));
  return { ...reste, ...extrait(corrigee, noms) };
}

/** The words in question: those of the action, or of that session of it. A 404 when it has no such session. */
export function motsDeLObjet(dossier: Dossier, session: string | null): { portee: Portee; saisie: Saisie } {
  if (session === null) return { portee: "action", saisie: dossier.action.saisie };
  return { portee: "session", saisie: sessionDuDossier(dossier, session).saisie };
}

/** Whether the Formacodes are corrected with the words: those of what is online. Under control, publishing gives them. */
export const corrigeLesFormacodes = (dossier: Dossier, session: string | null): boolean =>
  session === null && dossier.action.etat === "publiee";

/** What a moderator corrects, and what they read before. */
export type Correction = {
  /** The one that the moderator read. */
  revision: number;
  /** null: the words of the action itself. */
  session: string | null;
  saisie: Saisie;
  /** Read when the page shows them ({@link corrigeLesFormacodes}). */
  formacodes: string[];
  /** What the organisme reads of it; "" when nothing. */
  note: string;
};

/**
 * Corrects the words of an action, or of one of its sessions, in the place of the organisme, which reads it in the history
 * and in an e-mail. The state stays. What is online and said the same is corrected there too, at once. Returns
 * whether anything changed.
 */
export function corrigerSaisie(ctx: Contexte, reference: string, c: Correction): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireAVersion(tx, reference, c.revision);
    const { action, publication } = dossier;
    exigerDeLOrganisme(action);
    exigerTransition(tx, "corriger", action);
    const note = exigerPhrase("note", c.note, { quoi: "Votre mot", manque: undefined });
    const { portee, saisie: avant } = motsDeLObjet(dossier, c.session);
    const apres = avecCorrections(portee, avant, c.saisie);
    const change = differences(portee, avant, apres).map((d) => d.champ.nom);
    const reindexee =
      corrigeLesFormacodes(dossier, c.session) && c.formacodes.join() !== action.formacodes.join();
    if (change.length === 0 && !reindexee) {
      if (note === "") return false;
      const phrase =
        "Vous n'avez rien corrigé : votre mot n'est pas envoyé. Corrigez la saisie, ou écrivez-le dans un complément.";
      throw new Refus(422, RIEN_NE_CHANGE, [{ champ: "note", code: "CORRECTION", phrase }]);
    }
    const { codes: formacodes, raisons } = reindexee
      ? await lireIndexation(tx, apres, c.formacodes)
      : { codes: action.formacodes, raisons: [] };
    const fautes = [...(await raisonsNouvelles(tx, dossier, c.session, { apres, change })), ...raisons];
    if (fautes.length > 0) throw new Refus(422, RIEN_NE_CHANGE, fautes);

    if (c.session !== null) {
      const session = sessionDuDossier(dossier, c.session);
      await ecrireSession(tx, session, apres);
      await ecrireAction(tx, action, {});
    } else {
      await ecrireAction(tx, action, {
        ...(change.length > 0 ? { saisie: apres } : {}),
        ...(reindexee ? { formacodes } : {}),
      });
    }
    if (publication) {
      const corrige = enLigne(publication.approuve, c.session, { avant, apres, change });
      const approuve = reindexee ? { ...corrige, formacodes } : corrige;
      if (approuve !== publication.approuve) await publierMots(tx, action, approuve);
    }
    await ecrireJournal(tx, {
      action,
      ...(c.session === null ? {} : { session: c.session }),
      evenement: "corriger",
      avant: { ...avant, ...(reindexee ? { formacodes: action.formacodes } : {}) },
      apres: { ...apres, ...(reindexee ? { formacodes } : {}), ...(note ? { message: note } : {}) },
    });
    return true;
  });
}

/**
 * What the correction makes wrong in the fields of the page. What was wrong before and is not corrected is not refused:
 * an import brings what our rules would not take.
 */
async function raisonsNouvelles(
  tx: Contexte,
  { action, sessions }: Dossier,
  reference: string | null,
  { apres, change }: { apres: Saisie; change: string[] },
): Promise<Raison[]> {
  const session = sessions.find((s) => s.reference === reference);
  const autres = sessions.filter((s) => s !== session);
  const raisonsDe = async (saisie: Saisie): Promise<Raison[]> =>
    session
      ? raisonsDeLaSession(tx, action.siret, action.saisie, { ...session, saisie }, autres)
      : (await raisonsDeRefus(tx, action.siret, saisie, sessions)).filter((r) => !r.session);
  const deja = await raisonsDe((session ?? action).saisie);
  const noms = champsACorriger(session ? "session" : "action", apres).map((c) => c.nom);
  const nouvelle = (r: Raison) => !deja.some((d) => d.champ === r.champ && d.code === r.code);
  return (await raisonsDe(apres)).filter(
    (r) => noms.includes(r.champ) && (change.includes(r.champ) || nouvelle(r)),
  );
}

/** The approved words, where those that changed and said the same say what was corrected; the same object when none did. */
function enLigne(
  approuve: Approuve,
  session: string | null,
  { avant, apres, change }: { avant: Saisie; apres: Saisie; change: string[] },
): Approuve {
  const corriger = (saisie: Saisie): Saisie => {
    const memes = change.filter((nom) => memeValeur(saisie[nom], avant[nom]));
    if (memes.length === 0) return saisie;
    const reste = Object.fromEntries(Object.entries(saisie).filter(([nom]) => !memes.includes(nom)));
    return { ...reste, ...extrait(apres, memes) };
  };
  if (session === null) {
    const action = corriger(approuve.action);
    return action === approuve.action ? approuve : { ...approuve, action };
  }
  const sessions = approuve.sessions.map((s) =>
    s.reference === session ? { ...s, saisie: corriger(s.saisie) } : s,
  );
  const touchee = sessions.some((s, i) => s.saisie !== approuve.sessions[i]?.saisie);
  return touchee ? { ...approuve, sessions } : approuve;
}
