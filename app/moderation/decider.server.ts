import { and, eq, isNull } from "drizzle-orm";
import { demande, motif } from "../../db/schema";
import type { Champ } from "../catalogue/champs";
import { A_RELIRE, type Contexte, Refus } from "../catalogue/contexte";
import { horsLigne } from "../catalogue/dire";
import {
  type ActionFormation,
  type Dossier,
  lireDossier,
  raisonsDeRefus,
  type SessionFormation,
} from "../catalogue/dossier.server";
import {
  destination,
  ecrireAction,
  ecrireJournal,
  enTransaction,
  exigerTransition,
  leverMotifs,
  motsDe,
  publierMots,
} from "../catalogue/ecrire.server";
import { champsDe } from "../catalogue/formulaires";
import { type Raison, tropLong } from "../catalogue/regles";
import { type Etat, type Evenement, estRetiree } from "../catalogue/workflow";
import { retirerFragment } from "../diffusion/fragment.server";
import { PHRASE_MAX } from "../referentiels/texte";
import { exigerSansCollegue, quiControle } from "./en-charge.server";
import { exigerFormacodes } from "./formacodes.server";
import { estBloquant, faitRetirer, MOTIFS } from "./motifs";

export type MotifSaisi = { champ: string; code: string; phrase: string; sessionReference?: string };

type ChampAMotiver = Pick<Champ, "nom" | "libelle">;

/** Whether anything of this reason was given: a row of the form may be left empty. */
export const rempli = (m: MotifSaisi): boolean => Boolean(m.code || m.champ || m.phrase.trim());

/** The types of fields that one control fills together. */
const ENSEMBLE: readonly Champ["type"][] = ["commune", "certificationsVisees"];

const nommer = ({ nom, libelle }: Champ): ChampAMotiver => ({ nom, libelle });

/** Fields a reason may point at: those of the action or its sessions as a whole, and those of one session. */
export const CHAMPS_A_MOTIVER: { action: readonly ChampAMotiver[]; session: readonly ChampAMotiver[] } = {
  action: [...champsDe("action").map(nommer), { nom: "sessions", libelle: "Sessions de formation" }],
  // What is chosen by one control is named once.
  session: champsDe("session")
    .filter(
      (c, rang, tous) => !ENSEMBLE.includes(c.type) || tous.findIndex((d) => d.type === c.type) === rang,
    )
    .map(nommer),
};

/**
 * Publishes what waits, or publishes again what was withdrawn (and closes its demande): the words become the approved ones and their fragment enters the feed in the same
 * transaction. `revision` is the one the moderator read; a non-certifying action needs at least one Formacode.
 */
export function publierAction(
  ctx: Contexte,
  reference: string,
  decision: { revision: number; formacodes: string[] },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireAVersion(tx, reference, decision.revision);
    const { action, sessions } = dossier;
    const retiree = estRetiree(action.etat);
    const t = exigerTransition(tx, retiree ? "republier" : "publier", action);
    const formacodes = await exigerFormacodes(tx, action.saisie, decision.formacodes);
    const raisons = (
      await raisonsDeRefus(aLaSoumission(tx, action), action.siret, action.saisie, sessions)
    ).filter((r) => !aVenir(r, sessions));
    if (raisons.length > 0) {
      const suite = retiree
        ? "refusez la demande en disant à l'organisme ce qui manque"
        : "demandez un complément à l'organisme";
      throw new Refus(422, `Cette action n'est pas complète : ${suite}.`, raisons);
    }
    const etat = destination(t, dossier);
    await ecrireAction(tx, action, { etat, formacodes, echeance: null, priseEnChargePar: null });
    await publierMots(tx, action, { ...motsDe(action, sessions), formacodes });
    await leverMotifs(tx, reference);
    await tx.db
      .update(demande)
      .set({ closeLe: tx.maintenant })
      .where(
        and(
          eq(demande.actionReference, reference),
          eq(demande.type, "republication"),
          isNull(demande.closeLe),
        ),
      );
    await ecrireJournal(tx, {
      action,
      evenement: t.evenement,
      avant: { etat: action.etat, formacodes: action.formacodes },
      apres: { etat, formacodes },
    });
  });
}

