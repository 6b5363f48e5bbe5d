import { installerDebian, trouver } from "./commandes";

type Chromium = { chemin: string; version: string };

/** The same engine without a window: the journeys take a quarter less time in it. Playwright takes whole paths. */
const SANS_FENETRE = "/usr/bin/chromium-headless-shell";
const AVEC_FENETRE = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The Chromium that the journeys run in: that of CHROMIUM, else the one without a window, the machine's or Debian's,
 * installed, else any other. Throws a sentence when there is none.
 */
export function trouverChromium(): Chromium {
  const trouve =
    trouver([process.env.CHROMIUM, SANS_FENETRE]) ??
    installer("chromium-headless-shell", [SANS_FENETRE, ...AVEC_FENETRE]) ??
    installer("chromium", AVEC_FENETRE);
  if (!trouve)
    throw new Error(
      "Chromium est introuvable et n'a pas pu être installé : indiquez son chemin dans CHROMIUM.",
    );
  return trouve;
}

function installer(paquet: string, candidats: string[]): Chromium | null {
  installerDebian(paquet);
  return trouver(candidats);
}
