/** `npm run bench:ligne`: a manager's whole journey on a slow line, cold, with and without scripts. */
import { chromium } from "@playwright/test";
import configuration from "../playwright.config";
import { trouverChromium } from "../scripts/test/chromium";
import { surLaDemonstration } from "./application";
import type { Version } from "./ecrans";
import { parcourir, type Trajet } from "./parcours";

const LIGNE = { kbits: 400, latenceMs: 400 };
const secondes = (ms: number) => (ms / 1000).toFixed(1).replace(".", ",");
const ko = (octets: number) => (octets / 1000).toFixed(1).replace(".", ",");
const somme = (t: Trajet, de: "octets" | "requetes" | "lisibleMs" | "pretMs") =>
  t.etapes.reduce((s, e) => s + e[de], 0);

const navigateur = await chromium.launch({
  ...configuration.use?.launchOptions,
  executablePath: trouverChromium().chemin,
});
console.log(
  `Chromium, ${LIGNE.kbits} kbit/s, ${LIGNE.latenceMs} ms, cache vide. Octets reçus, en-têtes compris.`,
);
try {
  for (const version of ["allegee", "complete"] as Version[]) {
    const trajet = await surLaDemonstration((adresse) => parcourir(navigateur, adresse, version, LIGNE));
    console.log(version === "allegee" ? "\nVersion allégée" : "\nVersion complète");
    const ligne = (e: Trajet["etapes"][number]) => ({
      ko: ko(e.octets),
      requêtes: e.requetes,
      "lisible, s": secondes(e.lisibleMs),
      "tout chargé, s": secondes(e.pretMs),
    });
    console.table(
      Object.fromEntries([
        ...trajet.etapes.map((e) => [e.etape, ligne(e)]),
        [
          "Total",
          ligne({
            etape: "",
            octets: somme(trajet, "octets"),
            requetes: somme(trajet, "requetes"),
            lisibleMs: somme(trajet, "lisibleMs"),
            pretMs: somme(trajet, "pretMs"),
          }),
        ],
      ]),
    );
  }
} finally {
  await navigateur.close();
}
