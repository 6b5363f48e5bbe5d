import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import * as schema from "./schema";

/** The database as the use cases see it: the same query builder on both drivers. */
export type Base = PgDatabase<PgQueryResultHKT, typeof schema>;

export type BaseOuverte = {
  db: Base;
  /** In words, for the line printed at start; never a password. */
  description: string;
  fermer: () => Promise<void>;
};

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/** A refusal to open that is one sentence for the person who starts the program. */
export class BaseIndisponible extends Error {}

/**
 * Opens the database and brings it to the last migration: PostgreSQL when `DATABASE_URL` is set, else the
 * embedded PGlite in `DATA_DIR` (default `.data`). Throws {@link BaseIndisponible} with a French sentence.
 */
export async function ouvrirBase(env: NodeJS.ProcessEnv): Promise<BaseOuverte> {
  return env.DATABASE_URL ? ouvrirPostgres(env.DATABASE_URL) : ouvrirPglite(env.DATA_DIR ?? ".data");
}

/** PostgreSQL at `url`, reached at the first query and neither checked nor migrated: what a host portal wants. */
export async function connecterPostgres(url: string): Promise<BaseOuverte> {
  const { default: postgres } = await import("postgres");
  const { drizzle } = await import("drizzle-orm/postgres-js");
  const client = postgres(url, { max: 10, onnotice: () => {}, connect_timeout: 5 });
  return {
    db: drizzle(preparer(client), { schema }) as unknown as Base,
    description: "PostgreSQL (DATABASE_URL)",
    fermer: () => client.end({ timeout: 5 }),
  };
}

/**
 * Drizzle prepares only the queries that were given a name: here all are, so that PostgreSQL parses and plans each text
 * once a connection. `?prepare=false` in the address turns it off (PgBouncer before 1.21 in transaction mode).
 */
function preparer<T extends Sql>(client: T): T {
  return new Proxy(client, {
    get(cible, nom) {
      if (nom === "unsafe") {
        return (texte: string, valeurs?: never[]) => cible.unsafe(texte, valeurs, { prepare: true });
      }
      if (nom === "begin" || nom === "savepoint") {
        const ouvrir = Reflect.get(cible, nom) as (travail: (tx: Sql) => unknown) => unknown;
        return (travail: (tx: Sql) => unknown) => ouvrir((tx) => travail(preparer(tx)));
      }
      return Reflect.get(cible, nom);
    },
  });
}

/** Opens PostgreSQL at `url` through the `postgres` driver and migrates it. */
export async function ouvrirPostgres(url: string): Promise<BaseOuverte> {
  const { migrate } = await import("drizzle-orm/postgres-js/migrator");
  let base: BaseOuverte;
  try {
    base = await connecterPostgres(url);
    await base.db.execute(sql`select 1`);
  } catch (erreur) {
    const code = (erreur as { code?: string }).code ?? "";
    throw new BaseIndisponible(
      `La base PostgreSQL de DATABASE_URL ne répond pas (${code || "adresse illisible"}). Vérifiez l'adresse, le mot de passe et que le serveur est démarré.`,
    );
  }
  await migrate(base.db as Parameters<typeof migrate>[0], { migrationsFolder: MIGRATIONS });
  return base;
}

/** Opens PGlite on a folder (or in memory when `dossier` is undefined) and migrates it. */
export async function ouvrirPglite(dossier?: string, instantane?: Blob): Promise<BaseOuverte> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { pg_trgm } = await import("@electric-sql/pglite/contrib/pg_trgm");
  const { drizzle } = await import("drizzle-orm/pglite");
  const { migrate } = await import("drizzle-orm/pglite/migrator");
  const liberer = dossier ? verrouiller(dossier) : () => {};
  try {
    const client = await PGlite.create({
      ...(dossier ? { dataDir: join(dossier, "pglite") } : {}),
      ...(instantane ? { loadDataDir: instantane } : {}),
      extensions: { pg_trgm },
    });
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder: MIGRATIONS });
    return {
      db: db as unknown as Base,
      description: dossier ? `PGlite, embarquée dans ${dossier}` : "PGlite, en mémoire",
      fermer: async () => {
        await client.close();
        liberer();
      },
    };
  } catch (erreur) {
    liberer();
    throw erreur;
  }
}

/**
 * PGlite takes no lock of its own and two processes on one folder corrupt it: a file holds the pid of the owner,
 * and the lock of a process that is gone is taken over.
 */
function verrouiller(dossier: string): () => void {
  mkdirSync(dossier, { recursive: true });
  const verrou = join(dossier, "verrou.pid");
  if (existsSync(verrou)) {
    const pid = Number(readFileSync(verrou, "utf8"));
    if (pid !== process.pid && vivant(pid)) {
      throw new BaseIndisponible(
        `Le dossier ${dossier} est déjà utilisé par un autre processus (n° ${pid}). Arrêtez-le, ou choisissez un autre dossier avec DATA_DIR.`,
      );
    }
    rmSync(verrou, { force: true });
  }
  let fichier: number;
  try {
    fichier = openSync(verrou, "wx");
  } catch {
    throw new BaseIndisponible(`Le dossier ${dossier} vient d'être pris par un autre processus.`);
  }
  writeSync(fichier, String(process.pid));
  closeSync(fichier);
  const liberer = () => rmSync(verrou, { force: true });
  process.once("exit", liberer);
  return liberer;
}

function vivant(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === "EPERM";
  }
}
