/**
 * A draft that saves itself has its reference from the answer to its first save. On a poor line that answer may be lost:
 * the form then carries only the number it gave itself (`naissance`), by which the draft already begun is found, instead
 * of a second one.
 */
import { eq } from "drizzle-orm";
import { formulaireRepondu } from "../../db/schema";
import type { Contexte, ContexteConnecte } from "../catalogue/contexte";
import { cleDuFormulaire, repondreUneFois } from "./jeton.server";

/** The version that what is begun has: whatever was written since is somebody's, and a conflict. */
const A_LA_NAISSANCE = 1;

function cleDe(acteur: { id: number }, form: FormData): string | null {
  const naissance = form.get("naissance");
  if (typeof naissance !== "string" || naissance === "") return null;
  const seule = new FormData();
  seule.set("naissance", naissance);
  return cleDuFormulaire(acteur.id, "naissance", seule);
}

/**
 * The draft that this form is of, by its own word or by the number it gave itself, and the version its words follow. Null:
 * it has begun none.
 */
export async function brouillonDe(
  { db, acteur }: ContexteConnecte,
  form: FormData,
): Promise<{ reference: string; version: number } | null> {
  const reference = String(form.get("brouillon") ?? "");
  if (reference) return { reference, version: Number(form.get("version") ?? 0) };
  const cle = cleDe(acteur, form);
  if (!cle) return null;
  const [ne] = await db.select().from(formulaireRepondu).where(eq(formulaireRepondu.cle, cle));
  const nee = ne?.reponse?.chemin;
  return nee ? { reference: nee, version: A_LA_NAISSANCE } : null;
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
