/**
 * `npm run bench`: the application, built and run as in production, beside the floor (bench/plancher.ts) on the same
 * generated catalogue. Rounds alternate and a ratio is the median of the rounds' own ratios: these machines are noisy.
 *
 *   --rapide      one short round        --quintuple   1,000,000 actions instead of 200,000
 *   --essai       20,000 actions         --page=NOM    only the pages whose name contains NOM
 *   --tours=N --secondes=S               --clients=1,16,64
 *
 * DATABASE_URL: a database already filled by this command (or empty: it is filled). Without it, a temporary PostgreSQL.
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { demarrerPostgres } from "../scripts/test/postgres";
import { charger, type Releve, telecharger } from "./charge";
import { COURRIELS, genererCatalogue, MOT_DE_PASSE, TAILLES, type Taille } from "./generer";
import { type PageMesuree, pagesMesurees } from "./pages";
import { cpu, demarrer, memoireMax, processusPostgres, type Serveur } from "./processus";

const { values: options } = parseArgs({
  options: {
    rapide: { type: "boolean", default: false },
    quintuple: { type: "boolean", default: false },
    essai: { type: "boolean", default: false },
    page: { type: "string", default: "" },
    tours: { type: "string" },
    secondes: { type: "string" },
    clients: { type: "string", default: "1,16,64" },
  },
});
const TOURS = Number(options.tours ?? (options.rapide ? 1 : 5));
const SECONDES = Number(options.secondes ?? (options.rapide ? 1 : 2));
const NIVEAUX = options.clients.split(",").map(Number);
const taille: Taille = options.quintuple
  ? TAILLES.quintuple
  : options.essai
    ? TAILLES.essai
    : TAILLES.normale;

/** Settings of the temporary server: those of a small machine given to PostgreSQL; nothing here helps only one side. */
const REGLAGES = [
  "shared_buffers=1GB",
  "effective_cache_size=4GB",
  "work_mem=16MB",
  "max_wal_size=8GB",
  "random_page_cost=1.1",
  "default_toast_compression=lz4",
  "full_page_writes=off",
];

/** Measured elsewhere on the same data and pages, as shares of the same floor (issue 4, § 3). */
const AILLEURS = `Mesuré ailleurs sur les mêmes données, en part du plancher (rappel, non mesuré ici) :
  Django admin  liste 0,09 · 0,085 · 0,07 à 1, 16, 64 clients ; fiche 0,016 ; file 0,1 ; enregistrement 25 ms
  Directus      liste 0,10 · 0,07 · 0,04 ; fiche 0,02 à 0,06 ; file 0,13 à 0,2 ; enregistrement 25 ms`;

type Cote = { serveurs: Serveur[]; entetes: (acteur: number) => Record<string, string> };

type Mesure = Releve & { cpuServeur: number; cpuPostgres: number };

const mediane = (valeurs: number[]): number => {
  const triees = [...valeurs].sort((a, b) => a - b);
  const milieu = triees.length >> 1;
  return triees.length % 2 ? (triees[milieu] ?? 0) : ((triees[milieu - 1] ?? 0) + (triees[milieu] ?? 0)) / 2;
};

/** One round of one page on one side, with the CPU it cost. */
async function tour(
  page: PageMesuree,
  cote: Cote,
  clients: number,
  cpuPostgres: () => number,
  secondes = SECONDES,
): Promise<Mesure> {
  const source = await page.preparer();
  const cpuServeurs = () => cote.serveurs.reduce((s, { pid }) => s + cpu(pid), 0);
  const avant = [cpuServeurs(), cpuPostgres()] as const;
  const releve = await charger(
    cote.serveurs.map((s) => s.adresse),
    { clients, secondes, entetes: cote.entetes(page.acteur), source },
  );
  if (releve.ratees > 0) throw new Error(`${page.nom} : ${releve.ratees} réponses en erreur.`);
  const parPage = (apres: number, depart: number) => ((apres - depart) * 1000) / Math.max(1, releve.reponses);
  return {
    ...releve,
    cpuServeur: parPage(cpuServeurs(), avant[0]),
    cpuPostgres: parPage(cpuPostgres(), avant[1]),
  };
}

/** The median of each number over the rounds. */
function resume(tours: Mesure[]): Mesure {
  const cles = Object.keys(tours[0] ?? {}) as (keyof Mesure)[];
  return Object.fromEntries(cles.map((c) => [c, mediane(tours.map((t) => t[c]))])) as Mesure;
}

