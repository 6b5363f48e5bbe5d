import { and, eq, inArray, max } from "drizzle-orm";
import { journal, utilisateur } from "../../db/schema";
import { type Contexte, Refus } from "../catalogue/contexte";
import type { ActionFormation } from "../catalogue/dossier.server";

type Prise = Pick<ActionFormation, "reference" | "priseEnChargePar">;

/** Who controls an action: since when, if the journal says so, and whether it is who asks. */
export type EnCharge = { nom: string; depuis: Date | null; moi: boolean };

/** Who has that action in charge; null when nobody has. */
export async function quiControle(
  { db, acteur }: Contexte,
  { reference, priseEnChargePar: id }: Prise,
): Promise<EnCharge | null> {
  if (id === null) return null;
  const [lu] = await db
    .select({ nom: utilisateur.nom, depuis: max(journal.quand) })
    .from(utilisateur)
    .leftJoin(
      journal,
      and(
        eq(journal.actionReference, reference),
        eq(journal.auteurId, utilisateur.id),
        inArray(journal.evenement, ["prendreEnCharge", "reprendreEnCharge"]),
      ),
    )
    .where(eq(utilisateur.id, id))
    .groupBy(utilisateur.id);
  return lu ? { ...lu, moi: id === acteur?.id } : null;
}

/** A 409 that names the colleague who controls the action: two moderators do not decide of the same one. */
export async function exigerSansCollegue(ctx: Contexte, action: Prise): Promise<void> {
  const prise = await quiControle(ctx, action);
  if (!prise || prise.moi) return;
  throw new Refus(
    409,
    `${prise.nom} a pris cette action en charge : laissez-lui la décision, ou reprenez l'action à votre compte sur sa fiche de contrôle, puis recommencez.`,
  );
}
