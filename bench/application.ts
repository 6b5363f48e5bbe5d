import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demarrer } from "../e2e/support/serveur";

/** Runs `mesure` against the built application over a fresh demonstration, then stops it. */
export async function surLaDemonstration<T>(mesure: (adresse: string) => Promise<T>): Promise<T> {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-bench-"));
  const serveur = await demarrer({
    DATA_DIR: dossier,
    RAFAEL_CONSTRUIT: process.env.RAFAEL_CONSTRUIT ?? "0",
  });
  try {
    return await mesure(serveur.adresse);
  } finally {
    await serveur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  }
}
