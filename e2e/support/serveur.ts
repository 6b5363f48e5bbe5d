import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";

export type Serveur = { adresse: string; arreter: () => Promise<void> };

/** The application as `npm start` runs it, on a free port, over the data that `env` names. */
export function demarrer(env: Record<string, string>): Promise<Serveur> {
  const processus = spawn(process.execPath, ["scripts/demarrer.js"], {
    env: {
      ...process.env,
      PORT: "0",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      RAFAEL_CONSTRUIT: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return attendreAdresse(processus);
}

/** Waits for the address that a server prints. Rejects with what it said when it stops before. */
export async function attendreAdresse(
  processus: ChildProcessByStdio<null, Readable, Readable>,
): Promise<Serveur> {
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
