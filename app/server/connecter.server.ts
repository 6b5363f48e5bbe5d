import { redirect } from "@remix-run/node";
import { fermerConnexion, ouvrirConnexion } from "../comptes/connexions.server";
import { type DroitsDeConnexion, DUREE_CONNEXION } from "../comptes/identite";
import type { Acteur } from "../droits/droits";
import type { Requete } from "./route.server";

/**
 * Signs a person in and sends them to `suite`, with a message shown once there. The session is a new one: nothing of
 * the one before (another person's, or one slipped in) goes on. Through a provider it comes with its ID token and maybe
 * its rights.
 */
export async function connecter(
  { rafael, ctx, session }: Requete<Acteur | null>,
  utilisateur: number,
  suite: string,
  {
    message,
    ...externe
  }: { message?: string; jetonIdentite?: string; droits?: DroitsDeConnexion | null } = {},
): Promise<Response> {
  const ancienne = session.get("connexion");
  if (ancienne) await fermerConnexion(ctx.db, ancienne);
  const connexion = await ouvrirConnexion(ctx.db, { utilisateurId: utilisateur, ...externe }, ctx.maintenant);
  const nouvelle = await rafael.sessions.getSession();
  nouvelle.set("utilisateur", utilisateur);
  nouvelle.set("jusqua", ctx.maintenant.getTime() + DUREE_CONNEXION * 1000);
  nouvelle.set("connexion", connexion);
  if (message) nouvelle.flash("message", message);
  return redirect(rafael.base + suite, { headers: await rafael.garder(nouvelle) });
}
