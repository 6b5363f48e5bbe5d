import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** Asked and answered where our own tables say who is attached to what: the standalone application. */

test("un rattachement se demande, se refuse avec une phrase, et la réponse se lit", async ({ page }) => {
  await seConnecter(page, "paul@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("link", { name: "demandez un rattachement" }).click();
  await expect(page.locator("h1")).toHaveText("Demander un rattachement");
  await page.getByLabel("SIRET de la structure").fill("000 431 270");
  await page.getByLabel("Qui êtes-vous").fill("Formateur, je saisis les sessions.");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  const resume = page.getByRole("alert");
  await expect(resume.getByRole("link")).toHaveText([/14 chiffres/, /Choisissez ce que vous y ferez/]);
  await juger(page);
  await expect(page.getByLabel("Qui êtes-vous")).toHaveValue("Formateur, je saisis les sessions.");
  await expect(page.getByLabel("SIRET de la structure")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("SIRET de la structure").fill("000 431 270 00024");
  await page.getByLabel("Gestionnaire OF catalogue formation").check();
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(page.getByText("Votre demande est transmise au référent de la structure")).toBeVisible();
  await expect(page.getByText("en attente de réponse")).toBeVisible();
  await juger(page);
  await seDeconnecter(page);

  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("link", { name: "Demandes de rattachement" }).click();
  await expect(page.getByText("Formateur, je saisis les sessions.")).toBeVisible();
  await page.getByRole("button", { name: "Refuser" }).click();
  await expect(page.getByRole("alert")).toContainText("Dites à la personne pourquoi sa demande est refusée");
  await juger(page);
  await page.getByLabel("Votre réponse à Paul Roux").fill("Vous n'êtes pas de notre équipe.");
  await page.getByRole("button", { name: "Refuser" }).click();
  await expect(page.getByText("La demande est refusée.")).toBeVisible();
  await expect(page.getByText("Aucune demande n'attend votre réponse.")).toBeVisible();
  await juger(page);
  await seDeconnecter(page);

  await seConnecter(page, "paul@exemple.fr");
  await page.goto("/structures");
  await expect(page.getByText("Vous n'êtes pas de notre équipe.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Institut du Clain/ })).toHaveCount(0);
});

test("une demande se retire, et les modérateurs voient celles qui attendent", async ({ page }) => {
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/structures/rattachement");
  await page.getByLabel("SIRET de la structure").fill("00057241200021");
  await page.getByLabel("Gestionnaire OF général").check();
  await page.getByLabel("Qui êtes-vous").fill("Assistante.");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(page.getByText("Votre demande est transmise à Cap Métiers.")).toBeVisible();
  await seDeconnecter(page);
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await page.getByRole("link", { name: "Demandes de rattachement" }).click();
  await expect(page.getByText("Assistante.")).toBeVisible();
  await seDeconnecter(page);
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("button", { name: /^Retirer/ }).click();
  await expect(page.getByText("Votre demande est retirée.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Vos demandes de rattachement" })).toHaveCount(0);
});

test("un référent tient son équipe : un profil se change, une personne se retire une fois confirmé", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("link", { name: /^Équipe\s:\sInstitut du Clain/ }).click();
  await expect(page.locator("h1")).toHaveText(/^Équipe\s:\sInstitut du Clain/);
  await juger(page);
  const profil = page.getByLabel("Profil, Léa Petit");
  await profil.selectOption("general");
  await page.getByRole("button", { name: "Changer le profil, Léa Petit" }).click();
  await expect(page.getByText("Profil enregistré")).toBeVisible();
  await expect(profil).toHaveValue("general");
  await page.getByRole("button", { name: "Quitter Claire Martin" }).click();
  await expect(page.getByRole("alert")).toContainText("Vous êtes le seul référent de la structure");
  await juger(page);
  // Chosen and not recorded: what is shown is what is.
  await profil.selectOption("catalogue");
  await page.getByRole("button", { name: "Nommer Léa Petit, référent" }).click();
  await expect(page.getByText("Léa Petit tient maintenant l'équipe")).toBeVisible();
  await expect(profil).toHaveValue("general");
  await page.getByRole("button", { name: "Retirer Léa Petit" }).click();
  await expect(page.getByRole("alert")).toContainText("Retirer Léa Petit de la structure");
  await expect(page.getByText("Léa Petit ne pourra plus rien voir")).toBeVisible();
  await juger(page);
  await page.getByRole("link", { name: "Annuler" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  // Pressed as soon as it is shown, while the page is still being read again.
  await page.route("**/equipe.data*", async (route) => {
    if (route.request().method() === "GET") await new Promise((ok) => setTimeout(ok, 500));
    await route.continue();
  });
  await page.getByRole("button", { name: "Retirer Léa Petit" }).click();
  await page.getByRole("button", { name: "Oui, retirer Léa Petit" }).click();
  await expect(page.getByText("Léa Petit ne fait plus partie de la structure.")).toBeVisible();
  await seDeconnecter(page);
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/formations");
  await expect(page.locator("main")).toContainText("rattaché à aucune structure");

  // As it was: other journeys are hers.
  await page.goto("/structures/rattachement");
  await page.getByLabel("SIRET de la structure").fill("00043127000024");
  await page.getByLabel("Gestionnaire OF préinscription").check();
  await page.getByLabel("Qui êtes-vous").fill("Je reviens.");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await seDeconnecter(page);
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures/demandes");
  await page.getByRole("button", { name: "Accorder" }).click();
  await expect(page.getByText("la personne a ce droit dès maintenant")).toBeVisible();
});
