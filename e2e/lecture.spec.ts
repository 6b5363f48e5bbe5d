import { expect, juger, seConnecter, test } from "./support/test";

/** What is read: the printed sheet, and French on every line. */

test("la fiche d'une action se lit et s'imprime comme un document", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  await page.getByRole("button", { name: "Fiche à imprimer" }).click();
  await expect(page.locator("h1")).toHaveText("Titre professionnel développeur web et web mobile");
  await juger(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("RNCP37674 · Développeur web et web mobile").first()).toBeVisible();
  for (const cache of [".rp-entete", ".rp-pied"]) await expect(page.locator(cache)).toBeHidden();
  const document = await page.pdf({ format: "A4" });
  expect(document.subarray(0, 5).toString()).toBe("%PDF-");
});

test("aucune ligne ne commence par une ponctuation, ni n'y laisse un guillemet seul", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  // Screens that say nothing but our own sentences, the titles of actions apart.
  for (const adresse of ["/formations", "/formations/nouvelle", "/formations/non-conventionnees/import"]) {
    await page.goto(adresse);
    const titres = await page.locator("#a-renouveler ~ ul a").allInnerTexts();
    const tout = await page.locator("#contenu").innerText();
    const dit = titres.reduce((reste, titre) => reste.replace(titre, ""), tout);
    expect(dit, adresse).toMatch(/\u00a0:/);
    expect(dit, adresse).not.toMatch(/ [?!;:»]|« |\d (heures|caractères)/);
  }
});
