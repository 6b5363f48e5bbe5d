/**
 * `npm run bench`: the application, built and run as in production, beside the floor (bench/plancher.ts) on the same
 * generated catalogue. Rounds alternate and a ratio is the median of the rounds' own ratios: these machines are noisy.
 *
 *   --rapide      one short round        --echelle     1,000,000 actions beside 200,000 (bench/echelle.ts)
 *   --essai       20,000 actions         --page=NOM    only the pages whose name contains NOM (the feed: flux)
 *   --tours=N --secondes=S               --clients=1,16,64
 *
 * DATABASE_URL: a server where the generated catalogues are made once and kept. Without it, a temporary PostgreSQL.
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { ouvrirBases } from "./bases";
import { telecharger } from "./charge";
import { comparerEchelles } from "./echelle";
import { TAILLES } from "./generer";
import { type PageMesuree, pagesMesurees } from "./pages";
import { partager } from "./part";
import {
  demarrerApplication,
  demarrerPlancher,
  memoireMax,
  processusPostgres,
  type Serveur,
} from "./processus";
import { type Cote, type Mesure, mediane, nombre, resume, seConnecter, tour } from "./tours";

const { values: options } = parseArgs({
  options: {
    rapide: { type: "boolean", default: false },
    echelle: { type: "boolean", default: false },
    essai: { type: "boolean", default: false },
    page: { type: "string", default: "" },
    tours: { type: "string" },
    secondes: { type: "string" },
    clients: { type: "string", default: "1,16,64" },
  },
});
const TOURS = Number(options.tours ?? (options.rapide ? 1 : 3));
const SECONDES = Number(options.secondes ?? (options.rapide ? 1 : 2));
const CHAUFFE_S = options.rapide ? 1 : 5;
const NIVEAUX = options.clients.split(",").map(Number);

/** Measured elsewhere on the same data and pages, as shares of the same floor. */
const AILLEURS = `Mesuré ailleurs sur les mêmes données, en part du plancher (rappel, non mesuré ici) :
  Django admin  liste 0,09 · 0,085 · 0,07 à 1, 16, 64 clients ; fiche 0,016 ; file 0,1 ; enregistrement 25 ms
  Directus      liste 0,10 · 0,07 · 0,04 ; fiche 0,02 à 0,06 ; file 0,13 à 0,2 ; enregistrement 25 ms`;

