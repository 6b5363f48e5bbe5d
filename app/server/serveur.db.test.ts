import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { baseDeTest } from "../../db/test";

/** In the place of our build: a page that says a word, and two answers that never end. */
const CONSTRUIT = `
const sansFin = () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(9)) }));
const page = (path, loader) => ({ id: path, parentId: undefined, path, module: { loader } });
export const routes = Object.fromEntries([
  page("bonjour", () => new Response("Bonjour.")),
  page("sans-fin", sansFin),
  page("formations/conventionnees/export", sansFin),
].map((r) => [r.id, r]));
export const entry = { module: { default: () => new Response() } };
export const assets = { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" };
export const future = { v3_singleFetch: true };
export const isSpaMode = false;
`;

let base: BaseOuverte;
let dossier: string;
let serveur: { port: number; fermer: () => Promise<void> };
const lire = async (chemin: string) => {
  const reponse = await fetch(`http://127.0.0.1:${serveur.port}${chemin}`);
  const type = reponse.headers.get("Content-Type");
  return { statut: reponse.status, type, texte: await reponse.text() };
};

it.each([Number("abc"), -1, 70_000, 3000.5])("%s n'est pas un port : une phrase le dit", async (port) => {
  const { servir } = await import("./serveur");
  const refuse = servir(base, { port, dossier, construit: dossier, oidc: null, courriel: null });
  await expect(refuse).rejects.toThrow("PORT doit être un nombre entier");
});

beforeAll(async () => {
  base = await baseDeTest();
  dossier = mkdtempSync(join(tmpdir(), "rafael-serveur-"));
  mkdirSync(join(dossier, "server"));
  mkdirSync(join(dossier, "client/assets"), { recursive: true });
  writeFileSync(join(dossier, "package.json"), '{"type":"module"}');
  writeFileSync(join(dossier, "server/index.js"), CONSTRUIT);
  vi.stubEnv("LOG_LEVEL", "silent");
  const { servir } = await import("./serveur");
  serveur = await servir(base, { port: 0, dossier, construit: dossier, oidc: null, courriel: null });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  vi.unstubAllEnvs();
  await base.fermer();
  rmSync(dossier, { recursive: true });
});

it("une adresse illisible et un fichier absent reçoivent une phrase, sans rien de nos fichiers", async () => {
  expect(await lire("/bonjour")).toMatchObject({ statut: 200, texte: "Bonjour." });
  const texte = "text/plain; charset=utf-8";
  for (const chemin of ["/%E0%A4%A", "/assets/%E0%A4%A"]) {
    const illisible = { statut: 400, type: texte, texte: expect.stringContaining("n'est pas lisible") };
    expect(await lire(chemin)).toEqual(illisible);
  }
  expect(await lire("/assets/absent.js")).toEqual({
    statut: 404,
    type: texte,
    texte: "Ce fichier n'existe pas.",
  });
});

it("des exports que personne ne finit de lire ne prennent la place d'aucune page", async () => {
  const lecteurs = Array.from({ length: 12 }, () => connect(serveur.port, "127.0.0.1"));
  await Promise.all(
    lecteurs.map((lecteur) => {
      lecteur.write("GET /formations/conventionnees/export/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      return new Promise((ok) => lecteur.once("data", ok));
    }),
  );
  expect(await lire("/bonjour")).toMatchObject({ statut: 200, texte: "Bonjour." });
  for (const lecteur of lecteurs) lecteur.destroy();
});

it("l'arrêt laisse finir ce qui est en cours, mais n'attend pas sans fin qui ne lit plus", async () => {
  const lecteur = connect(serveur.port, "127.0.0.1");
  lecteur.write("GET /sans-fin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  await new Promise((ok) => lecteur.once("data", ok));
  lecteur.pause();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  let fini = false;
  const fin = serveur.fermer().then(() => {
    fini = true;
  });
  await vi.advanceTimersByTimeAsync(4000);
  await new Promise((ok) => setImmediate(ok));
  expect(fini).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  await fin;
  lecteur.destroy();
});
