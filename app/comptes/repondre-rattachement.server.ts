import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { demandeRattachement as d, rattachement, structure, utilisateur } from "../../db/schema";
import { type Contexte, type ContexteConnecte, Refus } from "../catalogue/contexte";
import { enTransaction, exigerPhrase } from "../catalogue/ecrire.server";
import { posterAux } from "../courriels/poster.server";
import type { Acteur, Profil } from "../droits/droits";
import { formaterSiret } from "../referentiels/siret";
import { DEMANDE_REPONDUE } from "./demander-rattachement.server";
import { PROFILS_DITS } from "./identite";

const EN_ATTENTE = isNull(d.closeLe);

/** Whose demandes that person answers: others', on the structures they are the référent of, or all for Cap Métiers. */
const repondu = (acteur: Acteur) =>
  acteur.moderateur
    ? undefined
    : sql`${d.utilisateurId} <> ${acteur.id} and exists (select 1 from ${rattachement} r where r.siret = ${d.siret}
        and r.utilisateur_id = ${acteur.id} and r.referent)`;

/** The demandes that the person may answer, oldest first. */
export function demandesARepondre({ db, acteur }: ContexteConnecte) {
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
export async function compterDemandesARepondre({ db, acteur }: ContexteConnecte): Promise<number> {
  const [ligne] = await db
    .select({ n: count() })
    .from(d)
    .where(and(EN_ATTENTE, repondu(acteur)));
  return ligne?.n ?? 0;
}

/**
 * Answers a demande; the person is told, and has the right at once when it is granted. A référent stays one. A 404 for
 * who may not answer it, a 409 when it was answered already.
 */
export function repondreAuRattachement(
  ctx: ContexteConnecte,
  reponse: { demande: number; accordee: boolean; phrase: string },
): Promise<void> {
  return enTransaction(ctx, async (tx) => {
    const [lue] = await tx.db
      .select()
      .from(d)
      .where(and(eq(d.id, reponse.demande), repondu(ctx.acteur)))
      .for("update");
    if (!lue) throw new Refus(404, "Cette demande n'existe pas, ou n'est pas à vous de répondre.");
    if (lue.closeLe) throw DEMANDE_REPONDUE();
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
