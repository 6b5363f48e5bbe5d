import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** The sheet of an organisme: entered by Cap Métiers, corrected by a référent, and said by what is online. */

test("un organisme inconnu s'ajoute depuis la recherche, et se choisit aussitôt comme formateur", async ({
  page,
}) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation/recherche");
  await page.getByLabel("Chercher une action ou un organisme").fill("314 901 729 00034");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page.locator("main")).toContainText("n'a pas la bonne clé");
  await page.getByLabel("Chercher une action ou un organisme").fill("314 901 729 00033");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await page.getByRole("link", { name: "Ajouter cet organisme" }).click();
  await expect(page.locator("h1")).toHaveText("Ajouter un organisme");
  await juger(page);
  await expect(page.getByLabel("SIRET")).toHaveValue("31490172900033");
  await page.getByLabel("Raison sociale").fill("Ateliers de la Sèvre");
  await page.getByLabel("Numéro de déclaration d'activité").fill("1234");
  await page.getByLabel("Code postal").fill("79000");
  await page.getByLabel("Commune").fill("Poitiers");
  await page.getByRole("button", { name: "Ajouter l'organisme" }).click();
  const resume = page.getByRole("alert");
  await expect(resume.getByRole("link")).toHaveText([
    /11 chiffres, ou rien/,
    /qui est celui de\s: Bessines, Niort/,
  ]);
  await expect(page.getByLabel("Commune")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Raison sociale")).toHaveValue("Ateliers de la Sèvre");
  await juger(page);
  await page.getByLabel("Numéro de déclaration d'activité").fill("75 79 01234 79");
  await page.getByLabel("Commune").fill("Niort");
  await page.getByRole("button", { name: "Ajouter l'organisme" }).click();
  await expect(page.getByText("Ateliers de la Sèvre est maintenant dans RafaelPro.")).toBeVisible();

  // Known from now on: nobody enters it twice.
  await page.goto("/structures/nouvelle?siret=31490172900033");
  await page.getByLabel("Code postal").fill("79000");
  await page.getByLabel("Commune").fill("Niort");
  await page.getByRole("button", { name: "Ajouter l'organisme" }).click();
  await expect(page.getByRole("alert")).toContainText("déjà dans RafaelPro");
  await page.getByRole("link", { name: "Fiche de l'organisme 31490172900033" }).click();
  await expect(page.locator("h1")).toHaveText(/^Fiche\s: Ateliers de la Sèvre$/);
  await expect(page.getByLabel("Numéro de déclaration d'activité")).toHaveValue("75790123479");
  await juger(page);
  await seDeconnecter(page);

  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000011/sessions/00100023");
  await page.getByLabel("Un autre organisme").fill("Ateliers de la Sèvre");
  await page.getByRole("button", { name: "Chercher l'organisme" }).click();
  await expect(page.getByRole("button", { name: /Ateliers de la Sèvre/ })).toBeVisible();
});

test("un référent corrige le téléphone de sa structure, et le flux le dit", async ({
  page,
  request,
  baseURL,
}) => {
  const ANTENNE = "00057241200021";
  const flux = async () => (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
  await seConnecter(page, "paul@exemple.fr");
  await page.goto(`/structures/${ANTENNE}/fiche`);
  await expect(page.locator("h1")).toHaveText("Accès refusé");
  await seDeconnecter(page);
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/structures/${ANTENNE}/equipe`);
  await page.getByRole("button", { name: "Nommer Paul Roux, référent" }).click();
  await expect(page.getByText("Paul Roux tient maintenant l'équipe")).toBeVisible();
  await seDeconnecter(page);

  await seConnecter(page, "paul@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("link", { name: /^Coordonnées/ }).click();
  await expect(page.locator("h1")).toHaveText(/^Fiche\s: Tremplin Vienne et Creuse/);
  await expect(page.getByLabel("Raison sociale")).toHaveCount(0);
  await juger(page);
  await page.getByLabel("Téléphone").fill("12");
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click();
  await expect(page.getByRole("alert")).toContainText("Ce numéro n'est pas complet");
  await expect(page.getByLabel("Téléphone")).toHaveValue("12");
  await page.getByLabel("Téléphone").fill("05 36 49 77 88");
  expect(await flux()).not.toContain("05 36 49 77 88");
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click();
  await expect(page.getByText("Ce qui est en ligne la reprend.")).toBeVisible();
  expect(await flux()).toContain("<numtel>05 36 49 77 88</numtel>");
  await seDeconnecter(page);

  // As it was: other journeys are theirs.
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/structures/${ANTENNE}/equipe`);
  await page.getByRole("button", { name: /Paul Roux, référent/ }).click();
  await expect(page.getByText("Paul Roux n'est plus référent de la structure.")).toBeVisible();
});
