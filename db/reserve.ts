import postgres from "postgres";
import { type Adresse, adressesDe, brancher, lePrimaire, priseMorte } from "./adresses";
import { parMessages } from "./messages";
import { LiaisonPerdue } from "./panne";

/** How the links to a PostgreSQL server are held. */
export type Reglages = {
  /** Links at most. */
  liaisons: number;
  /** Seconds without a byte of an answer after which a link is cut; 0: never. */
  silence: number;
  /** Named prepared statements; not through a PgBouncer older than 1.21 in transaction mode. */
  preparer: boolean;
};

type Args = Parameters<postgres.Sql["unsafe"]>;
type Lignes = readonly unknown[] & { command?: string };
/** What the rows of an answer are: records, arrays of values, or arrays of the bytes received. */
type Forme = "noms" | "valeurs" | "octets";
/** A query as Drizzle awaits it, by names or as arrays of values; or read as bytes (db/octets.ts). */
type Requete = PromiseLike<Lignes> & { values: () => Promise<Lignes>; raw: () => Promise<Lignes> };

/** The part of a `postgres` client that Drizzle uses. */
export type Client = {
  options: { parsers: Record<string, unknown>; serializers: Record<string, unknown> };
  unsafe: (...args: Args) => Requete;
  begin: <T>(travail: (tx: ClientEnTransaction) => Promise<T>) => Promise<T>;
  end: () => Promise<void>;
};

type ClientEnTransaction = Pick<Client, "options" | "unsafe"> & {
  savepoint: <T>(travail: (tx: ClientEnTransaction) => Promise<T>) => Promise<T>;
};

/**
 * Links to PostgreSQL, each a `postgres` client of one connection that is thrown away with it. The pool of the driver
 * is not used: when a connection is lost within a transaction it kills the process, may run the rest of that
 * transaction on another connection, and leaves a link that never answers again (porsager/postgres #1208, #1216).
 */
export function ouvrirReserve(url: string, reglages: Reglages): Client {
  const serveur = adressesDe(url);
  const options: Client["options"] = { parsers: {}, serializers: {} };
  const libres: Liaison[] = [];
  const attente: { donner: (l: Liaison) => void; refuser: (e: Error) => void }[] = [];
  const ouvertes = new Set<Liaison>();
  let ferme = false;

  const nouvelle = () => {
    const liaison = ouvrirLiaison(serveur, reglages, options);
    ouvertes.add(liaison);
    return liaison;
  };
  const prendre = async (): Promise<Liaison> => {
    if (ferme) throw new LiaisonPerdue("La réserve de liaisons est fermée.");
    for (let l = libres.pop(); l; l = libres.pop()) {
      if (!l.perdue()) return l;
      ouvertes.delete(l);
    }
    if (ouvertes.size < reglages.liaisons) return nouvelle();
    return new Promise((donner, refuser) => attente.push({ donner, refuser }));
  };
  const rendre = (l: Liaison) => {
    if (l.perdue()) ouvertes.delete(l);
    const suivant = attente.shift();
    if (suivant) suivant.donner(l.perdue() ? nouvelle() : l);
    else if (!l.perdue()) libres.push(l);
  };
  const avec = async <T>(travail: (l: Liaison) => Promise<T>): Promise<T> => {
    const liaison = await prendre();
    try {
      return await travail(liaison);
    } finally {
      rendre(liaison);
    }
  };

  return {
    options,
    unsafe: (...args) => requete((forme) => avec((l) => l.executer(args, forme))),
    begin: (travail) => avec((l) => enTransaction(l, options, travail)),
    end: async () => {
      ferme = true;
      for (const a of attente.splice(0)) a.refuser(new LiaisonPerdue("La réserve de liaisons est fermée."));
      await Promise.all([...ouvertes].map((l) => l.fermer()));
    },
  };
}

/** Asked when awaited, as the driver's own queries are. */
function requete(lancer: (forme: Forme) => Promise<Lignes>): Requete {
  return {
    // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits it
    then: (oui, non) => lancer("noms").then(oui, non),
    values: () => lancer("valeurs"),
    raw: () => lancer("octets"),
  };
}

