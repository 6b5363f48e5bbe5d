/** `npm run styles` writes app/ui/mantine.css again; `-- --verifier` only says whether it would change. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feuilleMantine } from "./styles/mantine";

const fichier = fileURLToPath(new URL("../app/ui/mantine.css", import.meta.url));
const neuve = await feuilleMantine();
if (process.argv.includes("--verifier")) {
  if (readFileSync(fichier, "utf8") !== neuve) {
    console.error("app/ui/mantine.css n'est plus celle du thème : lancez `npm run styles`.");
    process.exit(1);
  }
} else {
  writeFileSync(fichier, neuve);
  console.log(`app/ui/mantine.css : ${neuve.length} octets`);
}
