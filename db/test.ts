import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type BaseOuverte, ouvrirPglite, ouvrirPostgres } from "./client";

/**
 * A fresh migrated database for one test, a copy of that of db/preparer-essais.ts: PGlite in memory, or, with
 * BASE_DE_TEST=postgres, a database of the server at TEST_DATABASE_URL. `fermer` gives it back.
 */
export async function baseDeTest(): Promise<BaseOuverte> {
  const modele = process.env.MODELE_DE_TEST;
  if (!modele) throw new Error("MODELE_DE_TEST manque : vitest.config.ts doit nommer db/preparer-essais.ts.");
  const ouvrir = process.env.BASE_DE_TEST === "postgres" ? surPostgres : surPglite;
  const neuve = rendues.pop() ?? (await aRemettre(await ouvrir(modele)));
  return {
    ...neuve.base,
    fermer: async () => {
      await neuve.remettre();
      rendues.push(neuve);
    },
  };
}

/** Made as they were for the next test: to open another takes ten times longer. */
const rendues: { base: BaseOuverte; remettre: () => Promise<unknown> }[] = [];
let instantane: Promise<Blob> | undefined;

async function surPglite(modele: string): Promise<BaseOuverte> {
  instantane ??= readFile(modele).then((octets) => new Blob([octets]));
  return ouvrirPglite(undefined, await instantane);
}

async function surPostgres(modele: string): Promise<BaseOuverte> {
  const url = process.env.TEST_DATABASE_URL ?? "";
  const { default: postgres } = await import("postgres");
  const nom = `${modele}_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${nom} template ${modele}`);
  await admin.end();
  const adresse = new URL(url);
  adresse.pathname = `/${nom}`;
  return ouvrirPostgres(adresse.href);
}

type Client = { exec?: (texte: string) => Promise<unknown>; unsafe: (texte: string) => Promise<unknown> };

/** With that database, what gives it back its first rows and numbers. */
async function aRemettre(base: BaseOuverte) {
  const lire = async <L>(requete: string): Promise<L[]> => {
    const lu = (await base.db.execute(requete)) as unknown as L[] | { rows: L[] };
    return Array.isArray(lu) ? lu : lu.rows;
  };
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
  const texte = vider + recommencer + premieres.join("");
  const client = (base.db as unknown as { $client: Client }).$client;
  return { base, remettre: () => (client.exec ? client.exec(texte) : client.unsafe(texte)) };
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
