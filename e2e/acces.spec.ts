import { expect, hote, juger, seConnecter, test } from "./support/test";

test("une adresse partagée mène à la connexion, puis à la page voulue", async ({ page }) => {
  await page.goto("/formations/non-conventionnees/creees");
  await expect(page).toHaveURL(hote.adresseDeConnexion);
  await hote.entrer(page, "claire@exemple.fr");
  await expect(page).toHaveURL(/non-conventionnees\/creees/);
});

test("la préinscription lit et ne peut pas écrire", async ({ page }) => {
  await seConnecter(page, "lea@exemple.fr");
  await page.goto("/formations/non-conventionnees/publiees");
  await expect(page.getByRole("link", { name: "Ajouter une nouvelle formation" })).toHaveCount(0);
  await page.getByLabel("Filtrer sur les mots du titre").fill("200400000001");
  await page.getByRole("button", { name: "Chercher partout" }).click();
  await expect(page.locator("h1")).toHaveText("Chercher dans mes actions");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  expect((await page.goto("/formations/nouvelle"))?.status()).toBe(403);
  await expect(page.locator("h1")).toHaveText(hote.titreDuRefus);
});

test("un droit perdu pendant la saisie n'en perd pas les mots", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Conduite de tracteurs");
  // At one go: scripts that come in between give the field back its value.
  await page
    .getByRole("button", { name: "Sauvegarder en mode brouillon" })
    .evaluate((bouton: HTMLButtonElement) => {
      bouton.form?.querySelector('input[name="structure"]')?.setAttribute("value", "00000000000000");
      bouton.click();
    });
  await expect(page.getByRole("heading", { name: "Accès refusé" })).toBeVisible();
  await expect(page.getByText("Conduite de tracteurs")).toBeVisible();
});

test("l'action d'une autre structure est introuvable, la modération est réservée", async ({ page }) => {
  await seConnecter(page, "paul@exemple.fr");
  expect((await page.goto("/formations/200400000001"))?.status()).toBe(404);
  await page.goto("/formations/recherche?mots=200400000001");
  await expect(page.getByText("Aucune action de la structure active ne répond à")).toBeVisible();
  expect((await page.goto("/moderation"))?.status()).toBe(403);
  expect((await page.goto("/nulle-part"))?.status()).toBe(404);
});

test("changer de structure change de catalogue", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  await juger(page);
  await page.getByRole("button", { name: /Choisir.*Guéret/ }).click();
  await expect(page.getByText(/Structure active/)).toContainText("Guéret");
});

test("une structure choisie deux fois du même geste est choisie dans les deux réponses", async ({
  page,
  context,
  baseURL,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  const champs = await page
    .getByRole("button", { name: /Choisir.*Guéret/ })
    .evaluate((b: HTMLButtonElement) =>
      [...new FormData(b.form ?? undefined, b)].map(([nom, valeur]) => [nom, String(valeur)]),
    );
  const avant = new Map((await context.cookies(baseURL)).map((c) => [c.name, c.value]));
  const entetes = (cookies: Map<string, string>) => ({
    Cookie: [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; "),
    Origin: new URL(baseURL ?? "").origin,
  });
  for (let i = 0; i < 2; i += 1) {
    const reponse = await fetch(`${baseURL}/structures`, {
      method: "POST",
      redirect: "manual",
      headers: entetes(avant),
      body: new URLSearchParams(champs),
    });
    expect(reponse.status).toBe(302);
    const apres = new Map(avant);
    for (const pose of reponse.headers.getSetCookie()) {
      const [, nom = "", valeur = ""] = /^([^=]+)=([^;]*)/.exec(pose) ?? [];
      apres.set(nom, valeur);
    }
    const suite = await fetch(`${baseURL}/formations`, { headers: entetes(apres) });
    expect(/Structure active[^.]*/.exec(await suite.text())?.[0]).toContain("Guéret");
  }
});

test("un formulaire posté d'ailleurs est refusé", async ({ page, request, baseURL }) => {
  await page.goto("/");
  const reponse = await request.post(`${baseURL}/connexion`, {
    headers: { Origin: "https://ailleurs.example" },
    form: { courriel: "claire@exemple.fr", motDePasse: "demonstration" },
  });
  expect(reponse.status()).toBe(hote.statutDAilleurs);
});

test("la version allégée n'envoie aucun script et s'en souvient", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Passer à la version allégée" }).click();
  await expect(page.getByRole("button", { name: "Revenir à la version complète" })).toBeVisible();
  await expect(page.locator("script")).toHaveCount(0);
  await page.goto("/");
  await expect(page.locator("script")).toHaveCount(0);
});
