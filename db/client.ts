import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimes,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { panneDeBase } from "./panne";
import type { Reglages } from "./reserve";
import * as schema from "./schema";

/** The database as the use cases see it: the same query builder on both drivers. */
export type Base = PgDatabase<PgQueryResultHKT, typeof schema>;

export type BaseOuverte = {
  db: Base;
  /** Runs a public read: on the standby when there is one and it answers, else on `db`. It may run twice. */
  lire: <T>(travail: (db: Base) => Promise<T>) => Promise<T>;
  /**
   * Runs what must not run twice at the same time, whatever the number of processes, nor be cut for its length: what a
   * start waits for (migrations, demonstration), or the night.
   */
  seul: <T>(travail: (db: Base) => Promise<T>, quoi?: keyof typeof VERROUS) => Promise<T>;
  /** In words, for the line printed at start; never a password. */
  description: string;
  fermer: () => Promise<void>;
};

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

type Environnement = Readonly<Record<string, string | undefined>>;

/** A refusal to open that is one sentence for the person who starts the program. */
export class BaseIndisponible extends Error {}

/**
 * Opens the database and brings it to the last migration: PostgreSQL when `DATABASE_URL` is set, else the
 * embedded PGlite in `DATA_DIR` (default `.data`). Throws {@link BaseIndisponible} with a French sentence.
 */
export async function ouvrirBase(env: Environnement): Promise<BaseOuverte> {
  return env.DATABASE_URL ? ouvrirPostgres(env.DATABASE_URL, env) : ouvrirPglite(env.DATA_DIR ?? ".data");
}

/**
 * PostgreSQL at `url`, reached at the first query and neither checked nor migrated: what a host portal wants. How it is
 * reached comes from the environment (README, « Environment »); a setting that is no number throws
 * {@link BaseIndisponible}.
 */
