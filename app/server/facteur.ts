import type { Base } from "../../db/client";
import type { ServiceDeCourriel } from "../courriels/courriel";
import { distribuer } from "../courriels/distribuer.server";
import type { Journal } from "./context";

/** Seconds between two deliveries, by default: decisions that follow one another make one mail. */
const PERIODE = 300;

/**
 * Delivers the mails every `periode` of the service, as long as the process lives, which it does not keep alive; any number
 * of processes may do it on one database.
 */
export function lancerFacteur(
  db: Base,
  service: ServiceDeCourriel,
  { maintenant, journal }: { maintenant: () => Date; journal: Journal },
): void {
  setTimeout(
    async () => {
      try {
        const bilan = await distribuer(db, service, maintenant);
        const { partis, remis, abandonnes } = bilan;
        if (abandonnes > 0) journal.error(bilan, "courriels abandonnés");
        else if (remis > 0) journal.warn(bilan, "courriels remis à plus tard");
        else if (partis > 0) journal.info(bilan, "courriels partis");
      } catch (erreur) {
        journal.warn({ erreur: String(erreur) }, "courriels en attente de la base");
      }
      lancerFacteur(db, service, { maintenant, journal });
    },
    (service.periode ?? PERIODE) * 1000,
  ).unref();
}