/** All or nothing on one link. When it is lost nothing more is asked of it, not even to roll back. */
async function enTransaction<T>(
  liaison: Liaison,
  options: Client["options"],
  travail: (tx: ClientEnTransaction) => Promise<T>,
): Promise<T> {
  const dire = (ordre: string) => liaison.executer([ordre], "noms");
  let points = 0;
  const tx: ClientEnTransaction = {
    options,
    unsafe: (...args) => requete((forme) => liaison.executer(args, forme)),
    savepoint: async (interieur) => {
      points += 1;
      const point = `s${points}`;
      await dire(`savepoint ${point}`);
      try {
        return await interieur(tx);
      } catch (erreur) {
        if (!liaison.perdue()) await dire(`rollback to ${point}`);
        throw erreur;
      }
    },
  };
  try {
    // Not awaited: it leaves with the first query, and fails only with the link, which that query says.
    dire("begin").catch(() => {});
    const resultat = await travail(tx);
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, and without an error.
    if ((await dire("commit")).command !== "COMMIT") {
      throw new Error("La transaction contenait une requête refusée : rien n'a été écrit.");
    }
    return resultat;
  } catch (erreur) {
    if (!liaison.perdue()) await dire("rollback").catch(() => liaison.fermer());
    throw erreur;
  }
}

type Liaison = {
  perdue: () => boolean;
  executer: (args: Args, forme: Forme) => Promise<Lignes>;
  fermer: () => Promise<void>;
};

function ouvrirLiaison(
  { url, adresses }: { url: string; adresses: [Adresse, ...Adresse[]] },
  { silence, preparer }: Reglages,
  options: Client["options"],
): Liaison {
  let perdue = false;
  let enCours = 0;
  let dejaReliee = false;

  const relier = async () => {
    try {
      // One connection a link: a second would run what is left of a lost transaction outside of it.
      if (dejaReliee) throw new LiaisonPerdue("La liaison avec la base est perdue.");
      dejaReliee = true;
      const prise = await brancher(adresses.length > 1 ? await lePrimaire(url, adresses) : adresses[0]);
      prise.once("close", () => {
        perdue = true;
      });
      if (silence > 0) {
        prise.setTimeout(silence * 1000, () => {
          if (enCours > 0) prise.destroy();
        });
      }
      return client.options.ssl ? prise : parMessages(prise);
    } catch (erreur) {
      perdue = true;
      return priseMorte(erreur as Error);
    }
  };
  const client = postgres(url, {
    ...adresses[0],
    socket: relier,
    max: 1,
    prepare: preparer,
    // A question of the driver's own: when the link is lost before its answer, nobody holds the error.
    fetch_types: false,
    // `brancher` waits no longer for the network, and this for the server's own greeting.
    connect_timeout: 3,
    // A link that may be silent for long, as the one that holds a lock, is not taken for an idle one.
    idle_timeout: silence > 0 ? 60 : null,
    // The driver would end a link of that age between two queries of a transaction.
    max_lifetime: null,
    onnotice: () => {},
  } as unknown as postgres.Options<Record<string, never>>);
  Object.assign(client.options.parsers, options.parsers);
  Object.assign(client.options.serializers, options.serializers);

  return {
    perdue: () => perdue,
    executer: async ([texte, valeurs], forme) => {
      if (perdue) throw new LiaisonPerdue("La liaison avec la base est perdue.");
      enCours += 1;
      try {
        // Drizzle prepares only the queries it is told a name for: all are, so that each text is planned once a link.
        const q = client.unsafe(texte, valeurs, { prepare: preparer });
        return (await (forme === "octets" ? q.raw() : forme === "valeurs" ? q.values() : q)) as Lignes;
      } finally {
        enCours -= 1;
      }
    },
    fermer: async () => {
      perdue = true;
      await client.end({ timeout: 5 });
    },
  };
}
