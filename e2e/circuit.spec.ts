import { dans } from "./support/jours";
import { expect, hote, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** An action between the organisme and the moderators. */

test("changer la certification d'une action publiée se dit avant d'enregistrer, et l'approuvée reste en ligne", async ({
  page,
  request,
  baseURL,
}, info) => {
  const reference = info.project.name === "sans-scripts" ? "200400000002" : "200400000003";
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  await page.getByLabel("Rechercher une certification").fill("RNCP37873");
  await page.getByRole("button", { name: "Rechercher" }).click();
  await page.getByRole("button", { name: "Ajouter RNCP37873" }).click();
  await page.getByLabel("Le plus de cette formation").fill("Un plateau technique neuf.");
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(page.getByText("cette partie passe au contrôle")).toBeVisible();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Un plateau technique neuf.");
  await page.getByRole("button", { name: "Enregistrer et soumettre la certification" }).click();
  await expect(page.getByText("C'est à Cap Métiers")).toBeVisible();
  const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
  const fragment = flux.split(`numero="${reference}"`)[1]?.split("</formation>")[0] ?? "";
  expect(fragment).toContain("Un plateau technique neuf.");
  expect(fragment).not.toContain("<code-RNCP>RNCP37873");

  // Places fill up while the moderators read.
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await expect(page.getByLabel("Heures en centre")).not.toBeEditable();
  await page.getByRole("radio", { name: "Fermé" }).first().check();
  await page.getByRole("button", { name: "Mettre à jour le recrutement" }).click();
  await expect(page.getByText("L'état du recrutement est à jour, en ligne aussi.")).toBeVisible();
  await juger(page);
  const ensuite = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
  const lu = ensuite.split(`numero="${reference}"`)[1]?.split("</formation>")[0] ?? "";
  expect(lu).toContain("<etat-recrutement>2</etat-recrutement>");
  expect(lu).not.toContain("<code-RNCP>RNCP37873");
});

test("une confirmation sans objet le dit et ramène à l'action", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  for (const geste of ["valider", "reprendre", "annuler-modification", "demander-publication"]) {
    expect((await page.goto(`/formations/200400000007/${geste}`))?.status()).toBe(409);
    await expect(page.getByRole("link", { name: hote.issueDuRefus })).toBeVisible();
    await juger(page);
  }
});

test("une décision sur une action que l'organisme a reprise montre la nouvelle, et garde la phrase écrite", async ({
  page,
  context,
  baseURL,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200000000004" : "200000000005";
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  await page.locator("#code0").selectOption("AUTRE");
  await page.locator("#phrase0").fill("Quel bâtiment ?");
  const autre = await context.browser()?.newContext({ javaScriptEnabled: false });
  const organisme = await autre?.newPage();
  if (!organisme) throw new Error("Pas de navigateur.");
  await organisme.goto(`${baseURL}/connexion`);
  await hote.entrer(organisme, "claire@exemple.fr");
  await expect(hote.connecte(organisme)).toBeVisible();
  await organisme.goto(`${baseURL}/formations/${reference}/reprendre`);
  await organisme.getByRole("button", { name: "Reprendre la main" }).click();
  await expect(organisme.getByText("Vous avez repris la main")).toBeVisible();
  await autre?.close();
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByRole("alert")).toContainText("Relisez-la telle qu'elle est maintenant");
  await expect(page.locator("strong", { hasText: /^Brouillon$/ })).toBeVisible();
  await expect(page.getByText("Quel bâtiment ?")).toBeVisible();
  await juger(page);
});

