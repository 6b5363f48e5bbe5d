import { expect, seConnecter, test } from "../support/test";

/** What an answer changes above or elsewhere does not move the page under the hand that goes on. */

test("un bouton pressé avant la fin de la réponse, relâché après, est entendu", async ({ page }) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await page.locator("tbody tr").filter({ hasText: "Tremplin" }).first().getByRole("link").click();
  await page.getByRole("button", { name: "Prendre en charge" }).click();
  const rendre = page.getByRole("button", { name: "Rendre à la file" });
  await expect(rendre).toBeVisible();
  let lire = () => {};
  const lecture = new Promise<void>((f) => {
    lire = f;
  });
  await page.route(/\.data\b/, async (route) => {
    if (route.request().method() === "GET") await lecture;
    await route.continue();
  });
  await rendre.click();
  await expect(page.getByText("Cette action est rendue à la file")).toBeVisible();
  const ajouter = page.getByRole("button", { name: "Ajouter un motif" });
  await ajouter.scrollIntoViewIfNeeded();
  await ajouter.hover();
  await page.mouse.down();
  lire();
  await expect(page.getByRole("button", { name: "Prendre en charge" })).toBeVisible();
  await page.mouse.up();
  await expect(page.locator("#code1")).toBeVisible();
});

test("dire que la page attend ne la déplace pas", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/publiees");
  const place = () => page.locator("h1").evaluate((h) => h.getBoundingClientRect().top + scrollY);
  const avant = await place();
  let lire = () => {};
  const lecture = new Promise<void>((f) => {
    lire = f;
  });
  await page.route(/\.data\b/, async (route) => {
    await lecture;
    await route.continue();
  });
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await expect(page.getByText("Chargement…")).toBeVisible();
  expect(await place()).toBe(avant);
  lire();
  await expect(page.getByText("Chargement…")).toHaveCount(0);
});
