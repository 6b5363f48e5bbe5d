import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demarrer } from "./serveur";

/** Loads the demonstration once into a folder that every worker copies; removed at the end. */
export default async function preparer() {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-parcours-"));
  const serveur = await demarrer({ DATA_DIR: dossier });
  await serveur.arreter();
  process.env.RAFAEL_MODELE = dossier;
  return () => rmSync(dossier, { recursive: true, force: true });
}
