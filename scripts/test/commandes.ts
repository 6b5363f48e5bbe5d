import { spawn, spawnSync } from "node:child_process";

/** Runs a command to its end; its output is printed as it comes. Returns its exit code. */
export function executer(
  commande: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((fini) => {
    const enfant = spawn(commande, args, { stdio: ["ignore", "inherit", "inherit"], env });
    enfant.on("error", (erreur) => {
      console.error(erreur.message);
      fini(1);
    });
    enfant.on("close", (code) => fini(code ?? 1));
  });
}

/** The first of these programs that runs, with what it says of its version. */
export function trouver(candidats: (string | undefined)[]): { chemin: string; version: string } | null {
  for (const chemin of candidats) {
    if (!chemin) continue;
    const essai = spawnSync(chemin, ["--version"], { encoding: "utf8" });
    if (essai.status === 0) return { chemin, version: essai.stdout.trim() };
  }
  return null;
}

/** Installs Debian packages, when we are root and apt is there; says nothing when it cannot. */
export function installerDebian(...paquets: string[]): void {
  if (process.getuid?.() !== 0) return;
  console.log(`Installation de ${paquets.join(", ")} (Debian)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...paquets], {
    env,
    stdio: "ignore",
  });
}
