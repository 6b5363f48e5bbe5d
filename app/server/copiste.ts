import type { Base } from "../../db/client";
import { recopierLesNotees, retirerLesSessionsFinies } from "../diffusion/recopier.server";
import type { Journal } from "./context";

const PERIODE_MS = 60_000;

/**
 * Writes again, every minute, the published fragments of the structures whose sheet changed, and those that an ended session
 * leaves, as long as the process lives, which it does not keep alive; any number of processes may do it on one database.
 */
export function lancerCopiste(
  db: Base,
  { maintenant, journal }: { maintenant: () => Date; journal: Journal },
): void {
  setTimeout(async () => {
    try {
      for (const tournee of [recopierLesNotees, retirerLesSessionsFinies]) {
        const bilan = await tournee(db, maintenant());
        if (bilan.invalides.length > 0) journal.warn(bilan, "fragments laissés comme ils étaient");
        else if (bilan.recopies > 0) journal.info(bilan, "fragments recopiés");
      }
    } catch (erreur) {
      journal.warn({ erreur: String(erreur) }, "fragments en attente de la base");
    }
    lancerCopiste(db, { maintenant, journal });
  }, PERIODE_MS).unref();
}