const nombre = (n: number, chiffres = 0) => n.toFixed(chiffres).replace(".", ",");
const colonnes = [22, 9, 3, 8, 8, 6, 14, 14, 12, 12];
const ligne = (cellules: (string | number)[]) =>
  console.log(
    cellules
      .map((c, i) => (i < 2 ? String(c).padEnd(colonnes[i] ?? 8) : String(c).padStart(colonnes[i] ?? 8)))
      .join(" "),
  );

async function comparer(
  page: PageMesuree,
  version: string,
  plancher: Cote,
  nous: Cote,
  cpuPostgres: () => number,
): Promise<void> {
  for (const clients of NIVEAUX) {
    const tours: { p: Mesure; n: Mesure }[] = [];
    for (let t = 0; t < TOURS; t += 1) {
      const un = t % 2 === 0 ? [plancher, nous] : [nous, plancher];
      const a = await tour(page, un[0] as Cote, clients, cpuPostgres);
      const b = await tour(page, un[1] as Cote, clients, cpuPostgres);
      tours.push(t % 2 === 0 ? { p: a, n: b } : { p: b, n: a });
    }
    const p = resume(tours.map((t) => t.p));
    const n = resume(tours.map((t) => t.n));
    ligne([
      page.nom,
      version,
      clients,
      nombre(p.parSeconde),
      nombre(n.parSeconde),
      nombre(mediane(tours.map((t) => t.n.parSeconde / t.p.parSeconde)), 2),
      `${nombre(p.p50, 1)} → ${nombre(n.p50, 1)}`,
      `${nombre(p.p99, 1)} → ${nombre(n.p99, 1)}`,
      `${nombre(p.cpuServeur, 2)} → ${nombre(n.cpuServeur, 2)}`,
      `${nombre(p.cpuPostgres, 2)} → ${nombre(n.cpuPostgres, 2)}`,
    ]);
  }
}

/** The feed beside COPY, alternated; read to the end, 4 GB at most. */
async function comparerFlux(plancher: Serveur, nous: Serveur): Promise<void> {
  const rapports: number[] = [];
  let octets = 0;
  const debits: { p: number; n: number }[] = [];
  for (let t = 0; t < Math.min(TOURS, 3); t += 1) {
    const lire = (s: Serveur) => telecharger(`${s.adresse}/flux/lheo-2.3.xml`, 4e9);
    const p = await lire(plancher);
    const n = await lire(nous);
    octets = n.octets;
    rapports.push(n.parSeconde / p.parSeconde);
    debits.push({ p: p.parSeconde, n: n.parSeconde });
  }
  const mo = (lire: (d: { p: number; n: number }) => number) => nombre(mediane(debits.map(lire)) / 1e6);
  console.log(
    `Flux (${nombre(octets / 1e6)} Mo) : COPY ${mo((d) => d.p)} Mo/s, nous ${mo((d) => d.n)} Mo/s, rapport ${nombre(mediane(rapports), 2)} ; mémoire maximale du processus après le flux ${nombre(memoireMax(nous.pid))} Mo`,
  );
}

/** One process beside two, each page at the highest level of load. */
async function comparerProcessus(
  pages: PageMesuree[],
  un: Cote,
  deux: Cote,
  cpuPostgres: () => number,
): Promise<void> {
  const clients = Math.max(...NIVEAUX);
  for (const page of pages) {
    const rapports: number[] = [];
    const couts: [number, number][] = [];
    for (let t = 0; t < TOURS; t += 1) {
      const a = await tour(page, un, clients, cpuPostgres);
      const b = await tour(page, deux, clients, cpuPostgres);
      rapports.push(b.parSeconde / a.parSeconde);
      couts.push([a.cpuServeur, b.cpuServeur]);
    }
    console.log(
      `Deux processus, ${page.nom.padEnd(22)} ${nombre(mediane(rapports), 2)} × un ; ms de CPU par page ${nombre(mediane(couts.map((c) => c[0])), 2)} → ${nombre(mediane(couts.map((c) => c[1])), 2)}`,
    );
  }
}

/** Signs in as a person does and returns the cookie. */
async function seConnecter(adresse: string, courriel: string): Promise<string> {
  const reponse = await fetch(`${adresse}/connexion`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: adresse },
    body: new URLSearchParams({ courriel, motDePasse: MOT_DE_PASSE, suite: "/" }),
  });
  const cookie = reponse.headers.getSetCookie().map((c) => c.split(";")[0]);
  if (reponse.status !== 302 || cookie.length === 0) throw new Error(`${courriel} n'a pas pu se connecter.`);
  return cookie.join("; ");
}

