import postgres from "postgres";
import { pagesMesurees } from "./pages";
import { demarrerApplication, processusPostgres, type Serveur } from "./processus";
import { type Cote, mediane, nombre, seConnecter, tour } from "./tours";

const CLIENTS = [1, 16] as const;

/**
 * The same pages on two catalogues, the second several times the first, rounds alternated and every page rendered; then
 * the slowest statement of each page on the big one, one client asking. Needs pg_stat_statements for the latter, and
 * says so without it.
 */
export async function comparerEchelles(
  urls: readonly [string, string],
  env: Record<string, string>,
  p: { tours: number; secondes: number; page: string },
): Promise<void> {
  const bases = urls.map((url) => postgres(url, { max: 2, onnotice: () => {} }));
  const serveurs: Serveur[] = [];
  try {
    const cotes: Cote[] = [];
    const pages = [];
    for (const [rang, sql] of bases.entries()) {
      const serveur = await demarrerApplication({ ...env, DATABASE_URL: urls[rang] ?? "" });
      serveurs.push(serveur);
      const identite = await seConnecter(serveur.adresse);
      cotes.push({ serveurs: [serveur], entetes: identite(true), rendue: true });
      pages.push((await pagesMesurees(sql)).filter((page) => page.nom.includes(p.page)));
      await sql.unsafe("vacuum analyze");
    }
    const [petite, grande] = cotes as [Cote, Cote];
    const sql = bases[1] as postgres.Sql;
    const statistiques = await ouvrirStatistiques(sql);
    const cpuPostgres = await processusPostgres(sql);
    console.log(
      `\nPages par seconde, du petit catalogue au grand ; ${p.tours} tours alternés de ${p.secondes} s\n`,
    );
    for (const [rang, page] of (pages[0] ?? []).entries()) {
      const laMeme = pages[1]?.[rang] ?? page;
      for (const cote of [petite, grande]) {
        await tour(cote === petite ? page : laMeme, cote, { clients: 16, secondes: 3, cpuPostgres });
      }
      for (const clients of CLIENTS) {
        const rapports: number[] = [];
        const debits: [number, number][] = [];
        for (let t = 0; t < p.tours; t += 1) {
          const a = await tour(page, petite, { clients, secondes: p.secondes, cpuPostgres });
          const b = await tour(laMeme, grande, { clients, secondes: p.secondes, cpuPostgres });
          rapports.push(b.parSeconde / a.parSeconde);
          debits.push([a.parSeconde, b.parSeconde]);
        }
        const [avant, apres] = [0, 1].map((i) => nombre(mediane(debits.map((d) => d[i] ?? 0))));
        console.log(
          `${page.nom.padEnd(22)} ${String(clients).padStart(3)} clients : ${avant} → ${apres}, rapport ${nombre(mediane(rapports), 2)}`,
        );
      }
      if (!statistiques) continue;
      await sql`select pg_stat_statements_reset()`;
      await tour(laMeme, grande, { clients: 1, secondes: p.secondes, cpuPostgres });
      const [pire] = await sql<{ moyenne: number; pire: number; texte: string }[]>`
        select mean_exec_time as moyenne, max_exec_time as pire, regexp_replace(query, '[[:space:]]+', ' ', 'g') as texte
        from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
          and query !~* '^(select pg_stat|begin|commit|vacuum)' and calls > 5 order by mean_exec_time desc limit 1`;
      if (pire) {
        console.log(
          `${"".padEnd(22)} requête la plus lente : ${nombre(pire.moyenne, 2)} ms en moyenne, ${nombre(pire.pire, 2)} au pire : ${pire.texte.slice(0, 90)}…`,
        );
      }
    }
  } finally {
    for (const serveur of serveurs) await serveur.arreter();
    for (const sql of bases) await sql.end();
  }
}

async function ouvrirStatistiques(sql: postgres.Sql): Promise<boolean> {
  try {
    await sql.unsafe("create extension if not exists pg_stat_statements");
    await sql`select 1 from pg_stat_statements limit 1`;
    return true;
  } catch {
    console.log(
      "pg_stat_statements n'est pas chargé sur ce serveur : les durées des requêtes ne sont pas montrées.",
    );
    return false;
  }
}
