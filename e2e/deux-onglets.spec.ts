import { expect, juger, seConnecter, test } from "./support/test";

test("deux onglets sur la même action : chacun garde ce qu'il a changé, et rien d'autre", async ({
  page,
}, info) => {
  const adresse = "/formations/200400000008";
  const prerequis = `Savoir lire un plan, ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  const onglet = await page.context().newPage();
  await Promise.all([page.goto(adresse), onglet.goto(adresse)]);
  await onglet.getByLabel("Prérequis").fill(prerequis);
  await onglet.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(onglet.getByText("Vos modifications sont en ligne.")).toBeVisible();
  await onglet.close();
  await page.getByLabel("Le plus").fill(`Un suivi d'un an, ${info.project.name}`);
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(page.getByText(/a pris la version enregistrée\s: Prérequis\./)).toBeVisible();
  await expect(page.getByLabel("Prérequis")).toHaveValue(prerequis);
  await juger(page);
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(page.getByText("Vos modifications sont en ligne.")).toBeVisible();
  await page.goto(adresse);
  await expect(page.getByLabel("Prérequis")).toHaveValue(prerequis);
  await expect(page.getByLabel("Le plus")).toHaveValue(`Un suivi d'un an, ${info.project.name}`);
});
