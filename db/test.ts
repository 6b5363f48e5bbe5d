import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type BaseOuverte, ouvrirPglite, ouvrirPostgres } from "./client";

/**
 * A fresh migrated database for one test, a copy of that of db/preparer-essais.ts: PGlite in memory, or, with
 * BASE_DE_TEST=postgres, a new database of the server at TEST_DATABASE_URL, dropped by `fermer`.
 */
export async function baseDeTest(): Promise<BaseOuverte> {
  const modele = process.env.MODELE_DE_TEST;
  if (!modele) throw new Error("MODELE_DE_TEST manque : vitest.config.ts doit nommer db/preparer-essais.ts.");
  return process.env.BASE_DE_TEST === "postgres" ? surPostgres(modele) : surPglite(modele);
}

type Neuve = { base: BaseOuverte; remettre: () => Promise<unknown> };

/** Made as it was for the next test: to open another takes ten times longer. */
const rendues: Neuve[] = [];
let instantane: Promise<Blob> | undefined;

async function surPglite(modele: string): Promise<BaseOuverte> {
  instantane ??= readFile(modele).then((octets) => new Blob([octets]));
  const neuve = rendues.pop() ?? (await ouvrirNeuve(await instantane));
  return {
    ...neuve.base,
    fermer: async () => {
      await neuve.remettre();
      rendues.push(neuve);
    },
  };
}

/** A database, and what gives it back its first rows and numbers. */
async function ouvrirNeuve(modele: Blob): Promise<Neuve> {
  const base = await ouvrirPglite(undefined, modele);
  const lire = async <L>(requete: string) =>
    ((await base.db.execute(requete)) as unknown as { rows: L[] }).rows;
  const tables = await lire<{ nom: string }>(
    "select quote_ident(tablename) as nom from pg_tables where schemaname = 'public'",
  );
  const suites = await lire<{ nom: string }>(
    "select quote_ident(sequencename) as nom from pg_sequences where schemaname = 'public'",
  );
  const vider = `truncate ${tables.map(({ nom }) => nom).join(", ")};`;
  const recommencer = suites.map(({ nom }) => `alter sequence ${nom} restart;`).join("");
  const premieres: string[] = [];
  for (const { nom } of tables) {
    const [ligne] = await lire<{ toutes: unknown[] | null }>(`select json_agg(t) as toutes from ${nom} t`);
    if (!ligne?.toutes) continue;
    const json = JSON.stringify(ligne.toutes).replaceAll("'", "''");
    // Emptied again: to empty another table may have written here.
    premieres.push(
      `delete from ${nom}; insert into ${nom} select * from json_populate_recordset(null::${nom}, '${json}');`,
    );
  }
  const client = (base.db as unknown as { $client: { exec: (texte: string) => Promise<unknown> } }).$client;
  return { base, remettre: () => client.exec(vider + recommencer + premieres.join("")) };
}

async function surPostgres(modele: string): Promise<BaseOuverte> {
  const url = process.env.TEST_DATABASE_URL ?? "";
  const { default: postgres } = await import("postgres");
  const nom = `essai_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${nom} template ${modele}`);
  const adresse = new URL(url);
  adresse.pathname = `/${nom}`;
  const base = await ouvrirPostgres(adresse.href);
  return {
    ...base,
    fermer: async () => {
      await base.fermer();
      await admin.unsafe(`drop database ${nom} with (force)`);
      await admin.end();
    },
  };
}

/** The words of a session, its formateur apart, of which nothing is missing, on an action without certification. */
export const SESSION_COMPLETE = {
  voieAcces: "fpc",
  modalite: "0",
  heuresCentre: "70",
  typeEntree: "fixes",
  debut: "2027-03-01",
  fin: "2027-03-12",
  etatRecrutement: "1",
  lieuAdresse: "1 rue Basse",
  lieuCommune: "86194",
  lieuCodePostal: "86000",
  lieuVille: "Poitiers",
};

/** The same in apprentissage, towards RNCP37674, which its action must hold. */
export const SESSION_EN_APPRENTISSAGE = {
  ...SESSION_COMPLETE,
  voieAcces: "apprentissage",
  dureeCycle: "2",
  anneesAccessibles: ["1", "2"],
  certificationsVisees: ["RNCP37674"],
  validations: { RNCP37674: "1" },
  alternance: "2 jours en centre, 3 en entreprise",
  debut: "2027-09-06",
  fin: "2029-06-30",
};
