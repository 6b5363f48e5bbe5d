import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Authenticator } from "remix-auth";
import { ConnexionRefusee } from "../../comptes/comptes.server";
import { droitsConnus, quelquesUns } from "../../comptes/connexions.server";
import { compteDe } from "../../comptes/oidc/compte.server";
import type { ReponseVerifiee } from "../../comptes/oidc/fournisseur.server";
import { droitsDesRevendications } from "../../comptes/oidc/revendications.server";
import type { Acteur } from "../../droits/droits";
import { connecter } from "../../server/connecter.server";
import { exigerOidc, journaliser, strategieDe } from "../../server/oidc.server";
import { chargeur, type Requete } from "../../server/route.server";
import { Lien } from "../../ui/lien";
import { DepartOidc } from "./depart";

export const meta: MetaFunction = () => [{ title: "Connexion refusée · RafaelPro" }];

/** The way back from the provider: signs in, or says why not and what to do. */
export const loader = chargeur({ droit: "public" }, async (r) => {
  const { request, rafael } = r;
  const { nom } = exigerOidc(rafael);
  const state = new URL(request.url).searchParams.get("state") ?? "";
  const oubli = await rafael.connexionEnCours(state).serialize("", { maxAge: 0 });
  const authenticator = new Authenticator<Response>().use(
    strategieDe(r, ({ reponse, suite }) => accueillir(r, reponse, suite)),
  );
  try {
    const connecte = await authenticator.authenticate("oidc", request);
    connecte.headers.append("Set-Cookie", oubli);
    throw connecte;
  } catch (erreur) {
    if (!(erreur instanceof ConnexionRefusee)) throw erreur;
    journaliser(rafael, erreur);
    return data(
      { nom, phrase: erreur.message, autre: erreur.statut === 403 },
      { status: erreur.statut, headers: { "Set-Cookie": oubli } },
    );
  }
});

async function accueillir(r: Requete<Acteur | null>, reponse: ReponseVerifiee, suite: string) {
  const { db, maintenant } = r.ctx;
  const { nom, droits: source } = exigerOidc(r.rafael);
  const utilisateurId = await compteDe(db, reponse, nom, maintenant);
  const transmis =
    source === "tables" ? null : await droitsConnus(db, droitsDesRevendications(reponse.rafael, nom));
  const message = transmis?.inconnues.length
    ? `Structures inconnues de RafaelPro, sur lesquelles vous n'avez aucun droit : ${quelquesUns(transmis.inconnues)}.`
    : undefined;
  return connecter(r, utilisateurId, suite, {
    jetonIdentite: reponse.jetonIdentite,
    droits: transmis?.droits ?? null,
    ...(message ? { message } : {}),
  });
}

export default function Retour() {
  const { nom, phrase, autre } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Connexion refusée</h1>
      <div className="rp-resume" role="alert">
        <p>{phrase}</p>
      </div>
      <DepartOidc nom={nom} suite="/" autre={autre} />
      <p>
        <Lien vers="connexion">Revenir à la page de connexion</Lien>
      </p>
    </>
  );
}
