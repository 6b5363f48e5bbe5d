import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installerDebian } from "./commandes";

export type ServeurPostgres = { url: string; description: string; arreter: () => Promise<void> };

/** The folder of `initdb` and `postgres`: the machine's, else Debian's, installed. Throws a sentence when there is none. */
export function programmesPostgres(): string {
  let bin = programmes();
  if (!bin) {
    installerDebian("postgresql");
    bin = programmes();
  }
  if (!bin)
    throw new Error("PostgreSQL est introuvable et n'a pas pu être installé : indiquez TEST_DATABASE_URL.");
  return bin;
}

function programmes(): string | null {
  const versions = "/usr/lib/postgresql";
  const dossiers =
    spawnSync("ls", [versions], { encoding: "utf8" }).status === 0 ? readdirSync(versions) : [];
  const candidats = dossiers.sort((a, b) => Number(b) - Number(a)).map((v) => join(versions, v, "bin"));
  return candidats.find((d) => spawnSync(join(d, "postgres"), ["--version"]).status === 0) ?? null;
}

/**
 * A PostgreSQL server for the tests: the one of TEST_DATABASE_URL, else a temporary one on a free port, run by an
 * unprivileged user (the server refuses root) and removed by `arreter`. `reglages` are settings of the temporary one,
 * `nom=valeur`. Throws a sentence when there is none.
 */
export async function demarrerPostgres(reglages: readonly string[] = []): Promise<ServeurPostgres> {
  const donnee = process.env.TEST_DATABASE_URL;
  if (donnee) return { url: donnee, description: "TEST_DATABASE_URL", arreter: async () => {} };
  const bin = programmesPostgres();
  const qui = sansPrivilege();
  const dossier = mkdtempSync(join(tmpdir(), "rafael-pg-"));
  if (qui.uid !== undefined) chownSync(dossier, qui.uid, qui.gid);
  try {
    initialiser(bin, join(dossier, "donnees"), qui);
  } catch (erreur) {
    rmSync(dossier, { recursive: true, force: true });
    throw erreur;
  }
  const port = await portLibre();
  const serveur = spawn(
    join(bin, "postgres"),
    [
      ...["-D", join(dossier, "donnees"), "-p", String(port), "-k", dossier, "-h", "127.0.0.1", "-F"],
      ...reglages.flatMap((r) => ["-c", r]),
    ],
    { ...qui, cwd: dossier, stdio: "ignore" },
  );
  const tuer = () => serveur.kill("SIGKILL");
  process.once("exit", tuer);
  const url = `postgres://essai@127.0.0.1:${port}/postgres`;
  await attendre(join(bin, "pg_isready"), port);
  const version = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout.trim();
  return {
    url,
    description: version,
    arreter: async () => {
      const fini = new Promise((ok) => serveur.once("close", ok));
      serveur.kill("SIGINT");
      await fini;
      process.removeListener("exit", tuer);
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

/** Makes the data folder of a server whose owner is `essai`. Throws what `initdb` said. */
export function initialiser(bin: string, donnees: string, qui: Compte): void {
  const args = ["-D", donnees, "-U", "essai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  const initdb = spawnSync(join(bin, "initdb"), args, { ...qui, cwd: join(donnees, ".."), encoding: "utf8" });
  if (initdb.status !== 0) throw new Error(`initdb a échoué : ${initdb.stderr}`);
}

/** Who runs a server: nobody in particular, or, when we are root, which they refuse, someone without privilege. */
export type Compte = { uid: number; gid: number } | { uid?: undefined; gid?: undefined };

export function sansPrivilege(): Compte {
  if (process.getuid?.() !== 0) return {};
  for (const nom of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", nom], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", nom], { encoding: "utf8" });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("Aucun utilisateur sans privilège pour PostgreSQL.");
}

/** A port nobody listens on. */
export function portLibre(): Promise<number> {
  return new Promise((ok) => {
    const ecoute = createServer().listen(0, "127.0.0.1", () => {
      const { port } = ecoute.address() as { port: number };
      ecoute.close(() => ok(port));
    });
  });
}

async function attendre(pgIsReady: string, port: number): Promise<void> {
  for (let essai = 0; essai < 100; essai += 1) {
    if (spawnSync(pgIsReady, ["-q", "-h", "127.0.0.1", "-p", String(port)]).status === 0) return;
    await new Promise((ok) => setTimeout(ok, 200));
  }
  throw new Error("Le serveur PostgreSQL des essais n'a pas démarré.");
}
