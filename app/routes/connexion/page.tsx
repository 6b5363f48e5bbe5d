import { data, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { ConnexionRefusee, identifier } from "../../comptes/comptes.server";
import { oublierFormulaires } from "../../server/jeton.server";
import { chargeur, comptesSeulement, traitement } from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";

export const meta: MetaFunction = () => [{ title: "Connexion · RafaelPro" }];

/** Only an address of ours: a path, never another host. */
function suiteSure(suite: string | null): string {
  return suite && /^\/(?![/\\])/.test(suite) ? suite : "/";
}

export const loader = chargeur({ droit: "public" }, async ({ request, ctx, rafael, aller }) => {
  const suite = suiteSure(new URL(request.url).searchParams.get("suite"));
  if (ctx.acteur) throw await aller(suite);
  comptesSeulement(rafael, suite);
  return { suite };
});

export const action = traitement({ droit: "public" }, async ({ request, ctx, rafael, session, aller }) => {
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
    session.set("utilisateur", await authenticator.authenticate("formulaire", request));
    await oublierFormulaires(ctx);
    return await aller(suite);
  } catch (erreur) {
    if (!(erreur instanceof ConnexionRefusee)) throw erreur;
    return data({ message: erreur.message, courriel }, { status: erreur.statut });
  }
});

export default function Connexion() {
  const { suite } = useLoaderData<typeof loader>();
  const refus = useActionData<{ message: string; courriel: string }>();
  return (
    <>
      <h1>Se connecter à RafaelPro</h1>
      {refus ? (
        <ResumeErreurs titre="Connexion refusée" erreurs={[{ ancre: "#courriel", phrase: refus.message }]} />
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
      </Form>
    </>
  );
}
