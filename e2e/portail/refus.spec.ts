import { spawn } from "node:child_process";
import { expect, hote, seConnecter, test } from "../support/test";
import { adresse, PUBLIQUES, routes } from "./arbre";

/** What the portal refuses, or stops at, whether the scripts of a page run or not. */

const { base } = hote;

test("sans identité, personne n'est quelqu'un : chaque route de l'arbre refuse", async ({
  request,
  serveur,
}) => {
  const arbre = routes();
  expect(arbre.length).toBeGreaterThan(20);
  const statuts = new Map<string, number>();
  for (const route of arbre.filter((r) => !PUBLIQUES.includes(r))) {
    const url = `${serveur}${base}/${adresse(route)}`;
    const sansScript = { maxRedirects: 0, headers: { Origin: serveur } };
    const lue = await request.get(url, sansScript);
    // A route that only scripts post to has nothing to read.
    if (!route.endsWith("sauvegarde")) {
      // From a file, to its page.
      const retour = `${base}/${adresse(route)}`.replace(/\/export$/, "");
      expect([route, lue.status(), lue.headers().location]).toEqual([
        route,
        302,
        `/compte/connexion?retour=${encodeURIComponent(retour)}`,
      ]);
    }
    // With `?index`, the screen itself and not the layout around it, which has nothing to post to (405).
    for (const cible of [url, `${url}?index`]) {
      const postee = await request.post(cible, {
        ...sansScript,
        form: { bouton: "enregistrer", version: "1" },
      });
      statuts.set(cible, postee.status());
      expect([cible, postee.status() === 302 || postee.status() >= 400]).toEqual([cible, true]);
      if (postee.status() === 302) expect(postee.headers().location).toMatch(hote.adresseDeConnexion);
    }
    const parScript = await request.get(`${url}.data`, { maxRedirects: 0 });
    expect(await parScript.text()).not.toMatch(/Lycée|intitule/);
  }
  for (const chemin of ["formations/200400000001", "formations/200400000001/sessions/S1", "structures"]) {
    expect([chemin, statuts.get(`${serveur}${base}/${chemin}?index`)]).toEqual([chemin, 401]);
  }
  for (const sienne of ["connexion/oidc", "connexion/oidc/retour?code=c&state=s"]) {
    expect((await request.get(`${serveur}${base}/${sienne}`, { maxRedirects: 0 })).status()).toBe(404);
  }
  const postes = await request.post(`${serveur}${base}/connexion`, {
    maxRedirects: 0,
    headers: { Origin: serveur },
    form: { courriel: "claire@exemple.fr", motDePasse: "demonstration" },
  });
  expect(postes.headers()["set-cookie"]).toBeUndefined();
  expect(postes.headers().location).toMatch(hote.adresseDeConnexion);
});

test("une personne du portail sans droit chez nous n'en a aucun", async ({ page, serveur }) => {
  await seConnecter(page, "visiteuse@exemple.fr");
  for (const route of routes().filter((r) => !PUBLIQUES.includes(r) && !r.endsWith("sauvegarde"))) {
    const reponse = await page.request.get(`${serveur}${base}/${adresse(route)}`, { maxRedirects: 0 });
    expect([route, reponse.status()]).toEqual([route, 403]);
  }
});

test("un formulaire sans origine est refusé et ne change rien", async ({ page, serveur }) => {
  await seConnecter(page, "claire@exemple.fr");
  const refus = await page.request.post(`${serveur}${base}/structures`, {
    maxRedirects: 0,
    form: { siret: "00057241200021" },
  });
  expect(refus.status()).toBe(403);
  expect(await refus.text()).toContain("Ce formulaire ne vient pas de cette application.");
  await page.goto("/formations");
  await expect(page.getByText(/Structure active/)).not.toContainText("000 572 412 00021");
});

/** The host's server as its own `node serveur.js`, with another environment; resolves with what it says. */
function lancerLePortail(env: Record<string, string>): Promise<{ code: number | null; dit: string }> {
  const processus = spawn("node", ["serveur.js"], {
    cwd: process.env.RAFAEL_PORTAIL,
    env: { ...process.env, PORT: "0", NODE_ENV: "production", ...env },
  });
  let dit = "";
  for (const flux of [processus.stdout, processus.stderr]) {
    flux.on("data", (morceau: Buffer) => {
      dit += morceau;
    });
  }
  return new Promise((fini) => processus.once("exit", (code) => fini({ code, dit })));
}

test("un contrat incomplet arrête le portail au démarrage, d'une phrase par partie", async () => {
  const { code, dit } = await lancerLePortail({ DATABASE_URL: "", SESSION_SECRET: "court" });
  expect(code).not.toBe(0);
  expect(dit).toContain("« base » doit être l'adresse d'une base PostgreSQL");
  expect(dit).toContain("« secret » doit compter 32 caractères au moins");
});

test("la base en panne n'arrête que nos écrans", async ({ page }) => {
  const serveur = await hote.demarrer(false, "postgres://personne@127.0.0.1:1/rien");
  try {
    expect((await page.goto(`${serveur.adresse}/compte/connexion`))?.status()).toBe(200);
    await hote.entrer(page, "claire@exemple.fr");
    await expect(hote.connecte(page)).toBeVisible();
    const refus = await page.request.get(`${serveur.adresse}${base}/formations`);
    expect(refus.status()).toBe(503);
    expect(await refus.text()).toContain("Réessayez dans un instant");
    expect(await refus.text()).not.toContain("ECONNREFUSED");
  } finally {
    await serveur.arreter();
  }
});
