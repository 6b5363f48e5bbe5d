import { randomUUID } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ouvrirConnexion } from "../app/comptes/connexions.server";
import { type Flux, fluxDuPartenaire, fluxLheo } from "../app/diffusion/flux.server";
import { PARTENAIRES, partenaireAPart } from "../app/diffusion/partenaires";
import { monter } from "../app/server/cookies.server";
import { creerCatalogue } from "../app/server/creer-catalogue";
import type { Base, BaseOuverte } from "../db/client";
import * as schema from "../db/schema";
import { GESTIONNAIRE, GRANDE_STRUCTURE, genererCatalogue, MODERATEUR, TAILLES } from "./generer";

/** Tables that grow with the offer: a page never reads one from end to end. */
const GRANDES = [
  "action_formation",
  "session_formation",
  "publication",
  "journal",
  "mot_intitule",
  "motif",
  "demande",
  "utilisateur",
  "rattachement",
  "compte_actions",
  "revision",
];
/** Below so many rows, a table is too small for its plan to tell anything. */
const LIGNES_MIN = 2000;
/** More rows than any page shows: a plan that sorts so many has lost its index. */
const TRI_MAX = 300;

type Loader = (args: {
  request: Request;
  params: Record<string, string>;
  context: unknown;
}) => Promise<unknown>;
const ROUTES = import.meta.glob<{ loader?: Loader }>([
  "../app/routes/**/*.tsx",
  "../app/routes/formations/export*.ts",
  "!**/*.test.ts",
]);

const SECRET = "un secret d'essai assez long pour signer";

type Requete = { page: string; texte: string; valeurs: unknown[] };
type Plan = { "Node Type": string; "Relation Name"?: string; "Plan Rows": number; Plans?: Plan[] };

let sql: postgres.Sql;
let admin: postgres.Sql;
let nom: string;
const requetes = new Map<string, Requete>();

beforeAll(async () => {
  const serveur = process.env.TEST_DATABASE_URL ?? "";
  admin = postgres(serveur, { max: 1, onnotice: () => {} });
  nom = `plans_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${nom}`);
  const adresse = new URL(serveur);
  adresse.pathname = `/${nom}`;
  await genererCatalogue(adresse.href, TAILLES.essai);
  sql = postgres(adresse.href, { max: 1, onnotice: () => {} });
  await lireLesPages();
}, 180_000);

afterAll(async () => {
  await sql.end();
  await admin.unsafe(`drop database ${nom} with (force)`);
  await admin.end();
});

