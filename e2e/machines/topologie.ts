import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { installerDebian } from "../../scripts/test/commandes";
import {
  type Compte,
  initialiser,
  portLibre,
  programmesPostgres,
  sansPrivilege,
} from "../../scripts/test/postgres";
import { attendreAdresse } from "../support/serveur";

/** What the tests know of the machines, written to a file by the set-up and read by `machines.ts`. */
export type Topologie = {
  /** Where a browser goes: HAProxy. */
  adresse: string;
  dossier: string;
  bin: string;
  qui: Compte;
  ports: { haproxy: number; pgbouncer: number; primaire: number; copie: number };
  pids: { un: number; deux: number; pgbouncer: number };
  /** What the two application processes said while they started together. */
  dits: [string, string];
};

/**
 * Two application processes behind HAProxy, PgBouncer in transaction mode before a PostgreSQL primary, and a hot standby
 * by streaming replication, all on free ports and in one folder: the worked example of docs/exploitation.md.
 * `arreter` stops and removes everything; so does a failure. Throws a sentence when a part cannot be had.
 */
export async function monterLesMachines(): Promise<{ topologie: Topologie; arreter: () => Promise<void> }> {
  const bin = programmesPostgres();
  const haproxy = programme("haproxy", "/usr/sbin/haproxy", "-v");
  const pgbouncer = programme("pgbouncer", "/usr/sbin/pgbouncer", "--version");
  const versions = [haproxy.version, pgbouncer.version, execFileSync(join(bin, "postgres"), ["--version"])];
  console.log(
    versions
      .map((v) =>
        String(v)
          .split("\n")[0]
          ?.replace(/ https?:.*/, ""),
      )
      .join(" · "),
  );

  const qui = sansPrivilege();
  const dossier = mkdtempSync(join(tmpdir(), "rafael-machines-"));
  const enfants: ChildProcess[] = [];
  const tuer = () => {
    for (const e of enfants) e.kill("SIGKILL");
  };
  process.once("exit", tuer);
  const lancer = (commande: string, args: string[], compte: Compte = qui) => {
    const enfant = spawn(commande, args, { ...compte, cwd: dossier, stdio: "ignore" });
    enfants.push(enfant);
    return enfant.pid ?? 0;
  };
  const arreter = async () => {
    const fins = enfants.map((e) =>
      e.exitCode === null && e.signalCode === null ? new Promise((ok) => e.once("exit", ok)) : null,
    );
    tuer();
    await Promise.all(fins);
    process.removeListener("exit", tuer);
    rmSync(dossier, { recursive: true, force: true });
  };

  try {
    chmodSync(dossier, 0o755);
    if (qui.uid !== undefined) chownSync(dossier, qui.uid, qui.gid);
    const ports = {
      haproxy: await portLibre(),
      pgbouncer: await portLibre(),
      primaire: await portLibre(),
      copie: await portLibre(),
    };

    initialiser(bin, join(dossier, "primaire"), qui);
    lancer(join(bin, "postgres"), argsPostgres(dossier, "primaire", ports.primaire));
    const primaire = postgres(`postgres://essai@127.0.0.1:${ports.primaire}/postgres`, {
      max: 1,
      onnotice: () => {},
    });
    await jusqua(() => primaire`select 1`);
    await primaire`create database catalogue`;
    execFileSync(
      join(bin, "pg_basebackup"),
      [
        ...["-h", "127.0.0.1", "-p", String(ports.primaire), "-U", "essai", "-D", join(dossier, "copie")],
        ...["--write-recovery-conf", "--checkpoint=fast", "--no-sync"],
      ],
      { ...qui, cwd: dossier },
    );
    lancer(join(bin, "postgres"), argsPostgres(dossier, "copie", ports.copie));
    writeFileSync(join(dossier, "utilisateurs.txt"), '"essai" ""\n');
    ecrirePgbouncer(dossier, ports.pgbouncer, ports.primaire, ports.copie);
    const pidPgbouncer = lancer(pgbouncer.chemin, [join(dossier, "pgbouncer.ini")]);
    const base = `postgres://essai@127.0.0.1:${ports.pgbouncer}`;
    const sonde = postgres(`${base}/catalogue`, { max: 1, prepare: false });
    await jusqua(() => sonde`select 1`);
    await sonde.end();

    const application = async (nom: string) => {
      const processus = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
        env: {
          ...process.env,
          PORT: "0",
          NODE_ENV: "production",
          LOG_LEVEL: "warn",
          RAFAEL_CONSTRUIT: "1",
          DATABASE_URL: `${base}/catalogue`,
          DATABASE_URL_LECTURE: `${base}/catalogue_lecture`,
          DATABASE_PREPARE: "0",
          DATA_DIR: join(dossier, nom),
          SESSION_SECRET: "le même secret pour les deux processus",
          TRUST_PROXY: "1",
          DEMONSTRATION: "1",
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      enfants.push(processus);
      let dit = "";
      processus.stdout.on("data", (d) => {
        dit += d;
      });
      if (process.env.RAFAEL_BAVARD) processus.stderr.pipe(process.stderr);
      const { adresse } = await attendreAdresse(processus);
      return { port: Number(new URL(adresse).port), pid: processus.pid ?? 0, dit: () => dit };
    };
    // At the same time, on an empty database.
    const [un, deux] = await Promise.all([application("un"), application("deux")]);

    // From here a save is acknowledged when the standby shows it.
    await primaire`alter system set synchronous_commit = 'remote_apply'`;
    await primaire`alter system set synchronous_standby_names = '*'`;
    await primaire`select pg_reload_conf()`;
    await jusqua(async () => {
      const [copie] = await primaire`select 1 from pg_stat_replication where sync_state = 'sync'`;
      if (!copie) throw new Error("La copie ne suit pas le primaire.");
    });
    await primaire.end();

    writeFileSync(join(dossier, "reessayez.http"), REESSAYEZ);
    writeFileSync(join(dossier, "haproxy.cfg"), haproxyCfg(dossier, ports.haproxy, [un.port, deux.port]));
    lancer(haproxy.chemin, ["-db", "-f", join(dossier, "haproxy.cfg")]);
    const adresse = `http://localhost:${ports.haproxy}`;
    await jusqua(async () => {
      if (!(await fetch(`${adresse}/sante`)).ok) throw new Error("HAProxy ne répond pas.");
    });
    const pids = { un: un.pid, deux: deux.pid, pgbouncer: pidPgbouncer };
    return {
      topologie: { adresse, dossier, bin, qui, ports, pids, dits: [un.dit(), deux.dit()] },
      arreter,
    };
  } catch (erreur) {
    await arreter();
    throw erreur;
  }
}

/** A program of that Debian package, installed when it is missing, with what it says of its version. */
function programme(paquet: string, chemin: string, option: string): { chemin: string; version: string } {
  const essayer = () => spawnSync(chemin, [option], { encoding: "utf8" });
  if (essayer().status !== 0) installerDebian(paquet);
  const essai = essayer();
  if (essai.status !== 0) throw new Error(`${paquet} est introuvable et n'a pas pu être installé.`);
  return { chemin, version: essai.stdout };
}

const argsPostgres = (dossier: string, nom: string, port: number) => [
  ...["-D", join(dossier, nom), "-p", String(port), "-k", dossier, "-h", "127.0.0.1", "-F"],
];

/** Which server takes the writes, and which the public reads. */
export function ecrirePgbouncer(dossier: string, port: number, ecritures: number, lectures: number): void {
  const reglages = `[databases]
catalogue = host=127.0.0.1 port=${ecritures} dbname=catalogue
catalogue_lecture = host=127.0.0.1 port=${lectures} dbname=catalogue

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(dossier, "utilisateurs.txt")}
admin_users = essai
pool_mode = transaction
max_client_conn = 200
default_pool_size = 10
; A server that is away is said so in seconds, and asked again every second.
server_connect_timeout = 3
server_login_retry = 1
query_wait_timeout = 5
tcp_keepalive = 1
tcp_keepidle = 5
tcp_keepintvl = 2
tcp_keepcnt = 3
`;
  writeFileSync(join(dossier, "pgbouncer.ini"), reglages);
}

const haproxyCfg = (dossier: string, port: number, [un, deux]: [number, number]) => `global
  maxconn 200
  tune.bufsize 65536
  stats socket ${join(dossier, "haproxy.sock")} mode 600 level user

defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout queue 5s
  # A busy process is slow to say that it is well: a dead one refuses the connection at once.
  timeout check 5s
  # A process that dies with a request in its hands: the other one answers it. A form is answered once (its token).
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
  errorfile 502 ${join(dossier, "reessayez.http")}
  errorfile 503 ${join(dossier, "reessayez.http")}
  errorfile 504 ${join(dossier, "reessayez.http")}

frontend public
  bind 127.0.0.1:${port}
  option forwardfor
  # TLS ends nowhere here; where it does, this says https.
  http-request set-header X-Forwarded-Proto http
  default_backend rafael

backend rafael
  balance roundrobin
  option httpchk GET /sante
  http-check expect status 200
  http-response set-header X-Machine %s
  default-server check inter 1s fall 3 rise 1
  server un 127.0.0.1:${un}
  server deux 127.0.0.1:${deux}
`;

const REESSAYEZ = [
  "HTTP/1.0 503 Service Unavailable",
  "Cache-Control: no-store",
  "Retry-After: 5",
  "Content-Type: text/html; charset=utf-8",
  "",
  `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Réessayez dans un instant · RafaelPro</title>
<h1>Réessayez dans un instant</h1>
<p>RafaelPro ne répond pas en ce moment. Rien de ce qui est enregistré n'est perdu.
<p>Si vous veniez d'envoyer un formulaire, revenez en arrière : votre navigateur l'a gardé.
</html>
`,
].join("\r\n");

/** Asks until it works, for at most 20 s. */
export async function jusqua<T>(travail: () => PromiseLike<T>): Promise<T> {
  for (const fin = Date.now() + 20_000; ; ) {
    try {
      return await travail();
    } catch (erreur) {
      if (Date.now() > fin) throw erreur;
      await new Promise((ok) => setTimeout(ok, 100));
    }
  }
}
