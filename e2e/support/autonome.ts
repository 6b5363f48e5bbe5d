import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Hote } from "./hote";
import { demarrer, type Serveur } from "./serveur";

/** The standalone application over a copy of the demonstration, removed when it stops; `env` is added to ours. */
export async function demarrerCopie(env: Record<string, string> = {}): Promise<Serveur> {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-serveur-"));
  cpSync(process.env.RAFAEL_MODELE ?? "", dossier, { recursive: true });
  const serveur = await demarrer({ DATA_DIR: dossier, ...env });
  return {
    adresse: serveur.adresse,
    arreter: async () => {
      await serveur.arreter();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

/** The standalone application, over a copy of the demonstration for each worker. */
export const autonome: Hote = {
  base: "",
  demarrer: () => demarrerCopie(),
  async entrer(page, courriel) {
    await page.getByLabel("Adresse électronique").fill(courriel);
    await page.getByLabel("Mot de passe").fill("demonstration");
    await page.getByRole("button", { name: "Se connecter", exact: true }).click();
  },
  async sortir(page) {
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.locator("h1")).toHaveText("Se connecter à RafaelPro");
  },
  connecte: (page) => page.getByRole("button", { name: "Se déconnecter" }),
  adresseDeConnexion: /\/connexion\?suite=/,
  titreDuRefus: "Accès refusé",
  issueDuRefus: "Revenir à l'action",
  statutDAilleurs: 403,
};
