import { expect, juger, test } from "./support/test";

/** Our own sign-in form, which only the standalone application shows. */

test("un mot de passe faux est refusé avec une phrase, et le courriel reste", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByLabel("Adresse électronique").fill("claire@exemple.fr");
  await page.getByLabel("Mot de passe").fill("pas le bon");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("alert")).toContainText("ne correspond à aucun compte");
  await expect(page.getByLabel("Adresse électronique")).toHaveValue("claire@exemple.fr");
  await juger(page);
});
