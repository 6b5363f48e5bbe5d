import type { SessionStorage } from "@remix-run/node";
import type { Logger } from "pino";
import type { Base } from "../../db/client";
import type { Acteur } from "../droits/droits";

/**
 * What a host gives the catalogue with each request, under the key `rafael` of Remix' load context. The standalone
 * server fills it in app/server/serveur.ts. Without an actor, nobody is anybody.
 */
export type ContexteRafael = {
  /** Where the route tree is mounted, "" at the root; every link and redirect starts from it. */
  base: string;
  db: Base;
  acteur: Acteur | null;
  maintenant: () => Date;
  /** Keeps the active structure and, standalone, who is signed in. */
  sessions: SessionStorage<DonneesSession>;
  /** The client's address, for the limit of sign-in attempts. */
  adresse: string;
  /** The nonce of the Content-Security-Policy of this answer. */
  nonce: string;
  log: Logger;
};

export type DonneesSession = { utilisateur: number; structure: string; message: string };

declare module "@remix-run/node" {
  interface AppLoadContext {
    rafael: ContexteRafael;
  }
}
