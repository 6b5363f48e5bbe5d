import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changerMotDePasse, compteDuLien, MOT_DE_PASSE_MIN } from "../../comptes/mot-de-passe-oublie.server";
import { connecter } from "../../server/connecter.server";
import { chargeur, comptesSeulement, type FormulaireRefuse, traitement } from "../../server/route.server";
import { ChampTexte, ResumeErreurs } from "../../ui/champs";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";

export const meta: MetaFunction = () => [{ title: "Nouveau mot de passe · RafaelPro" }];

const lienDe = (request: Request) => new URL(request.url).searchParams.get("lien") ?? "";

export const loader = chargeur({ droit: "public" }, async ({ request, ctx, rafael }) => {
  comptesSeulement(rafael);
  const compte = await compteDuLien(ctx.db, lienDe(request), ctx.maintenant);
  return data(
    { courriel: compte?.courriel ?? null, courriels: rafael.courriels, min: MOT_DE_PASSE_MIN },
    compte ? undefined : { status: 404 },
  );
});

export const action = traitement({ droit: "public" }, async (r) => {
  const { request, form, ctx, rafael } = r;
  comptesSeulement(rafael);
  const lu = (nom: string) => String(form.get(nom) ?? "");
  const compte = await changerMotDePasse(
    ctx.db,
    { lien: lienDe(request), motDePasse: lu("motDePasse"), motDePasseRepete: lu("motDePasseRepete") },
    ctx.maintenant,
  );
  if (compte === null) return data({ perdu: true }, { status: 404 });
  rafael.log.info({ utilisateur: compte }, "mot de passe changé par un lien");
  const message = "Votre mot de passe est changé, et vous êtes connecté. Vos autres connexions sont fermées.";
  return connecter(r, compte, "/", { message });
});

export default function NouveauMotDePasse() {
  const { courriel, min } = useLoaderData<typeof loader>();
  const { perdu, refus } = useActionData<Partial<FormulaireRefuse> & { perdu?: boolean }>() ?? {};
  if (courriel === null || perdu) return <LienPerdu />;
  const champ = (nom: string) => metaDe(nom, "", refus?.raisons.find((r) => r.champ === nom)?.phrase);
  return (
    <>
      <h1>Choisir un nouveau mot de passe</h1>
      {refus ? (
        <ResumeErreurs
          titre={refus.message}
          erreurs={refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      <Formulaire className="rp-carte rp-etroit">
        <ChampTexte
          meta={metaDe("courriel", courriel)}
          type="email"
          autoComplete="username"
          libelle="Votre compte"
          lectureSeule
        />
        <ChampTexte
          meta={champ("motDePasse")}
          type="password"
          autoComplete="new-password"
          libelle="Nouveau mot de passe"
          aide={`${min} caractères au moins : quelques mots qui n'ont rien à voir ensemble se retiennent bien.`}
        />
        <ChampTexte
          meta={champ("motDePasseRepete")}
          type="password"
          autoComplete="new-password"
          libelle="Le même, une seconde fois"
        />
        <p className="rp-aide">Vous serez connecté ici, et déconnecté partout ailleurs.</p>
        <div className="rp-boutons">
          <Envoyer>Changer le mot de passe</Envoyer>
        </div>
      </Formulaire>
    </>
  );
}

function LienPerdu() {
  const { courriels } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Ce lien ne sert plus</h1>
      <p>
        Un lien sert une seule fois, pendant une heure. Si vous venez de changer votre mot de passe,
        connectez-vous avec le nouveau.
      </p>
      <p className="rp-boutons">
        <Lien vers="connexion">Se connecter</Lien>
        {courriels ? <Lien vers="connexion/oubli">Demander un autre lien</Lien> : null}
      </p>
    </>
  );
}
