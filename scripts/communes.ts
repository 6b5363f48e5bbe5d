/**
 * `npm run communes` writes app/referentiels/communes.json again from the official geographic code, of which a process
 * then needs neither the 12 MB of text nor the 40 MB of memory; `-- --verifier` only says whether it would change.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { LigneCommune } from "../app/referentiels/communes.server";

type Brute = {
  code: string;
  nom: string;
  region?: string;
  type: string;
  codesPostaux?: string[];
  population?: number;
};

const NOUVELLE_AQUITAINE = "75";

const brutes: Brute[] = createRequire(import.meta.url)("@etalab/decoupage-administratif/data/communes.json");
const lignes = brutes
  .filter((c) => c.region === NOUVELLE_AQUITAINE && c.type === "commune-actuelle")
  .map((c): LigneCommune => [c.code, c.nom, c.population ?? 0, ...(c.codesPostaux ?? [])]);
const neuf = `[\n${lignes.map((l) => JSON.stringify(l)).join(",\n")}\n]\n`;

const fichier = fileURLToPath(new URL("../app/referentiels/communes.json", import.meta.url));
if (process.argv.includes("--verifier")) {
  if (readFileSync(fichier, "utf8") !== neuf) {
    console.error(
      "app/referentiels/communes.json n'est plus celui du code officiel : lancez `npm run communes`.",
    );
    process.exit(1);
  }
} else {
  writeFileSync(fichier, neuf);
  console.log(`app/referentiels/communes.json : ${lignes.length} communes`);
}
