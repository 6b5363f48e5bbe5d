import type { Page } from "@playwright/test";
import { test } from "./support/courriels";
import { expect, hote, juger } from "./support/test";

const PAUL = "paul@exemple.fr";

async function demander(page: Page, courriel: string): Promise<string> {
  await page.goto("/connexion");
  await page.getByRole("link", { name: "Mot de passe oublié" }).click();
  // Both pages have the field.
  await expect(page.locator("h1")).toHaveText("Mot de passe oublié");
  await page.getByLabel("Adresse électronique").fill(courriel);
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  const reponse = page.locator("main");
  await expect(reponse).toContainText("un courriel y arrive");
  await juger(page);
  return (await reponse.innerText()).replaceAll(courriel, "X");
}

test("un mot de passe oublié se change seul, par un lien reçu, et ferme les autres connexions", async ({
  page,
  browser,
  request,
  baseURL,
  boite,
}) => {
  const ailleurs = await browser.newContext({ baseURL: baseURL ?? "", javaScriptEnabled: false });
  const poste = await ailleurs.newPage();
  await poste.goto("/connexion");
  await hote.entrer(poste, PAUL);
  await expect(hote.connecte(poste)).toBeVisible();

  const inconnue = await demander(page, "inconnue@exemple.fr");
  expect(await demander(page, PAUL)).toBe(inconnue);
  const siens = () => boite.recus.filter((c) => [c.to].flat()[0]?.text === PAUL);
  await expect.poll(() => siens().length, { timeout: 20_000 }).toBe(1);
  const [courriel] = siens();
  expect(boite.recus.map((c) => [c.to].flat()[0]?.text)).not.toContain("inconnue@exemple.fr");
  expect(courriel?.subject).toBe("RafaelPro : Choisir un nouveau mot de passe");
  const lien = /http:\S+\?lien=\S+/.exec(courriel?.text ?? "")?.[0] ?? "";

  // What a mailbox that checks its links does.
  const verifiee = await request.get(lien);
  expect(verifiee.status()).toBe(200);
  // To our own pages alone: the token goes to nobody else.
  expect(verifiee.headers()).toMatchObject({ "referrer-policy": "same-origin", "cache-control": "no-store" });

  await page.goto(lien);
  await expect(page.getByLabel("Votre compte")).toHaveValue(PAUL);
  await juger(page);
  await page.getByLabel("Nouveau mot de passe").fill("tout neuf pour moi");
  await page.getByLabel("Le même, une seconde fois").fill("tout nuef pour moi");
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  const raison = "Les deux mots de passe ne sont pas les mêmes";
  await expect(page.getByRole("alert").getByRole("link")).toContainText(raison);
  await expect(page.getByLabel("Le même, une seconde fois")).toHaveAccessibleDescription(new RegExp(raison));
  await juger(page);
  await page.getByLabel("Nouveau mot de passe").fill("tout neuf pour moi");
  await page.getByLabel("Le même, une seconde fois").fill("tout neuf pour moi");
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Votre mot de passe est changé" })).toBeVisible();
  await expect(hote.connecte(page)).toBeVisible();

  await poste.goto("/formations");
  await expect(poste.locator("h1")).toHaveText("Se connecter à RafaelPro");
  await hote.entrer(poste, PAUL);
  await expect(poste.getByRole("alert")).toContainText("ne correspond à aucun compte");
  await ailleurs.close();

  expect((await page.goto(lien))?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveText("Ce lien ne sert plus");
  await juger(page);
  await page.getByRole("link", { name: "Demander un autre lien" }).click();
  await expect(page.locator("h1")).toHaveText("Mot de passe oublié");
});

test("une adresse incomplète est dite à son champ, et trop de demandes en haut de la page", async ({
  page,
}) => {
  await page.goto("/connexion/oubli");
  const champ = page.getByLabel("Adresse électronique");
  const demander = page.getByRole("button", { name: "Recevoir un lien" });
  await demander.click();
  await expect(champ).toHaveAccessibleDescription(/Donnez l'adresse électronique de votre compte/);
  await juger(page);
  for (let i = 0; i < 3; i += 1) {
    await champ.fill("autre@exemple.fr");
    await demander.click();
    await page.getByRole("link", { name: "donnez-en une autre" }).click();
  }
  await champ.fill("autre@exemple.fr");
  await demander.click();
  await expect(page.getByRole("alert")).toContainText("Trop de demandes");
  await expect(champ).toHaveValue("autre@exemple.fr");
  await juger(page);
});
