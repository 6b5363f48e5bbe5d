import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import { demandeRattachement as d, rattachement, structure, utilisateur } from "../../db/schema";
import { type Contexte, type ContexteConnecte, Refus } from "../catalogue/contexte";
import { enTransaction, raisonsDeLaPhrase } from "../catalogue/ecrire.server";
import type { Raison } from "../catalogue/regles";
import { REPONSE_JOURS } from "../catalogue/workflow";
import { posterAux } from "../courriels/poster.server";
import { PROFILS } from "../droits/droits";
import { siretDe } from "../referentiels/siret";
import { siretValide } from "../referentiels/siret.server";
import { PROFILS_DITS } from "./identite";

/** What a person asks: the structure as they typed its SIRET, the profile, and who they are there. */
export type RattachementVoulu = { siret: string; profil: string; contexte: string };

/** Demandes of one person that may wait at a time: nobody is in more structures at once. */
const OUVERTES_MAX = 5;
const JOUR_MS = 86_400_000;

const DITS_DU_CONTEXTE = {
  quoi: "Votre message",
  manque: "Dites qui vous êtes dans cette structure : son référent décide avec cela.",
};

/**
 * Asks to be attached to a structure, or for another profile in it (guide, « Accéder à votre espace »); its référents are
 * told. A 422 with every reason at once.
 */
export function demanderRattachement(
  ctx: ContexteConnecte,
  voulu: RattachementVoulu,
): Promise<{ aReferent: boolean }> {
  return enTransaction(ctx, async (tx) => {
    const acteur = ctx.acteur;
    const siret = siretDe(voulu.siret) ?? "";
    const profil = PROFILS.find((p) => p === voulu.profil);
    // Held until the end: two demandes sent at once are counted one after the other. What only names the person goes on.
    await tx.db.select().from(utilisateur).where(eq(utilisateur.id, acteur.id)).for("no key update");
    const [connue] = await tx.db.select().from(structure).where(eq(structure.siret, siret));
    const siennes = await tx.db
      .select()
      .from(d)
      .where(and(eq(d.utilisateurId, acteur.id), isNull(d.closeLe)));
    const [deja] = await tx.db
      .select()
      .from(rattachement)
      .where(and(eq(rattachement.utilisateurId, acteur.id), eq(rattachement.siret, siret)));
    const raisons: Raison[] = [];
    const dire = (champ: string, phrase: string) => raisons.push({ champ, code: "RATTACHEMENT", phrase });
    if (!siret) dire("siret", "Donnez le SIRET de la structure : 14 chiffres.");
    else if (!siretValide(siret)) dire("siret", "Ce SIRET n'existe pas : vérifiez ses 14 chiffres.");
    else if (!connue) {
      dire(
        "siret",
        "Cette structure n'est pas dans RafaelPro : vérifiez le SIRET, ou donnez-le à offre@cap-metiers.pro, qui l'ajoute.",
      );
    } else if (siennes.some((s) => s.siret === siret)) {
      dire("siret", "Vous avez déjà une demande en attente pour cette structure.");
    } else if (siennes.length >= OUVERTES_MAX) {
      dire(
        "siret",
        `Vous avez déjà ${OUVERTES_MAX} demandes en attente : retirez-en une, ou attendez la réponse.`,
      );
    }
    if (!profil) dire("profil", "Choisissez ce que vous y ferez.");
    else if (deja?.profil === profil) dire("profil", "C'est déjà votre profil dans cette structure.");
    const contexte = voulu.contexte.trim();
    raisons.push(...raisonsDeLaPhrase("contexte", contexte, DITS_DU_CONTEXTE));
    if (!connue || !profil || raisons.length > 0) {
      throw new Refus(422, "Votre demande n'est pas transmise.", raisons);
    }
    await tx.db
      .insert(d)
      .values({ utilisateurId: acteur.id, siret, profil, contexte, creeLe: tx.maintenant });
    const referents = (await referentsDe(tx, siret)).filter((id) => id !== acteur.id);
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

async function referentsDe({ db }: Pick<Contexte, "db">, siret: string): Promise<number[]> {
  const lignes = await db
    .select({ id: rattachement.utilisateurId })
    .from(rattachement)
    .where(and(eq(rattachement.siret, siret), eq(rattachement.referent, true)));
  return lignes.map((l) => l.id);
}

/** What the person asked themselves: what waits, and what was answered these thirty days. */
export function mesDemandes({ db, acteur, maintenant }: ContexteConnecte) {
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
        or(isNull(d.closeLe), gt(d.closeLe, new Date(maintenant.getTime() - REPONSE_JOURS * JOUR_MS))),
      ),
    )
    .orderBy(desc(d.creeLe), desc(d.id));
}

/** For who acts on a demande that no longer waits. */
export const DEMANDE_REPONDUE = () =>
  new Refus(409, "Cette demande a déjà reçu une réponse, ou a été retirée.");

/** Takes back a demande of one's own; a 409 when it was answered. */
export async function retirerDemandeDeRattachement(
  { db, acteur }: ContexteConnecte,
  demande: number,
): Promise<void> {
  const retirees = await db
    .delete(d)
    .where(and(eq(d.id, demande), eq(d.utilisateurId, acteur.id), isNull(d.closeLe)))
    .returning({ id: d.id });
  if (retirees.length === 0) throw DEMANDE_REPONDUE();
}
