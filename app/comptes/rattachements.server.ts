import { and, asc, count, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { demandeRattachement, rattachement, structure, utilisateur } from "../../db/schema";
import { type Contexte, Refus } from "../catalogue/contexte";
import { enTransaction, exigerPhrase } from "../catalogue/ecrire.server";
import type { Raison } from "../catalogue/regles";
import { REPONSE_JOURS } from "../catalogue/workflow";
import { posterAux } from "../courriels/poster.server";
import type { Acteur, Profil } from "../droits/droits";
import { formaterSiret } from "../referentiels/siret";
import { siretValide } from "../referentiels/siret.server";
import { PROFILS, PROFILS_DITS } from "./identite";

/** What a person asks: the structure as they typed its SIRET, the profile, and who they are there. */
export type RattachementVoulu = { siret: string; profil: string; contexte: string };

/** Demandes of one person that may wait at a time: nobody is in more structures at once. */
const OUVERTES_MAX = 5;
const JOUR_MS = 86_400_000;

type Connecte = Contexte & { acteur: Acteur };

/**
 * Asks to be attached to a structure, or for another profile in it (guide, « Accéder à votre espace »); its référents are
 * told. A 422 with every reason at once.
 */
export function demanderRattachement(
  ctx: Connecte,
  voulu: RattachementVoulu,
): Promise<{ aReferent: boolean }> {
  return enTransaction(ctx, async (tx) => {
    const acteur = ctx.acteur;
    const siret = voulu.siret.replace(/\s/g, "");
    const profil = PROFILS.find((p) => p === voulu.profil);
    // Held until the end: two demandes sent at once are counted one after the other.
    await tx.db.select().from(utilisateur).where(eq(utilisateur.id, acteur.id)).for("update");
    const [connue] = await tx.db.select().from(structure).where(eq(structure.siret, siret));
    const siennes = await tx.db
      .select()
      .from(demandeRattachement)
      .where(and(eq(demandeRattachement.utilisateurId, acteur.id), isNull(demandeRattachement.closeLe)));
    const [deja] = await tx.db
      .select()
      .from(rattachement)
      .where(and(eq(rattachement.utilisateurId, acteur.id), eq(rattachement.siret, siret)));
    const raisons: Raison[] = [];
    const dire = (champ: string, phrase: string) => raisons.push({ champ, code: "RATTACHEMENT", phrase });
    if (!siretValide(siret)) dire("siret", "Donnez le SIRET de la structure : 14 chiffres.");
    else if (!connue) {
      dire(
        "siret",
        "Cette structure n'est pas dans RafaelPro : vérifiez le SIRET, ou écrivez à offre@cap-metiers.pro pour l'y faire entrer.",
      );
    } else if (siennes.some((d) => d.siret === siret)) {
      dire("siret", "Vous avez déjà une demande en attente pour cette structure.");
    } else if (siennes.length >= OUVERTES_MAX) {
      dire(
        "siret",
        `Vous avez déjà ${OUVERTES_MAX} demandes en attente : retirez-en une, ou attendez la réponse.`,
      );
    }
    if (!profil) dire("profil", "Choisissez ce que vous y ferez.");
    else if (deja?.profil === profil) dire("profil", "C'est déjà votre profil dans cette structure.");
    const contexte = exigerContexte(voulu.contexte, raisons);
    if (!connue || !profil || raisons.length > 0) {
      throw new Refus(422, "Votre demande n'est pas transmise.", raisons);
    }
    await tx.db
      .insert(demandeRattachement)
      .values({ utilisateurId: acteur.id, siret, profil, contexte, creeLe: tx.maintenant });
    const referents = await referentsDe(tx, siret);
    await posterAux(
      tx.db,
      referents,
      {
        siret,
        titre: "Demande de rattachement",
        phrase: `${acteur.nom} demande à être « ${PROFILS_DITS[profil]} » :\n${contexte}\nC'est à vous d'accorder ou de refuser.`,
        chemin: "structures/demandes",
      },
      tx.maintenant,
    );
    return { aReferent: referents.length > 0 };
  });
}

/** What the person wrote of themselves; its reason goes with the others. */
function exigerContexte(brut: string, raisons: Raison[]): string {
  try {
    return exigerPhrase("contexte", brut, {
      quoi: "Votre message",
      manque: "Dites qui vous êtes dans cette structure : son référent décide avec cela.",
    });
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    raisons.push(...erreur.raisons);
    return "";
  }
}

async function referentsDe({ db }: Pick<Contexte, "db">, siret: string): Promise<number[]> {
  const lignes = await db
    .select({ id: rattachement.utilisateurId })
    .from(rattachement)
    .where(and(eq(rattachement.siret, siret), eq(rattachement.referent, true)));
  return lignes.map((l) => l.id);
}

const d = demandeRattachement;
const EN_ATTENTE = isNull(d.closeLe);

/** The structures whose demandes that person answers: those they are the référent of, or all for Cap Métiers. */
const repondu = (acteur: Acteur) =>
  acteur.moderateur
    ? undefined
    : sql`exists (select 1 from ${rattachement} r where r.siret = ${d.siret}
        and r.utilisateur_id = ${acteur.id} and r.referent)`;

/** The demandes that the person may answer, oldest first. */
export function demandesARepondre({ db, acteur }: Connecte) {
  return db
    .select({
      id: d.id,
      siret: d.siret,
      profil: d.profil,
      contexte: d.contexte,
      creeLe: d.creeLe,
      nom: utilisateur.nom,
      courriel: utilisateur.courriel,
      structure: structure.nom,
      ville: structure.ville,
      actuel: rattachement.profil,
    })
    .from(d)
    .innerJoin(utilisateur, eq(utilisateur.id, d.utilisateurId))
    .innerJoin(structure, eq(structure.siret, d.siret))
    .leftJoin(
      rattachement,
      and(eq(rattachement.utilisateurId, d.utilisateurId), eq(rattachement.siret, d.siret)),
    )
    .where(and(EN_ATTENTE, repondu(acteur)))
    .orderBy(asc(d.creeLe), asc(d.id))
    .limit(100);
}

/** How many of them. */
export async function compterDemandesARepondre({ db, acteur }: Connecte): Promise<number> {
  const [ligne] = await db
    .select({ n: count() })
    .from(d)
    .where(and(EN_ATTENTE, repondu(acteur)));
  return ligne?.n ?? 0;
}

/** What the person asked themselves: what waits, and what was answered these thirty days. */
export function mesDemandes({ db, acteur, maintenant }: Connecte) {
  return db
    .select({
      id: d.id,
      siret: d.siret,
      profil: d.profil,
      creeLe: d.creeLe,
      closeLe: d.closeLe,
      accordee: d.accordee,
      reponse: d.reponse,
      structure: structure.nom,
      ville: structure.ville,
    })
    .from(d)
    .innerJoin(structure, eq(structure.siret, d.siret))
    .where(
      and(
        eq(d.utilisateurId, acteur.id),
        or(EN_ATTENTE, gt(d.closeLe, new Date(maintenant.getTime() - REPONSE_JOURS * JOUR_MS))),
      ),
    )
    .orderBy(desc(d.creeLe), desc(d.id));
}

const REPONDUE = () => new Refus(409, "Cette demande a déjà reçu une réponse, ou a été retirée.");

/**
 * Answers a demande; the person is told, and has the right at once when it is granted. A référent stays one. A 404 for
 * who may not answer it, a 409 when it was answered already.
 */
export function repondreAuRattachement(
  ctx: Connecte,
  reponse: { demande: number; accordee: boolean; phrase: string },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const [lue] = await tx.db
      .select()
      .from(d)
      .where(and(eq(d.id, reponse.demande), repondu(ctx.acteur)))
      .for("update");
    if (!lue) throw new Refus(404, "Cette demande n'existe pas, ou n'est pas à vous de répondre.");
    if (lue.closeLe) throw REPONDUE();
    const phrase = exigerPhrase(`reponse${lue.id}`, reponse.phrase, {
      quoi: "Votre réponse",
      manque: reponse.accordee ? undefined : "Dites à la personne pourquoi sa demande est refusée.",
    });
    const { utilisateurId, siret, profil } = lue;
    await tx.db
      .update(d)
      .set({
        closeLe: tx.maintenant,
        accordee: reponse.accordee,
        reponse: phrase,
        repondantId: ctx.acteur.id,
      })
      .where(eq(d.id, lue.id));
    if (reponse.accordee) {
      await tx.db
        .insert(rattachement)
        .values({ utilisateurId, siret, profil })
        .onConflictDoUpdate({ target: [rattachement.utilisateurId, rattachement.siret], set: { profil } });
    }
    await posterAux(
      tx.db,
      [utilisateurId],
      { siret: null, ...(await direLaReponse(tx, lue, phrase, reponse.accordee)) },
      tx.maintenant,
    );
  });
}

async function direLaReponse(
  { db }: Contexte,
  { siret, profil }: { siret: string; profil: Profil },
  phrase: string,
  accordee: boolean,
) {
  const [s] = await db.select().from(structure).where(eq(structure.siret, siret));
  const dite = accordee
    ? `Votre demande est accordée : vous y êtes « ${PROFILS_DITS[profil]} ».`
    : "Votre demande est refusée.";
  return {
    titre: `Rattachement à ${s?.nom}, ${s?.ville} (${formaterSiret(siret)})`,
    phrase: phrase ? `${dite}\n${phrase}` : dite,
    chemin: "structures",
  };
}

/** Takes back a demande of one's own; a 409 when it was answered. */
export async function retirerDemandeDeRattachement({ db, acteur }: Connecte, demande: number): Promise<void> {
  const retirees = await db
    .delete(d)
    .where(and(eq(d.id, demande), eq(d.utilisateurId, acteur.id), EN_ATTENTE))
    .returning({ id: d.id });
  if (retirees.length === 0) throw REPONDUE();
}
