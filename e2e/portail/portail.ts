import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import postgres from "postgres";
import type { Hote } from "../support/hote";
import { attendreAdresse, type Serveur } from "../support/serveur";

/** The second mount of the same portal (e2e/portail/hote/vite.config.js). */
export const AUTRE_MONTAGE = "/antennes/catalogue";

/**
 * The host portal as its own command runs it, on a free port, over the database at `url`. Its end throws when the
 * development server took in a dependency on the way: it reloads the page then, and what was typed in it is gone.
 */
export async function lancerPortail(developpement: boolean, url: string): Promise<Serveur> {
  const processus = spawn("node", ["serveur.js"], {
    cwd: process.env.RAFAEL_PORTAIL,
    env: {
      ...process.env,
      PORT: "0",
      NODE_ENV: developpement ? "development" : "production",
      DATABASE_URL: url,
      SESSION_SECRET: "le secret du catalogue, assez long",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let dit = "";
  processus.stdout.on("data", (morceau) => {
    dit += morceau;
  });
  const serveur = await attendreAdresse(processus);
  return {
    ...serveur,
    arreter: async () => {
      await serveur.arreter();
      const prise = /new dependencies optimized: .*/.exec(dit)?.[0];
      if (prise) throw new Error(`À nommer dans app/vite.js : ${prise}`);
    },
  };
}

/** The host portal, in the folder that preparer.ts made, over a copy of the demonstration for each worker. */
export const portail: Hote = {
  base: "/gestion-des-formations",
  async demarrer(developpement, base) {
    const url = new URL(process.env.RAFAEL_PORTAIL_BASE ?? "");
    const admin = postgres(url.href, { max: 1, onnotice: () => {} });
    const nom = `portail_${randomUUID().replaceAll("-", "")}`;
    await admin.unsafe(`create database ${nom} template modele`);
    url.pathname = `/${nom}`;
    const serveur = await lancerPortail(developpement, base ?? url.href);
    return {
      adresse: serveur.adresse,
      arreter: async () => {
        await serveur.arreter();
        await admin.unsafe(`drop database ${nom} with (force)`);
        await admin.end();
      },
    };
  },
  async entrer(page, courriel) {
    await page.getByLabel("Identifiant du portail").fill(courriel);
    await page.getByLabel("Code du portail").fill("vergers");
    await page.getByRole("button", { name: "Entrer" }).click();
  },
  async sortir(page) {
    await page.getByRole("button", { name: "Quitter le portail" }).click();
    await expect(page.locator("h1")).toHaveText("Entrer dans le portail");
  },
  connecte: (page) => page.getByRole("button", { name: "Quitter le portail" }),
  adresseDeConnexion: /\/compte\/connexion\?retour=/,
  titreDuRefus: "Le portail ne peut pas",
  issueDuRefus: "Revenir au portail",
  statutDAilleurs: 500,
};
