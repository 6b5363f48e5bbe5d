import { expect, juger, seConnecter, test } from "./support/test";

test("répondre à une demande garde le reste de ce qui est écrit, et une décision ne perd pas une réponse", async ({
  page,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200400000012" : "200400000013";
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  await page
    .getByRole("button", { name: /Supprimer la session/ })
    .first()
    .click();
  const session = (await page.locator("h1").innerText()).replace(/\D/g, "");
  await page.getByLabel("Contexte de la demande").fill("Le formateur part.");
  await page.getByRole("button", { name: "Demander la suppression" }).click();
  await expect(page.getByText("Suppression demandée").first()).toBeVisible();
  await page.context().clearCookies();

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  const demande = page.locator(".rp-info").filter({ hasText: `supprimer la session ${session}` });
  const reponse = demande.getByLabel(/Réponse à l'organisme/);
  await expect(demande).toContainText("Demande de Claire Martin");
  await page.locator("#phrase0").fill("Ce titre se lit mal.");
  await reponse.fill("Des personnes sont inscrites.");
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByRole("alert")).toContainText("Vous avez écrit une réponse à une demande");
  await expect(reponse).toHaveValue("Des personnes sont inscrites.");
  await demande.getByRole("button", { name: "Refuser la demande" }).click();
  await expect(page.getByText("La demande est refusée")).toBeVisible();
  await expect(demande).toHaveCount(0);
  await expect(page.locator("#phrase0")).toHaveValue("Ce titre se lit mal.");
  await expect(page.getByText("Des personnes sont inscrites.")).toHaveCount(0);
  await juger(page);
});

test("un organisme se trouve par son nom, puis ses actions", async ({ page }) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  const mots = page.getByLabel("Chercher une action");
  const trouver = page.getByRole("button", { name: "Chercher un organisme" });
  await mots.fill("personne-ne-porte-ce-nom");
  await trouver.click();
  await expect(page.getByText("Aucun organisme ne porte")).toBeVisible();
  await mots.fill("guéret");
  await trouver.click();
  await juger(page);
  await page.getByRole("row").filter({ hasText: "Guéret" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/moderation\/recherche\?mots=\d{14}$/);
  await expect(mots).toHaveValue(/^\d{14}$/);
  const lignes = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(lignes.first()).toContainText("Guéret");
  await juger(page);
});

test("une coquille se corrige à la place de l'organisme, qui lit l'avant et l'après", async ({
  page,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200400000014" : "200400000015";
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  await page.getByRole("link", { name: "Corriger la saisie de l'action" }).click();
  await juger(page);
  const intitule = page.getByLabel("Intitulé");
  const avant = await intitule.inputValue();
  const objectif = page.getByLabel("Objectif de la formation");
  const dit = await objectif.inputValue();
  await intitule.fill(`${avant} (corrigé)`);
  await objectif.fill("");
  await page.getByLabel(/Un mot à l'organisme/).fill("Le titre était coupé.");
  await page.getByRole("button", { name: "Enregistrer la correction" }).click();
  await expect(page.getByRole("alert")).toContainText("Cette correction n'est pas enregistrée");
  await page.getByRole("alert").getByRole("link", { name: "Décrivez l'objectif" }).click();
  await expect(objectif).toBeFocused();
  await expect(intitule).toHaveValue(`${avant} (corrigé)`);
  await juger(page);
  await objectif.fill(dit);
  await page.getByLabel("Chercher un Formacode").fill("soudage");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page.getByText("Formacodes proposés")).toBeVisible();
  await expect(intitule).toHaveValue(`${avant} (corrigé)`);
  await page.getByRole("button", { name: "Enregistrer la correction" }).click();
  await expect(page.getByText("La saisie est corrigée")).toBeVisible();
  await expect(page.locator("h1")).toHaveText(`${avant} (corrigé)`);
  await page.context().clearCookies();

  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}/historique`);
  await expect(page.getByText("saisie corrigée par Cap Métiers")).toBeVisible();
  await expect(page.locator("main")).toContainText("Le titre était coupé.");
});

test("une décision mène à la suivante, et un complément prend un motif de plus sans rien perdre", async ({
  page,
}) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  const voir = page.getByRole("navigation", { name: "Voir dans la file" });
  await voir.getByRole("link", { name: "Prises en charge par moi" }).click();
  await expect(page.getByText("Vous n'avez pris aucune action en charge")).toBeVisible();
  await juger(page);
  await voir.getByRole("link", { name: "Créées" }).click();
  await expect(voir.getByRole("link", { name: "Créées" })).toHaveAttribute("aria-current", "page");
  // Of an organisme that no other journey is about.
  await page.locator("tbody tr").filter({ hasText: "Tremplin" }).first().getByRole("link").click();
  await page.locator("#code0").selectOption("INTITULE");
  await page.getByRole("button", { name: "Ajouter un motif" }).click();
  await expect(page.locator("#code0")).toHaveValue("INTITULE");
  await page.locator("#code1").selectOption("CONTACT");
  await page.getByRole("button", { name: "Prendre en charge" }).click();
  await expect(page.locator("#code1")).toHaveValue("CONTACT");
  await page.getByRole("button", { name: "Rendre à la file" }).click();
  await expect(page.getByText("Cette action est rendue à la file")).toBeVisible();
  await expect(page.locator("#code1")).toHaveValue("CONTACT");
  await juger(page);
  const ici = page.url();
  await page.getByRole("button", { name: "Demander, puis la suivante" }).click();
  await expect(page.getByText("Voici la suivante")).toBeVisible();
  expect(page.url()).not.toBe(ici);
  // Another sheet, and nothing of the first in it.
  await expect(page.locator("#code0")).toHaveValue("");
  await expect(page.locator("#code1")).toHaveCount(0);
  await juger(page);
  // What was asked waits among what the organismes have to correct.
  await page.goto("/moderation");
  await page.getByRole("link", { name: "Ce que les organismes ont à corriger" }).click();
  await expect(page.locator("h1")).toHaveText(/^À corriger par les organismes\s: [1-9]\d*$/);
  await juger(page);
  const reference = /20\d{10}/.exec(ici)?.[0] ?? "";
  const demandee = page.locator("tbody tr").filter({ hasText: reference });
  await expect(demandee).toContainText("Nous n'arrivons pas à joindre ce contact");
  await demandee.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/moderation/${reference}$`));
  await expect(page.getByText("Nous n'arrivons pas à joindre ce contact")).toBeVisible();
});
