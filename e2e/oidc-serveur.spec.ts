import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from "jose";
import { demarrerCopie } from "./support/autonome";
import { CLIENT, type Faussaire } from "./support/fournisseur";
import {
  claire,
  connecte,
  entrer,
  expect,
  partir,
  refuse,
  SE_CONNECTER,
  saisir,
  statutDuRetour,
  test,
} from "./support/oidc";
import { juger, seConnecter } from "./support/test";

/** What a sign-in through a provider refuses, and the rights it brings. All of it is the server's: run once, scripts off. */

const paul = { email: "paul@exemple.fr", email_verified: true };

test("une adresse d'ailleurs comme suite mène à l'accueil", async ({ page, region, baseURL }) => {
  region.comptes.set("claire", claire);
  await entrer(page, "claire", "/connexion?suite=%2F%09%2Failleurs.example");
  await expect(connecte(page)).toBeVisible();
  await expect(page).toHaveURL(`${baseURL}/`);
});

test("une adresse non vérifiée, ou tenue par une autre identité, n'ouvre aucun compte", async ({
  page,
  region,
}) => {
  region.comptes.set("fausse", { email: "lea@exemple.fr", email_verified: false });
  const statut = statutDuRetour(page);
  await entrer(page, "fausse");
  expect(await statut).toBe(403);
  await refuse(page, "n'a pas vérifié que l'adresse lea@exemple.fr est la vôtre");
  await page.context().clearCookies();
  region.comptes.set("fausse", { email: "lea@exemple.fr", email_verified: "true" });
  await entrer(page, "fausse");
  await refuse(page, "n'a pas vérifié");

  await page.context().clearCookies();
  region.comptes.set("paul", paul);
  await entrer(page, "paul");
  await expect(page.getByText("Paul Roux")).toBeVisible();
  await page.context().clearCookies();
  region.comptes.set("paul", { email: "nouvelle@ailleurs.example", email_verified: false });
  await entrer(page, "paul");
  await expect(page.getByText("Paul Roux"), "connu à son identité, quelle que soit l'adresse").toBeVisible();
  await page.context().clearCookies();
  region.comptes.set("heritier", paul);
  await entrer(page, "heritier");
  await refuse(page, "déjà lié à une autre identité");
});

/** Signs the claims again with the provider's own key, some of them changed. */
const resigner = (change: Record<string, unknown>) => async (jeton: string, cle: JWK) =>
  new SignJWT({ ...decodeJwt(jeton), ...change })
    .setProtectedHeader({ alg: "RS256", kid: cle.kid as string })
    .sign(await importJWK(cle, "RS256"));

const secondes = () => Math.floor(Date.now() / 1000);

const FAUX: Record<string, () => Faussaire> = {
  "signé d'une autre clé": () => async (jeton, cle) => {
    const { privateKey } = await generateKeyPair("RS256");
    return new SignJWT(decodeJwt(jeton))
      .setProtectedHeader({ alg: "RS256", kid: cle.kid as string })
      .sign(privateKey);
  },
  "signé du secret partagé": () => async (jeton) =>
    new SignJWT(decodeJwt(jeton))
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(CLIENT.client_secret)),
  "sans signature": () => async (jeton) => new UnsecuredJWT(decodeJwt(jeton)).encode(),
  "au contenu retouché": () => async (jeton) => {
    const [tete, , signature] = jeton.split(".");
    const contenu = Buffer.from(JSON.stringify({ ...decodeJwt(jeton), sub: "paul" })).toString("base64url");
    return [tete, contenu, signature].join(".");
  },
  expiré: () => resigner({ iat: secondes() - 900, exp: secondes() - 300 }),
  "d'un autre émetteur": () => resigner({ iss: "https://ailleurs.example" }),
  "destiné à une autre application": () => resigner({ aud: "autre" }),
  "destiné à plusieurs, et remis à une autre": () => resigner({ aud: ["rafael", "autre"], azp: "autre" }),
  "d'une autre connexion": () => resigner({ nonce: "autre" }),
  "sans nonce": () => resigner({ nonce: undefined }),
  "d'une autre personne que celle du compte": () => resigner({ sub: "paul" }),
};

