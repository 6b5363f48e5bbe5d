import postgres from "postgres";
import { demarrerPostgres } from "../scripts/test/postgres";
import { genererCatalogue, type Taille } from "./generer";

/** Settings of the temporary server: those of a small machine given to PostgreSQL; nothing here helps only one side. */
const REGLAGES = [
  "shared_buffers=1GB",
  "effective_cache_size=4GB",
  "work_mem=16MB",
  "max_wal_size=8GB",
  "random_page_cost=1.1",
  "default_toast_compression=lz4",
  // As in production: a save is on the disk when it is answered.
  "fsync=on",
  "shared_preload_libraries=pg_stat_statements",
];

export type Bases = {
  /** The address of the generated catalogue of that size: made the first time, in a database of its name. */
  catalogue: (taille: Taille) => Promise<string>;
  arreter: () => Promise<void>;
};

/** The server of DATABASE_URL, which keeps its generated catalogues from one run to the next, else a temporary one. */
export async function ouvrirBases(): Promise<Bases> {
  const temporaire = process.env.DATABASE_URL ? null : await demarrerPostgres(REGLAGES);
  const serveur = process.env.DATABASE_URL ?? temporaire?.url ?? "";
  return {
    catalogue: async (taille) => {
      const nom = `banc_${taille.actions}`;
      const url = Object.assign(new URL(serveur), { pathname: `/${nom}` }).href;
      const admin = postgres(serveur, { max: 1, onnotice: () => {} });
      try {
        const [deja] = await admin`select 1 from pg_database where datname = ${nom}`;
        if (deja) return url;
        console.log(`Catalogue de ${taille.actions} actions…`);
        await admin.unsafe(`create database ${nom}`);
        try {
          await genererCatalogue(url, taille);
        } catch (erreur) {
          await admin.unsafe(`drop database ${nom}`);
          throw erreur;
        }
        return url;
      } finally {
        await admin.end();
      }
    },
    arreter: async () => temporaire?.arreter(),
  };
}
