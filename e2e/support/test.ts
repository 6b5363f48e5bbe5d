import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { demarrer } from "./serveur";

export { expect };

/** `page` on the worker's own server; every page it shows is judged, and the console must stay silent. */
export const test = base.extend<{ page: Page }, { serveur: string }>({
  serveur: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const dossier = mkdtempSync(join(tmpdir(), "rafael-serveur-"));
      cpSync(process.env.RAFAEL_MODELE ?? "", dossier, { recursive: true });
      const serveur = await demarrer(dossier);
      await use(serveur.adresse);
      await serveur.arreter();
      rmSync(dossier, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  baseURL: async ({ serveur }, use) => use(serveur),
  page: async ({ page }, use) => {
    const reproches: string[] = [];
    page.on("console", (m) => {
      // A refused form answers 409 or 422, a line cut on purpose fails, and the browser says so: that is expected.
      if (m.type() === "error" && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(m.text()))
        reproches.push(m.text());
    });
    page.on("pageerror", (erreur) => reproches.push(erreur.message));
    await use(page);
    expect(reproches).toEqual([]);
  },
});

/** What every page owes: French, a title, one h1, no word that a program forgot. */
export async function juger(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page).toHaveTitle(/RafaelPro$/);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("body")).not.toContainText(/undefined|\[object Object\]|NaN/);
}

export async function seConnecter(page: Page, courriel: string): Promise<void> {
  await page.goto("/connexion");
  await page.getByLabel("Adresse électronique").fill(courriel);
  await page.getByLabel("Mot de passe").fill("demonstration");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
}

export async function seDeconnecter(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.locator("h1")).toHaveText("Se connecter à RafaelPro");
}