/** The same rows on both sides, before any measure: every reference of the floor's page is on ours. */
async function verifier(pages: PageMesuree[], plancher: Cote, nous: Cote): Promise<void> {
  for (const page of pages) {
    const source = await page.preparer();
    if (!("chemins" in source)) continue;
    const lire = async (cote: Cote) => {
      const reponse = await fetch(`${cote.serveurs[0]?.adresse}${source.chemins[0]}`, {
        headers: cote.entetes(page.acteur),
      });
      if (reponse.status !== 200) throw new Error(`${page.nom} : ${reponse.status}`);
      return reponse.text();
    };
    const [attendu, rendu] = [await lire(plancher), await lire(nous)];
    const references = new Set(attendu.match(/\b(20\d{10}|00\d{6,8})\b/g));
    for (const r of references)
      if (!rendu.includes(r)) throw new Error(`${page.nom} : ${r} manque à notre page.`);
    console.log(
      `${page.nom} : ${references.size} références ; ${attendu.length} caractères au plancher, ${rendu.length} chez nous`,
    );
  }
}

async function main(): Promise<void> {
  const temporaire = process.env.DATABASE_URL ? null : await demarrerPostgres(REGLAGES);
  const url = process.env.DATABASE_URL ?? temporaire?.url ?? "";
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const serveurs: Serveur[] = [];
  try {
    await remplirSiVide(url, sql);
    execFileSync("node_modules/.bin/tsx", ["scripts/construire.ts", "--silence"], { stdio: "inherit" });
    const env = {
      DATABASE_URL: url,
      DEMONSTRATION: "0",
      RAFAEL_CONSTRUIT: "1",
      SESSION_SECRET: "secret-du-banc-d-essai-seulement",
    };
    const plancher = await demarrer("bench/plancher.ts", env);
    serveurs.push(plancher);
    const premier = await demarrer("scripts/demarrer.js", env);
    serveurs.push(premier);
    const second = await demarrer("scripts/demarrer.js", env);
    serveurs.push(second);
    const cookies = await Promise.all(COURRIELS.map((c) => seConnecter(premier.adresse, c)));
    const identite = (allegee: boolean) => (acteur: number) => ({
      Cookie: cookies[acteur - 1] ?? "",
      Origin: premier.adresse,
      ...(allegee ? { "Save-Data": "on" } : {}),
      "Content-Type": "application/x-www-form-urlencoded",
    });
    const floor: Cote = { serveurs: [plancher], entetes: identite(true) };
    const pages = (await pagesMesurees(sql)).filter((p) => p.nom.includes(options.page));
    await verifier(pages, floor, { serveurs: [premier], entetes: identite(true) });
    await sql.unsafe("vacuum analyze");
    const cpuPostgres = await processusPostgres(sql);
    console.log(
      `\n${taille.actions} actions ; ${TOURS} tour(s) de ${SECONDES} s, alternés ; plancher → nous ; ms ; médianes\n`,
    );
    ligne(["page", "version", "cl.", "plancher", "nous/s", "part", "p50", "p99", "cpu serveur", "cpu PG"]);
    for (const allegee of [true, false]) {
      const nous: Cote = { serveurs: [premier], entetes: identite(allegee) };
      for (const page of pages) {
        for (const cote of [floor, nous]) await tour(page, cote, 16, cpuPostgres, options.rapide ? 1 : 3);
        await comparer(page, allegee ? "allégée" : "complète", floor, nous, cpuPostgres);
      }
    }
    console.log(
      `\nMémoire maximale : un processus ${nombre(memoireMax(premier.pid))} Mo, plancher ${nombre(memoireMax(plancher.pid))} Mo`,
    );
    const deux: Cote = { serveurs: [premier, second], entetes: identite(true) };
    await tour(pages[0] as PageMesuree, deux, 16, cpuPostgres, 2);
    await comparerProcessus(pages, { ...deux, serveurs: [premier] }, deux, cpuPostgres);
    await comparerFlux(plancher, premier);
    console.log(`\n${AILLEURS}`);
  } finally {
    for (const serveur of serveurs) await serveur.arreter();
    await sql.end();
    await temporaire?.arreter();
  }
}

async function remplirSiVide(url: string, sql: postgres.Sql): Promise<void> {
  const [table] = await sql<{ deja: boolean }[]>`select to_regclass('action_formation') is not null as deja`;
  if (table?.deja) return;
  console.log(`Catalogue de ${taille.actions} actions…`);
  await genererCatalogue(url, taille);
}

await main();
