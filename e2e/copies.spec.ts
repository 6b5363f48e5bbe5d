import { ecrit, plusTard } from "./support/jours";
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

test("une session se décline dans une autre voie d'accès, puis se renouvelle un an plus tard", async ({
  page,
}) => {
  // A host writes dates in its own language.
  const copie = (nom: string | RegExp) => page.getByRole("button", { name: nom });
  const dupliquer = "/formations/200400000007/sessions/00100014/dupliquer";
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000007");
  await page.getByRole("button", { name: "dupliquer la session 00100014" }).click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session");
  await expect(copie("La même, en formation continue hors alternance")).toHaveCount(0);
  const debut = await page.getByLabel("Début").inputValue();
  const fin = await page.getByLabel("Fin", { exact: false }).first().inputValue();
  const [debutPlusTard, finPlusTard] = [plusTard(debut, 364), plusTard(fin, 364)];
  await juger(page);

  // What is typed in one copy is not lost on the way to another.
  await page.getByLabel("Commentaire sur la session").fill("Groupe du soir.");
  await copie("La même, en contrat de professionnalisation").click();
  await expect(page.getByRole("alert")).toContainText("Ce que vous avez saisi n'est pas enregistré");
  await expect(page.getByLabel("Commentaire sur la session")).toHaveValue("Groupe du soir.");
  await page.getByRole("link", { name: "Continuer sans enregistrer" }).click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session en contrat de professionnalisation");
  await expect(page.getByLabel("Contrat de professionnalisation")).toBeChecked();
  await expect(page.getByLabel("Commentaire sur la session")).not.toHaveValue("Groupe du soir.");
  await expect(page.getByLabel("Début")).toHaveValue(debut);
  await juger(page);
  await page.getByRole("button", { name: "Enregistrer la session" }).click();
  await expect(page.getByRole("alert")).toContainText("Dites le rythme de l'alternance");
  await expect(page.locator("h1")).toHaveText("Dupliquer la session en contrat de professionnalisation");
  await expect(page.getByLabel("Contrat de professionnalisation")).toBeChecked();
  await page.getByLabel("Rythme de l'alternance").fill("2 jours en centre, 3 en entreprise");
  await page.getByRole("button", { name: "Enregistrer la session" }).click();
  await expect(page.getByText(/Session \d{8} enregistrée/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Contrat pro" })).toContainText(
    new RegExp(ecrit(debut)),
  );

  await page.goto(dupliquer);
  await expect(copie("La même, en contrat de professionnalisation")).toHaveCount(0);
  const lignes = await page.locator("tbody tr").count();
  const quand = `du\\s${ecrit(debutPlusTard)} au\\s${ecrit(finPlusTard)}`;
  await copie(new RegExp(`^La même, un an plus tard, ${quand}$`)).click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session un an plus tard");
  await expect(page.getByText(new RegExp(`${quand}, les mêmes jours de la semaine`))).toBeVisible();
  await expect(page.getByLabel("Début")).toHaveValue(debutPlusTard);
  await expect(page.getByLabel("Fin", { exact: false }).first()).toHaveValue(finPlusTard);
  await juger(page);
  // Shown, and left as it is: nothing was added.
  await copie("La même, telle quelle").click();
  await expect(page.getByLabel("Début")).toHaveValue(debut);
  await expect(page.locator("tbody tr")).toHaveCount(lignes);
  await page.goto(`${dupliquer}?decalage=an`);
  await page.getByRole("button", { name: "Enregistrer la session" }).click();
  await expect(page.getByText(/Session \d{8} enregistrée/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: new RegExp(ecrit(debutPlusTard)) })).toContainText(
    "FPC",
  );
});

test("ce qui n'ouvrira plus se lit à l'entrée, avec la copie qui le renouvelle", async ({ page }) => {
  const aRenouveler = page.getByRole("region", { name: "Sessions à renouveler" });
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations");
  await juger(page);
  const ligne = aRenouveler.getByRole("listitem").first();
  await expect(ligne).toContainText("dernière entrée le");
  const session = /\d{8}/.exec(
    await ligne.getByRole("link", { name: /dupliquer la session/ }).innerText(),
  )?.[0];
  await ligne.getByRole("link", { name: /dupliquer la session/ }).click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session un an plus tard");
  await expect(page.getByText(`Copie de la session ${session} aux dates proposées`)).toBeVisible();
  await page.context().clearCookies();
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/formations");
  await expect(page.locator("h1")).toHaveText("Gestion des formations");
  await expect(aRenouveler).toHaveCount(0);
});
