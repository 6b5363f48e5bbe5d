import { expect, hote, juger, seConnecter, test } from "./support/test";

const BOUTON = "Commencer un brouillon avec ces mots";

test("les mots d'une action commencent un brouillon, sans ses sessions, et l'historique dit d'où ils viennent", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000009");
  const intitule = await page.locator("h1").innerText();
  const programme = await page.locator("#action-programme").inputValue();
  await page.getByRole("button", { name: "Repartir de cette action" }).click();
  await expect(page.locator("h1")).toHaveText("Repartir de cette action");
  await juger(page);
  await page.getByRole("button", { name: BOUTON }).click();
  await expect(page.getByText(/Brouillon 20\d{10} commencé avec les mots de l'action/)).toContainText(
    "200400000009",
  );
  await expect(page).not.toHaveURL(/200400000009/);
  await expect(page.getByLabel("Intitulé")).toHaveValue(intitule);
  await expect(page.locator("#action-programme")).toHaveValue(programme);
  await expect(page.getByText("Aucune session.")).toBeVisible();
  // It repeats its model until something tells them apart.
  await expect(page.getByText("Cette action est proche d'une autre de votre catalogue.")).toBeVisible();
  await juger(page);
  await page.getByRole("button", { name: "Historique" }).click();
  await expect(page.getByText("brouillon commencé avec les mots d'une autre action")).toBeVisible();
  await expect(page.getByText("Mots repris de l'action")).toContainText("200400000009");
});

test("on repart aussi d'une action archivée, ou conventionnée et en lecture seule", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  for (const liste of ["non-conventionnees/archivees", "conventionnees"]) {
    await page.goto(`/formations/${liste}`);
    await page.locator("tbody tr").getByRole("link").first().click();
    await expect(page.getByLabel("Intitulé")).not.toBeEditable();
    const intitule = await page.locator("h1").innerText();
    await page.getByRole("link", { name: "Repartir de cette action" }).click();
    await expect(page.getByRole("link", { name: "Ajoutez-lui plutôt une session" })).toHaveCount(0);
    await page.getByRole("button", { name: BOUTON }).click();
    await expect(page.getByLabel("Intitulé")).toHaveValue(intitule);
    await expect(page.getByLabel("Intitulé")).toBeEditable();
    await expect(page.getByRole("link", { name: "Quitter" })).toHaveCount(0);
  }
});

test("le même geste envoyé deux fois ne commence qu'un brouillon", async ({ page, baseURL }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000010/repartir");
  const jeton = await page.locator('form.rp-boutons input[name="jeton"]').inputValue();
  const envoyer = () =>
    page.request.post(`${baseURL}/formations/200400000010/repartir`, {
      headers: { Origin: baseURL ?? "" },
      form: { jeton },
      maxRedirects: 0,
    });
  const [une, deux] = await Promise.all([envoyer(), envoyer()]);
  expect(une.headers().location).toMatch(/\/formations\/20\d{10}$/);
  expect(deux.headers().location).toBe(une.headers().location);
});

test("qui ne fait que lire ne repart de rien, et l'action d'un autre est introuvable", async ({ page }) => {
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/formations/200400000009");
  await expect(page.getByRole("link", { name: "Historique" })).toBeVisible();
  await expect(page.getByText("Repartir de cette action")).toHaveCount(0);
  expect((await page.goto("/formations/200400000009/repartir"))?.status()).toBe(403);
  await expect(page.locator("h1")).toHaveText(hote.titreDuRefus);
  await page.context().clearCookies();
  await seConnecter(page, "paul@exemple.fr");
  expect((await page.goto("/formations/200400000009/repartir"))?.status()).toBe(404);
});
