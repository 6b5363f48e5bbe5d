#!/usr/bin/env node
/**
 * The commands of an installation, beside its server: `rafaelpro migrer` brings the database of DATABASE_URL to this
 * version's last migration; `rafaelpro nuit`, once a day, applies the rules that nobody presses a button for.
 */
import { MOIS_AVANT_ARCHIVE, passerLaNuit } from "../app/moderation/nuit.server";
import { BaseIndisponible, type BaseOuverte, ouvrirPostgres } from "../db/client";

const COMMANDES = new Map<string | undefined, (base: BaseOuverte) => Promise<string>>([
  ["migrer", async () => "La base du catalogue est à jour."],
  ["nuit", passer],
]);

async function passer(base: BaseOuverte): Promise<string> {
  const reglages = { moisAvantArchive: moisAvantArchive() };
  const { annoncees, certificationsAnnoncees, sessionsPassees, certificationsEchues, archivees } =
    await base.seul((db) => passerLaNuit(db, new Date(), reglages), "nuit");
  return `Fins annoncées : ${annoncees} de sessions, ${certificationsAnnoncees} de certifications. Mises en alerte : ${sessionsPassees} pour leurs sessions terminées, ${certificationsEchues} pour leur certification échue. Archivées : ${archivees}.`;
}

/** The setting of that name, in months. Throws a sentence when it is no number of months. */
function moisAvantArchive(): number {
  const lu = process.env.MOIS_AVANT_ARCHIVE || String(MOIS_AVANT_ARCHIVE);
  if (!/^[1-9]\d?$/.test(lu)) {
    throw new BaseIndisponible(
      `MOIS_AVANT_ARCHIVE doit être un nombre de mois, de 1 à 99 ; reçu : « ${lu} ».`,
    );
  }
  return Number(lu);
}

async function main(): Promise<number> {
  const url = process.env.DATABASE_URL;
  const commande = COMMANDES.get(process.argv[2]);
  if (!commande || !url) {
    console.error(`Usage : DATABASE_URL=postgres://… npx rafaelpro ${[...COMMANDES.keys()].join(" | ")}`);
    return 2;
  }
  const base = await ouvrirPostgres(url);
  try {
    console.log(await commande(base));
    return 0;
  } finally {
    await base.fermer();
  }
}

main().then(
  (code) => process.exit(code),
  (erreur) => {
    console.error(erreur instanceof BaseIndisponible ? erreur.message : erreur);
    process.exit(1);
  },
);
