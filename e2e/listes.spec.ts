import { readFile } from "node:fs/promises";
import { expect, juger, seConnecter, test } from "./support/test";

/** The lists of a manager: tabs, filter, search everywhere, export. */

test("les onglets, le filtre sans accents et la page suivante", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations");
  await juger(page);
  for (const onglet of [
    "alerte",
    "publiees",
    "creees",
    "modifiees",
    "brouillons",
    "archivees",
    "supprimees",
    "import",
  ]) {
    await page.goto(`/formations/non-conventionnees/${onglet}`);
    await juger(page);
    if (onglet === "import") continue;
    // The journeys before may have emptied a tab: it then says so.
    const courant = page.getByRole("navigation", { name: "Onglets" }).locator('[aria-current="page"]');
    const n = Number(/\[(\d+)\]/.exec((await courant.textContent()) ?? "")?.[1]);
    await expect(page.locator("tbody tr")).toHaveCount(Math.min(n, 25));
  }
  await page.goto("/formations/non-conventionnees/publiees");
  await expect(page.locator("tbody tr")).toHaveCount(25);
  const premiere = await page.locator("tbody tr td").first().textContent();
  await page.getByRole("link", { name: "Page suivante" }).click();
  await expect(page.locator("tbody tr td").first()).not.toHaveText(premiere ?? "");
  await page.getByRole("link", { name: "Page précédente" }).click();
  await expect(page.locator("tbody tr td").first()).toHaveText(premiere ?? "");
  await expect(page.locator("tbody tr")).toHaveCount(25);
  await expect(page.getByRole("link", { name: "Page précédente" })).toHaveCount(0);
  await page.getByLabel("Filtrer sur les mots du titre").fill("DEVELOPPEUR");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page.locator("tbody tr").first()).toContainText(/développeur/i);
  const trouvees = page.getByRole("status").filter({ hasText: "DEVELOPPEUR" });
  await expect(trouvees).toHaveText(/^\d+ titres contiennent «\sDEVELOPPEUR\s»\.$/);
  const lignes = Number.parseInt((await trouvees.textContent()) ?? "", 10);
  await expect(page.locator("tbody tr")).toHaveCount(lignes);
  // Nothing here: the way to the words in every list keeps them, and the way back has none.
  await page.getByLabel("Filtrer sur les mots du titre").fill("mot-que-personne-n-a-ecrit");
  await page.getByRole("button", { name: "Filtrer" }).click();
  const rien = page.getByRole("status").filter({ hasText: "Aucun titre de cette liste" });
  await juger(page);
  await rien.getByRole("link", { name: "cherchez dans toutes vos actions" }).click();
  await expect(page).toHaveURL(/\/formations\/recherche\?mots=mot-que-personne-n-a-ecrit$/);
  await expect(page.getByRole("status").filter({ hasText: "Aucune action" })).toBeVisible();
  await page.goBack();
  await rien.getByRole("link", { name: "Effacez le filtre" }).click();
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await expect(page.getByLabel("Filtrer sur les mots du titre")).toHaveValue("");
});

test("quitter une action ramène à la liste d'où on l'a ouverte, même après avoir enregistré", async ({
  page,
}) => {
  const quitter = page.getByRole("button", { name: "Quitter", exact: true });
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/publiees?tri=intitule&sens=desc");
  await page.getByRole("link", { name: "Page suivante" }).click();
  await page.getByRole("link", { name: "Page précédente" }).waitFor();
  const liste = page.url();
  const ligne = page.locator("tbody tr").first().getByRole("link");
  await ligne.click();
  await quitter.click();
  await expect(page).toHaveURL(liste);
  await ligne.click();
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(page.getByText("Votre saisie est enregistrée.")).toBeVisible();
  await juger(page);
  await quitter.click();
  await expect(page).toHaveURL(liste);
  await page.goto("/formations/recherche?mots=200400000009");
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await quitter.click();
  await expect(page).toHaveURL(/\/formations\/recherche\?mots=200400000009$/);
  // An address that leads nowhere of ours is as if it said nothing.
  await page.goto("/formations/200400000009?retour=deconnexion");
  await quitter.click();
  await expect(page).toHaveURL(/\/formations\/non-conventionnees\/publiees$/);
});