/** Runs the loaders of the pages themselves, and keeps each query they send. */
async function lireLesPages(): Promise<void> {
  let page = "";
  const client = postgres(sql.options.host ? adresseDe(sql) : "", {
    max: 4,
    fetch_types: false,
    onnotice: () => {},
    // What the driver sends, whoever asked for it.
    debug: (_liaison, texte, valeurs) => {
      if (/^(select|insert|update|delete|with)/.test(texte)) requetes.set(texte, { page, texte, valeurs });
    },
  });
  const db = drizzle(client, { schema }) as unknown as Base;
  const base: BaseOuverte = {
    db,
    lire: (travail) => travail(db),
    seul: (travail) => travail(db),
    description: "essai",
    fermer: () => client.end(),
  };
  const catalogue = await creerCatalogue({
    at: "",
    base,
    identite: "comptes",
    secret: SECRET,
    courriel: null,
    journal: { info: () => {}, warn: () => {}, error: (objet) => console.error(objet) },
  });
  const [publiee] = await sql<{ reference: string; session: string }[]>`
    select a.reference, s.reference as session from action_formation a join session_formation s on s.action_reference = a.reference
    where a.siret = ${GRANDE_STRUCTURE} and a.etat = 'publiee' and not a.conventionnee limit 1`;
  const [brouillon] = await sql<{ reference: string }[]>`
    select reference from action_formation where siret = ${GRANDE_STRUCTURE} and etat = 'brouillon' limit 1`;
  const [attente] = await sql<{ reference: string }[]>`
    select reference from action_formation where etat = 'creee' limit 1`;
  const action = publiee?.reference ?? "";
  const session = publiee?.session ?? "";
  const lire = async (chemin: string, module: string, params: Record<string, string>, qui = GESTIONNAIRE) => {
    page = chemin;
    const { sessions } = monter("", SECRET);
    const s = await sessions.getSession();
    s.set("utilisateur", qui);
    s.set("jusqua", Date.now() + 3_600_000);
    s.set("connexion", await ouvrirConnexion(db, { utilisateurId: qui }, new Date()));
    const Cookie = (await sessions.commitSession(s)).split(";")[0] ?? "";
    const request = new Request(`http://localhost${chemin}`, { headers: { Cookie } });
    const lue = ROUTES[`../app/routes/${module}.tsx`] ?? ROUTES[`../app/routes/${module}.ts`];
    const { loader } = (await lue?.()) ?? {};
    if (!loader) throw new Error(`${module} n'a pas de loader.`);
    const rendu = await loader({ request, params, context: catalogue({}) });
    // A file is made as it is read.
    if (rendu instanceof Response) await rendu.text();
  };

  const liste = "/formations/non-conventionnees/publiees";
  for (const tri of ["reference", "intitule", "maj"]) {
    for (const sens of ["asc", "desc"]) {
      const valeur =
        { reference: action, intitule: "gestion", maj: "2026-01-01T00:00:00.000000Z" }[tri] ?? "";
      const cle = encodeURIComponent(valeur);
      for (const suite of ["", `&apres=${action}&cle=${cle}`, `&avant=${action}&cle=${cle}`]) {
        const p = `?tri=${tri}&sens=${sens}${suite}`;
        await lire(`${liste}${p}`, "formations/non-conventionnees", { onglet: "publiees" });
        await lire(`${liste}${p}&filtre=soudure`, "formations/non-conventionnees", { onglet: "publiees" });
        await lire(`/formations/conventionnees${p}`, "formations/conventionnees", {});
      }
      const p = `/export?tri=${tri}&sens=${sens}`;
      await lire(`${liste}${p}`, "formations/export", { onglet: "publiees" });
      await lire(`${liste}${p}&filtre=soudure`, "formations/export", { onglet: "publiees" });
      await lire(`/formations/conventionnees${p}`, "formations/export-conventionnees", {});
    }
  }
  for (const mots of [action, session, "rncp 37674", "37674&apres=200000010000", "soudure+debutant"]) {
    await lire(`/formations/recherche?mots=${mots}`, "formations/recherche", {});
  }
  await lire("/formations", "formations/page", {});
  await lire(`/formations/${action}`, "formations/action/page", { reference: action });
  await lire(`/formations/${action}/fiche`, "formations/action/fiche", { reference: action });
  await lire(`/formations/${action}/diffusion`, "formations/action/diffusion", { reference: action });
  await lire(`/formations/${action}/historique`, "formations/action/historique", { reference: action });
  await lire(`/formations/${brouillon?.reference}/valider`, "formations/action/valider", {
    reference: brouillon?.reference ?? "",
  });
  await lire(`/formations/${action}/sessions/${session}`, "formations/session/page", {
    reference: action,
    session,
  });
  await lire(`/formations/${action}/sessions/nouvelle`, "formations/session/nouvelle", { reference: action });
  await lire("/structures", "structures/page", {});
  await lire("/moderation", "moderation/page", {}, MODERATEUR);
  for (const voir of ["creees", "modifiees", "miennes"])
    await lire(`/moderation?voir=${voir}`, "moderation/page", {}, MODERATEUR);
  await lire("/moderation/alertes", "moderation/alertes", {}, MODERATEUR);
  await lire(
    "/moderation/alertes?cle=2026-11-25T08:00:00.000000Z&apres=200000000100",
    "moderation/alertes",
    {},
    MODERATEUR,
  );
  await lire("/moderation/recherche?mots=gestion+soudure", "moderation/recherche", {}, MODERATEUR);
  await lire("/moderation/recherche?mots=rncp+37674", "moderation/recherche", {}, MODERATEUR);
  await lire(`/moderation/recherche?mots=${GRANDE_STRUCTURE}`, "moderation/recherche", {}, MODERATEUR);
  await lire("/moderation/recherche?mots=paie&apres=200000010000", "moderation/recherche", {}, MODERATEUR);
  await lire("/moderation?echeance=2026-11-25&apres=200000000100", "moderation/page", {}, MODERATEUR);
  await lire(
    `/moderation/${attente?.reference}`,
    "moderation/fiche",
    { reference: attente?.reference ?? "" },
    MODERATEUR,
  );
  const lireLeFlux = async (chemin: string, { derniereMaj, corps }: Flux) => {
    page = chemin;
    await derniereMaj;
    for await (const morceau of corps) if (morceau.includes("<formation ")) break;
  };
  await lireLeFlux("/flux/lheo-2.3.xml", fluxLheo(base.lire));
  for (const partenaire of PARTENAIRES.filter((p) => partenaireAPart(p.code)).slice(0, 1)) {
    await lireLeFlux(`/flux/${partenaire.code}.xml`, fluxDuPartenaire(base.lire, partenaire, "2026-11-26"));
  }
  await base.fermer();
}

