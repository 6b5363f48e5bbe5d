/** What `npm start` runs once built: opens and migrates the database, loads the demonstration once, serves. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lireConfigurationOidc } from "../app/comptes/oidc/configuration";
import { lireServiceDeCourriel } from "../app/courriels/smtp.server";
import { ConfigurationRefusee } from "../app/referentiels/variables";
import { ContratIncomplet } from "../app/server/contrat";
import { PortRefuse, RepartiteursRefuses, SecretRefuse, servir } from "../app/server/serveur";
import { BaseIndisponible, ouvrirBase } from "../db/client";
import {
  COMPTES_DEMONSTRATION,
  chargerDemonstration,
  demonstrationVoulue,
  MOT_DE_PASSE_DEMONSTRATION,
} from "../db/seed/demonstration.server";

const racine = fileURLToPath(new URL("..", import.meta.url));
const construit = join(racine, "build");

async function main(): Promise<void> {
  const demonstration = demonstrationVoulue(process.env);
  const port = Number(process.env.PORT || 3000);
  const oidc = lireConfigurationOidc(process.env);
  const courriel = lireServiceDeCourriel(process.env);
  const base = await ouvrirBase(process.env);
  try {
    const charge = demonstration ? await base.seul((db) => chargerDemonstration(db, new Date())) : null;
    if (charge) console.log(`Catalogue de démonstration chargé : ${charge.actions} actions de formation.`);
    const dossier = process.env.DATA_DIR ?? ".data";
    const serveur = await servir(base, { port, dossier, construit, oidc, courriel });
    console.log(`RafaelPro est prêt : http://localhost:${serveur.port}`);
    console.log(`Base de données : ${base.description}`);
    if (demonstration) {
      console.log(`Comptes de démonstration (mot de passe « ${MOT_DE_PASSE_DEMONSTRATION} ») :`);
      for (const c of COMPTES_DEMONSTRATION) console.log(`  ${c.courriel.padEnd(34)} ${c.role}`);
    }
    const arreter = async () => {
      await serveur.fermer();
      await base.fermer();
      process.exit(0);
    };
    process.once("SIGINT", arreter);
    process.once("SIGTERM", arreter);
  } catch (erreur) {
    await base.fermer();
    throw erreur;
  }
}

main().catch((erreur) => {
  const connue = [
    BaseIndisponible,
    ConfigurationRefusee,
    ContratIncomplet,
    PortRefuse,
    RepartiteursRefuses,
    SecretRefuse,
  ].some((C) => erreur instanceof C);
  console.error(connue ? erreur.message : erreur);
  process.exit(1);
});
