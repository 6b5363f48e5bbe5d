import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, lte, ne } from "drizzle-orm";
import type { Base } from "../../db/client";
import { connexion, courrier, lienMotDePasse as l, utilisateur } from "../../db/schema";
import { Refus } from "../catalogue/contexte";
import { defautDuCourriel } from "../catalogue/formes";
import type { Raison } from "../catalogue/regles";
import { posterSecret } from "../courriels/poster.server";
import { COURRIEL_MAX } from "./comptes.server";
import { chiffrerMotDePasse } from "./mot-de-passe.server";
import { compterTentative } from "./tentatives.server";

/** How long a link may be used, from the mail that brings it. */
export const LIEN_MINUTES = 60;

/** CNIL, délibération 2022-100: 50 bits where failures are counted, as they are here; no kind of character is imposed. */
export const MOT_DE_PASSE_MIN = 12;

/** In the query: the path of a request is in the log, its query never. */
const CHEMIN = "connexion/nouveau-mot-de-passe?lien=";

/**
 * Sends a link to choose a new password to the account of that e-mail, if there is one; `adresse` is the client's. False
 * when it was asked for too often, whoever it is. Only to an account that has a password: a link changes one and never
 * gives the first, or else a mailbox would open an account that its provider alone opens, and keeps safer.
 */
export async function demanderUnLien(
  db: Base,
  demande: { courriel: string; adresse: string | null },
  maintenant: Date,
): Promise<boolean> {
  const courriel = demande.courriel.trim().toLowerCase();
  const phrase = courriel ? defautDuCourriel(courriel) : "Donnez l'adresse électronique de votre compte.";
  if (phrase) {
    throw new Refus(422, "Votre demande n'est pas transmise.", [
      { champ: "courriel", code: "COURRIEL", phrase },
    ]);
  }
  // No account has it, and it would make a long key.
  if (courriel.length > COURRIEL_MAX) return true;
  if (!(await compterTentative(db, courriel, demande.adresse, maintenant, "oubli"))) return false;
  const [compte] = await db
    .select({ id: utilisateur.id })
    .from(utilisateur)
    .where(and(eq(utilisateur.courriel, courriel), ne(utilisateur.motDePasse, "")));
  // An account costs one short write more than none: too few may be asked for to measure it.
  if (compte) {
    await posterSecret(
      db,
      compte.id,
      {
        titre: "Choisir un nouveau mot de passe",
        phrase:
          "Il a été demandé pour ce compte. Ce lien sert une seule fois, pendant une heure.\nSi ce n'est pas vous, ne faites rien : votre mot de passe ne change pas.",
        chemin: CHEMIN,
      },
      maintenant,
    );
  }
  return true;
}

const empreinteDe = (jeton: string) => createHash("sha256").update(jeton).digest("base64url");

/** A new token for that account; only its digest is kept. Forgets those that are over. */
export async function fabriquerLien(db: Base, utilisateurId: number, maintenant: Date): Promise<string> {
  const jeton = randomBytes(32).toString("base64url");
  const expire = new Date(maintenant.getTime() + LIEN_MINUTES * 60_000);
  await db.delete(l).where(lte(l.expire, maintenant));
  await db.insert(l).values({ empreinte: empreinteDe(jeton), utilisateurId, expire });
  return jeton;
}

const valable = (jeton: string, maintenant: Date) =>
  and(eq(l.empreinte, empreinteDe(jeton)), gt(l.expire, maintenant));

/** The account that a link is for, or null when it is used, over or none of ours. Uses nothing: mail scanners open links. */
export async function compteDuLien(db: Base, jeton: string, maintenant: Date) {
  const [compte] = await db
    .select({ id: utilisateur.id, courriel: utilisateur.courriel })
    .from(l)
    .innerJoin(utilisateur, eq(utilisateur.id, l.utilisateurId))
    .where(valable(jeton, maintenant));
  return compte ?? null;
}

/**
 * Changes the password of the account of that link, which is used with every other of the account, and closes all its
 * sign-ins: whoever knew the former password is out. Returns the account, or null when the link is no longer one. A 422 says
 * what is wrong with the password.
 */
export async function changerMotDePasse(
  db: Base,
  voulu: { lien: string; motDePasse: string; motDePasseRepete: string },
  maintenant: Date,
): Promise<number | null> {
  const compte = await compteDuLien(db, voulu.lien, maintenant);
  if (!compte) return null;
  const raisons = raisonsDuMotDePasse(voulu);
  if (raisons.length > 0) throw new Refus(422, "Votre mot de passe n'est pas changé.", raisons);
  // Before the transaction: it lasts, and passwords are digested one at a time.
  const motDePasse = await chiffrerMotDePasse(voulu.motDePasse);
  return db.transaction(async (tx) => {
    // The account first: two links of one account used at once wait for each other, the second then finds none.
    await tx.select().from(utilisateur).where(eq(utilisateur.id, compte.id)).for("no key update");
    const pris = await tx
      .delete(l)
      .where(valable(voulu.lien, maintenant))
      .returning({ empreinte: l.empreinte });
    if (pris.length === 0) return null;
    await tx.update(utilisateur).set({ motDePasse }).where(eq(utilisateur.id, compte.id));
    await tx.delete(l).where(eq(l.utilisateurId, compte.id));
    await tx.delete(courrier).where(and(eq(courrier.utilisateurId, compte.id), courrier.secret));
    await tx.delete(connexion).where(eq(connexion.utilisateurId, compte.id));
    return compte.id;
  });
}

function raisonsDuMotDePasse(voulu: { motDePasse: string; motDePasseRepete: string }): Raison[] {
  const dire = (champ: string, phrase: string) => [{ champ, code: "MOT_DE_PASSE", phrase }];
  if (!voulu.motDePasse) return dire("motDePasse", "Écrivez le nouveau mot de passe.");
  if ([...voulu.motDePasse].length < MOT_DE_PASSE_MIN) {
    return dire("motDePasse", `Choisissez un mot de passe d'au moins ${MOT_DE_PASSE_MIN} caractères.`);
  }
  if (voulu.motDePasse === voulu.motDePasseRepete) return [];
  return dire(
    "motDePasseRepete",
    "Les deux mots de passe ne sont pas les mêmes : écrivez deux fois le même.",
  );
}
