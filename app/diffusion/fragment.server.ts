import { eq, inArray } from "drizzle-orm";
import type { Base } from "../../db/client";
import { type Approuve, actionFormation, publication, structure } from "../../db/schema";
import { liste, texte } from "../catalogue/champs";
import { jourDe, Refus } from "../catalogue/contexte";
import { versLheo } from "../catalogue/vers-lheo";
import { ecrireNoeud, validerNoeud } from "../lheo";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";
import { sortDuFluxLe } from "./sortie";

export type APublier = { reference: string; siret: string; approuve: Approuve; maintenant: Date };

/** Approved words that make no valid LHÉO: a refusal that says what is wrong, in French. */
export class FragmentInvalide extends Refus {
  constructor(reference: string, raison: string) {
    super(
      422,
      `L'action ${reference} ne peut pas entrer dans le flux LHÉO : ${raison} Si cela ne vient pas de votre saisie, écrivez à offre@cap-metiers.pro.`,
    );
  }
}

/**
 * The LHÉO fragment of these approved words, without the sessions that have left the feed (none left: empty), and the day on
 * which it is to be written again because another leaves it. Throws {@link FragmentInvalide} when it would not be valid.
 */
export async function composerFragment(
  db: Base,
  p: APublier,
): Promise<{ fragment: string; relireLe: string | null }> {
  const jour = jourDe(p.maintenant);
  const dates = p.approuve.sessions.map((session) => ({ session, sortie: sortDuFluxLe(session.saisie) }));
  const restent = dates.filter(({ sortie }) => !sortie || jour < sortie);
  if (dates.length > 0 && restent.length === 0) return { fragment: "", relireLe: null };
  const sessions = restent.map((d) => d.session);
  const [relireLe = null] = restent.flatMap(({ sortie }) => sortie ?? []).sort();
  const sirets = [p.siret, ...sessions.map((s) => texte(s.saisie.formateur)).filter(Boolean)];
  const [structures, certifications, [action]] = await Promise.all([
    db.select().from(structure).where(inArray(structure.siret, sirets)),
    certificationsParCodes(db, liste(p.approuve.action.certifications)),
    db
      .select({ conventionnee: actionFormation.conventionnee })
      .from(actionFormation)
      .where(eq(actionFormation.reference, p.reference)),
  ]);
  const responsable = structures.find((s) => s.siret === p.siret);
  if (!responsable) throw new FragmentInvalide(p.reference, `la structure ${p.siret} n'existe pas.`);
  const inconnu = sirets.find((s) => !structures.some((c) => c.siret === s));
  if (inconnu) throw new FragmentInvalide(p.reference, `l'organisme formateur ${inconnu} n'existe pas.`);
  const noeud = versLheo({
    reference: p.reference,
    approuve: { ...p.approuve, sessions },
    responsable,
    formateurs: structures,
    certifications,
    conventionnee: action?.conventionnee ?? false,
  });
  const anomalies = validerNoeud(noeud, "2.3");
  if (anomalies.length > 0) {
    throw new FragmentInvalide(p.reference, anomalies.map((a) => a.message).join(" "));
  }
  return { fragment: ecrireNoeud(noeud), relireLe };
}

/**
 * Publishes the fragment of these approved words, in the caller's transaction. Throws {@link FragmentInvalide}: nothing
 * invalid can enter the feed.
 */
export async function publierFragment(db: Base, p: APublier): Promise<void> {
  const compose = await composerFragment(db, p);
  const ligne = { siret: p.siret, approuve: p.approuve, ...compose, majLe: p.maintenant };
  await db
    .insert(publication)
    .values({ actionReference: p.reference, publieeLe: p.maintenant, ...ligne })
    .onConflictDoUpdate({ target: publication.actionReference, set: ligne });
}

/** Takes the action out of the feed. */
export async function retirerFragment(db: Base, reference: string): Promise<void> {
  await db.delete(publication).where(eq(publication.actionReference, reference));
}
