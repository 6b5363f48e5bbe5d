import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ouvrirPglite, ouvrirPostgres } from "./client";

/**
 * Before the tests, once: an empty migrated database, of which each test takes a copy (db/test.ts). `MODELE_DE_TEST`
 * says where: a file of PGlite or, with BASE_DE_TEST=postgres, the name of a database of TEST_DATABASE_URL. Returns what
 * removes it.
 */
export default function preparer(): Promise<() => Promise<void>> {
  return process.env.BASE_DE_TEST === "postgres" ? surPostgres() : surPglite();
}

async function surPglite() {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-modele-"));
  const modele = join(dossier, "pglite.tar");
  const { db, fermer } = await ouvrirPglite();
  const client = (db as unknown as { $client: { dumpDataDir: (c: "none") => Promise<Blob> } }).$client;
  writeFileSync(modele, Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer()));
  await fermer();
  process.env.MODELE_DE_TEST = modele;
  return async () => rmSync(dossier, { recursive: true, force: true });
}

async function surPostgres() {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("BASE_DE_TEST=postgres demande TEST_DATABASE_URL");
  const { default: postgres } = await import("postgres");
  const modele = "essai_modele";
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const retirer = async () => {
    const faites = await admin<{ nom: string }[]>`
      select quote_ident(datname) as nom from pg_database where starts_with(datname, ${modele})`;
    for (const { nom } of faites) await admin.unsafe(`drop database if exists ${nom} with (force)`);
  };
  // A server that is given, not made here, may have that of a run that was cut.
  await retirer();
  await admin.unsafe(`create database ${modele}`);
  const adresse = new URL(url);
  adresse.pathname = `/${modele}`;
  await (await ouvrirPostgres(adresse.href)).fermer();
  process.env.MODELE_DE_TEST = modele;
  return async () => {
    await retirer();
    await admin.end();
  };
}
