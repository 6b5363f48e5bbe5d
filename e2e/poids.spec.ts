import { depassements, depassementsDuParcours } from "../bench/budget";
import { type Mesure, mesurerEcrans } from "../bench/ecrans";
import { parcourir } from "../bench/parcours";
import { expect, test } from "./support/test";

let mesures: Mesure[];

test.beforeAll(async ({ serveur }) => {
  mesures = await mesurerEcrans(serveur);
});

test("chaque écran tient son budget d'octets, allégé et complet", () => {
  expect(mesures.flatMap(depassements)).toEqual([]);
});

test("une seule feuille de style partout, aucune police, aucune image, aucun tiers", () => {
  expect(new Set(mesures.map((m) => m.feuilles.join(" "))).size).toBe(1);
  for (const m of mesures) {
    expect(m.feuilles).toHaveLength(1);
    expect(m.feuille).not.toMatch(/@font-face|@import|url\((?!["']?data:)/);
    const demandes = m.source.matchAll(
      /<(?:link|script|img|iframe|video|object|source)\b[^>]*?(?:href|src)="([^"]*)"/g,
    );
    for (const [balise, adresse] of demandes) {
      expect(balise).not.toMatch(/^<(?:img|iframe|video|object|source)/);
      expect(adresse).toMatch(/^(?:\/(?!\/)|data:)/);
    }
    if (m.version === "allegee") expect(m.source).not.toMatch(/<script|modulepreload|<!--/);
  }
});

test("aucune lettre perdue ni octet nul dans les pages", () => {
  for (const m of mesures) expect(m.source, m.ecran).not.toMatch(/\0|\uFFFD/);
});

test("les fichiers sont compressés d'avance et gardés pour toujours, les pages ne le sont pas", async ({
  request,
  serveur,
}) => {
  const [feuille = ""] = mesures[0]?.feuilles ?? [];
  for (const encodage of ["br", "gzip"]) {
    const reponse = await request.get(serveur + feuille, { headers: { "Accept-Encoding": encodage } });
    expect(reponse.headers()).toMatchObject({
      "content-encoding": encodage,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    expect(reponse.headers()["content-length"]).toBeDefined();
  }
  const page = await request.get(`${serveur}/connexion`, { headers: { "Accept-Encoding": "br" } });
  expect(page.headers()).toMatchObject({ "content-encoding": "br", "cache-control": "no-store" });
});

test("le parcours entier, allégé, tient dans son budget d'octets et de requêtes", async ({
  browser,
  serveur,
}) => {
  const trajet = await parcourir(browser, serveur, "allegee");
  expect(depassementsDuParcours(trajet)).toEqual([]);
  for (const adresse of trajet.adresses) expect(new URL(adresse).origin).toBe(serveur);
});
