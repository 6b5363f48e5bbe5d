import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { demanderUnLien } from "../../comptes/mot-de-passe-oublie.server";
import {
  chargeur,
  comptesSeulement,
  type FormulaireRefuse,
  refuser,
  traitement,
} from "../../server/route.server";
import { ChampTexte, ResumeErreurs } from "../../ui/champs";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { Ecrire } from "./ecrire";

export const meta: MetaFunction = () => [{ title: "Mot de passe oublié · RafaelPro" }];

export const loader = chargeur({ droit: "public" }, async ({ rafael }) => {
  comptesSeulement(rafael);
  return { courriels: rafael.courriels, oidc: rafael.oidc?.nom ?? null };
});

export const action = traitement({ droit: "public" }, async ({ form, ctx, rafael, aller }) => {
  comptesSeulement(rafael);
  // No mail leaves from here: the page says who to ask.
  if (!rafael.courriels) return aller("connexion/oubli");
  const courriel = String(form.get("courriel") ?? "").trim();
  try {
    const posee = await demanderUnLien(ctx.db, { courriel, adresse: rafael.adresse }, ctx.maintenant);
    if (posee) return { demande: courriel };
    return data({ refus: { statut: 429, message: TROP, raisons: [] }, courriel }, { status: 429 });
  } catch (erreur) {
    if (!(erreur instanceof Refus) || erreur.statut !== 422) throw erreur;
    return data({ ...refuser(erreur), courriel }, { status: 422 });
  }
});

const TROP =
  "Trop de demandes : regardez si un courriel vous est arrivé, sinon attendez une heure avant de recommencer.";

type Reponse = Partial<FormulaireRefuse> & { demande?: string; courriel?: string };

export default function Oubli() {
  const { courriels } = useLoaderData<typeof loader>();
  const { demande, refus, courriel } = useActionData<Reponse>() ?? {};
  return (
    <>
      <h1>Mot de passe oublié</h1>
      {refus ? (
        <ResumeErreurs
          titre={refus.message}
          erreurs={refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      {demande ? (
        <Suite courriel={demande} />
      ) : courriels ? (
        <Formulaire className="rp-carte rp-etroit">
          <p>
            Donnez l'adresse électronique de votre compte : vous y recevrez un lien pour choisir un nouveau
            mot de passe.
          </p>
          <ChampTexte
            meta={metaDe("courriel", courriel, refus?.raisons[0]?.phrase)}
            type="email"
            autoComplete="username"
            libelle="Adresse électronique"
          />
          <div className="rp-boutons">
            <Envoyer>Recevoir un lien</Envoyer>
            <Lien vers="connexion">Annuler</Lien>
          </div>
        </Formulaire>
      ) : (
        <>
          <p>
            Aucun courriel ne part d'ici. Pour changer votre mot de passe, écrivez à <Ecrire />.
          </p>
          <p>
            <Lien vers="connexion">Revenir à la page de connexion</Lien>
          </p>
        </>
      )}
    </>
  );
}

/** The same whether the account exists or not. */
function Suite({ courriel }: { courriel: string }) {
  const { oidc } = useLoaderData<typeof loader>();
  return (
    <div role="status">
      <p>
        Si <strong>{courriel}</strong> est l'adresse d'un compte qui a un mot de passe, un courriel y arrive
        dans quelques minutes. Son lien permet d'en choisir un nouveau : il sert une seule fois, pendant une
        heure.
      </p>
      <h2>Rien n'arrive au bout d'un quart d'heure ?</h2>
      <ul>
        <li>Regardez dans les courriels indésirables.</li>
        <li>
          Vérifiez l'adresse ci-dessus ; si ce n'est pas celle de votre compte,{" "}
          <Lien vers="connexion/oubli">donnez-en une autre</Lien>.
        </li>
        {oidc ? (
          <li>Si vous vous connectez avec {oidc}, c'est là que votre mot de passe se change.</li>
        ) : null}
        <li>
          Sinon, écrivez à <Ecrire />.
        </li>
      </ul>
      <p>
        <Lien vers="connexion">Revenir à la page de connexion</Lien>
      </p>
    </div>
  );
}