test("un jeton d'identité expiré ou falsifié ne connecte personne", async ({ page, region }) => {
  region.comptes.set("claire", claire);
  await partir(page);
  let premier = true;
  for (const [titre, faussaire] of Object.entries(FAUX)) {
    await test.step(titre, async () => {
      region.forger(faussaire());
      const statut = statutDuRetour(page);
      if (premier) await saisir(page, "claire");
      else await page.getByRole("button", { name: SE_CONNECTER }).click();
      expect(await statut).toBe(400);
      await expect(page.locator("h1")).toHaveText("Connexion refusée");
      await expect(page.getByRole("alert")).toContainText("n'a pas pu être vérifiée");
      await expect(connecte(page)).toHaveCount(0);
      premier = false;
    });
  }
  await refuse(page, "n'a pas pu être vérifiée");
  region.forger(resigner({}));
  await page.getByRole("button", { name: SE_CONNECTER }).click();
  await expect(connecte(page), "le même jeton, signé de la bonne clé, connecte").toBeVisible();
});

test("un retour forgé, rejoué ou venu d'ailleurs ne connecte personne", async ({ page, region, baseURL }) => {
  region.comptes.set("claire", claire);
  const enCours = async () =>
    (await page.context().cookies(`${baseURL}/connexion/oidc`)).filter((c) => c.name.includes("oidc"));

  await page.goto("/connexion/oidc/retour?code=vole&state=invente");
  await refuse(page, "n'a pas été commencée dans ce navigateur");
  await page.goto("/connexion/oidc/retour?code=vole&state=%0A%3B%20%C3%A9%3D");
  await refuse(page, "n'a pas été commencée dans ce navigateur");
  await page.goto("/connexion/oidc/retour");
  await refuse(page, "n'a pas été commencée dans ce navigateur");

  await partir(page);
  const [cookie] = await enCours();
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/connexion/oidc" });
  const retouche = cookie?.value.startsWith("e") ? `f${cookie.value.slice(1)}` : `e${cookie?.value.slice(1)}`;
  await page.context().addCookies([{ ...(cookie as NonNullable<typeof cookie>), value: retouche }]);
  await saisir(page, "claire");
  await refuse(page, "n'a pas été commencée dans ce navigateur");

  await page.context().clearCookies();
  await partir(page);
  const gardes = await enCours();
  const retour = page.waitForRequest((r) => r.url().includes("/connexion/oidc/retour"));
  await saisir(page, "claire");
  const adresse = (await retour).url();
  await expect(connecte(page)).toBeVisible();
  await page.context().clearCookies();
  await page.context().addCookies(gardes);
  await page.goto(adresse.replace(/state=[^&]+/, "state=retouche"));
  await refuse(page, "n'a pas été commencée dans ce navigateur");
  await page.goto(adresse.replace(/iss=[^&]+/, "iss=https%3A%2F%2Failleurs.example"));
  await refuse(page, "n'a pas pu être vérifiée");
  await page.context().addCookies(gardes);
  await page.goto(adresse);
  await refuse(page, "n'a pas pu être vérifiée");
});

test("derrière un répartiteur qui finit TLS, l'adresse de retour est en https", async ({
  region,
  request,
}) => {
  const app = await demarrerCopie({ ...region.reglages("tables"), TRUST_PROXY: "1" });
  try {
    const depart = await request.post(`${app.adresse}/connexion/oidc`, {
      headers: { Origin: app.adresse, "X-Forwarded-Proto": "https" },
      form: { suite: "/" },
    });
    const retour = `https://${new URL(app.adresse).host}/connexion/oidc/retour`;
    expect(await depart.text()).toContain(encodeURIComponent(retour));
  } finally {
    await app.arreter();
  }
});

test("renoncer chez le fournisseur ramène à une phrase", async ({ page }) => {
  await partir(page);
  await page.getByRole("button", { name: "Renoncer" }).click();
  await refuse(page, "ou vous y avez renoncé");
});

test.describe("quand le fournisseur est en panne", () => {
  test.use({ attendu: /status of (4\d\d|503)/ });

  test("le serveur démarre, et la connexion le dit", async ({ page, region }) => {
    region.comptes.set("claire", claire);
    await region.fermer();
    const app = await demarrerCopie(region.reglages("tables"));
    try {
      await partir(page, `${app.adresse}/formations/non-conventionnees/creees`);
      await expect(page.getByRole("alert")).toContainText("Compte région ne répond pas pour l'instant");
      await juger(page);
      await region.ouvrir();
      region.enregistrer(app.adresse);
      await page.getByRole("button", { name: SE_CONNECTER }).click();
      await saisir(page, "claire");
      await expect(page, "la page voulue n'est pas oubliée").toHaveURL(/non-conventionnees\/creees/);
    } finally {
      await app.arreter();
    }
  });
});

