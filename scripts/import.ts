/** `npm run import -- FILE [--hors-region]`: reads a LHÉO file into the catalogue and says what was refused and why. */
import { createReadStream, existsSync } from "node:fs";
import { importerLheo } from "../app/import/importer.server";
import { ouvrirBase } from "../db/client";

async function main(): Promise<number> {
  const [fichier] = process.argv.slice(2).filter((a) => !a.startsWith("--"));
  if (!fichier || !existsSync(fichier)) {
    console.error(
      fichier ? `Le fichier ${fichier} n'existe pas.` : "Usage : npm run import -- FICHIER [--hors-region]",
    );
    return 2;
  }
  const base = await ouvrirBase(process.env);
  try {
    const bilan = await importerLheo(base.db, createReadStream(fichier), {
      maintenant: new Date(),
      horsRegion: process.argv.includes("--hors-region"),
      surProgression: (n) => n % 100 === 0 && console.log(`${n} formations lues…`),
    });
    for (const r of bilan.refus) {
      console.log(`ligne ${r.ligne} : ${r.reference ? `formation ${r.reference} : ` : ""}${r.raison}`);
    }
    console.log(
      `${bilan.formations} formations lues : ${bilan.ajoutees} ajoutées, ${bilan.modifiees} modifiées, ${bilan.inchangees} inchangées, ${bilan.refus.length} refus.`,
    );
    return bilan.refus.length > 0 ? 1 : 0;
  } finally {
    await base.fermer();
  }
}

main().then(
  (code) => process.exit(code),
  (erreur) => {
    console.error(erreur instanceof Error ? erreur.message : erreur);
    process.exit(1);
  },
);