test("une alerte montre les motifs, chacun mène à son champ", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/alerte");
  await page.locator("tbody a").first().click();
  await expect(page.getByRole("heading", { name: "Ce que Cap Métiers vous demande" })).toBeVisible();
  // It is no draft any more, and nothing says so.
  await expect(page.getByRole("button", { name: "Enregistrer", exact: true })).toBeVisible();
  await expect(page.locator("#contenu")).not.toContainText(/brouillon/i);
  const action = page.url();
  await page.goto(`${action}/sessions/nouvelle`);
  await expect(page.getByRole("button", { name: "Enregistrer la session" })).toBeVisible();
  await expect(page.locator("#contenu")).not.toContainText(/brouillon/i);
  await page.goto(action);
  await page.getByRole("link", { name: /Le programme s'arrête/ }).click();
  await expect(page).toHaveURL(/#action-programme$/);
  await juger(page);
  await page.getByRole("button", { name: "Valider" }).click();
  const message = page.getByLabel(/Un mot aux gestionnaires de l'offre/);
  await message.fill("Le programme est complet, relisez la fin.");
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByRole("alert")).toContainText("Cochez chaque point");
  await expect(message).toHaveValue("Le programme est complet, relisez la fin.");
  await expect(page.getByRole("alert")).toContainText("À cocher quand c'est traité : Le programme s'arrête");
  await page.getByRole("alert").getByRole("link").first().click();
  const point = page.getByRole("checkbox", { name: /Le programme s'arrête/ });
  await expect(point).toBeFocused();
  await expect(point).toHaveAttribute("aria-invalid", "true");
  await juger(page);
  for (const demande of await page.getByRole("checkbox").all()) await demande.check();
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("Validation confirmée")).toBeVisible();
  await page.context().clearCookies();
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${action.split("/").pop()}`);
  await expect(page.getByText("Le programme est complet, relisez la fin.")).toBeVisible();
  await juger(page);
});

test("une validation dont l'action a changé entre-temps garde le mot écrit, et se confirme une fois relue", async ({
  page,
  context,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/brouillons?filtre=printemps");
  await page.locator("tbody a").first().click();
  await expect(page.locator("h1")).toContainText("printemps");
  const action = page.url().replace(/\?.*/, "");
  await page.goto(`${action}/valider`);
  const mot = page.getByLabel(/Un mot aux gestionnaires/);
  await mot.fill("Le partenaire a signé.");
  const ailleurs = await context.newPage();
  await ailleurs.goto(action);
  await ailleurs.getByLabel("Le plus de cette formation").fill("Une salle neuve.");
  await ailleurs.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(ailleurs.getByText("Votre saisie est enregistrée.")).toBeVisible();
  await ailleurs.close();
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByRole("alert")).toContainText(
    "L'action a changé depuis que vous avez ouvert cette page",
  );
  await expect(mot).toHaveValue("Le partenaire a signé.");
  await juger(page);
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("Validation confirmée")).toBeVisible();
});

test("une raison qui retire l'offre du flux le dit avant, et rien ne l'y remet qu'un modérateur", async ({
  page,
  request,
  baseURL,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200400000016" : "200400000017";
  const enLigne = async () => {
    const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
    return flux.includes(`<formation numero="${reference}"`);
  };
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  await expect(page.getByText(/sauf pour une raison «\sRetrait du flux\s»/)).toBeVisible();
  await expect(page.locator("#code0 option[value=OFFRE_ANNULEE]")).toHaveText(
    /^Retrait du flux\s: offre annulée$/,
  );
  await page.locator("#code0").selectOption("OFFRE_ANNULEE");
  await page.getByRole("button", { name: "Ajouter un motif" }).click();
  await page.locator("#code1").selectOption("CONSEIL");
  await page.locator("#champ1").selectOption("programme");
  await page.locator("#phrase1").fill("Dites le logiciel employé.");
  await juger(page);
  expect(await enLigne()).toBe(true);
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByText("Elle a quitté le flux.")).toBeVisible();
  expect(await enLigne()).toBe(false);
  await seDeconnecter(page);

  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  await expect(page.getByText("Elle n'est plus publiée, et le sera de nouveau quand")).toBeVisible();
  await expect(page.getByText(/^Conseil\s: Dites le logiciel employé.$/)).toBeVisible();
  await page.getByLabel("Le plus de cette formation").fill("Elle a bien lieu.");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByText("Votre saisie est enregistrée.")).toBeVisible();
  await juger(page);
  await page.getByRole("button", { name: "Diffusion" }).click();
  await expect(page.getByText("Cette action n'est plus publiée.")).toBeVisible();
  await page.goto(`/formations/${reference}/valider`);
  await expect(page.getByText(/^Conseil\s: Dites le logiciel employé.$/)).toBeVisible();
  // An advice has nothing to tick.
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await page.getByRole("checkbox").check();
  await juger(page);
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("Validation confirmée")).toBeVisible();
  await expect(page.locator("strong", { hasText: /^Créée\.$/ })).toBeVisible();
  await page.goto(`/formations/${reference}/historique`);
  await expect(page.getByRole("listitem").filter({ hasText: /^En ligne\s: oui non, jusqu'à/ })).toBeVisible();
  expect(await enLigne()).toBe(false);
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByText(`L'action ${reference} est publiée.`)).toBeVisible();
  expect(await enLigne()).toBe(true);
});

test("une modification s'annule encore après un complément : les mots approuvés reviennent", async ({
  page,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200400000018" : "200400000021";
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  const avant = await page.getByLabel("Le plus de cette formation").inputValue();
  await page.getByLabel("Rechercher une certification").fill("RNCP37873");
  await page.getByRole("button", { name: "Rechercher" }).click();
  await page.getByRole("button", { name: "Ajouter RNCP37873" }).click();
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await page.getByRole("button", { name: "Enregistrer et soumettre la certification" }).click();
  await expect(page.getByText("C'est à Cap Métiers")).toBeVisible();
  await expect(page.getByRole("link", { name: "Reprendre la main" })).toHaveCount(0);
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${reference}`);
  await page.locator("#code0").selectOption("HABILITATION");
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByText("Un complément est demandé")).toBeVisible();
  await seDeconnecter(page);

  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  await expect(page.getByText("La dernière version approuvée reste publiée.")).toBeVisible();
  await page.getByLabel("Le plus de cette formation").fill("Écrit pendant l'alerte.");
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.locator("h1")).toHaveText("Confirmer la validation");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("Validation confirmée")).toBeVisible();
  await expect(page.getByRole("link", { name: "Reprendre la main" })).toBeVisible();
  await page.getByRole("link", { name: "Annuler la modification" }).click();
  await expect(page.locator("h1")).toHaveText("Annuler la modification");
  await juger(page);
  await page.getByRole("button", { name: "Annuler la modification" }).click();
  await expect(page.getByText("La modification est annulée")).toBeVisible();
  await expect(page.locator("strong", { hasText: /^Publiée\.$/ })).toBeVisible();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue(avant);
  await expect(page.locator("#contenu")).not.toContainText("RNCP37873");
  await expect(page.getByText("Ce que Cap Métiers vous demande")).toHaveCount(0);
  await juger(page);
});

test("une session d'une action publiée se relit avant que ses dates se figent", async ({
  page,
  request,
  baseURL,
}, info) => {
  const reference = info.project.name.endsWith("sans-scripts") ? "200400000028" : "200400000029";
  const enLigne = async () => {
    const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
    return flux.includes("Relue avant de paraître.");
  };
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${reference}`);
  await page
    .getByRole("button", { name: /dupliquer la session/ })
    .first()
    .click();
  await page.getByRole("radio", { name: /dates fixes/i }).check();
  await page.getByLabel("Début").fill(dans(-2));
  await page.getByLabel("Commentaire sur la session").fill("Relue avant de paraître.");
  await page.getByRole("button", { name: "Enregistrer la session" }).click();
  const alerte = page.getByRole("alert");
  await expect(alerte).toContainText("rien n'est encore enregistré");
  await expect(alerte).toBeFocused();
  await expect(page.getByLabel("Commentaire sur la session")).toHaveValue("Relue avant de paraître.");
  expect(await enLigne()).toBe(false);
  await juger(page);
  await alerte.getByRole("link", { name: "La session a déjà commencé" }).click();
  await expect(page.getByLabel("Début")).toBeFocused();
  await expect(page.getByLabel("Début")).toHaveAccessibleDescription(/vérifiez la date de début/);
  await page.getByRole("button", { name: "Enregistrer telle quelle" }).click();
  await expect(page.getByText(/Session \d+ enregistrée/)).toBeVisible();
  expect(await enLigne()).toBe(true);
});
