import type { Page } from "@playwright/test";
import { demarrerCopie } from "./autonome";
import { CLIENT, demarrerFournisseur, type FournisseurEssai } from "./fournisseur";
import { test as base, expect, juger } from "./test";

export { expect };

type Source = "tables" | "revendications";

type Region = FournisseurEssai & {
  application: (droits: Source) => Promise<string>;
  reglages: (droits: Source) => Record<string, string>;
};

/** A provider of the worker, and our application beside it, with rights from our tables or from the claims. */
export const test = base.extend<{ droits: Source }, { region: Region }>({
  droits: ["tables", { option: true }],
  region: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const fournisseur = await demarrerFournisseur();
      const reglages = (droits: Source) => ({
        OIDC_EMETTEUR: fournisseur.emetteur,
        OIDC_CLIENT: CLIENT.client_id,
        OIDC_SECRET: CLIENT.client_secret,
        OIDC_NOM: "Compte région",
        OIDC_DROITS: droits,
      });
      const applications = new Map<Source, Awaited<ReturnType<typeof demarrerCopie>>>();
      const application = async (droits: Source) => {
        const deja = applications.get(droits);
        const app = deja ?? (await demarrerCopie(reglages(droits)));
        applications.set(droits, app);
        fournisseur.enregistrer(app.adresse);
        return app.adresse;
      };
      await use({ ...fournisseur, application, reglages });
      await Promise.all([...applications.values()].map((a) => a.arreter()));
      await fournisseur.fermer();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ region, droits }, use) => {
    region.comptes.clear();
    region.forger(null);
    await use(await region.application(droits));
  },
});

export const SE_CONNECTER = "Se connecter avec Compte région";

export async function partir(page: Page, suite = "/connexion"): Promise<void> {
  await page.goto(suite);
  await page.getByRole("button", { name: SE_CONNECTER }).click();
}

/** Signs in at the provider, from our page that asks for it. */
export async function entrer(page: Page, sub: string, suite?: string): Promise<void> {
  await partir(page, suite);
  await saisir(page, sub);
}

export async function saisir(page: Page, sub: string): Promise<void> {
  await expect(page.locator("h1")).toHaveText("Compte région");
  await page.getByLabel("Nom").fill(sub);
  await page.getByLabel("Mot de passe").fill("fournisseur");
  await page.getByRole("button", { name: "Entrer" }).click();
}

export const connecte = (page: Page) => page.getByRole("button", { name: "Se déconnecter" });

/** Refused with a sentence, and nobody is signed in. */
export async function refuse(page: Page, phrase: string | RegExp): Promise<void> {
  await expect(page.locator("h1")).toHaveText("Connexion refusée");
  await expect(page.getByRole("alert")).toContainText(phrase);
  await juger(page);
  await page.goto("/formations/non-conventionnees/creees");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
}

/** The status of the last answer of our return address. */
export function statutDuRetour(page: Page): Promise<number> {
  return page
    .waitForResponse((r) => new URL(r.url()).pathname === "/connexion/oidc/retour")
    .then((r) => r.status());
}

export const claire = { email: "claire@exemple.fr", email_verified: true };