/** The rules of dates count from the day the organisme submitted: the time of the control is not its own. */
function aLaSoumission(tx: Contexte, { etat, soumiseLe }: ActionFormation): Contexte {
  const enControle = etat === "creee" || etat === "modifiee";
  return enControle && soumiseLe ? { ...tx, maintenant: soumiseLe } : tx;
}

/**
 * A session already published may aim at a certification only once the action holds it: it is chosen after this
 * decision, at the next save of the session.
 */
function aVenir(raison: Raison, sessions: readonly SessionFormation[]): boolean {
  const session = sessions.find((s) => s.reference === raison.session);
  return raison.code === "S7" && session?.transmiseLe != null;
}

/**
 * Sends the action back to the organisme with at least one reason. The last approved version stays published, unless one
 * of them says otherwise; returns whether it left the feed.
 */
export function demanderComplement(
  ctx: Contexte,
  reference: string,
  decision: { revision: number; motifs: MotifSaisi[] },
): Promise<{ retiree: boolean }> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireAVersion(tx, reference, decision.revision);
    const { action } = dossier;
    exigerDeLOrganisme(action);
    const t = exigerTransition(
      tx,
      action.etat === "publiee" ? "mettreEnAlerte" : "demanderComplement",
      action,
    );
    const motifs = decision.motifs.flatMap((m, rang) => (rempli(m) ? exigerMotif(dossier, m, rang + 1) : []));
    if (motifs.length === 0) {
      const phrase = "Donnez au moins un motif : le champ, la raison et la phrase que l'organisme lira.";
      throw new Refus(422, phrase, [{ champ: "motifs", code: "MANQUE", phrase }]);
    }
    return poserMotifs(tx, dossier, destination(t, dossier), t.evenement, motifs);
  });
}

/** A 409 for what a feed brings: the next one would undo whatever is changed here. */
export function exigerDeLOrganisme({ conventionnee }: ActionFormation): void {
  if (!conventionnee) return;
  throw new Refus(
    409,
    "Cette formation conventionnée n'est pas à la main de l'organisme : faites-la corriger à sa source.",
  );
}

/**
 * Gives these reasons to the organisme, and the action with them. Without an author: a rule gives them. What is published
 * leaves the feed when one of them says so, and only a moderator's publication brings it back: without a publication
 * nothing else writes one (see {@link horsLigne}).
 */
export async function poserMotifs(
  tx: Contexte,
  dossier: Dossier,
  etat: Etat,
  evenement: Evenement,
  motifs: readonly MotifSaisi[],
): Promise<{ retiree: boolean }> {
  const { action, publication } = dossier;
  const retiree = publication !== null && motifs.some((m) => faitRetirer(m.code));
  await tx.db.insert(motif).values(
    motifs.map((m) => ({
      actionReference: action.reference,
      sessionReference: m.sessionReference ?? null,
      champ: m.champ,
      code: m.code,
      phrase: m.phrase,
      auteurId: tx.acteur?.id || null,
      creeLe: tx.maintenant,
    })),
  );
  await ecrireAction(tx, action, { etat, echeance: null, priseEnChargePar: null });
  if (retiree) await retirerFragment(tx.db, action.reference);
  await ecrireJournal(tx, {
    action,
    evenement,
    avant: { etat: action.etat, ...(retiree ? { enLigne: "oui" } : {}) },
    apres: {
      etat,
      motif: motifs.map((m) => `${ouLire(m)} : ${m.phrase}`).join("\n"),
      ...(retiree || horsLigne(dossier) ? { enLigne: "non" } : {}),
    },
  });
  return { retiree };
}

