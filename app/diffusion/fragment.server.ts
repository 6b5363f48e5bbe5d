import { eq, inArray } from "drizzle-orm";
import type { Base } from "../../db/client";
import { type Approuve, publication, structure } from "../../db/schema";
import { liste, texte } from "../catalogue/champs";
import { versLheo } from "../catalogue/lheo";
import { ecrireNoeud, validerNoeud } from "../lheo";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";

export type APublier = { reference: string; siret: string; approuve: Approuve; maintenant: Date };

/**
 * Writes the LHÉO fragment of these approved words, in the caller's transaction. Throws when it would not be valid:
 * nothing invalid can enter the feed.
 */
export async function publierFragment(db: Base, p: APublier): Promise<void> {
  const sirets = [p.siret, ...p.approuve.sessions.map((s) => texte(s.saisie.formateur)).filter(Boolean)];
  const [structures, certifications] = await Promise.all([
    db.select().from(structure).where(inArray(structure.siret, sirets)),
    certificationsParCodes(db, liste(p.approuve.action.certifications)),
  ]);
  const responsable = structures.find((s) => s.siret === p.siret);
  if (!responsable) throw new Error(`La structure ${p.siret} n'existe pas.`);
  const noeud = versLheo({
    reference: p.reference,
    approuve: p.approuve,
    responsable,
    formateurs: structures,
    certifications,
  });
  const anomalies = validerNoeud(noeud, "2.3");
  if (anomalies.length > 0) {
    throw new Error(`Fragment ${p.reference} invalide : ${anomalies.map((a) => a.message).join(" ")}`);
  }
  const ligne = { siret: p.siret, approuve: p.approuve, fragment: ecrireNoeud(noeud), majLe: p.maintenant };
  await db
    .insert(publication)
    .values({ actionReference: p.reference, publieeLe: p.maintenant, ...ligne })
    .onConflictDoUpdate({ target: publication.actionReference, set: ligne });
}

/** Takes the action out of the feed. */
export async function retirerFragment(db: Base, reference: string): Promise<void> {
  await db.delete(publication).where(eq(publication.actionReference, reference));
}
