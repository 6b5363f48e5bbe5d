import { installerDebian, trouver } from "./commandes";

/** The Chromium that the journeys run in: the machine's, else Debian's, installed. Throws a sentence when there is none. */
export function trouverChromium(): { chemin: string; version: string } {
  const candidats = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "chromium",
    "chromium-browser",
    "google-chrome",
  ];
  const trouve = trouver(candidats);
  if (trouve) return trouve;
  installerDebian("chromium");
  const installe = trouver(candidats);
  if (!installe)
    throw new Error(
      "Chromium est introuvable et n'a pas pu être installé : indiquez son chemin dans CHROMIUM.",
    );
  return installe;
}
