import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** Our own sign-in form, which only the standalone application shows. */

test("un mot de passe faux est refusé avec une phrase, et le courriel reste", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByLabel("Adresse électronique").fill("claire@exemple.fr");
  await page.getByLabel("Mot de passe").fill("pas le bon");
  await page.getByRole("button", { name: "Se connecter", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("ne correspond à aucun compte");
  await expect(page.getByLabel("Adresse électronique")).toHaveValue("claire@exemple.fr");
  await juger(page);
});

test("une copie du cookie n'ouvre plus rien après la déconnexion", async ({ page, context }) => {
  await seConnecter(page, "claire@exemple.fr");
  const copie = await context.cookies();
  await page.goto("/formations");
  await seDeconnecter(page);
  await context.addCookies(copie);
  await page.goto("/formations");
  await expect(page.locator("h1")).toHaveText("Se connecter à RafaelPro");
});

test("une saisie envoyée après la fin de la session se retrouve, et se renvoie une fois reconnecté", async ({
  page,
  context,
}, info) => {
  const intitule = `Soudure à l'arc ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill(intitule);
  await context.clearCookies();
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.locator("h1")).toHaveText("Reconnectez-vous");
  await expect(page.getByText(intitule)).toBeVisible();
  const autre = await context.newPage();
  await seConnecter(autre, "claire@exemple.fr");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByText("Brouillon enregistré sous la référence")).toBeVisible();
  await expect(page.getByLabel("Intitulé")).toHaveValue(intitule);
});

test("sans serveur d'envoi, un mot de passe oublié se demande à Cap Métiers, et aucun courriel n'est promis", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto("/connexion");
  await expect(page.getByText(/Mot de passe oublié.\? Écrivez à/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Mot de passe oublié" })).toHaveCount(0);
  await page.goto("/connexion/oubli");
  await expect(page.locator("main")).toContainText("offre@cap-metiers.pro");
  await expect(page.locator("main form")).toHaveCount(0);
  await juger(page);
  await page.goto("/connexion/nouveau-mot-de-passe");
  await expect(page.getByRole("link", { name: "Demander un autre lien" })).toHaveCount(0);
  const postee = await request.post(`${baseURL}/connexion/oubli`, {
    headers: { Origin: baseURL ?? "" },
    form: { courriel: "claire@exemple.fr" },
  });
  expect(await postee.text()).not.toContain("un courriel y arrive");
});

test("sans fournisseur réglé, la connexion OpenID Connect n'existe pas", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto("/connexion");
  await expect(page.getByRole("button", { name: "Se connecter avec" })).toHaveCount(0);
  const depart = await request.post(`${baseURL}/connexion/oidc`, {
    headers: { Origin: baseURL ?? "" },
    form: { suite: "/" },
  });
  expect(depart.status()).toBe(404);
  expect((await request.get(`${baseURL}/connexion/oidc`)).status()).toBe(404);
  expect((await page.goto("/connexion/oidc/retour?code=c&state=s"))?.status()).toBe(404);
});
