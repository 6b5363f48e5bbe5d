/** `npm start`: builds what is missing, then runs the server (scripts/start.ts) as plain JavaScript. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const racine = fileURLToPath(new URL("..", import.meta.url));
const entree = join(racine, "build/start.js");

/** When the newest file of a folder was written. @param {string} dossier @returns {number} */
function plusRecent(dossier) {
  return readdirSync(dossier, { withFileTypes: true }).reduce((max, f) => {
    const chemin = join(dossier, f.name);
    return Math.max(max, f.isDirectory() ? plusRecent(chemin) : statSync(chemin).mtimeMs);
  }, 0);
}

const aJour = () =>
  existsSync(entree) &&
  statSync(entree).mtimeMs >= Math.max(...["app", "db", "scripts"].map((d) => plusRecent(join(racine, d))));

if (process.env.RAFAEL_CONSTRUIT !== "1" && !aJour()) {
  console.log("Construction de l'application…");
  execFileSync(join(racine, "node_modules/.bin/tsx"), ["scripts/construire.ts", "--silence"], {
    cwd: racine,
    stdio: "inherit",
  });
}
// Else React runs the build that it has for its developers: slower, with warnings for nobody here.
process.env.NODE_ENV ??= "production";
await import(entree);
