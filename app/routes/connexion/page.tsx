import { data, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { ConnexionRefusee, identifier } from "../../comptes/comptes.server";
import { phraseInjoignable } from "../../comptes/oidc/fournisseur.server";
import { suiteSure } from "../../comptes/suite";
import { connecter } from "../../server/connecter.server";
import { demandeDe } from "../../server/corps.server";
import { chargeur, comptesSeulement, traitement } from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";
import { Lien } from "../../ui/lien";
import { DepartOidc } from "./depart";
import { Ecrire } from "./ecrire";

export const meta: MetaFunction = () => [{ title: "Connexion · RafaelPro" }];

export const loader = chargeur({ droit: "public" }, async ({ request, ctx, rafael, aller }) => {
  const { searchParams: recherche } = new URL(request.url);
  const suite = suiteSure(recherche.get("suite"));
  if (ctx.acteur) throw await aller(suite);
  comptesSeulement(rafael, suite);
  const oidc = rafael.oidc?.nom ?? null;
  const injoignable = oidc !== null && recherche.has("injoignable") ? phraseInjoignable(oidc) : null;
  return data(
    { suite, oidc, injoignable, courriels: rafael.courriels },
    injoignable ? { status: 503 } : undefined,
  );
});

export const action = traitement({ droit: "public" }, async (r) => {
  const { ctx, rafael } = r;
  comptesSeulement(rafael);
  const authenticator = new Authenticator<number>();
  let courriel = "";
  let suite = "/";
  authenticator.use(
    new FormStrategy(async ({ form }) => {
      courriel = String(form.get("courriel") ?? "");
      suite = suiteSure(String(form.get("suite") ?? "/"));
      const motDePasse = String(form.get("motDePasse") ?? "");
      return identifier(ctx.db, { courriel, motDePasse, adresse: rafael.adresse }, ctx.maintenant);
    }),
    "formulaire",
  );
  try {
    const utilisateur = await authenticator.authenticate("formulaire", demandeDe(r));
    return await connecter(r, utilisateur, suite);
  } catch (erreur) {
    if (!(erreur instanceof ConnexionRefusee)) throw erreur;
    return data({ message: erreur.message, courriel }, { status: erreur.statut });
  }
});

export default function Connexion() {
  const { suite, oidc, injoignable, courriels } = useLoaderData<typeof loader>();
  const refus = useActionData<{ message: string; courriel: string }>();
  return (
    <>
      <h1>Se connecter à RafaelPro</h1>
      {refus ? (
        <ResumeErreurs titre="Connexion refusée" erreurs={[{ ancre: "#courriel", phrase: refus.message }]} />
      ) : null}
      {oidc ? (
        <div className="rp-carte rp-etroit">
          {injoignable ? (
            <p role="alert" className="rp-erreur">
              {injoignable}
            </p>
          ) : null}
          <DepartOidc nom={oidc} suite={suite} />
        </div>
      ) : null}
      <Form method="post" className="rp-carte rp-etroit">
        <input type="hidden" name="suite" value={suite} />
        <div className="rp-champ">
          <label htmlFor="courriel">Adresse électronique</label>
          <input
            id="courriel"
            name="courriel"
            type="email"
            autoComplete="username"
            maxLength={254}
            defaultValue={refus?.courriel ?? ""}
            required
          />
        </div>
        <div className="rp-champ">
          <label htmlFor="motDePasse">Mot de passe</label>
          <input id="motDePasse" name="motDePasse" type="password" autoComplete="current-password" required />
        </div>
        <div className="rp-boutons">
          <button type="submit" className="rp-principal">
            Se connecter
          </button>
        </div>
        <p className="rp-aide">
          {courriels ? (
            <Lien vers="connexion/oubli">Mot de passe oublié ?</Lien>
          ) : (
            <>
              Mot de passe oublié ? Écrivez à <Ecrire />.
            </>
          )}
        </p>
      </Form>
    </>
  );
}
