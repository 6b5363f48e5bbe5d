import { dans } from "./support/jours";
import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** From an empty form to what is published, and what is said on the way. */

test("déclarer une action, ses erreurs, sa session, la valider, la publier", async ({
  page,
  request,
  baseURL,
}, info) => {
  const intitule = `Taille raisonnée des arbres fruitiers ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations");
  await page.getByRole("link", { name: "Ajouter une nouvelle formation" }).click();
  await juger(page);

  await page.getByLabel("Intitulé").fill(intitule);
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.locator("h1")).toHaveText("Confirmer la validation");
  await expect(page.getByRole("alert")).toContainText("Ajoutez au moins une session");
  await expect(page.getByRole("alert")).toBeFocused();
  await juger(page);
  await page.getByRole("link", { name: "Décrivez le programme de la formation." }).click();
  await expect(page).toHaveURL(/#action-programme$/);
  await expect(page.locator("#action-programme")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert")).toContainText("Il reste des points à compléter");
  await expect(page.getByLabel("Intitulé")).toHaveValue(intitule);

  await page.getByLabel("Objectif général").selectOption("2");
  await page
    .getByLabel("Objectif de la formation")
    .fill("Conduire une taille adaptée à l'espèce et à la saison.");
  await page
    .locator("#action-programme")
    .fill("Physiologie de l'arbre.\nOutils et sécurité.\nTaille de formation.");
  await page.getByLabel("Attestation de fin de formation").check();
  await page.getByRole("button", { name: "Ajouter une session" }).click();

  await expect(page.locator("h1")).toHaveText("Ajouter une session");
  await juger(page);
  await page.getByLabel("Formation continue hors alternance").check();
  await page.getByLabel("En présentiel").check();
  await page.getByLabel("Heures en centre").fill("70");
  await page.getByLabel("Entrées et sorties à dates fixes").check();
  await page.getByLabel("Début").fill(dans(100));
  await page.getByLabel("Fin", { exact: false }).first().fill(dans(111));
  await page.getByLabel("Lieu : adresse").fill("12 rue des Vergers");
  await page.getByLabel("Nom ou code postal de la commune").fill("la creche");
  await page.getByRole("button", { name: "Chercher la commune" }).click();
  await page.getByRole("button", { name: "79260 La Crèche" }).click();
  await expect(page.locator("strong", { hasText: "79260 La Crèche" })).toBeVisible();
  await expect(page.getByLabel("Heures en centre")).toHaveValue("70");
  await page.getByRole("button", { name: "Enregistrer en brouillon" }).click();
  await expect(page.locator("tbody")).toContainText("La Crèche");
  await juger(page);

  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("C'est à Cap Métiers")).toBeVisible();
  await expect(page.getByLabel("Intitulé")).not.toBeEditable();
  const reference = page.url().split("/").at(-1) ?? "";
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await juger(page);
  const chercher = page.getByLabel("Chercher une action");
  await chercher.fill("mot-que-personne-n-a-ecrit");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page.getByText("Aucune action transmise ne porte")).toBeVisible();
  await expect(chercher).toHaveValue("mot-que-personne-n-a-ecrit");
  await chercher.fill(intitule.toUpperCase());
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await juger(page);
  await expect(page.getByRole("row").filter({ hasText: reference })).toContainText(intitule);
  await chercher.fill(reference);
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/moderation/${reference}$`));
  await juger(page);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("au moins un Formacode");
  await page.locator("#phrase0").fill("Ce titre se lit mal.");
  await page.getByRole("button", { name: "Prendre en charge" }).click();
  await expect(page.getByText("Vous avez pris cette action en charge.")).toBeVisible();
  await expect(page.getByText(/prise en charge par/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Prendre en charge" })).toHaveCount(0);
  await expect(page.locator("#phrase0")).toHaveValue("Ce titre se lit mal.");
  await juger(page);
  await page.getByLabel(/Formacodes/).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Choisissez « Publier »");
  await page.getByLabel("Chercher un Formacode").fill("aucun-mot-du-thesaurus");
  await page.getByLabel("Chercher un Formacode").press("Enter");
  await expect(page.getByLabel("Chercher un Formacode")).toBeFocused();
  await expect(page.getByLabel("Chercher un Formacode")).toHaveAccessibleDescription(
    "Aucun autre Formacode trouvé. Essayez d'autres mots.",
  );
  await page.getByLabel("Chercher un Formacode").fill("21001");
  await page.getByLabel("Chercher un Formacode").press("Enter");
  await juger(page);
  await page.getByRole("button", { name: "Ajouter 21001" }).click();
  await expect(page.getByLabel(/Formacodes/)).toHaveValue("21001");
  await expect(page.locator("#phrase0")).toHaveValue("Ce titre se lit mal.");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Vous avez donné un motif");
  await page.locator("#phrase0").fill("");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByText(`L'action ${reference} est publiée.`)).toBeVisible();
  const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
  expect(flux).toContain(intitule);
});

test("un brouillon qui répète une action le dit, et mène à l'autre pour y ajouter une session", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Titre professionnel développeur web et web mobiles");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText("Cette action est proche d'une autre de votre catalogue.")).toBeVisible();
  await juger(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Titre professionnel développeur web et web mobile (Publiée)" })
    .getByRole("button", { name: "Y ajouter une session" })
    .click();
  await expect(page).toHaveURL(/\/formations\/200400000001\/sessions\/nouvelle$/);
});

test("une certification sous un autre objectif se remarque, avec le chemin de son champ", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000022");
  await page.getByRole("link", { name: /son objectif général n'est pas/ }).click();
  await expect(page).toHaveURL(/#action-objectifGeneral$/);
  await expect(page.getByLabel("Objectif général")).toBeInViewport();
  await juger(page);
});
