import { spawn } from "node:child_process";
import { join } from "node:path";

/** The application as `npm start` runs it, on a free port, over the data of that folder. */
export async function demarrer(dossier: string): Promise<{ adresse: string; arreter: () => Promise<void> }> {
  const processus = spawn(join("node_modules", ".bin", "tsx"), ["scripts/start.ts"], {
    env: {
      ...process.env,
      PORT: "0",
      DATA_DIR: dossier,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      RAFAEL_CONSTRUIT: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let sortie = "";
  const adresse = await new Promise<string>((ok, non) => {
    const lire = (morceau: Buffer) => {
      sortie += morceau;
      const trouvee = /http:\/\/localhost:\d+/.exec(sortie)?.[0];
      if (trouvee) ok(trouvee);
    };
    processus.stdout.on("data", lire);
    processus.stderr.on("data", lire);
    processus.once("exit", (code) => non(new Error(`Le serveur s'est arrêté (${code}) : ${sortie}`)));
  });
  return {
    adresse,
    arreter: () =>
      new Promise<void>((fini) => {
        processus.removeAllListeners("exit");
        processus.once("exit", () => fini());
        processus.kill("SIGTERM");
      }),
  };
}
