import type { Browser, Page } from "@playwright/test";
import { MOT_DE_PASSE_DEMONSTRATION } from "../db/seed/demonstration.server";
import { dans } from "../e2e/support/jours";
import type { Version } from "./ecrans";

/** The line to imitate; none: as it comes. */
export type Ligne = { kbits: number; latenceMs: number };

/** One step of the journey: what it received and when its screen could be read, then when its scripts were ready. */
export type Etape = { etape: string; octets: number; requetes: number; lisibleMs: number; pretMs: number };

export type Trajet = { etapes: Etape[]; adresses: string[] };

/**
 * A manager's whole journey in a browser with nothing in its cache: sign in, published list, filter, open an action,
 * duplicate a session, change its dates, save. Counts every answer received, headers and redirects included.
 */
export async function parcourir(
  navigateur: Browser,
  adresse: string,
  version: Version,
  ligne?: Ligne,
): Promise<Trajet> {
  const contexte = await navigateur.newContext({
    baseURL: adresse,
    locale: "fr-FR",
    viewport: { width: 1280, height: 800 },
    javaScriptEnabled: version === "complete",
  });
  if (version === "allegee") {
    // Chosen on an earlier visit: the cookie remembers it for a year.
    await contexte.request.post("/version", { form: { version: "1" }, headers: { Origin: adresse } });
  }
  const page = await contexte.newPage();
  const compte = await compter(page, ligne);
  const etapes: Etape[] = [];
  const faire = async (etape: string, titre: string | RegExp, geste: () => Promise<unknown>) => {
    const avant = { octets: compte.octets, requetes: compte.requetes };
    const origine = await page.evaluate(() => performance.timeOrigin);
    const debut = Date.now();
    await geste();
    await page.getByRole("heading", { level: 1, name: titre }).waitFor();
    await page.waitForLoadState("load");
    const affiche = await page.evaluate(() => ({
      origine: performance.timeOrigin,
      peinture: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    }));
    const pretMs = Date.now() - debut;
    await compte.calme();
    etapes.push({
      etape,
      octets: compte.octets - avant.octets,
      requetes: compte.requetes - avant.requetes,
      // A screen drawn by the scripts already there has no paint of its own.
      lisibleMs: Math.round(affiche.origine === origine ? pretMs : (affiche.peinture ?? pretMs)),
      pretMs,
    });
  };

  await faire("Page de connexion", /Se connecter/, () => page.goto("/connexion"));
  await page.getByLabel("Adresse électronique").fill("claire@exemple.fr");
  await page.getByLabel("Mot de passe").fill(MOT_DE_PASSE_DEMONSTRATION);
  await faire("Se connecter", /gestion de l'offre/, () =>
    page.getByRole("button", { name: "Se connecter" }).click(),
  );
  await faire("Gestion des formations", "Gestion des formations", () =>
    page.getByRole("link", { name: "Gestion des formations" }).first().click(),
  );
  await faire("Actions publiées", "Formations non conventionnées", () =>
    page.getByRole("link", { name: /^Publiées/ }).click(),
  );
  await page.getByLabel("Filtrer sur les mots du titre").fill("developpeur web");
  await faire("Filtrer", "Formations non conventionnées", async () => {
    await page.getByRole("button", { name: "Filtrer" }).click();
    await page.waitForURL(/filtre=/);
  });
  await faire("Ouvrir une action", "Titre professionnel développeur web et web mobile", () =>
    page.locator("tbody th a").first().click(),
  );
  await faire("Dupliquer une session", "Dupliquer la session", () =>
    page
      .getByRole("button", { name: /dupliquer la session/ })
      .first()
      .click(),
  );
  await page.getByLabel("Début").fill(dans(280));
  await page.getByLabel("Fin", { exact: false }).first().fill(dans(470));
  await faire("Enregistrer la session", "Titre professionnel développeur web et web mobile", () =>
    page.getByRole("button", { name: "Enregistrer la session" }).click(),
  );
  await contexte.close();
  return { etapes, adresses: compte.adresses };
}

/** Counts what a page receives, at the speed of the line. */
async function compter(page: Page, ligne?: Ligne) {
  const cdp = await page.context().newCDPSession(page);
  const compte = { octets: 0, requetes: 0, adresses: [] as string[] };
  const enCours = new Set<string>();
  cdp.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
    if (request.url.startsWith("data:")) return;
    enCours.add(requestId);
    compte.requetes += 1;
    compte.adresses.push(request.url);
    compte.octets += redirectResponse?.encodedDataLength ?? 0;
  });
  // What the cache answers crosses no line.
  cdp.on("Network.requestServedFromCache", ({ requestId }) => {
    if (enCours.delete(requestId)) compte.requetes -= 1;
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (enCours.delete(requestId)) compte.octets += encodedDataLength;
  });
  cdp.on("Network.loadingFailed", ({ requestId }) => enCours.delete(requestId));
  await cdp.send("Network.enable");
  if (ligne) {
    const octetsParSeconde = (ligne.kbits * 1000) / 8;
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ligne.latenceMs,
      downloadThroughput: octetsParSeconde,
      uploadThroughput: octetsParSeconde,
    });
  }
  return Object.assign(compte, {
    /** Waits until nothing more is on its way. */
    calme: async () => {
      for (let tours = 0; tours < 100 && enCours.size > 0; tours += 1) await page.waitForTimeout(50);
    },
  });
}
