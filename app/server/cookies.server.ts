import { createCookie, createCookieSessionStorage } from "@remix-run/node";
import { DUREE_CONNEXION } from "../comptes/identite";
import type { DonneesSession, Montage } from "./context";

/** How long a person has to sign in at the provider, in seconds. */
const DUREE_EN_COURS = 60 * 10;

/**
 * The cookies of one mount point. At the root `__Host-` ties the session to this host and to HTTPS (browsers take
 * localhost for secure); below, the name and the path are the mount point's own, so that neither the host nor another
 * mount ever receives it. SameSite=Lax keeps it out of foreign posts.
 */
export function monter(at: string, secret: string): Montage {
  const base = at ? `/${at}` : "";
  const suffixe = at ? `-${at.replaceAll("/", ".")}` : "";
  const commun = { httpOnly: true, sameSite: "lax", path: base || "/" } as const;
  const sessions = createCookieSessionStorage<DonneesSession>({
    cookie: {
      ...commun,
      name: `${at ? "__Secure" : "__Host"}-rafael${suffixe}`,
      secure: true,
      secrets: [secret],
      maxAge: DUREE_CONNEXION,
    },
  });
  const version = createCookie(`rafael-version${suffixe}`, { ...commun, maxAge: 60 * 60 * 24 * 365 });
  // The scripts ask for the home page of a mount at `/at.data`, which the path `/at` does not cover.
  const deposer = (cookie: string): [string, string][] =>
    (at ? [cookie, cookie.replace(`Path=${base}`, `Path=${base}.data`)] : [cookie]).map((c) => [
      "Set-Cookie",
      c,
    ]);
  return {
    base,
    sessions,
    garder: async (session, fin) =>
      deposer(await (fin ? sessions.destroySession(session) : sessions.commitSession(session))),
    garderVersion: async (choix) => deposer(await version.serialize(choix)),
    allegee: async (request) => {
      const choix: unknown = await version.parse(request.headers.get("Cookie"));
      if (choix === "1" || choix === "0") return choix === "1";
      return request.headers.get("Save-Data")?.toLowerCase() === "on";
    },
    // The state comes back in an address anyone may write: only what may stand in a cookie's name is taken of it.
    connexionEnCours: (state) =>
      createCookie(`__Secure-rafael-oidc${suffixe}-${state.replace(/[^\w-]/g, "").slice(0, 16)}`, {
        ...commun,
        path: `${base}/connexion/oidc`,
        secure: true,
        secrets: [secret],
        maxAge: DUREE_EN_COURS,
      }),
  };
}
