import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { chiffrerMotDePasse } from "../app/comptes/mot-de-passe.server";
import { ouvrirPostgres } from "../db/client";
import { chargerReferentielsDemonstration } from "../db/seed/demonstration.server";

const SQL = fileURLToPath(new URL("./generer.sql", import.meta.url));

/** How much to make; three sessions an action. `grande` is about what the biggest structure holds. */
export type Taille = { structures: number; actions: number; grande: number };

/** Those that are measured, and a small one for tests; the one five times as big has the same biggest structure, so that pages compare. */
export const TAILLES = {
  essai: { structures: 500, actions: 20_000, grande: 4_500 },
  normale: { structures: 5_000, actions: 200_000, grande: 5_500 },
  quintuple: { structures: 25_000, actions: 1_000_000, grande: 5_500 },
} as const satisfies Record<string, Taille>;

/** The structure with the most actions, and the persons who look: see bench/generer.sql. */
export const GRANDE_STRUCTURE = "50000000000010";
export const MODERATEUR = 1;
export const GESTIONNAIRE = 2;
/** How they sign in, by id. */
export const COURRIELS = ["moderation@bench.exemple.fr", "gestion-0@bench.exemple.fr"] as const;
export const MOT_DE_PASSE = "banc d'essai";

/** Migrates the empty database at `url` and fills it; the same catalogue at each run, vacuumed and analysed. */
export async function genererCatalogue(url: string, taille: Taille): Promise<void> {
  const base = await ouvrirPostgres(url);
  await chargerReferentielsDemonstration(base.db);
  await base.fermer();
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const texte = readFileSync(SQL, "utf8").replace(
      /:(structures|actions|grande)\b/g,
      (_, nom: keyof Taille) => String(taille[nom]),
    );
    await client.unsafe(
      "set synchronous_commit = off; set work_mem = '256MB'; set max_parallel_workers_per_gather = 0",
    );
    await client.unsafe(texte);
    await client`update utilisateur set mot_de_passe = ${await chiffrerMotDePasse(MOT_DE_PASSE)}
      where courriel in ${client(COURRIELS as unknown as string[])}`;
    await client.unsafe("vacuum analyze");
  } finally {
    await client.end();
  }
}