export async function connecterPostgres(url: string, env: Environnement = process.env): Promise<BaseOuverte> {
  const { drizzle } = await import("drizzle-orm/postgres-js");
  const { ouvrirReserve } = await import("./reserve");
  const ouvrir = (adresse: string, reglages: Reglages) => {
    const client = ouvrirReserve(adresse, reglages);
    const db = drizzle(client as never, { schema }) as unknown as Base;
    return { db, fermer: client.end };
  };
  const reglages: Reglages = {
    liaisons: nombre(env, "DATABASE_LIAISONS", 10, 1),
    silence: nombre(env, "DATABASE_SILENCE", 8, 0),
    preparer: env.DATABASE_PREPARE !== "0",
  };
  const base = ouvrir(url, reglages);
  const copie = env.DATABASE_URL_LECTURE ? ouvrir(env.DATABASE_URL_LECTURE, reglages) : null;
  return {
    db: base.db,
    lire: copie ? lireDAbord(copie.db, base.db) : (travail) => travail(base.db),
    // A lock that PostgreSQL drops with its transaction: it also holds behind a PgBouncer in transaction mode.
    seul: async (travail, quoi = "depart") => {
      const regie = ouvrir(url, { ...reglages, liaisons: 3, silence: 0 });
      try {
        return await regie.db.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(${VERROUS[quoi]})`);
          return travail(regie.db);
        });
      } finally {
        await regie.fermer();
      }
    },
    description: copie
      ? "PostgreSQL (DATABASE_URL), lectures publiques sur la copie"
      : "PostgreSQL (DATABASE_URL)",
    fermer: async () => {
      await Promise.all([base.fermer(), copie?.fermer()]);
    },
  };
}

/** A whole number of the environment. Without links, or with NaN of them, a process would stop without a word. */
function nombre(env: Environnement, nom: string, sinon: number, minimum: number): number {
  const lu = env[nom]?.trim() || String(sinon);
  if (/^\d{1,4}$/.test(lu) && Number(lu) >= minimum) return Number(lu);
  throw new BaseIndisponible(`${nom} doit être un nombre entier, de ${minimum} à 9999 ; reçu : « ${lu} ».`);
}

/** Any numbers of ours: what the locks of `seul` are called among the advisory locks of the database. */
const VERROUS = { depart: 7_262_353, nuit: 7_262_354 };
/** A standby that did not answer is left alone for so long. */
const REPIT_MS = 30_000;

function lireDAbord(copie: Base, base: Base): BaseOuverte["lire"] {
  let absenteJusqua = 0;
  return async (travail) => {
    if (Date.now() < absenteJusqua) return travail(base);
    try {
      return await travail(copie);
    } catch (erreur) {
      if (!panneDeBase(erreur)) throw erreur;
      absenteJusqua = Date.now() + REPIT_MS;
      return travail(base);
    }
  };
}

/** Opens PostgreSQL at `url` through the `postgres` driver and migrates it, one process at a time. */
export async function ouvrirPostgres(url: string, env: Environnement = process.env): Promise<BaseOuverte> {
  const { migrate } = await import("drizzle-orm/postgres-js/migrator");
  let base: BaseOuverte;
  try {
    base = await connecterPostgres(url, env);
    await base.db.execute(sql`select 1`);
  } catch (erreur) {
    if (erreur instanceof BaseIndisponible) throw erreur;
    const code = panneDeBase(erreur) ?? (erreur as { cause?: { code?: string } }).cause?.code ?? "";
    throw new BaseIndisponible(
      `La base PostgreSQL de DATABASE_URL ne répond pas (${code || "adresse illisible"}). Vérifiez l'adresse, le mot de passe et que le serveur est démarré.`,
    );
  }
  await base.seul((db) => migrate(db as Parameters<typeof migrate>[0], { migrationsFolder: MIGRATIONS }));
  return base;
}

/** Opens PGlite on a folder (or in memory when `dossier` is undefined) and migrates it. */
export async function ouvrirPglite(dossier?: string, instantane?: Blob): Promise<BaseOuverte> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { drizzle } = await import("drizzle-orm/pglite");
  const { migrate } = await import("drizzle-orm/pglite/migrator");
  const liberer = dossier ? verrouiller(dossier) : () => {};
  try {
    const client = await PGlite.create({
      ...(dossier ? { dataDir: join(dossier, "pglite") } : {}),
      ...(instantane ? { loadDataDir: instantane } : {}),
    });
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder: MIGRATIONS });
    const base = db as unknown as Base;
    return {
      db: base,
      // One process, one database.
      lire: (travail) => travail(base),
      seul: (travail) => travail(base),
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

const BATTEMENT_MS = 10_000;
/** A lock that has not beaten for so long is that of a process that is gone: a query holds it up for seconds. */
const SILENCE_MS = 60_000;

/**
 * PGlite takes no lock of its own and two processes on one folder corrupt it: a file names the owner, and the lock of a
 * process that is gone is taken over. Its pid is not enough: two containers often have the same on one volume, and a
 * pid is given again. A process on another machine is known by the beat of its lock alone.
 */
function verrouiller(dossier: string): () => void {
  mkdirSync(dossier, { recursive: true });
  const verrou = join(dossier, "verrou.pid");
  if (existsSync(verrou)) {
    const [pid, machine = "inconnue", debut] = readFileSync(verrou, "utf8").split("\n");
    const ici = machine === hostname();
    if (!ici && Date.now() - statSync(verrou).mtimeMs < SILENCE_MS) {
      throw new BaseIndisponible(
        `Le dossier ${dossier} est utilisé par la machine « ${machine} ». Arrêtez-y l'application, ou choisissez un autre dossier avec DATA_DIR ; si elle vient de s'arrêter, réessayez dans une minute.`,
      );
    }
    if (ici && vivant(Number(pid), debut)) {
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
  writeSync(fichier, [process.pid, hostname(), debutDe(process.pid)].join("\n"));
  closeSync(fichier);
  const battre = setInterval(() => utimes(verrou, new Date(), new Date(), () => {}), BATTEMENT_MS).unref();
  const liberer = () => {
    clearInterval(battre);
    process.removeListener("exit", liberer);
    rmSync(verrou, { force: true });
  };
  process.once("exit", liberer);
  return liberer;
}

/** Whether the process that began then still runs. */
function vivant(pid: number, debut: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return debutDe(pid) === debut;
}

/** When a process of this machine began: its boot and the ticks since; "" where the system does not say. */
function debutDe(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The name of the program, in parentheses, may hold anything.
    const apresLeNom = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return `${boot} ${apresLeNom?.[19]}`;
  } catch {
    return "";
  }
}
