import { type Contexte, Refus } from "../catalogue/contexte";
import { peut } from "../droits/droits";

/** Throws a 403 for who is not a moderator. */
export function exigerModerateur(ctx: Contexte): void {
  if (!peut(ctx.acteur, "moderation:voir")) {
    throw new Refus(403, "Cette page est réservée aux gestionnaires de l'offre de Cap Métiers.");
  }
}