/** Where the organisme finds what a reason speaks of: the session, the field by its name on the form. */
function ouLire({ sessionReference: session, champ, code }: MotifSaisi): string {
  const connu = CHAMPS_A_MOTIVER[session ? "session" : "action"].find((c) => c.nom === champ);
  const mots = [
    session ? `Session ${session}` : "",
    connu?.libelle ?? champ,
    estBloquant(code) ? "" : "conseil",
  ];
  return mots.filter(Boolean).join(", ");
}

/**
 * Takes the action in charge: from then on the organisme no longer takes it back. Returns the colleague who had it, by
 * name, when one had: they read it in the history.
 */
export function prendreEnCharge(ctx: Contexte, reference: string, revision: number): Promise<string | null> {
  return enTransaction(ctx, async (tx) => {
    const { action } = await lireDossier(tx, reference, "action:publier", true);
    if (action.revision !== revision) throw A_RELIRE();
    exigerTransition(tx, "publier", action);
    const prise = await quiControle(tx, action);
    const collegue = prise && !prise.moi ? prise.nom : null;
    await ecrireAction(tx, action, { priseEnChargePar: tx.acteur?.id ?? null });
    await ecrireJournal(
      tx,
      collegue === null
        ? { action, evenement: "prendreEnCharge" }
        : {
            action,
            evenement: "reprendreEnCharge",
            avant: { enCharge: collegue },
            apres: { enCharge: tx.acteur?.nom ?? "" },
          },
    );
    return collegue;
  });
}

/** Gives back to the queue what the moderator has taken in charge. */
export function rendreALaFile(ctx: Contexte, reference: string, revision: number): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const { action } = await lireAVersion(tx, reference, revision);
    exigerTransition(tx, "publier", action);
    if (action.priseEnChargePar === null) throw new Refus(409, "Personne n'a pris cette action en charge.");
    await ecrireAction(tx, action, { priseEnChargePar: null });
    await ecrireJournal(tx, { action, evenement: "rendreALaFile" });
  });
}

/**
 * The dossier that the moderator read, held until the transaction ends; a 409 when a colleague controls it, even taken
 * since, or when it has changed.
 */
export async function lireAVersion(tx: Contexte, reference: string, revision: number): Promise<Dossier> {
  const dossier = await lireDossier(tx, reference, "action:publier", true);
  await exigerSansCollegue(tx, dossier.action);
  if (dossier.action.revision !== revision) throw A_RELIRE();
  return dossier;
}

/** The reason as it is kept; `rang` is its place on the form. A 422 that says what is missing of it. */
function exigerMotif(dossier: Dossier, saisi: MotifSaisi, rang: number): MotifSaisi {
  const connu = MOTIFS.find((m) => m.code === saisi.code);
  const session = saisi.sessionReference;
  // No field chosen: the usual one of that reason.
  const nom = saisi.champ || connu?.champ;
  const champ = CHAMPS_A_MOTIVER[session ? "session" : "action"].find((c) => c.nom === nom);
  const phrase = saisi.phrase.trim() || connu?.phrase || "";
  const refuser = (quoi: string) => {
    const dite = `Motif ${rang} : ${quoi}`;
    return new Refus(422, dite, [{ champ: `motif${rang}`, code: "MOTIF", phrase: dite }]);
  };
  if (!connu) throw refuser("choisissez une raison, ou videz le reste.");
  if (!champ) throw refuser("choisissez le champ que l'organisme doit revoir.");
  if (phrase === "") throw refuser("écrivez la phrase que l'organisme lira.");
  const trop = tropLong("la phrase", phrase, PHRASE_MAX);
  if (trop) throw refuser(trop);
  if (session && !dossier.sessions.some((s) => s.reference === session)) {
    throw new Refus(422, "Cette session n'est pas de cette action.", []);
  }
  return { champ: champ.nom, code: connu.code, phrase, ...(session ? { sessionReference: session } : {}) };
}
