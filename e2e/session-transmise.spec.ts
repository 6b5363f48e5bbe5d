import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

test("la session transmise : dates figées, copie libre, suppression demandée", async ({ page }, info) => {
  await seConnecter(page, "claire@exemple.fr");
  const rang = info.project.name === "sans-scripts" ? 0 : 1;
  await page.goto("/formations/200400000001");
  // The filter looks for what the rows show, as they show it.
  const debut = await page.locator("tbody tr").nth(rang).locator("td").nth(1).innerText();
  await page.getByLabel("Filtrer").fill(debut);
  await page.getByRole("button", { name: "Filtrer les sessions" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody tr")).toContainText(debut);
  await page.goto("/formations/200400000001");
  await page
    .getByRole("button", { name: /dupliquer la session/ })
    .nth(rang)
    .click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session");
  await expect(page.getByLabel("Début")).toBeEditable();
  await page.goto("/formations/200400000001");
  await page.locator("tbody tr").nth(rang).getByRole("button").first().click();
  await expect(page.locator("tr[aria-current]")).toHaveCount(1);
  await expect(page.getByLabel("Début")).not.toBeEditable();
  await juger(page);
  await page.getByRole("button", { name: "Modifier l'action" }).click();
  await page
    .locator("tbody tr")
    .nth(rang)
    .getByRole("button", { name: /Supprimer la session/ })
    .click();
  await expect(page.locator("h1")).toContainText("Supprimer la session");
  const suppression = /\/formations\/.*/.exec(page.url())?.[0] ?? "";
  await expect(page.getByRole("textbox", { name: "Contexte de la demande (obligatoire)" })).toBeVisible();
  await page.getByRole("button", { name: "Demander la suppression" }).click();
  await expect(page.getByRole("alert")).toContainText("Précisez le contexte");
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByLabel("Contexte de la demande").fill("Le formateur part, personne n'est inscrit.");
  await page.getByRole("button", { name: "Demander la suppression" }).click();
  await expect(page.getByText("Suppression demandée").first()).toBeVisible();
  // Asked: who has the ball stands in the place of the form, here and among the demandes of the structure.
  await page.goto(suppression);
  await expect(page.getByText(/Vous avez demandé la suppression de cette session/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Demander la suppression" })).toHaveCount(0);
  await juger(page);
  await page.goto("/formations");
  const demandes = page.getByRole("region", { name: "Vos demandes à Cap Métiers" });
  await expect(demandes.getByText(/supprimer la session \d{8}/).first()).toBeVisible();
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation/200400000001");
  await page.getByRole("button", { name: "Refuser la demande" }).first().click();
  await expect(page.getByRole("alert")).toContainText("Dites à l'organisme pourquoi");
  await page.getByRole("alert").getByRole("link").click();
  const reponse = page.getByLabel(/Réponse à l'organisme/).first();
  await expect(reponse).toBeFocused();
  await expect(reponse).toHaveAccessibleDescription(/Dites à l'organisme pourquoi/);
  await expect(page.getByRole("alert")).toContainText("Dites à l'organisme pourquoi");
  await page.keyboard.type("Des personnes ont demandé cette session.");
  await page.getByRole("button", { name: "Refuser la demande" }).first().click();
  await expect(page.getByText("La demande est refusée")).toBeVisible();
  await page.getByRole("link", { name: "Historique" }).click();
  await expect(page.getByText("Des personnes ont demandé cette session.").first()).toBeVisible();
  await page.getByRole("link", { name: "Revenir à l'action" }).click();
  await expect(page).toHaveURL(/\/moderation\/200400000001$/);
  await page.goto("/formations/200400000001");
  await expect(page.getByText(/Cap Métiers a refusé la demande de supprimer la session/)).toBeVisible();
  await expect(page.getByText("Des personnes ont demandé cette session.")).toBeVisible();
});

test("les dates figées se corrigent sur demande : d'ici l'accord, les mêmes restent en ligne", async ({
  page,
  request,
  baseURL,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  await page.locator("tbody tr").nth(2).getByRole("button").first().click();
  await expect(page.locator("h1")).toHaveText(/^Session \d+$/);
  const session = (await page.locator("h1").innerText()).replace("Session ", "");
  await page.getByRole("button", { name: /demandez leur correction/ }).click();
  await expect(page.locator("h1")).toHaveText("Demander la correction des dates");
  await juger(page);
  await page.getByRole("button", { name: "Demander la correction" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert")).toContainText("changez ce qui est à corriger");
  await expect(page.getByLabel("Contexte de la demande")).toHaveAccessibleDescription(/Précisez le contexte/);
  const avant = await page.getByLabel("Fin").inputValue();
  const apres = avant.replace(/\d\d$/, avant.endsWith("28") ? "29" : "28");
  await page.getByLabel("Fin").fill(apres);
  await page.getByLabel("Contexte de la demande").fill("Une erreur de saisie, personne n'est inscrit.");
  await page.getByRole("button", { name: "Demander la correction" }).click();
  await expect(page.getByText("Les dates actuelles valent jusqu'à sa réponse")).toBeVisible();
  await expect(page.getByText("Correction des dates demandée, réponse au plus tard le")).toBeVisible();
  await page.goto(`/formations/200400000001/sessions/${session}`);
  await expect(
    page.getByText(/Vous avez demandé la correction de ses dates \(.+, du .+ au .+\)\s: Cap Métiers/),
  ).toBeVisible();
  await expect(page.getByLabel("Fin")).toHaveValue(avant);
  await page.getByRole("button", { name: "Retirer cette demande." }).click();
  await expect(page.locator("h1")).toHaveText("Votre demande");
  await page.getByRole("button", { name: "Retirer cette demande" }).click();
  await expect(page.getByText("Votre demande est retirée.")).toBeVisible();
  await page.getByRole("button", { name: /demandez leur correction/ }).click();
  await page.getByLabel("Fin").fill(apres);
  await page.getByLabel("Contexte de la demande").fill("Une erreur de saisie, personne n'est inscrit.");
  await page.getByRole("button", { name: "Demander la correction" }).click();
  await expect(page.getByText("Les dates actuelles valent jusqu'à sa réponse")).toBeVisible();
  const enLigne = async () => {
    const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
    return /<fin>(\d+)<\/fin>/.exec(flux.split(`<session numero="${session}"`)[1] ?? "")?.[1];
  };
  expect(await enLigne()).toBe(avant.replaceAll("-", ""));
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await page
    .getByRole("listitem")
    .filter({ hasText: `corriger les dates de la session ${session}` })
    .getByRole("link")
    .click();
  await expect(page.getByRole("row", { name: /^Fin/ })).toContainText(apres.split("-").reverse().join("/"));
  await juger(page);
  await page.getByRole("button", { name: `Corriger les dates de la session ${session}` }).click();
  await expect(page.getByText("La demande est accordée")).toBeVisible();
  expect(await enLigne()).toBe(apres.replaceAll("-", ""));
  await page.goto("/formations/200400000001");
  await expect(
    page.getByText(`Cap Métiers a accordé la demande de corriger les dates de la session ${session}`),
  ).toBeVisible();
});
