import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What `at` may be: segments of letters, figures, - and _; "" for the root. */
export const POINT_DE_MONTAGE = /^([A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)?$/;

const ici = dirname(fileURLToPath(import.meta.url));

/**
 * Mounts the whole route tree of the catalogue: the standalone application and a host portal call this one function
 * in their `routes(defineRoutes)`. Throws a sentence when `at` cannot be a mount point.
 * @param {(path: string | undefined, file: string, options?: object | (() => void), children?: () => void) => void} route
 *   the function Remix hands to `defineRoutes`
 * @param {{ at: string, limite?: boolean, app?: string }} options `at`: the path it is mounted at, "" for the root;
 *   `limite`: whether refusals are shown by our own boundary inside our frame, else they reach the host's (see
 *   `Reprise`); `app`: the host's app directory, "app" by default, from which Remix resolves the files of routes
 */
export function mountCatalogue(route, { at, limite, app = "app" }) {
  if (typeof at !== "string" || !POINT_DE_MONTAGE.test(at)) {
    throw new Error(
      `mountCatalogue : « at » doit être un chemin sans barre au début ni à la fin, comme « gestion-des-formations » (reçu : ${at}).`,
    );
  }
  const dossier = relative(resolve(app), resolve(ici, "routes")) || ".";
  const prefixe = `rafael${at ? `-${at.replaceAll("/", ".")}` : ""}`;
  const fichier = (nom) => `${dossier}/${nom}`;
  const id = (nom) => ({ id: `${prefixe}/${nom}` });
  const ressource = (chemin, nom) => route(chemin, fichier(`${nom}.ts`), id(nom));
  const page = (chemin, nom, enfants) => route(chemin, fichier(`${nom}.tsx`), id(nom), enfants);
  const index = (nom) => route(undefined, fichier(`${nom}.tsx`), { index: true, ...id(nom) });
  /** One level that keeps the frame above it when something below is refused. */
  const bornee = (nom, enfants) =>
    limite ? route(undefined, fichier("accueil/limite.tsx"), id(`${nom}/limite`), enfants) : enfants();

  page(at || undefined, "cadre", () =>
    bornee("cadre", () => {
      index("accueil/page");
      page("connexion", "connexion/page");
      page("connexion/oubli", "connexion/oubli");
      page("connexion/nouveau-mot-de-passe", "connexion/nouveau-mot-de-passe");
      ressource("connexion/oidc", "connexion/oidc");
      page("connexion/oidc/retour", "connexion/retour");
      ressource("deconnexion", "connexion/deconnexion");
      page("version", "accueil/version");
      page("structures", "structures/page");
      page("structures/rattachement", "structures/rattachement");
      page("structures/demandes", "structures/demandes");
      page("structures/nouvelle", "structures/nouvelle");
      page("structures/:siret/equipe", "structures/equipe");
      page("structures/:siret/fiche", "structures/fiche");
      page("formations", "formations/cadre", () =>
        bornee("formations/cadre", () => {
          index("formations/page");
          page("non-conventionnees/:onglet", "formations/non-conventionnees");
          ressource("non-conventionnees/:onglet/export", "formations/export");
          page("conventionnees", "formations/conventionnees");
          ressource("conventionnees/export", "formations/export-conventionnees");
          page("recherche", "formations/recherche");
          page("nouvelle", "formations/nouvelle");
          ressource("sauvegarde", "formations/sauvegarde");
          page(":reference", "formations/action/cadre", () => {
            index("formations/action/page");
            page("valider", "formations/action/valider");
            page("archiver", "formations/action/archiver");
            page("supprimer", "formations/action/supprimer");
            page("reprendre", "formations/action/reprendre");
            page("annuler-modification", "formations/action/annuler-modification");
            page("repartir", "formations/action/repartir");
            page("demander-publication", "formations/action/demander-publication");
            page("fiche", "formations/action/fiche");
            page("historique", "formations/action/historique");
            page("diffusion", "formations/action/diffusion");
            page("sessions/nouvelle", "formations/session/nouvelle");
            ressource("sessions/sauvegarde", "formations/session/sauvegarde");
            page("sessions/:session", "formations/session/page");
            page("sessions/:session/dupliquer", "formations/session/dupliquer");
            page("sessions/:session/supprimer", "formations/session/supprimer");
            page("sessions/:session/corriger-dates", "formations/session/corriger-dates");
          });
        }),
      );
      page("moderation", "moderation/cadre", () => {
        index("moderation/page");
        page("alertes", "moderation/alertes");
        page("recherche", "moderation/recherche");
        page(":reference", "moderation/fiche");
        page(":reference/corriger/:session?", "moderation/corriger");
      });
      page("*", "accueil/introuvable");
    }),
  );
  const flux = at ? `${at}/flux` : "flux";
  ressource(`${flux}/lheo-2.3.xml`, "flux/lheo");
  ressource(`${flux}/:fichier`, "flux/partenaire");
}
