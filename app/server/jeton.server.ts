import { createHash } from "node:crypto";
import { eq, is, lt } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import { formulaireRepondu } from "../../db/schema";
import type { Contexte } from "../catalogue/contexte";

/**
 * Where a form that changed something sends the person (without `chemin`, nowhere: its page is shown again with every
 * word posted), with the sentence to show there.
 */
export type ReponseEcrite = { chemin?: string; message?: string };

/** A second copy of a form comes within minutes; past this delay nobody waits for the first answer. */
const GARDE_HEURES = 48;
const HEURE_MS = 3_600_000;

/** The digest under which an answer is kept: the person, the address, the token of the page and every word posted. */
export function cleDuFormulaire(personne: number, adresse: string, form: FormData): string {
  // A form sent again without scripts has other ends of line than with them.
  const mots = [...form].map(([nom, valeur]) => [
    nom,
    typeof valeur === "string" ? valeur.replaceAll("\r\n", "\n") : valeur.name,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([personne, adresse, mots]))
    .digest("base64url");
}

/**
 * Runs `travail` once for this form: in one transaction, the claim and the work. The same form sent again, even at
 * the same time, waits for the first and gets its answer. When `travail` answers nothing to keep (`ecrite` absent:
 * a refusal, a search), the claim goes with the transaction and the form may be sent again.
 */
export async function repondreUneFois<R>(
  ctx: Contexte,
  cle: string,
  travail: (tx: Contexte) => Promise<{ resultat: R; ecrite?: ReponseEcrite }>,
): Promise<{ resultat: R } | { deja: ReponseEcrite }> {
  const rien = Symbol("rien à garder");
  let rendu: R | undefined;
  try {
    const repondu = await ctx.db.transaction(async (tx) => {
      const db = tx as unknown as Contexte["db"];
      const prise = await db
        .insert(formulaireRepondu)
        .values({ cle, quand: ctx.maintenant })
        .onConflictDoNothing()
        .returning({ cle: formulaireRepondu.cle });
      if (prise.length === 0) {
        const [deja] = await db.select().from(formulaireRepondu).where(eq(formulaireRepondu.cle, cle));
        return { deja: deja?.reponse ?? { chemin: "" } };
      }
      const { resultat, ecrite } = await travail({ ...ctx, db });
      rendu = resultat;
      if (!ecrite) throw rien;
      await db.update(formulaireRepondu).set({ reponse: ecrite }).where(eq(formulaireRepondu.cle, cle));
      return { resultat };
    });
    // Inside somebody's transaction, they would wait for it, and share its failure.
    if (!is(ctx.db, PgTransaction)) oublierParfois(ctx);
    return repondu;
  } catch (erreur) {
    if (erreur === rien) return { resultat: rendu as R };
    throw erreur;
  }
}

let prochainOubli = 0;

/** Forgets the answers that nobody can ask for again, at most once an hour, and without anybody waiting for it. */
function oublierParfois({ db, maintenant }: Contexte): void {
  const instant = maintenant.getTime();
  if (instant < prochainOubli) return;
  prochainOubli = instant + HEURE_MS;
  const seuil = new Date(instant - GARDE_HEURES * HEURE_MS);
  // What fails now is done an hour later.
  db.delete(formulaireRepondu)
    .where(lt(formulaireRepondu.quand, seuil))
    .catch(() => {});
}
