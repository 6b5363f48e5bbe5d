/** `npm run referentiels -- FICHIER…`: loads the official reference files, whatever their kind, and prints counts. */
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { noterCertifications } from "../app/diffusion/recopier.server";
import {
  type BilanChargement,
  chargerCertifications,
} from "../app/referentiels/certifications/charger.server";
import type { FicheCertification } from "../app/referentiels/certifications/fiche";
import { lireCertifInfo } from "../app/referentiels/certifications/lire-certif-info";
import { lireExemples } from "../app/referentiels/certifications/lire-exemples";
import {
  type FichierFranceCompetences,
  fichierFranceCompetences,
  lireFranceCompetencesCsv,
} from "../app/referentiels/certifications/lire-france-competences-csv";
import { lireFranceCompetencesXml } from "../app/referentiels/certifications/lire-france-competences-xml";
import { ErreurReferentiel, type Source } from "../app/referentiels/erreurs";
import { chargerFormacodes } from "../app/referentiels/formacodes/charger.server";
import { lireFormacodes } from "../app/referentiels/formacodes/lire-formacodes";
import { type Base, BaseIndisponible, ouvrirBase } from "../db/client";

const USAGE = `Usage : npm run referentiels -- FICHIER…
Fichiers reconnus :
  export_fiches_RNCP_V4_1_….xml, export_fiches_RS_V4_1_….xml   (France compétences)
  export_fiches_CSV_….csv, ou le dossier qui les contient       (France compétences)
  opendata-certifinfo-….csv                                     (Certif Info)
  un CSV code;libelle;version;champ_code;…                      (Formacode)
Décompressez d'abord les archives .zip.`;

const ERREURS_MONTREES = 20;

/** What to load, once the files that belong together are together. */
type Chargement = {
  nom: string;
  charger: (db: Base, surErreur: (e: ErreurReferentiel) => void) => Promise<BilanChargement>;
};

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    console.log(USAGE);
    return args.length === 0 ? 2 : 0;
  }
  // all recognised before any is loaded: a typing mistake must not leave half of the work done
  const chargements = await reconnaitre(args.flatMap(deplier));
  const base = await ouvrirBase(process.env);
  let erreurs = 0;
  try {
    for (const { nom, charger } of chargements) {
      let siennes = 0;
      const bilan = await charger(base.db, (erreur) => {
        siennes += 1;
        if (siennes <= ERREURS_MONTREES) console.error(erreur.message);
      });
      if (siennes > ERREURS_MONTREES)
        console.error(`… et ${siennes - ERREURS_MONTREES} autres lignes refusées.`);
      erreurs += siennes;
      console.log(
        `${nom} : ${bilan.lues} lues, ${bilan.ajoutees} ajoutées, ${bilan.modifiees} modifiées, ` +
          `${bilan.inchangees} inchangées, ${siennes} refusées`,
      );
    }
  } finally {
    await base.fermer();
  }
  return erreurs > 0 ? 1 : 0;
}

function deplier(chemin: string): string[] {
  if (!existsSync(chemin)) throw new ErreurReferentiel(chemin, undefined, "ce fichier n'existe pas.");
  if (!statSync(chemin).isDirectory()) return [chemin];
  const fichiers = readdirSync(chemin)
    .map((nom) => join(chemin, nom))
    .filter((f) => fichierFranceCompetences(f) || /\.xml$/i.test(f));
  if (fichiers.length > 0) return fichiers.sort();
  throw new ErreurReferentiel(
    chemin,
    undefined,
    "ce dossier ne contient aucun export de France compétences.",
  );
}

async function reconnaitre(chemins: string[]): Promise<Chargement[]> {
  const jeu: Partial<Record<FichierFranceCompetences, Source>> = {};
  const autres: Chargement[] = [];
  for (const chemin of chemins) {
    const fichier = fichierFranceCompetences(chemin);
    if (fichier) jeu[fichier] = source(chemin);
    // the other files of the export (CCN…) hold nothing that is read
    else if (!/^export_fiches_CSV_/i.test(basename(chemin))) autres.push(await unFichier(chemin));
  }
  if (Object.keys(jeu).length === 0) return autres;
  const csv: Chargement = {
    nom: "Export CSV de France compétences",
    charger: (db, surErreur) => chargerFiches(db, lireFranceCompetencesCsv(jeu, { surErreur })),
  };
  return [csv, ...autres];
}

/** What is published says the fiches as they are now, within minutes. */
const chargerFiches = (base: Base, fiches: AsyncIterable<FicheCertification>) =>
  chargerCertifications(base, fiches, (db, codes) => noterCertifications(db, codes, new Date()));

async function unFichier(chemin: string): Promise<Chargement> {
  const nom = basename(chemin);
  const debut = await premiersOctets(chemin);
  const colonnes = (debut.split(/\r?\n/)[0] ?? "").split(";").map((c) => c.trim().replace(/^"|"$/g, ""));
  const s = source(chemin);
  if (/^\s*<\?xml|<FICHES/.test(debut)) {
    return {
      nom,
      charger: (db, surErreur) => chargerFiches(db, lireFranceCompetencesXml(s, { surErreur })),
    };
  }
  if (colonnes.includes("Code_Diplome")) {
    return { nom, charger: (db, surErreur) => chargerFiches(db, lireCertifInfo(s, { surErreur })) };
  }
  if (colonnes.includes("codes_certifinfo")) {
    return { nom, charger: (db, surErreur) => chargerFiches(db, lireExemples(s, { surErreur })) };
  }
  if (colonnes.includes("code") && colonnes.includes("champ_libelle")) {
    return { nom, charger: (db, surErreur) => chargerFormacodes(db, lireFormacodes(s, { surErreur })) };
  }
  throw new ErreurReferentiel(
    chemin,
    1,
    debut.startsWith("PK")
      ? "décompressez d'abord cette archive."
      : "ce fichier n'est d'aucune sorte connue.",
  );
}

async function premiersOctets(chemin: string): Promise<string> {
  const fichier = await open(chemin);
  try {
    const { buffer, bytesRead } = await fichier.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString("latin1", 0, bytesRead).replace(/^\u00ef\u00bb\u00bf/, "");
  } finally {
    await fichier.close();
  }
}

/** Opened at the first read: many files are named before any is loaded. */
function source(chemin: string): Source {
  const nom = basename(chemin);
  return {
    nom,
    octets: {
      async *[Symbol.asyncIterator]() {
        yield* createReadStream(chemin) as AsyncIterable<Uint8Array>;
      },
    },
  };
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (erreur) => {
    const connue = erreur instanceof ErreurReferentiel || erreur instanceof BaseIndisponible;
    console.error(connue ? erreur.message : erreur);
    process.exitCode = 1;
  },
);
