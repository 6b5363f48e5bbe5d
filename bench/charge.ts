import { get } from "node:http";
import autocannon from "autocannon";

/** What one round of load showed. */
export type Releve = { parSeconde: number; p50: number; p99: number; reponses: number; ratees: number };

export type Requete = {
  method?: "GET" | "POST";
  path?: string;
  body?: string;
  headers?: Record<string, string>;
};

/** Requests to send, in turn; or one made when it leaves, with what to do when its answer is back. */
export type Source =
  | { chemins: readonly string[] }
  | { composer: () => { requete: Requete; rendue: (statut: number) => void } };

/**
 * Sends requests from `clients` connections for `secondes`, shared between `adresses` (one process, or two in turn).
 */
export async function charger(
  adresses: readonly string[],
  p: { clients: number; secondes: number; entetes: Record<string, string>; source: Source },
): Promise<Releve> {
  const durees: number[] = [];
  const resultats = await Promise.all(
    adresses.map((url, rang) => {
      const connections =
        Math.floor(p.clients / adresses.length) + (rang < p.clients % adresses.length ? 1 : 0);
      const envoi = {
        url,
        connections,
        duration: p.secondes,
        headers: { ...p.entetes, Origin: url },
        requests: requetes(p.source),
      };
      return new Promise<autocannon.Result>((ok, non) => {
        const instance = autocannon(envoi, (erreur, r) => (erreur ? non(erreur) : ok(r)));
        // The result's own percentiles are whole milliseconds.
        instance.on("response", (_client, _statut, _octets, ms) => durees.push(ms));
      });
    }),
  );
  const somme = (lire: (r: autocannon.Result) => number) => resultats.reduce((s, r) => s + lire(r), 0);
  durees.sort((a, b) => a - b);
  return {
    parSeconde: somme((r) => r.requests.total / r.duration),
    p50: durees[Math.floor(durees.length * 0.5)] ?? 0,
    p99: durees[Math.floor(durees.length * 0.99)] ?? 0,
    reponses: somme((r) => r.requests.total),
    ratees: somme((r) => r.errors + r.timeouts + r["4xx"] + r["5xx"]),
  };
}

function requetes(source: Source): autocannon.Request[] {
  if ("chemins" in source) return source.chemins.map((path) => ({ path }));
  return [
    {
      setupRequest: (requete: autocannon.Request, contexte: { rendue?: (statut: number) => void }) => {
        const compose = source.composer();
        contexte.rendue = compose.rendue;
        return { ...requete, ...compose.requete };
      },
      onResponse: (statut: number, _corps: string, contexte: { rendue?: (statut: number) => void }) =>
        contexte.rendue?.(statut),
    } as autocannon.Request,
  ];
}

/** Reads one long answer to its end, or until `octetsMax`; bytes a second. Throws when nothing comes for ten seconds. */
export function telecharger(url: string, octetsMax: number): Promise<{ octets: number; parSeconde: number }> {
  return new Promise((ok, non) => {
    const debut = performance.now();
    let octets = 0;
    const fini = () => ok({ octets, parSeconde: octets / ((performance.now() - debut) / 1000) });
    const demande = get(url, (reponse) => {
      if (reponse.statusCode !== 200) non(new Error(`${url} : ${reponse.statusCode}`));
      reponse.on("data", (morceau: Buffer) => {
        octets += morceau.length;
        if (octets >= octetsMax) {
          fini();
          demande.destroy();
        }
      });
      reponse.once("end", fini);
    });
    demande.setTimeout(10_000, () => demande.destroy(new Error(`${url} : plus rien ne vient.`)));
    demande.once("error", (erreur) => (octets >= octetsMax ? fini() : non(erreur)));
  });
}
