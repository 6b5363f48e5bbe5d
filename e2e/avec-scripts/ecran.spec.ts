import { expect, seConnecter, test } from "../support/test";

/** What scripts add to a screen that does without. */

test("le total d'heures suit ce qui se tape", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001/sessions/nouvelle");
  await page.getByLabel("Heures en centre").fill("70");
  await page.getByLabel("Heures à distance").fill("14");
  await expect(page.getByText("Total : 84 heures")).toBeVisible();
});

test("un lien vers une partie d'un écran y mène le clavier", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  await page
    .getByRole("button", { name: /Supprimer la session/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Annuler" }).click();
  await expect(page.locator("#sessions")).toBeFocused();
});
