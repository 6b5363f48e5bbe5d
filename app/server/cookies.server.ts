import { createCookie, createCookieSessionStorage } from "@remix-run/node";
import type { DonneesSession } from "./context";

/**
 * The signed session cookie of the standalone application. `__Host-` ties it to this host and to HTTPS (browsers take
 * localhost for secure); SameSite=Lax keeps it out of foreign posts.
 */
export function creerSessions(secret: string) {
  return createCookieSessionStorage<DonneesSession>({
    cookie: {
      name: "__Host-rafael",
      httpOnly: true,
      secure: true,
      sameSite: "lax",
      path: "/",
      secrets: [secret],
      maxAge: 60 * 60 * 12,
    },
  });
}

/** Whether the person chose the version without scripts ("1") or with them ("0"). */
export const cookieVersion = createCookie("rafael-version", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 60 * 60 * 24 * 365,
});

/** The version of this request: as chosen, else the light one when the browser asks to save data. */
export async function versionAllegee(request: Request): Promise<boolean> {
  const choix: unknown = await cookieVersion.parse(request.headers.get("Cookie"));
  if (choix === "1" || choix === "0") return choix === "1";
  return request.headers.get("Save-Data")?.toLowerCase() === "on";
}