const adresseDe = ({ options }: postgres.Sql) =>
  `postgres://${options.user}@${options.host[0]}:${options.port[0]}/${options.database}`;

/** The plan for these values, and the one that serves whatever the values, which PostgreSQL may choose after five runs. */
async function plansDe({ texte, valeurs }: Requete): Promise<Record<string, Plan>> {
  const lire = (lignes: readonly Record<string, unknown>[]) =>
    (lignes[0]?.["QUERY PLAN"] as [{ Plan: Plan }])[0].Plan;
  const propre = lire(await sql.unsafe(`explain (format json) ${texte}`, valeurs as never[]));
  await sql.unsafe(`set plan_cache_mode = force_generic_plan; prepare essai as ${texte}`);
  const rien = valeurs.length > 0 ? `(${valeurs.map(() => "null").join(", ")})` : "";
  const general = lire(await sql.unsafe(`explain (format json) execute essai${rien}`));
  await sql.unsafe("deallocate essai; reset plan_cache_mode");
  return { propre, general };
}

function* noeuds(plan: Plan): Generator<Plan> {
  yield plan;
  for (const p of plan.Plans ?? []) yield* noeuds(p);
}

describe("les plans des requêtes de chaque page", () => {
  it("ont été relevés pour toutes les pages", () => {
    expect(requetes.size).toBeGreaterThan(25);
    expect([...requetes.values()].filter((r) => r.page.startsWith("/flux/"))).toHaveLength(3);
  });

  it("ne lisent jamais une grande table d'un bout à l'autre, et ne trient que ce qu'une page montre", async () => {
    const reproches: string[] = [];
    // Of a table of a few pages, PostgreSQL rightly reads all: it says nothing of the same table once it has grown.
    const [{ tailles }] = (await sql`
      select json_object_agg(relname, reltuples) as tailles from pg_class where relkind = 'r'`) as unknown as [
      { tailles: Record<string, number> },
    ];
    const grandes = GRANDES.filter((nom) => (tailles[nom] ?? 0) > LIGNES_MIN);
    expect(grandes).toEqual(expect.arrayContaining(["action_formation", "session_formation", "publication"]));
    for (const requete of requetes.values()) {
      for (const [genre, plan] of Object.entries(await plansDe(requete))) {
        for (const n of noeuds(plan)) {
          const dire = (quoi: string) =>
            reproches.push(`${requete.page}, plan ${genre} : ${quoi}\n${requete.texte}`);
          if (n["Node Type"] === "Seq Scan" && grandes.includes(n["Relation Name"] ?? "")) {
            dire(`${n["Relation Name"]} lue d'un bout à l'autre`);
          }
          if (n["Node Type"] === "Sort" && (n.Plans?.[0]?.["Plan Rows"] ?? 0) > TRI_MAX) {
            dire(`${n.Plans?.[0]?.["Plan Rows"]} lignes triées`);
          }
        }
      }
    }
    expect(reproches).toEqual([]);
  });
});
