import type { Strategy } from "remix-auth/strategy";
import type { ConnexionRefusee } from "../comptes/comptes.server";
import { type Fournisseur, fournisseurDe, type ReponseVerifiee } from "../comptes/oidc/fournisseur.server";
import { StrategieOidc } from "../comptes/oidc/strategie.server";
import type { Acteur } from "../droits/droits";
import type { Requete } from "./route.server";

/** The provider of this installation; without one, as in a portal, these addresses do not exist: throws a 404. */
export function exigerOidc(rafael: Requete<null>["rafael"]): Fournisseur {
  if (!rafael.oidc) throw new Response("Cette adresse ne correspond à aucune page.", { status: 404 });
  return fournisseurDe(rafael.oidc);
}

/** The strategy of this request. */
export function strategieDe<User>(
  { request, rafael, ctx }: Requete<Acteur | null>,
  verify: Strategy.VerifyFunction<User, { reponse: ReponseVerifiee; suite: string }>,
): StrategieOidc<User> {
  const { origin } = new URL(request.url);
  return new StrategieOidc(
    {
      fournisseur: exigerOidc(rafael),
      retour: `${origin}${rafael.base}/connexion/oidc/retour`,
      connexionEnCours: rafael.connexionEnCours,
      maintenant: ctx.maintenant,
    },
    verify,
  );
}

/** Says in the log why a sign-in was refused: messages and codes, never a claim or a token. */
export function journaliser(rafael: Requete<null>["rafael"], { statut, cause }: ConnexionRefusee): void {
  const raisons: string[] = [];
  for (let e = cause; e instanceof Error && raisons.length < 4; e = e.cause) {
    raisons.push([e.message, (e as { code?: unknown }).code].filter(Boolean).join(" · "));
  }
  rafael.log.warn({ statut, raisons }, "connexion OpenID Connect refusée");
}
