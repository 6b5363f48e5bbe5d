import { data } from "@remix-run/node";
import { Form, Outlet, useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { ContexteRafael, Montage } from "../server/context";
import { chargeur } from "../server/route.server";
import { laisserAuNavigateur } from "../ui/avant-scripts";
import { type Ecran, EcranContexte } from "../ui/ecran";
import { Lien, Sortie } from "../ui/lien";
import { oublierEnvoi, retenirEnvoi } from "./accueil/dernier-envoi";
import "../ui/styles.css";

laisserAuNavigateur();

export const loader = chargeur(
  { droit: "public" },
  async ({ request, ctx, rafael, session, structures, siret }) => {
    const active = structures.find((s) => s.structure.siret === siret)?.structure;
    const message = session.get("message") ?? null;
    return data(
      {
        ecran: await ecranDe(request, rafael, ctx.acteur?.id ?? null),
        personne: ctx.acteur && { nom: ctx.acteur.nom, moderateur: ctx.acteur.moderateur },
        active: active ? { nom: active.nom, ville: active.ville } : null,
        plusieurs: structures.length > 1,
        message,
        panne: false,
        ...habillage(rafael),
      },
      message ? { headers: await rafael.garder(session) } : undefined,
    );
  },
  async (request, rafael) =>
    data({
      ecran: await ecranDe(request, rafael, null),
      personne: null,
      active: null,
      plusieurs: false,
      message: null,
      panne: true,
      ...habillage(rafael),
    }),
);

const ecranDe = async (
  request: Request,
  rafael: ContexteRafael & Montage,
  personne: number | null,
): Promise<Ecran> => ({
  base: rafael.base,
  jeton: rafael.jeton,
  personne,
  langue: rafael.habillage.langueDesDates,
  allegee: await rafael.allegee(request),
});

const habillage = (rafael: ContexteRafael) => ({
  // Signing in and out is the portal's when it says who people are.
  comptes: rafael.portail === null,
  liens: rafael.habillage.liens,
  variables: rafael.habillage.variables,
});

export default function Cadre() {
  const d = useLoaderData<typeof loader>();
  const { ecran, active, message } = d;
  const { base, allegee } = ecran;
  const { pathname, search } = useLocation();
  const attente = useNavigation();
  useFocusDePage(pathname);
  // A host has its own landmarks around us.
  const [Entete, Principal, Pied] = base
    ? (["div", "div", "div"] as const)
    : (["header", "main", "footer"] as const);
  useEffect(() => {
    if (attente.state === "loading" && !attente.formMethod) oublierEnvoi();
  }, [attente]);
  return (
    <div className="rafael" style={d.variables} onSubmit={retenirEnvoi}>
      <EcranContexte.Provider value={ecran}>
        <a className="rp-evitement" href="#contenu">
          Aller au contenu
        </a>
        <Entete className="rp-entete">
          <Sortie vers="">RafaelPro</Sortie>
          {d.liens.length > 0 ? (
            <nav aria-label="Portail">
              {d.liens.map((l) => (
                <a key={l.adresse} href={l.adresse}>
                  {l.libelle}
                </a>
              ))}
            </nav>
          ) : null}
          {d.personne && (active || d.personne.moderateur) ? (
            <nav aria-label="Principale">
              {active ? <Sortie vers="formations">Gestion des formations</Sortie> : null}
              {d.personne.moderateur ? <Sortie vers="moderation">Modération</Sortie> : null}
            </nav>
          ) : null}
          <div className="rp-profil">
            {d.personne ? (
              <>
                <strong>{d.personne.nom}</strong>
                {active ? (
                  <>
                    {" · "}
                    <Sortie vers="structures">
                      {active.nom}, {active.ville}
                      <span className="rp-cache">
                        {d.plusieurs ? " (changer de structure)" : " (mes structures)"}
                      </span>
                    </Sortie>
                  </>
                ) : null}{" "}
                {d.comptes ? (
                  <Form method="post" action={`${base}/deconnexion`} reloadDocument>
                    <button type="submit" className="rp-lien">
                      Se déconnecter
                    </button>
                  </Form>
                ) : null}
              </>
            ) : d.panne ? null : (
              <Lien vers="connexion">Se connecter</Lien>
            )}
          </div>
        </Entete>
        <p role="status" className={attente.state === "idle" ? "rp-cache" : "rp-attente"}>
          {attente.state === "idle" ? "" : attente.formMethod === "POST" ? "Envoi en cours…" : "Chargement…"}
        </p>
        <Principal className="rp-page" id="contenu" tabIndex={-1}>
          {message ? (
            <div className="rp-info" role="status">
              <p>{message}</p>
            </div>
          ) : null}
          <Outlet />
        </Principal>
        <Pied className="rp-pied">
          <span>RafaelPro, par Cap Métiers Nouvelle-Aquitaine</span>
          {d.panne ? null : (
            <Form method="post" action={`${base}/version`} reloadDocument>
              <input type="hidden" name="suite" value={pathname.slice(base.length) + search} />
              <button type="submit" className="rp-lien" name="version" value={allegee ? "0" : "1"}>
                {allegee ? "Revenir à la version complète" : "Passer à la version allégée"}
              </button>
            </Form>
          )}
        </Pied>
      </EcranContexte.Provider>
    </div>
  );
}

/**
 * A page that comes without a full load is read from where its address points, else from its errors or its top, as a
 * full load would be.
 */
function useFocusDePage(pathname: string): void {
  const precedente = useRef(pathname);
  useEffect(() => {
    if (precedente.current === pathname) return;
    precedente.current = pathname;
    const debut = document.getElementById("erreurs") ?? document.getElementById("contenu");
    const pointe = document.getElementById(location.hash.slice(1));
    (pointe ?? debut)?.focus({ preventScroll: true });
  }, [pathname]);
}
