import { createCookieSessionStorage } from "@remix-run/node";

/** The portal's own people, passwords and session: nothing here knows the catalogue's tables. */
export const sessions = createCookieSessionStorage({
  cookie: { name: "portail", path: "/", httpOnly: true, sameSite: "lax", secrets: ["le secret du portail"] },
});

/** @typedef {import("rafaelpro").DroitsDuPortail} Droits */
/** @type {Record<string, { nom: string, code: string, droits: Droits }>} */
const COMPTES = {
  "claire@exemple.fr": {
    nom: "Claire Martin",
    code: "vergers",
    droits: {
      moderateur: false,
      structures: [
        { siret: "00043127000024", profil: "general", referent: true },
        { siret: "00057241200013", profil: "general" },
        { siret: "00057241200021", profil: "catalogue" },
      ],
    },
  },
  "paul@exemple.fr": {
    nom: "Paul Roux",
    code: "vergers",
    droits: { moderateur: false, structures: [{ siret: "00057241200021", profil: "catalogue" }] },
  },
  "lea@exemple.fr": {
    nom: "Léa Petit",
    code: "vergers",
    droits: { moderateur: false, structures: [{ siret: "00043127000024", profil: "preinscription" }] },
  },
  "moderation@exemple.fr": {
    nom: "Hugo Bernard",
    code: "vergers",
    droits: { moderateur: true, structures: [] },
  },
  "visiteuse@exemple.fr": {
    nom: "Inès Faure",
    code: "vergers",
    droits: { moderateur: false, structures: [] },
  },
};

/** The person of these identifiers, or null. */
export function identifier(/** @type {string} */ courriel, /** @type {string} */ code) {
  return COMPTES[courriel]?.code === code ? courriel : null;
}

/** The person of a request's cookies, or null. */
export async function personneDe(/** @type {string | null | undefined} */ cookie) {
  const courriel = (await sessions.getSession(cookie)).get("courriel");
  const compte = COMPTES[courriel];
  return compte ? { courriel, nom: compte.nom } : null;
}

/** @returns {Droits} */
export function droitsDe(/** @type {string} */ courriel) {
  return COMPTES[courriel]?.droits ?? { moderateur: false, structures: [] };
}
