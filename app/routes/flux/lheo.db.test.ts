import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, publication, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai } from "../../server/requete-d-essai.server";
import { loader } from "./lheo";
import { loader as loaderDuPartenaire } from "./partenaire";

const SIRET = "00043127000024";
const PUBLIEES = 400;

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values({ siret: SIRET, raisonSociale: "Centre", nom: "Centre" });
  const references = Array.from({ length: PUBLIEES }, (_, n) => `20${String(n).padStart(10, "0")}`);
  await base.db
    .insert(actionFormation)
    .values(
      references.map((reference) => ({ reference, siret: SIRET, etat: "publiee" as const, saisie: {} })),
    );
  await base.db.insert(publication).values(
    references.map((actionReference) => ({
      actionReference,
      siret: SIRET,
      approuve: { action: {}, formacodes: [], sessions: [] },
      fragment: `<formation numero="${actionReference}"/>`,
      publieeLe: new Date(),
      majLe: new Date(),
    })),
  );
});
afterAll(() => base.fermer());

async function demander(headers: Record<string, string>, reponse?: Writable, fichier?: string) {
  const context = await contexteDEssai(base, {}, reponse ? { reponse } : {});
  const request = new Request(`http://localhost/flux/${fichier ?? "lheo-2.3.xml"}`, { headers });
  const args = { request, params: { fichier }, context };
  return (fichier ? loaderDuPartenaire : loader)(args as unknown as Parameters<typeof loader>[0]);
}

/** Asks for the feed and writes it to `reponse` as Remix does, without looking at what `write` says. */
async function servir(reponse: Writable) {
  const { body } = await demander({}, reponse);
  const lecteur = body?.getReader();
  const etat = { texte: "", fini: false };
  const travail = (async () => {
    for (let lu = await lecteur?.read(); lu && !lu.done; lu = await lecteur?.read()) {
      etat.texte += new TextDecoder().decode(lu.value);
      reponse.write(lu.value);
    }
    etat.fini = true;
  })();
  return { etat, travail };
}

const formations = (texte: string) => texte.match(/<formation /g)?.length ?? 0;

it("le flux n'est pas renvoyé à qui en a l'empreinte, et l'est à qui n'en a que la date", async () => {
  const { headers } = await demander({});
  const etag = headers.get("ETag") ?? "";
  expect((await demander({ "If-None-Match": etag })).status).toBe(304);
  expect((await demander({ "If-None-Match": `W/${etag}` })).status).toBe(304);
  expect((await demander({ "If-None-Match": '"autre"' })).status).toBe(200);
  expect((await demander({ "If-Modified-Since": new Date().toUTCString() })).status).toBe(200);
});

it("la part d'un partenaire a son adresse et son empreinte, et n'est pas renvoyée à qui l'a", async () => {
  const kairos = await demander({}, undefined, "kairos.xml");
  expect([kairos.status, kairos.headers.get("Content-Type")]).toEqual([
    200,
    "application/xml; charset=utf-8",
  ]);
  expect(await kairos.text()).toMatch(/^<\?xml .*<\/lheo>\n$/s);
  const etag = kairos.headers.get("ETag") ?? "";
  expect(etag).toMatch(/^"\d+-\d{4}-\d{2}-\d{2}"$/);
  expect((await demander({ "If-None-Match": etag }, undefined, "kairos.xml")).status).toBe(304);
  const entier = (await demander({})).headers.get("ETag") ?? "";
  expect((await demander({ "If-None-Match": entier }, undefined, "kairos.xml")).status).toBe(200);
});

it.each([
  "inconnu.xml",
  "kairos",
  "kairos.json",
  // It takes the whole.
  "carif-oref.xml",
  "toString.xml",
])("aucun partenaire à l'adresse %s : la phrase dit où est l'offre", async (fichier) => {
  const reponse = await demander({}, undefined, fichier);
  expect(reponse.status).toBe(404);
  expect(await reponse.text()).toContain("lheo-2.3.xml");
});

it("le flux va jusqu'au bout pour qui le lit", async () => {
  const { etat, travail } = await servir(new Writable({ write: (_morceau, _codage, fini) => fini() }));
  await travail;
  expect(formations(etat.texte)).toBe(PUBLIEES);
  expect(etat.texte.trimEnd()).toMatch(/<\/lheo>$/);
});

it("le flux attend qui ne lit pas, et s'arrête quand il part", async () => {
  const reponse = new Writable({ highWaterMark: 1, write: () => {} });
  const { etat, travail } = await servir(reponse);
  await expect.poll(() => formations(etat.texte)).toBeGreaterThan(0);
  await new Promise((ok) => setTimeout(ok, 500));
  expect(formations(etat.texte)).toBeLessThan(PUBLIEES / 2);
  expect(etat.fini).toBe(false);
  reponse.destroy();
  await travail;
  expect(formations(etat.texte)).toBeLessThan(PUBLIEES / 2);
  expect(etat.texte).not.toContain("</lheo>");
});
