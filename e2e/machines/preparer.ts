import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monterLesMachines } from "./topologie";

/** Starts every machine once for the run; stops and removes them at the end, failed or not. */
export default async function preparer() {
  const { topologie, arreter } = await monterLesMachines();
  const fichier = join(topologie.dossier, "topologie.json");
  writeFileSync(fichier, JSON.stringify(topologie));
  process.env.RAFAEL_MACHINES = fichier;
  return arreter;
}
