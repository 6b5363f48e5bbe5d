import { and, asc, eq } from "drizzle-orm";
import { rattachement, structure, utilisateur } from "../../db/schema";
import { type ContexteConnecte, Refus } from "../catalogue/contexte";
import { enTransaction } from "../catalogue/ecrire.server";
import { posterAux } from "../courriels/poster.server";
import { PROFILS } from "../droits/droits";
import { formaterSiret } from "../referentiels/siret";
import { PROFILS_DITS } from "./identite";

/** A person attached to a structure. */
export type Membre = Awaited<ReturnType<typeof membresDe>>[number];

function membresDe({ db }: Pick<ContexteConnecte, "db">, siret: string) {
  return db
    .select({
      id: utilisateur.id,
      nom: utilisateur.nom,
      courriel: utilisateur.courriel,
      profil: rattachement.profil,
      referent: rattachement.referent,
    })
    .from(rattachement)
    .innerJoin(utilisateur, eq(utilisateur.id, rattachement.utilisateurId))
    .where(eq(rattachement.siret, siret))
    .orderBy(asc(utilisateur.nom), asc(utilisateur.id));
}

/**
 * Who is attached to a structure, for its référents and for Cap Métiers: a 403 that says why to somebody else of it, a 404 to
 * a stranger.
 */
export async function lireEquipe(ctx: ContexteConnecte, siret: string) {
  const { acteur, db } = ctx;
  const [[lue], membres] = await Promise.all([
    db.select().from(structure).where(eq(structure.siret, siret)),
    membresDe(ctx, siret),
  ]);
  const moi = membres.find((m) => m.id === acteur.id);
  if (!lue || !(acteur.moderateur || moi)) {
    throw new Refus(404, "Cette structure n'existe pas, ou n'est pas dans les vôtres.");
  }
  if (!acteur.moderateur && !moi?.referent) {
    throw new Refus(
      403,
      "L'équipe d'une structure se lit et se change par son référent (★), ou par Cap Métiers.",
    );
  }
  return { structure: lue, membres };
}

/** What is done of a member, by its button. */
export type Geste =
  | { quoi: "profil"; profil: string }
  | { quoi: "nommer" }
  | { quoi: "demettre" }
  | { quoi: "retirer" };

/** The member on whom that is about to be done; a 409 when it cannot be. */
export async function lireMembre(ctx: ContexteConnecte, siret: string, id: number, quoi: Geste["quoi"]) {
  const { structure: lue, membres } = await lireEquipe(ctx, siret);
  const membre = membres.find((m) => m.id === id);
  if (!membre) throw new Refus(409, "Cette personne ne fait plus partie de la structure.");
  const part = quoi === "retirer" || quoi === "demettre";
  const autreReferent = membres.some((m) => m.referent && m.id !== id);
  if (part && membre.referent && !autreReferent && !ctx.acteur.moderateur) {
    throw new Refus(
      409,
      `${id === ctx.acteur.id ? "Vous êtes" : `${membre.nom} est`} le seul référent de la structure : nommez-en d'abord un autre.`,
    );
  }
  return { structure: lue, membre };
}

/**
 * Changes the profile of a member, makes them a référent or no longer one, or takes them off the structure; they are told.
 * Nobody changes their own profile, and only Cap Métiers leaves a structure without a référent. A 409 when the person is
 * no longer of it.
 */
export function changerEquipe(
  ctx: ContexteConnecte,
  siret: string,
  id: number,
  geste: Geste,
): Promise<Membre> {
  return enTransaction(ctx, async (dans) => {
    const tx = { ...dans, acteur: ctx.acteur };
    // Held until the end: two référents who take each other off are counted one after the other. What only names the
    // structure goes on.
    await tx.db.select().from(structure).where(eq(structure.siret, siret)).for("no key update");
    const { structure: s, membre } = await lireMembre(tx, siret, id, geste.quoi);
    const phrase = await appliquer(tx, siret, membre, geste);
    if (phrase && id !== tx.acteur.id) {
      const titre = `${s.nom}, ${s.ville} (${formaterSiret(siret)})`;
      // About the person, who may be of the structure no more.
      const nouvelle = {
        siret: null,
        titre,
        phrase: `${phrase} Par ${tx.acteur.nom}.`,
        chemin: "structures",
      };
      await posterAux(tx.db, [id], nouvelle, tx.maintenant);
    }
    return membre;
  });
}

/** Does it, and returns what the person is told; "" when it was so already. */
async function appliquer(
  { db, acteur }: ContexteConnecte,
  siret: string,
  membre: Membre,
  geste: Geste,
): Promise<string> {
  const sien = and(eq(rattachement.siret, siret), eq(rattachement.utilisateurId, membre.id));
  switch (geste.quoi) {
    case "profil": {
      const profil = PROFILS.find((p) => p === geste.profil);
      if (!profil) throw new Refus(422, "Choisissez un profil dans la liste.");
      if (profil === membre.profil) return "";
      if (membre.id === acteur.id) {
        throw new Refus(
          409,
          "Votre propre profil se demande : un autre référent, ou Cap Métiers, vous répond.",
        );
      }
      await db.update(rattachement).set({ profil }).where(sien);
      return `Votre profil est maintenant « ${PROFILS_DITS[profil]} ».`;
    }
    case "retirer":
      await db.delete(rattachement).where(sien);
      return "Vous n'en faites plus partie.";
    default: {
      const referent = geste.quoi === "nommer";
      if (referent === membre.referent) return "";
      await db.update(rattachement).set({ referent }).where(sien);
      return referent
        ? "Vous en êtes un référent : vous répondez aux demandes de rattachement, et tenez l'équipe à jour."
        : "Vous n'en êtes plus référent.";
    }
  }
}
