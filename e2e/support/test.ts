import { test as base, type Cookie, expect, type Page } from "@playwright/test";
import { machines } from "../machines/machines";
import { portail } from "../portail/portail";
import { autonome } from "./autonome";

export { expect };

/** Who carries the catalogue in this run. */
export const hote = process.env.RAFAEL_PORTAIL ? portail : process.env.RAFAEL_MACHINES ? machines : autonome;

/** A refused form answers 409 or 422, a line or a database cut on purpose fails, and the browser says so. */
const ATTENDU = process.env.RAFAEL_MACHINES
  ? /status of (4\d\d|503)/
  : /status of 4\d\d|ERR_INTERNET_DISCONNECTED|Failed to fetch/;

/**
 * What React says of a click between its first look at the page and the moment Remix has read the page's data: it gives
 * up that one look, and holds the page, untouched, at the next. A page that differs from the server's says other things.
 */
const TROP_TOT =
  /^Warning: An error occurred during hydration\. The server HTML was replaced|^Root did not complete\.|Minified React error #345/;

const racines = new WeakMap<Page, string>();

/**
 * `page` on the worker's own server, its addresses below the mount point; every page it shows is judged, and the
 * console must stay silent.
 */
export const test = base.extend<{ page: Page; attendu: RegExp }, { developpement: boolean; serveur: string }>(
  {
    developpement: [false, { scope: "worker", option: true }],
    serveur: [
      async ({ developpement }, use) => {
        const serveur = await hote.demarrer(developpement);
        await use(serveur.adresse);
        await serveur.arreter();
      },
      { scope: "worker", timeout: 60_000 },
    ],
    baseURL: async ({ serveur }, use) => use(serveur + hote.base),
    attendu: [ATTENDU, { option: true }],
    page: async ({ page, baseURL, attendu }, use) => {
      racines.set(page, baseURL ?? "");
      const goto = page.goto.bind(page);
      page.goto = (url, options) => goto(url.startsWith("/") ? baseURL + url : url, options);
      const reproches: string[] = [];
      const reprocher = (texte: string, ou = "") => {
        if (!TROP_TOT.test(texte)) reproches.push(`${texte} ${ou}`);
      };
      page.on("console", (m) => {
        if (m.type() === "error" && !attendu.test(m.text())) reprocher(m.text(), m.location().url);
      });
      page.on("pageerror", (erreur) => reprocher(erreur.message));
      await use(page);
      expect(reproches).toEqual([]);
    },
  },
);

/** Each says nothing, or something wrong, to who hears the page. */
const MUETS = ["fieldset[aria-invalid]", "legend p", "nav:empty", "table:not(:has(> caption))"];

/** What every page owes: French, a title, one h1, no word that a program forgot, parts that say what they are. */
export async function juger(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page).toHaveTitle(/RafaelPro$/);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator(`.rafael :is(${MUETS.join()})`)).toHaveCount(0);
  await expect(page.locator("body")).not.toContainText(/undefined|\[object Object\]|NaN/);
}

/** Who has come in on which server: the forms of sign-in have their own journeys. */
const entrees = new Map<string, Cookie[]>();

/** The person's sign-in, opened on this server when it is the first; the journey begins with the page it goes to. */
export async function seConnecter(page: Page, courriel: string): Promise<void> {
  const cle = `${racines.get(page)} ${courriel}`;
  const deja = entrees.get(cle);
  if (deja) return page.context().addCookies(deja);
  await page.goto("/connexion");
  await hote.entrer(page, courriel);
  await expect(hote.connecte(page)).toBeVisible();
  entrees.set(cle, await page.context().cookies());
}

/** What the server closes then may be another journey's too: each comes in again. */
export async function seDeconnecter(page: Page): Promise<void> {
  await hote.sortir(page);
  entrees.clear();
}
