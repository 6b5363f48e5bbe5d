import pino from "pino";
import { connecterPostgres } from "../../db/client";
import { identiteDeSession } from "../comptes/connexions.server";
import { identiteDuPortail } from "../comptes/portail.server";
import type { ContexteRafael, DetailsDeRequete, Lecture, Montage, OptionsCatalogue } from "./context";
import { verifierContrat } from "./contrat";
import { monter } from "./cookies.server";
import { lancerCopiste } from "./copiste";
import { lancerFacteur } from "./facteur";

export type * from "../courriels/courriel";
export type * from "./context";

/**
 * Makes the catalogue of a host (the standalone server is one). Returns the function a host calls in its
 * `getLoadContext`, once a request; nothing is read from the database before a loader of ours asks, but what waits: the
 * fragments to write again and, when the host sends some, the mails. Throws a `ContratIncomplet`, one French sentence for each part that is missing or wrong.
 */
export async function creerCatalogue<R>(
  options: OptionsCatalogue<R>,
): Promise<(requete: R, details?: DetailsDeRequete) => { rafael: ContexteRafael }> {
  verifierContrat(options);
  const montages = [options.at]
    .flat()
    .map((at) => monter(at, options.secret))
    .sort((a, b) => b.base.length - a.base.length);
  const base = typeof options.base === "string" ? await connecterPostgres(options.base) : options.base;
  const { db, lire: lirePublic } = base;
  const journal = options.journal ?? pino({ base: null });
  const { identite } = options;
  const duPortail = typeof identite === "object" && "personne" in identite ? identite : null;
  const portail = duPortail && { connexion: duPortail.connexion ?? null };
  const oidc = typeof identite === "object" && "oidc" in identite ? identite.oidc : null;
  const maintenant = options.maintenant ?? (() => new Date());
  lancerCopiste(db, { maintenant, journal });
  if (options.courriel) lancerFacteur(db, options.courriel, { maintenant, journal });
  const couleur = options.theme?.couleur;
  const habillage: ContexteRafael["habillage"] = {
    liens: options.liens ?? [],
    langueDesDates: options.langueDesDates ?? "fr-FR",
    variables: { ...(couleur ? nuances(couleur) : {}), ...options.theme?.variables },
  };

  return (requete, details = {}) => {
    const lire = async (request: Request): Promise<Lecture> => {
      const montage = montageDe(montages, request.url);
      const session = await montage.sessions.getSession(request.headers.get("Cookie"));
      const qui = duPortail
        ? await identiteDuPortail(db, duPortail, requete)
        : await identiteDeSession(db, session.data, maintenant());
      return { ...montage, session, ...qui };
    };
    let premiere: { cookie: string; lecture: Promise<Lecture> } | undefined;
    return {
      rafael: {
        db,
        lirePublic,
        montage: (request) => montageDe(montages, request.url),
        maintenant,
        adresse: details.adresse ?? null,
        nonce: details.nonce ?? "",
        jeton: details.jeton ?? crypto.randomUUID(),
        surRendu: details.surRendu,
        reponse: details.reponse,
        log: journal,
        courriels: options.courriel !== null,
        rattachements: (duPortail ?? oidc ?? { droits: "tables" }).droits === "tables",
        habillage,
        portail,
        oidc,
        lire: (request) => {
          // An empty header and none are the same to us, and one adapter drops what another keeps.
          const cookie = request.headers.get("Cookie") ?? "";
          premiere ??= { cookie, lecture: lire(request) };
          if (premiere.cookie !== cookie) {
            throw new Error(
              "Le contexte du catalogue a servi à deux requêtes : appelez la fonction de creerCatalogue dans getLoadContext, à chaque requête.",
            );
          }
          return premiere.lecture;
        },
        allegee: async (request) => montages.find((m) => sous(m, request.url))?.allegee(request) ?? false,
      },
    };
  };
}

function sous({ base }: Montage, url: string): boolean {
  const { pathname } = new URL(url);
  return pathname === base || pathname.startsWith(`${base}/`) || pathname === `${base}.data`;
}

/** The mount point of a request: the longest that its path starts with. */
function montageDe(montages: Montage[], url: string): Montage {
  const trouve = montages.find((m) => sous(m, url));
  if (!trouve) {
    throw new Error(
      `${new URL(url).pathname} n'est sous aucun point de montage de creerCatalogue : « at » y manque, qui est donné à mountCatalogue.`,
    );
  }
  return trouve;
}

/** A primary colour in the place of our own: every other variable follows from these two (app/ui/mantine.css). */
function nuances(couleur: string): Record<string, string> {
  return {
    "--mantine-color-violet-9": couleur,
    "--mantine-color-violet-8": `color-mix(in srgb, ${couleur} 85%, white)`,
    "--mantine-color-violet-outline-hover": `color-mix(in srgb, ${couleur} 5%, transparent)`,
  };
}