const REGLAGES: [env: Record<string, string>, phrase: string][] = [
  [
    { OIDC_CLIENT: "rafael" },
    "La connexion OpenID Connect est réglée en partie : il manque OIDC_EMETTEUR et OIDC_SECRET. Donnez tout, ou retirez OIDC_EMETTEUR, OIDC_CLIENT, OIDC_SECRET, OIDC_NOM et OIDC_DROITS.",
  ],
  [
    { DATABASE_URL: "postgres://essai@127.0.0.1:1/rien", DATABASE_LIAISONS: "dix" },
    "DATABASE_LIAISONS doit être un nombre entier, de 1 à 9999 ; reçu : « dix ».",
  ],
  [
    { TRUST_PROXY: "true" },
    "TRUST_PROXY est le nombre de répartiteurs devant l'application, de 0 à 99 ; reçu : « true ».",
  ],
  [
    { SESSION_SECRET: "court" },
    "SESSION_SECRET doit compter 32 caractères au moins : il signe les cookies. Fabriquez-en un (openssl rand -hex 32).",
  ],
];

test("un réglage partiel ou illisible est refusé d'une phrase au démarrage", async ({ page }) => {
  const dossier = mkdtempSync(join(tmpdir(), "rafael-reglages-"));
  for (const [env, phrase] of REGLAGES) {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/demarrer.js"], {
      env: {
        ...process.env,
        RAFAEL_CONSTRUIT: "1",
        DATA_DIR: dossier,
        DEMONSTRATION: "0",
        PORT: "0",
        ...env,
      },
      encoding: "utf8",
    });
    expect(stderr.trim()).toBe(phrase);
    expect(status).toBe(1);
  }
  rmSync(dossier, { recursive: true });
  await page.close();
});

test.describe("les droits viennent des revendications", () => {
  test.use({ droits: "revendications" });
  const GRANDE = "00043127000024";
  const ANTENNE = "00057241200013";
  const INCONNUE = "31490172900033";

  test("ils valent pour cette connexion, quoi que disent les tables, et sont relus à la suivante", async ({
    page,
    region,
  }) => {
    region.comptes.set("claire", { ...claire, rafael: { structures: { [GRANDE]: "preinscription" } } });
    await entrer(page, "claire", "/structures");
    await expect(page).toHaveURL(/\/structures$/);
    await juger(page);
    await expect(page.getByText("Guéret")).toHaveCount(0);
    expect((await page.goto("/formations/nouvelle"))?.status()).toBe(403);
    expect((await page.goto("/moderation"))?.status()).toBe(403);

    await connecte(page).click();
    await page.getByRole("button", { name: "Oui" }).click();
    region.comptes.set("claire", {
      ...claire,
      rafael: { moderateur: true, structures: { [ANTENNE]: "general", [INCONNUE]: "general" } },
    });
    await entrer(page, "claire");
    await expect(page.getByRole("status").filter({ hasText: INCONNUE })).toContainText("aucun droit");
    expect((await page.goto("/moderation"))?.status()).toBe(200);

    await page.context().clearCookies();
    await seConnecter(page, "claire@exemple.fr");
    expect((await page.goto("/moderation"))?.status(), "rien n'a été écrit dans les tables").toBe(403);
  });

  test("absents, mal formés ou sur des structures inconnues, ils sont refusés d'une phrase", async ({
    page,
    region,
  }) => {
    const refus: [unknown, string][] = [
      [undefined, "il n'en a transmis aucun"],
      [{ structures: { [GRANDE]: "chef" } }, "le profil « chef » n'existe pas"],
      [{ structures: { "1234": "general" } }, "« 1234 » n'est pas un SIRET"],
      [{ moderateur: "oui" }, "ni vrai ni faux"],
      [{ structures: { [INCONNUE]: "general" } }, "Aucune de vos structures n'est connue"],
      [{ moderateur: false, structures: {} }, "ne donne aucun droit"],
    ];
    for (const [rafael, phrase] of refus) {
      await page.context().clearCookies();
      region.comptes.set("claire", { ...claire, rafael });
      const statut = statutDuRetour(page);
      await entrer(page, "claire");
      expect(await statut).toBe(403);
      await refuse(page, phrase);
    }
    region.comptes.set("inconnue", {
      email: "x@ailleurs.example",
      email_verified: true,
      rafael: { moderateur: true },
    });
    await page.context().clearCookies();
    await entrer(page, "inconnue");
    await refuse(page, "ne correspond à aucun compte");
  });
});
