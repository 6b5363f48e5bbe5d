import { spawn } from "node:child_process";
import { expect, hote, seConnecter, test } from "../support/test";
import { adresse, PUBLIQUES, routes } from "./arbre";

/** What the portal refuses, or stops at, whether the scripts of a page run or not. */

const FORMULAIRE = { bouton: "enregistrer", version: "1" };
/** With `?index`, the screen itself, and not the layout around it. */
const ciblesDe = (url: string) => [url, `${url}?index`];
/** What a route answers to a form when it takes none. */
const SANS_FORMULAIRE = 405;

const { base } = hote;

test("sans identité, personne n'est quelqu'un : chaque route de l'arbre refuse", async ({
  request,
  serveur,
}) => {
  const arbre = routes();
  expect(arbre.length).toBeGreaterThan(20);
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
    for (const cible of ciblesDe(url)) {
      const postee = await request.post(cible, { ...sansScript, form: FORMULAIRE });
      if (route.endsWith("sauvegarde")) {
        expect([cible, postee.status()]).toEqual([cible, 302]);
        expect(postee.headers().location).toMatch(hote.adresseDeConnexion);
      } else if (postee.status() !== SANS_FORMULAIRE) expect([cible, postee.status()]).toEqual([cible, 401]);
    }
    const parScript = await request.get(`${url}.data`, { maxRedirects: 0 });
    expect(await parScript.text()).not.toMatch(/Lycée|intitule/);
  }
  for (const sienne of ["connexion/oidc", "connexion/oidc/retour?code=c&state=s"]) {
    expect((await request.get(`${serveur}${base}/${sienne}`, { maxRedirects: 0 })).status()).toBe(404);
  }
  // Passwords are the portal's.
  for (const sienne of ["connexion", "connexion/oubli", "connexion/nouveau-mot-de-passe?lien=l"]) {
    const url = `${serveur}${base}/${sienne}`;
    const lue = await request.get(url, { maxRedirects: 0 });
    expect([sienne, lue.headers().location]).toEqual([
      sienne,
      expect.stringMatching(hote.adresseDeConnexion),
    ]);
    const postee = await request.post(url, {
      maxRedirects: 0,
      headers: { Origin: serveur },
      form: { courriel: "claire@exemple.fr", motDePasse: "demonstration" },
    });
    expect(postee.headers()["set-cookie"]).toBeUndefined();
    expect(postee.headers().location).toMatch(hote.adresseDeConnexion);
  }
});

test("une personne du portail sans droit chez nous n'en a aucun", async ({ page, serveur }) => {
  await seConnecter(page, "visiteuse@exemple.fr");
  for (const route of routes().filter((r) => !PUBLIQUES.includes(r) && !r.endsWith("sauvegarde"))) {
    const url = `${serveur}${base}/${adresse(route)}`;
    // A structure that is not among one's own is not known to be.
    const refus = route.startsWith("structures") ? /^40[34]$/ : /^403$/;
    const reponse = await page.request.get(url, { maxRedirects: 0 });
    expect(`${reponse.status()}`, route).toMatch(refus);
    for (const cible of ciblesDe(url)) {
      const envoi = { maxRedirects: 0, headers: { Origin: serveur }, form: FORMULAIRE };
      const postee = await page.request.post(cible, envoi);
      if (postee.status() !== SANS_FORMULAIRE) expect(`${postee.status()}`, cible).toMatch(refus);
    }
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
