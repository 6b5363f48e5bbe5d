import { connect, Socket } from "node:net";
import postgres from "postgres";

/** One server of an address that may name several (`postgres://u@a:5432,b:5432/base`), or a Unix socket. */
export type Adresse = { host: string; port: number } | { path: string };

const ATTENTE_S = 3;

/** The servers that `url` names, and the address without what we decide ourselves. Throws when it cannot be read. */
export function adressesDe(url: string): { url: string; adresses: [Adresse, ...Adresse[]] } {
  const propre = url.replace(/([?&])target_session_attrs=[^&]*&?/, "$1").replace(/[?&]$/, "");
  // No connection is opened: the driver reads its own addresses best.
  const { host, port, path } = postgres(propre).options as unknown as {
    host: string[];
    port: number[];
    path: string | false;
  };
  const adresses: Adresse[] = path ? [{ path }] : host.map((h, i) => ({ host: h, port: port[i] ?? 5432 }));
  return { url: propre, adresses: adresses as [Adresse, ...Adresse[]] };
}

/**
 * The server that takes writes: of those that answer and are no standby, the one on the latest timeline, so that an
 * old primary that comes back by mistake is not taken for the promoted one. Throws what the first server said.
 */
export async function lePrimaire(url: string, adresses: Adresse[]): Promise<Adresse> {
  const reponses = await Promise.allSettled(adresses.map((a) => ligneDeTemps(url, a)));
  let choisie: { adresse: Adresse; ligne: string } | undefined;
  reponses.forEach((r, i) => {
    const adresse = adresses[i];
    if (r.status === "fulfilled" && r.value && adresse && r.value > (choisie?.ligne ?? "")) {
      choisie = { adresse, ligne: r.value };
    }
  });
  if (choisie) return choisie.adresse;
  const raison = reponses.find((r) => r.status === "rejected")?.reason;
  throw Object.assign(new Error("Aucun serveur PostgreSQL ne prend les écritures.", { cause: raison }), {
    code: "57P03",
  });
}

/** The timeline of a primary, eight hexadecimal figures; null for a standby. */
async function ligneDeTemps(url: string, adresse: Adresse): Promise<string | null> {
  const sonde = postgres(url, {
    ...adresse,
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: ATTENTE_S,
    onnotice: () => {},
  } as postgres.Options<Record<string, never>>);
  let minuterie: NodeJS.Timeout | undefined;
  const tropTard = new Promise<never>((_, non) => {
    minuterie = setTimeout(() => non(new Error("sans réponse")), ATTENTE_S * 1000);
  });
  try {
    const reponse = sonde.unsafe(
      "select case when not pg_is_in_recovery() then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as ligne",
    );
    const [ligne] = await Promise.race([reponse, tropTard]);
    return (ligne?.ligne as string | null | undefined) ?? null;
  } finally {
    clearTimeout(minuterie);
    void sonde.end({ timeout: 0 });
  }
}

/** A socket connected to that server. Throws when it refuses or does not answer. */
export async function brancher(adresse: Adresse): Promise<Socket> {
  const prise = connect(adresse);
  prise.setTimeout(ATTENTE_S * 1000, () =>
    prise.destroy(Object.assign(new Error("La base ne répond pas."), { code: "CONNECT_TIMEOUT" })),
  );
  await new Promise<void>((oui, non) => {
    prise.once("connect", oui);
    prise.once("error", non);
  });
  prise.removeAllListeners();
  prise.setTimeout(0);
  // By these the driver names the server to TLS.
  return Object.assign(prise, adresse);
}

/**
 * A socket that says `erreur` at the first word. The driver would wait for ever for a socket that could not be made,
 * and lose track of one that fails before it wrote.
 */
export function priseMorte(erreur: Error): Socket {
  const prise = new Socket();
  prise.write = () => {
    prise.destroy(erreur);
    return false;
  };
  return prise;
}
