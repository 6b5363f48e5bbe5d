import { redirect } from "@remix-run/node";
import { fermerConnexion } from "../../comptes/connexions.server";
import { fournisseurDe } from "../../comptes/oidc/fournisseur.server";
import { passage } from "../../server/passage.server";
import { chargeur, comptesSeulement, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ aller }) => aller("/"));

/** Ends our session and, after a sign-in through a provider, the provider's too. */
export const action = traitement({ droit: "public" }, async ({ request, ctx, rafael, session }) => {
  comptesSeulement(rafael);
  const headers = new Headers(await rafael.garder(session, "fin"));
  const cle = session.get("connexion");
  const jeton = cle ? await fermerConnexion(ctx.db, cle) : null;
  const retour = `${rafael.base}/connexion`;
  if (jeton && rafael.oidc) {
    const { nom, sortie } = fournisseurDe(rafael.oidc);
    const adresse = await sortie(jeton, new URL(request.url).origin + retour);
    if (adresse)
      return passage(
        { adresse: adresse.href, vers: nom, titre: "Vous êtes déconnecté de RafaelPro" },
        headers,
      );
  }
  return redirect(retour, { headers });
});