test("une action se retrouve dans tous les onglets par ce qu'on en connaît", async ({ page }) => {
  const boite = page.getByLabel("Chercher dans toutes mes actions");
  const lignes = page.locator("tbody tr");
  const dit = page.getByRole("status").filter({ hasText: "»" });
  const chercher = async (texte: string) => {
    await boite.fill(texte);
    await page.getByRole("button", { name: "Chercher", exact: true }).click();
    await expect(page).toHaveURL(/\/formations\/recherche\?mots=/);
    await expect(boite).toHaveValue(texte);
    await expect(dit).toContainText(texte);
    await juger(page);
  };
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  const session = (await page.getByRole("row").getByRole("button").first().textContent()) ?? "";
  expect(session).toMatch(/^00\d{6}$/);

  // From a list, whatever it shows.
  await page.goto("/formations/non-conventionnees/archivees");
  await page.getByLabel("Filtrer sur les mots du titre").fill("2004 0000 0001");
  await page.getByRole("button", { name: "Chercher partout dans mes actions" }).click();
  await expect(boite).toHaveValue("2004 0000 0001");
  await expect(lignes).toHaveCount(1);
  await expect(lignes).toContainText("Publiée");
  await expect(lignes).toContainText("Sa référence");
  await chercher("rncp 37674");
  await expect(lignes.filter({ hasText: "200400000001" })).toContainText("RNCP37674");
  await chercher("developpeur WEB");
  await expect(lignes.filter({ hasText: "200400000001" })).toContainText("Son titre");
  await chercher("00999999");
  await expect(dit).toContainText("Écrivez une référence ou un code en entier");
  await expect(lignes).toHaveCount(0);
  await chercher(session);
  await expect(lignes).toHaveCount(1);
  await expect(lignes).toContainText(/du \d\d.\d\d.\d{4} au \d\d.\d\d.\d{4}/);
  await page.getByRole("link", { name: `Session ${session}` }).click();
  await expect(page.locator("h1")).toHaveText(`Session ${session}`);

  // By key, as the lists.
  await page.goto("/formations");
  await chercher("a");
  await expect(lignes).toHaveCount(25);
  const premiere = (await lignes.first().textContent()) ?? "";
  await page.getByRole("link", { name: "Page suivante" }).click();
  await expect(lignes.first()).not.toHaveText(premiere);
  await juger(page);
  await page.getByRole("link", { name: "Première page" }).click();
  await expect(lignes.first()).toHaveText(premiere);
});

test("une liste s'exporte avec son filtre et son ordre, pour un tableur", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/publiees");
  await page.getByRole("link", { name: "Page suivante" }).click();
  await page.getByLabel("Filtrer sur les mots du titre").fill("developpeur");
  await page.getByLabel("Sens du tri").selectOption("desc");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "developpeur" })).toBeVisible();
  await juger(page);
  const references = await page.locator("tbody tr td:first-child").allTextContents();
  const telechargement = page.waitForEvent("download");
  await page.getByRole("link", { name: "Exporter (CSV)" }).click();
  const fichier = await telechargement;
  expect(fichier.suggestedFilename()).toMatch(/^institut-du-clain-formation-publiees-20\d\d-\d\d-\d\d\.csv$/);
  const texte = await readFile(await fichier.path(), "utf8");
  expect(texte).toMatch(/^\uFEFFRéférence de l'action;Intitulé;État;/);
  const lignes = texte.trimEnd().split("\r\n").slice(1);
  expect([...new Set(lignes.map((l) => l.slice(3, 15)))]).toEqual(references);
  expect(lignes.at(-1)).toMatch(/^n° 200400000001;.*;RNCP37674;n° 00\d{6};[^;]+;\d\d\/\d\d\/\d{4};/);
  // The page is still there, and an empty list has nothing to export.
  await expect(page.locator("h1")).toHaveText("Formations non conventionnées");
  await page.goto("/formations/non-conventionnees/publiees?filtre=mot-que-personne-n-a-ecrit");
  await expect(page.getByRole("link", { name: "Exporter (CSV)" })).toHaveCount(0);
});
