import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type postgres from "postgres";
import paquet from "../package.json" with { type: "json" };
import { portLibre } from "../scripts/test/postgres";

/** A server under measure, ours or the floor. */
export type Serveur = { adresse: string; pid: number; arreter: () => Promise<void> };

/** Starts the application as `npm start` does: its setting of memory, and its very arguments. */
export function demarrerApplication(env: Record<string, string>): Promise<Serveur> {
  const [reglage = "", , ...args] = paquet.scripts.start.split(" ");
  const [nom = "", valeur = ""] = reglage.split("=");
  return demarrer(args, { [nom]: valeur, ...env });
}

/** Starts the floor. */
export const demarrerPlancher = (env: Record<string, string>) =>
  demarrer(["--import", "tsx", "bench/plancher.ts"], env);

/** Runs Node as production does, on a free port of this machine, and waits until it answers. */
async function demarrer(args: string[], env: Record<string, string>): Promise<Serveur> {
  const port = await portLibre();
  const processus = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: "production", ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const tuer = () => processus.kill("SIGKILL");
  process.once("exit", tuer);
  const adresse = `http://127.0.0.1:${port}`;
  await repond(adresse, processus);
  return {
    adresse,
    pid: processus.pid ?? 0,
    arreter: async () => {
      process.removeListener("exit", tuer);
      const fini = new Promise((ok) => processus.once("exit", ok));
      processus.kill("SIGTERM");
      const impatience = setTimeout(tuer, 5_000);
      await fini;
      clearTimeout(impatience);
    },
  };
}

async function repond(adresse: string, processus: ChildProcess): Promise<void> {
  for (let essai = 0; essai < 150; essai += 1) {
    if (processus.exitCode !== null)
      throw new Error(`Le serveur mesuré s'est arrêté (${processus.exitCode}).`);
    const reponse = await fetch(`${adresse}/sante`).catch(() => null);
    if (reponse?.ok) return;
    await new Promise((ok) => setTimeout(ok, 200));
  }
  throw new Error(`${adresse} ne répond pas.`);
}

const TOP = 100; // ticks a second: CONF_HZ of every Linux distribution

/** Seconds of CPU that a process has used, its threads included; 0 when it is gone. */
export function cpu(pid: number): number {
  try {
    const champs = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(champs[11]) + Number(champs[12])) / TOP;
  } catch {
    return 0;
  }
}

/** The most memory a process has held, in MB. */
export function memoireMax(pid: number): number {
  const ligne = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(ligne?.[1] ?? 0) / 1024;
}

/** The processes of the PostgreSQL server behind `sql`, when it runs on this machine; else none. */
export async function processusPostgres(sql: postgres.Sql): Promise<() => number> {
  const [ligne] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const parent = parentDe(ligne?.pid ?? 0);
  if (!parent) return () => 0;
  return () =>
    readdirSync("/proc")
      .filter((nom) => /^\d+$/.test(nom) && parentDe(Number(nom)) === parent)
      .reduce((somme, nom) => somme + cpu(Number(nom)), 0);
}

function parentDe(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1] ?? 0);
  } catch {
    return 0;
  }
}
