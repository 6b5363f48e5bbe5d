import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as attendre } from "node:timers/promises";
import { fileURLToPath } from "node:url";
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
    const lancer = (commande: string, args: string[], env: Record<string, string> = {}, cwd = dossier) =>
      execFileSync(commande, args, {
        cwd,
        env: { ...process.env, ...env },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
    const paquet = lancer("npm", ["pack", "--silent", "--pack-destination", dossier], {}, process.cwd());
    cpSync(HOTE, dossier, { recursive: true });
    lancer("npm", ["install", ...NPM, `./${paquet.trim().split("\n").at(-1)}`]);
    lancer("npm", ["run", "types"]);
    lancer("npm", ["run", "build"], { NODE_ENV: "production" });

    const url = new URL(serveurPg.url);
    const admin = postgres(url.href, { max: 1, onnotice: () => {} });
    // A server that is given, not made here, may have that of the last run.
    await admin.unsafe("drop database if exists modele with (force)");
    await admin.unsafe("create database modele");
    await admin.end();
    process.env.RAFAEL_PORTAIL_BASE = url.href;
    url.pathname = "/modele";
    lancer("npx", ["rafaelpro", "migrer"], { DATABASE_URL: url.href });
    await (await demarrer({ DATABASE_URL: url.href, DATA_DIR: dossier, DEMONSTRATION: "1" })).arreter();
    process.env.RAFAEL_PORTAIL = dossier;
    await preparerDeveloppement(dossier, url.href);
    return ranger;
  } catch (erreur) {
    // What the command said, of which the error only has its name.
    console.error((erreur as { stdout?: string }).stdout ?? "");
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
