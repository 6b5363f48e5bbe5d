import { Refus } from "../../catalogue/contexte";
import type { ContexteRafael } from "../../server/context";

/** A 403 where another system says who is attached to what: it is asked there. */
export function exigerRattachementsIci({ rattachements }: ContexteRafael): void {
  if (!rattachements) {
    throw new Refus(403, "Vos rattachements viennent de votre portail : c'est là qu'ils se demandent.");
  }
}
