import { redirect } from "@remix-run/node";
import { fermerConnexion } from "../comptes/connexions.server";
import { DUREE_CONNEXION } from "../comptes/identite";
import type { Acteur } from "../droits/droits";
import type { Requete } from "./route.server";

/**
 * Signs a person in and sends them to `suite`, with a message shown once there. The session is a new one: nothing of
 * the one before (another person's, or one slipped in) goes on. `connexion`: the key of a sign-in through a provider.
 */
export async function connecter(
  { rafael, ctx, session }: Requete<Acteur | null>,
  utilisateur: number,
  suite: string,
  { connexion, message }: { connexion?: string; message?: string } = {},
): Promise<Response> {
  const ancienne = session.get("connexion");
  if (ancienne) await fermerConnexion(ctx.db, ancienne);
  const nouvelle = await rafael.sessions.getSession();
  nouvelle.set("utilisateur", utilisateur);
  nouvelle.set("jusqua", ctx.maintenant.getTime() + DUREE_CONNEXION * 1000);
  if (connexion) nouvelle.set("connexion", connexion);
  if (message) nouvelle.flash("message", message);
  return redirect(rafael.base + suite, { headers: await rafael.garder(nouvelle) });
}
