/**
 * `npm test`: types, format and lint, import rules, dead code, unit and database tests (PGlite, then PostgreSQL), build,
 * journeys in Chromium: standalone, through several machines, in a portal. Every step runs even when one failed; a test
 * that was skipped is a failure. The last line counts over all: `N passed, N failed`. `npm test -- statique`, `-- unites`
 * or `-- parcours` runs a part.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trouverChromium } from "./test/chromium";
import { executer } from "./test/commandes";
import { demarrerPostgres } from "./test/postgres";

const PARTIES = ["statique", "unites", "parcours"];
const part = process.argv[2];
// A typo would run nothing, and nothing would have failed.
if (part && !PARTIES.includes(part)) {
  console.error(`La partie « ${part} » n'existe pas : ${PARTIES.join(", ")}, ou rien pour toutes.`);
  process.exit(2);
}

const bin = (nom: string) => join("node_modules", ".bin", nom);
const rapports = mkdtempSync(join(tmpdir(), "rafael-essais-"));
const bilan = { reussis: 0, echoues: 0 };

async function etape(
  titre: string,
  travail: () => Promise<{ reussis: number; echoues: number }>,
): Promise<void> {
  const debut = Date.now();
  console.log(`\n== ${titre}`);
  let resultat = { reussis: 0, echoues: 1 };
  try {
    resultat = await travail();
  } catch (erreur) {
    console.error(erreur instanceof Error ? erreur.message : erreur);
  }
  bilan.reussis += resultat.reussis;
  bilan.echoues += resultat.echoues;
  const secondes = Math.round((Date.now() - debut) / 1000);
  console.log(`-- ${titre} : ${resultat.reussis} réussis, ${resultat.echoues} échoués, ${secondes} s`);
}

const verifier = (titre: string, commande: string, args: string[]) =>
  etape(titre, async () =>
    (await executer(commande, args)) === 0 ? { reussis: 1, echoues: 0 } : { reussis: 0, echoues: 1 },
  );

async function vitest(nom: string, filtres: string[], env: Record<string, string>) {
  const fichier = join(rapports, `${nom}.json`);
  const code = await executer(
    bin("vitest"),
    ["run", ...filtres, "--reporter=dot", "--reporter=json", `--outputFile=${fichier}`],
    {
      ...process.env,
      ...env,
    },
  );
  const r = JSON.parse(readFileSync(fichier, "utf8")) as { numPassedTests: number; numTotalTests: number };
  const echoues = r.numTotalTests - r.numPassedTests;
  return { reussis: r.numPassedTests, echoues: echoues || (code === 0 && r.numTotalTests > 0 ? 0 : 1) };
}

async function parcours(nom: string, config: string) {
  const chromium = trouverChromium();
  console.log(`Chromium : ${chromium.version} (${chromium.chemin})`);
  const fichier = join(rapports, `${nom}.json`);
  const code = await executer(bin("playwright"), ["test", "--config", config], {
    ...process.env,
    CHROMIUM: chromium.chemin,
    RAFAEL_CONSTRUIT: "1",
    PLAYWRIGHT_JSON_OUTPUT_NAME: fichier,
  });
  const { stats } = JSON.parse(readFileSync(fichier, "utf8")) as {
    stats: { expected: number; unexpected: number; skipped: number; flaky: number };
  };
  const echoues = stats.unexpected + stats.skipped + stats.flaky;
  return { reussis: stats.expected, echoues: echoues || (code === 0 && stats.expected > 0 ? 0 : 1) };
}

async function main(): Promise<number> {
  if (!part || part === "statique") {
    // Each takes one core.
    await Promise.all([
      verifier("Types", bin("tsc"), ["--noEmit"]),
      (async () => {
        await verifier("Format et lint", bin("biome"), ["check", "--error-on-warnings", "."]);
        await verifier("Règles d'import", bin("depcruise"), [
          "app",
          "db",
          "--config",
          ".dependency-cruiser.cjs",
        ]);
        await verifier("Code mort", bin("knip"), []);
        await verifier("Feuille de style à jour", bin("tsx"), ["scripts/styles.ts", "--verifier"]);
        await verifier("Communes à jour", bin("tsx"), ["scripts/communes.ts", "--verifier"]);
      })(),
    ]);
  }
  if (!part || part === "unites") {
    await etape("Essais unitaires, et base sur PGlite", () =>
      vitest("pglite", [], { BASE_DE_TEST: "pglite" }),
    );
    await etape("Essais de base sur PostgreSQL", async () => {
      const serveur = await demarrerPostgres();
      console.log(`PostgreSQL : ${serveur.description}`);
      try {
        return await vitest("postgres", [".db.test.", ".pg.test."], {
          BASE_DE_TEST: "postgres",
          TEST_DATABASE_URL: serveur.url,
        });
      } finally {
        await serveur.arreter();
      }
    });
  }
  if (!part || part === "parcours") {
    await verifier("Construction", bin("tsx"), ["scripts/construire.ts"]);
    await etape("Parcours dans Chromium, sans et avec scripts", () =>
      parcours("autonome", "playwright.config.ts"),
    );
    // The portal is prepared meanwhile: the journeys of the machines mostly wait for one of them to stop or to come back.
    await Promise.all([
      etape("Plusieurs machines : répartiteur, deux processus, PgBouncer, primaire et copie", () =>
        parcours("machines", "e2e/machines/playwright.config.ts"),
      ),
      etape("Parcours dans un portail qui installe le paquet", () =>
        parcours("portail", "e2e/portail/playwright.config.ts"),
      ),
    ]);
  }
  rmSync(rapports, { recursive: true, force: true });
  console.log(`\n${bilan.reussis} passed, ${bilan.echoues} failed`);
  return bilan.echoues === 0 ? 0 : 1;
}

process.exit(await main());