const colonnes = [22, 18, 3, 8, 8, 6, 14, 14, 12, 12];
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
  // A server runs for days: on either side, what the engine compiles in the first seconds is not measured.
  for (const cote of [plancher, nous])
    await tour(page, cote, { clients: 16, secondes: CHAUFFE_S, cpuPostgres });
  for (const clients of NIVEAUX) {
    const tours: { p: Mesure; n: Mesure }[] = [];
    for (let t = 0; t < TOURS; t += 1) {
      const mesurer = (cote: Cote) => tour(page, cote, { clients, secondes: SECONDES, cpuPostgres });
      if (t % 2 === 0) tours.push({ p: await mesurer(plancher), n: await mesurer(nous) });
      else {
        const n = await mesurer(nous);
        tours.push({ p: await mesurer(plancher), n });
      }
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
  const avant = memoireMax(nous.pid);
  for (let t = 0; t < Math.min(TOURS, 3); t += 1) {
    const lire = (s: Serveur) => telecharger(`${s.adresse}/flux/lheo-2.3.xml`, 4e9);
    // The driver's COPY now and then stops for ever before its end: it is asked again.
    const p = await lire(plancher).catch(() => lire(plancher));
    const n = await lire(nous);
    octets = n.octets;
    rapports.push(n.parSeconde / p.parSeconde);
    debits.push({ p: p.parSeconde, n: n.parSeconde });
  }
  const mo = (lire: (d: { p: number; n: number }) => number) => nombre(mediane(debits.map(lire)) / 1e6);
  console.log(
    `Flux (${nombre(octets / 1e6)} Mo) : COPY ${mo((d) => d.p)} Mo/s, nous ${mo((d) => d.n)} Mo/s, rapport ${nombre(mediane(rapports), 2)} ; mémoire maximale du processus avant le flux ${nombre(avant)} Mo, après ${nombre(memoireMax(nous.pid))} Mo`,
  );
}

/** What each process may take of a core when one and two are compared: the rest carries the database and the clients. */
const PART = 0.3;
/** Few clients and long rounds: at that share, what is under way when a round ends must be little beside what it answers. */
const CLIENTS_DE_LA_PART = 8;
const SECONDES_DE_LA_PART = Math.max(5, SECONDES);

/** One process beside two, each with the same share of a core. */
async function comparerProcessus(
  pages: PageMesuree[],
  un: Cote,
  deux: Cote,
  cpuPostgres: () => number,
): Promise<void> {
  const mesurer = async (page: PageMesuree, cote: Cote) => {
    const rendre = partager(
      cote.serveurs.map((s) => s.pid),
      PART,
    );
    try {
      return await tour(page, cote, {
        clients: CLIENTS_DE_LA_PART,
        secondes: SECONDES_DE_LA_PART,
        cpuPostgres,
      });
    } finally {
      await rendre();
    }
  };
  for (const page of pages) {
    const rapports: number[] = [];
    const couts: [number, number][] = [];
    for (let t = 0; t < TOURS; t += 1) {
      const a = await mesurer(page, un);
      const b = await mesurer(page, deux);
      rapports.push(b.parSeconde / a.parSeconde);
      couts.push([a.cpuServeur, b.cpuServeur]);
    }
    console.log(
      `Deux processus à ${nombre(PART * 100)} % d'un cœur chacun, ${page.nom.padEnd(22)} ${nombre(mediane(rapports), 2)} × un ; ms de CPU par page ${nombre(mediane(couts.map((c) => c[0])), 2)} → ${nombre(mediane(couts.map((c) => c[1])), 2)}`,
    );
  }
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

/** Ours beside the floor on one catalogue: every page, each way it is answered; the save; two processes; the feed. */
async function comparerAuPlancher(url: string, actions: number): Promise<void> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const serveurs: Serveur[] = [];
  try {
    const env = { ...ENV, DATABASE_URL: url };
    const plancher = await demarrerPlancher(env);
    serveurs.push(plancher);
    const premier = await demarrerApplication(env);
    serveurs.push(premier);
    const second = await demarrerApplication(env);
    serveurs.push(second);
    const identite = await seConnecter(premier.adresse);
    const floor: Cote = { serveurs: [plancher], entetes: identite(true) };
    const pages = (await pagesMesurees(sql)).filter((p) => p.nom.includes(options.page));
    await verifier(pages, floor, { serveurs: [premier], entetes: identite(true) });
    await sql.unsafe("vacuum analyze");
    const cpuPostgres = await processusPostgres(sql);
    console.log(
      `\n${actions} actions ; ${TOURS} tour(s) de ${SECONDES} s, alternés ; plancher → nous ; ms ; médianes\n`,
    );
    ligne(["page", "version", "cl.", "plancher", "nous/s", "part", "p50", "p99", "cpu serveur", "cpu PG"]);
    for (const [allegee, rendue] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      const nous: Cote = { serveurs: [premier], entetes: identite(allegee), rendue };
      const version = `${allegee ? "allégée" : "complète"}, ${rendue ? "rendue" : "gardée"}`;
      for (const page of pages) {
        // A save is neither kept nor light.
        if (page.ecrit && !(allegee && rendue)) continue;
        for (const cote of [floor, nous])
          await tour(page, cote, { clients: 16, secondes: options.rapide ? 1 : 3, cpuPostgres });
        await comparer(page, page.ecrit ? "" : version, floor, nous, cpuPostgres);
      }
    }
    console.log(
      `\nMémoire maximale : un processus ${nombre(memoireMax(premier.pid))} Mo, plancher ${nombre(memoireMax(plancher.pid))} Mo`,
    );
    const deux: Cote = { serveurs: [premier, second], entetes: identite(true), rendue: true };
    if (pages[0]) await tour(pages[0], deux, { clients: 16, secondes: 2, cpuPostgres });
    await comparerProcessus(pages, { ...deux, serveurs: [premier] }, deux, cpuPostgres);
    if ("flux".includes(options.page)) await comparerFlux(plancher, premier);
    console.log(`\n${AILLEURS}`);
  } finally {
    for (const serveur of serveurs) await serveur.arreter();
    await sql.end();
  }
}

const ENV = {
  DEMONSTRATION: "0",
  RAFAEL_CONSTRUIT: "1",
  SESSION_SECRET: "secret-du-banc-d-essai-seulement",
  LOG_LEVEL: "info",
};

async function main(): Promise<void> {
  const bases = await ouvrirBases();
  try {
    const petite = options.essai ? TAILLES.essai : TAILLES.normale;
    const url = await bases.catalogue(petite);
    const grande = options.echelle ? await bases.catalogue(TAILLES.quintuple) : null;
    execFileSync("node_modules/.bin/tsx", ["scripts/construire.ts", "--silence"], { stdio: "inherit" });
    if (grande) {
      await comparerEchelles([url, grande], ENV, { tours: TOURS, secondes: SECONDES, page: options.page });
    } else {
      await comparerAuPlancher(url, petite.actions);
    }
  } finally {
    await bases.arreter();
  }
}

await main();
