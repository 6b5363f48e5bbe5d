import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import postgres from "postgres";
import { connecterPostgres } from "../../db/client";
import { autonome } from "../support/autonome";
import type { Hote } from "../support/hote";
import { ecrirePgbouncer, jusqua, type Topologie } from "./topologie";

const topologie = () => JSON.parse(readFileSync(process.env.RAFAEL_MACHINES ?? "", "utf8")) as Topologie;

/** The standalone application, on several machines. */
export const machines: Hote = {
  ...autonome,
  demarrer: async () => ({ adresse: topologie().adresse, arreter: async () => {} }),
};

/** What both processes said while they started together. */
export const ditsAuDemarrage = () => topologie().dits;

/** Kills an application process: it finishes nothing. */
export function tuer(processus: "un" | "deux"): void {
  process.kill(topologie().pids[processus], "SIGKILL");
}

/** Stops the primary as a power cut would: no connection is closed with a word, nothing is flushed. */
export async function arreterLePrimaire(): Promise<void> {
  const { bin, dossier, qui } = topologie();
  const args = ["-D", join(dossier, "primaire"), "-m", "immediate", "-w", "stop"];
  await promisify(execFile)(join(bin, "pg_ctl"), args, qui);
}

/** Makes the standby the primary and points PgBouncer to it: the steps of docs/exploitation.md. */
export async function promouvoirLaCopie(): Promise<void> {
  const { bin, dossier, qui, ports, pids } = topologie();
  await promisify(execFile)(join(bin, "pg_ctl"), ["-D", join(dossier, "copie"), "-w", "promote"], qui);
  ecrirePgbouncer(dossier, ports.pgbouncer, ports.copie, ports.copie);
  process.kill(pids.pgbouncer, "SIGHUP");
  await jusqua(async () => {
    const [ligne] = await demander("catalogue", "select pg_is_in_recovery() as copie");
    if (ligne?.copie !== false) throw new Error("PgBouncer ne mène pas encore à la base promue.");
  });
}

/** One statement through PgBouncer; `pgbouncer` is its own console. */
export async function demander(base: "catalogue" | "pgbouncer", ordre: string) {
  const { ports } = topologie();
  const client = postgres(`postgres://essai@127.0.0.1:${ports.pgbouncer}/${base}`, {
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 3,
  });
  try {
    return await client.unsafe(ordre);
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** The application's own links to an address that names the primary and its standby. */
export function lesDeuxServeurs() {
  const { primaire, copie } = topologie().ports;
  return connecterPostgres(`postgres://essai@127.0.0.1:${copie},127.0.0.1:${primaire}/catalogue`, {});
}

/** What a process started without SESSION_SECRET behind a balancer says. */
export function demarrerSansSecret(): { code: number | null; dit: string } {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: {
      ...process.env,
      PORT: "0",
      RAFAEL_CONSTRUIT: "1",
      DATABASE_URL: `postgres://essai@127.0.0.1:${topologie().ports.pgbouncer}/catalogue`,
      DATABASE_PREPARE: "0",
      SESSION_SECRET: "",
      TRUST_PROXY: "1",
    },
    encoding: "utf8",
  });
  return { code: status, dit: stderr };
}

/** How many requests HAProxy gave to each process. */
export async function demandesServies(): Promise<Record<string, number>> {
  const prise = connect(join(topologie().dossier, "haproxy.sock"));
  prise.end("show stat\n");
  const [titres = "", ...lignes] = (await text(prise)).split("\n");
  const colonnes = titres.replace(/^# /, "").split(",");
  const [groupe, nom, total] = ["pxname", "svname", "stot"].map((c) => colonnes.indexOf(c)) as [
    number,
    number,
    number,
  ];
  const serveurs = lignes
    .map((l) => l.split(","))
    .filter((l) => l[groupe] === "rafael" && l[nom] !== "BACKEND");
  return Object.fromEntries(serveurs.map((l) => [l[nom], Number(l[total])]));
}
