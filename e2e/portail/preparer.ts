import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as attendre } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { demarrerPostgres } from "../../scripts/test/postgres";
import { demarrer } from "../support/serveur";
import { lancerPortail } from "./portail";

const HOTE = fileURLToPath(new URL("hote", import.meta.url));
const NPM = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Packs the catalogue, installs the tarball in a copy of the host outside the repository (so that nothing is found
 * there by chance), checks the host's types, builds it, and loads the demonstration once into a database that every
 * worker copies.
 */
export default async function preparer() {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-portail-"));
  const serveurPg = await demarrerPostgres();
  const ranger = async () => {
    await serveurPg.arreter();
    rmSync(dossier, { recursive: true, force: true });
  };
  try {
    const lancer = async (
      commande: string,
      args: string[],
      env: Record<string, string> = {},
      cwd = dossier,
    ) => (await promisify(execFile)(commande, args, { cwd, env: { ...process.env, ...env } })).stdout;
    const paquet = await lancer(
      "npm",
      ["pack", "--silent", "--pack-destination", dossier],
      {},
      process.cwd(),
    );
    cpSync(HOTE, dossier, { recursive: true });
    await lancer("npm", ["install", ...NPM, `./${paquet.trim().split("\n").at(-1)}`]);
    const url = new URL(serveurPg.url);
    const modele = new URL("/modele", url).href;
    const remplir = async () => {
      const admin = postgres(url.href, { max: 1, onnotice: () => {} });
      // A server that is given, not made here, may have that of the last run.
      await admin.unsafe("drop database if exists modele with (force)");
      await admin.unsafe("create database modele");
      await admin.end();
      await lancer("npx", ["rafaelpro", "migrer"], { DATABASE_URL: modele });
      await (await demarrer({ DATABASE_URL: modele, DATA_DIR: dossier, DEMONSTRATION: "1" })).arreter();
    };
    await Promise.all([
      lancer("npm", ["run", "types"]),
      lancer("npm", ["run", "build"], { NODE_ENV: "production" }),
      remplir(),
    ]);
    process.env.RAFAEL_PORTAIL_BASE = url.href;
    process.env.RAFAEL_PORTAIL = dossier;
    await preparerDeveloppement(dossier, modele);
    return ranger;
  } catch (erreur) {
    // What the command said, of which the error only has its name.
    const { stdout = "", stderr = "" } = erreur as { stdout?: string; stderr?: string };
    console.error(stdout, stderr);
    await ranger();
    throw erreur;
  }
}

/**
 * One development server takes in the dependencies, and those of the tests find them: two that do it at once, each for
 * a page that waits, may hand two copies of one dependency to a browser.
 */
async function preparerDeveloppement(dossier: string, url: string) {
  const serveur = await lancerPortail(true, url);
  const faites = join(dossier, "node_modules/.vite/deps/_metadata.json");
  try {
    for (const fin = Date.now() + 60_000; !existsSync(faites); await attendre(200)) {
      if (Date.now() > fin) throw new Error(`${faites} n'est pas venu.`);
    }
  } finally {
    await serveur.arreter();
  }
}
