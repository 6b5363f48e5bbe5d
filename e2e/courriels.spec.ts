import { test } from "./support/courriels";
import { expect, juger, seConnecter, seDeconnecter } from "./support/test";

test("un complément demandé se lit dans un courriel, dont le lien mène à ce qui est à faire", async ({
  page,
  boite,
}) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation/200000000004");
  await page.locator("#code0").selectOption("AUTRE");
  await page.locator("#champ0").selectOption("programme");
  await page.locator("#phrase0").fill("Dites dans quel bâtiment.");
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByText("Un complément est demandé")).toBeVisible();
  await page.goto("/structures");
  await expect(page.getByRole("heading", { name: "Courriels" })).toHaveCount(0);
  await seDeconnecter(page);

  await expect.poll(() => boite.recus.length, { timeout: 20_000 }).toBe(1);
  const [courriel] = boite.recus;
  expect([courriel?.to].flat()[0]?.text).toBe("claire@exemple.fr");
  expect(courriel?.text).toContain("Dites dans quel bâtiment.");
  const lien = /http:\S+\/formations\/\d+/.exec(courriel?.text ?? "")?.[0] ?? "";
  await page.goto(lien);
  await page.getByLabel("Adresse électronique").fill("claire@exemple.fr");
  await page.getByLabel("Mot de passe").fill("demonstration");
  await page.getByRole("button", { name: "Se connecter", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Ce que Cap Métiers vous demande" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Dites dans quel bâtiment." })).toBeVisible();
});

test("qui ne veut plus de courriel le dit d'un bouton, et peut revenir", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  await expect(page.getByText("Vous recevez un courriel quand")).toBeVisible();
  await page.getByRole("button", { name: "Ne plus recevoir de courriel" }).click();
  await expect(page.getByText("Vous ne recevrez plus de courriel.")).toBeVisible();
  await juger(page);
  await page.goto("/structures");
  await expect(page.getByText("Vous ne recevez pas de courriel")).toBeVisible();
  await page.getByRole("button", { name: "Recevoir les courriels" }).click();
  await expect(page.getByRole("button", { name: "Ne plus recevoir de courriel" })).toBeVisible();
});
