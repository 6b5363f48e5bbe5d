#!/usr/bin/env node
/** `npx rafaelpro migrer`, in a host: brings the database of DATABASE_URL to this version's last migration. */
import { BaseIndisponible, ouvrirPostgres } from "../db/client";

async function main(): Promise<number> {
  const url = process.env.DATABASE_URL;
  if (process.argv[2] !== "migrer" || !url) {
    console.error("Usage : DATABASE_URL=postgres://… npx rafaelpro migrer");
    return 2;
  }
  const base = await ouvrirPostgres(url);
  await base.fermer();
  console.log("La base du catalogue est à jour.");
  return 0;
}

main().then(
  (code) => process.exit(code),
  (erreur) => {
    console.error(erreur instanceof BaseIndisponible ? erreur.message : erreur);
    process.exit(1);
  },
);
