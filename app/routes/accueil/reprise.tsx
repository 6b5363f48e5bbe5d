import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Panne } from "../../server/envoi.server";
import { dernierEnvoi } from "./dernier-envoi";
import { Reessayer } from "./reessayer";

/** The failure that asking again may cure: what the server said of it, or what the browser met on the line. */
export function usePanne(): Panne | null {
  const erreur = useRouteError();
  if (isRouteErrorResponse(erreur)) return "envoi" in Object(erreur.data) ? (erreur.data as Panne) : null;
  if (typeof document === "undefined" || !estDeLaLigne(erreur)) return null;
  return {
    message: "La ligne est coupée, ou le serveur ne répond pas. Réessayez dans un instant.",
    envoi: dernierEnvoi(),
  };
}

/** What `fetch` and Remix say of an answer that did not come, or not whole. */
function estDeLaLigne(erreur: unknown): boolean {
  return (
    erreur instanceof Error &&
    /failed to fetch|networkerror|load failed|unable to decode/i.test(erreur.message)
  );
}

/**
 * For the error boundary of a host's root: a failure that asking again may cure shows what was typed and sends it
 * again, so that no word is lost; every other refusal is the host's, `children`. Plain elements, in the host's look.
 */
export function Reprise({ children }: { children: ReactNode }) {
  const panne = usePanne();
  return panne ? <Reessayer {...panne} /> : children;
}
