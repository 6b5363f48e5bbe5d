import { eq } from "drizzle-orm";
import { formulaireRepondu } from "../../db/schema";
import type { Contexte, ContexteConnecte } from "../catalogue/contexte";
import { cleDuFormulaire, repondreUneFois } from "./jeton.server";

/**
 * A draft that saves itself has its reference from the answer to its first save. On a poor line that answer may be lost:
 * the form then carries only the number it gave itself (`naissance`), by which the draft already begun is found, instead
 * of a second one.
 */
function cleDe(acteur: { id: number }, form: FormData): string | null {
  const naissance = form.get("naissance");
  if (typeof naissance !== "string" || naissance === "") return null;
  const seule = new FormData();
  seule.set("naissance", naissance);
  return cleDuFormulaire(acteur.id, "naissance", seule);
}

/**
 * The draft that this form is of, by its own word or by the number it gave itself, and the version its words follow: when it
 * did not hear of its own first save, the one that `versionDe` reads. Null: none yet.
 */
export async function brouillonDe(
  { db, acteur }: ContexteConnecte,
  form: FormData,
  versionDe: (reference: string) => Promise<number>,
): Promise<{ reference: string; version: number } | null> {
  const reference = String(form.get("brouillon") ?? "");
  if (reference) return { reference, version: Number(form.get("version") ?? 0) };
  const cle = cleDe(acteur, form);
  if (!cle) return null;
  const [ne] = await db.select().from(formulaireRepondu).where(eq(formulaireRepondu.cle, cle));
  const nee = ne?.reponse?.chemin;
  return nee ? { reference: nee, version: await versionDe(nee) } : null;
}

/**
 * Begins what this form is about, by `creer`. Null when it was begun meanwhile, by the same form sent at the same time: it
 * is then found by {@link brouillonDe}.
 */
export async function naitreUneFois<R extends { reference: string }>(
  ctx: ContexteConnecte,
  form: FormData,
  creer: (tx: Contexte) => Promise<R>,
): Promise<R | null> {
  const cle = cleDe(ctx.acteur, form);
  if (!cle) return creer(ctx);
  const fait = await repondreUneFois(ctx, cle, async (tx) => {
    const resultat = await creer(tx);
    return { resultat, ecrite: { chemin: resultat.reference } };
  });
  return "deja" in fait ? null : fait.resultat;
}
