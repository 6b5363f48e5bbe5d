import { MantineProvider } from "@mantine/core";
import { data } from "@remix-run/node";
import { Form, Outlet, useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { structuresDe } from "../comptes/comptes.server";
import { versionAllegee } from "../server/cookies.server";
import { chargeur } from "../server/route.server";
import { EcranContexte } from "../ui/ecran";
import { Lien } from "../ui/lien";
import { theme } from "../ui/theme";

export const loader = chargeur({ droit: "public" }, async ({ request, ctx, rafael, session, siret }) => {
  const structures = ctx.acteur ? await structuresDe(ctx.db, ctx.acteur) : [];
  const active = structures.find((s) => s.structure.siret === siret);
  const message = session.get("message") ?? null;
  return data(
    {
      ecran: { base: rafael.base, jeton: crypto.randomUUID(), personne: ctx.acteur?.id ?? null },
      personne: ctx.acteur && { nom: ctx.acteur.nom, moderateur: ctx.acteur.moderateur },
      active: active ? { nom: active.structure.nom, ville: active.structure.ville } : null,
      plusieurs: structures.length > 1,
      message,
      allegee: await versionAllegee(request),
    },
    message ? { headers: { "Set-Cookie": await rafael.sessions.commitSession(session) } } : undefined,
  );
});

export default function Cadre() {
  const { ecran, personne, active, plusieurs, message, allegee } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const { base } = ecran;
  const attente = useNavigation();
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <EcranContexte.Provider value={ecran}>
        <a className="rp-evitement" href="#contenu">
          Aller au contenu
        </a>
        <header className="rp-entete">
          <Lien vers="">RafaelPro</Lien>
          {personne ? (
            <nav aria-label="Principale">
              {active ? <Lien vers="formations">Gestion des formations</Lien> : null}
              {personne.moderateur ? <Lien vers="moderation">Modération</Lien> : null}
            </nav>
          ) : null}
          <div className="rp-profil">
            {personne ? (
              <>
                <strong>{personne.nom}</strong>
                {active ? (
                  <>
                    {" · "}
                    <Lien vers="structures">
                      {active.nom}, {active.ville}
                      <span className="rp-cache">
                        {plusieurs ? " (changer de structure)" : " (mes structures)"}
                      </span>
                    </Lien>
                  </>
                ) : null}{" "}
                <Form method="post" action={`${base}/deconnexion`}>
                  <button type="submit" className="rp-lien">
                    Se déconnecter
                  </button>
                </Form>
              </>
            ) : (
              <Lien vers="connexion">Se connecter</Lien>
            )}
          </div>
        </header>
        <p role="status" className={attente.state === "idle" ? "rp-cache" : "rp-attente"}>
          {attente.state === "idle" ? "" : attente.formMethod === "POST" ? "Envoi en cours…" : "Chargement…"}
        </p>
        <main className="rp-page" id="contenu" tabIndex={-1}>
          {message ? (
            <div className="rp-info" role="status">
              <p>{message}</p>
            </div>
          ) : null}
          <Outlet />
        </main>
        <footer className="rp-pied">
          <span>RafaelPro, par Cap Métiers Nouvelle-Aquitaine</span>
          <Form method="post" action={`${base}/version`} reloadDocument>
            <input type="hidden" name="suite" value={pathname.slice(base.length) + search} />
            <button type="submit" className="rp-lien" name="version" value={allegee ? "0" : "1"}>
              {allegee ? "Revenir à la version complète" : "Passer à la version allégée"}
            </button>
          </Form>
        </footer>
      </EcranContexte.Provider>
    </MantineProvider>
  );
}

export { LimiteErreur as ErrorBoundary } from "./accueil/limite-erreur";
