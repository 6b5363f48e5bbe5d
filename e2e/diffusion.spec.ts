import { expect, juger, seConnecter, seDeconnecter, test } from "./support/test";

/** An action with a session in apprentissage and others that Kairos takes. */
const ACTION = "200400000011";
const EN_APPRENTISSAGE = "00100021";
const HORS_ALTERNANCE = "00100023";

test("la page Diffusion dit de chaque session qui la montre, et mène au champ qui changerait le reste", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`/formations/${ACTION}`);
  await page.getByRole("button", { name: "Diffusion" }).click();
  await expect(page.locator("h1")).toHaveText(`Diffusion de l'action ${ACTION}`);
  await juger(page);
  const de = (session: string) => page.getByRole("region", { name: `Session ${session}` });
  const kairos = (session: string) => de(session).getByRole("row", { name: /^Kairos/ });
  await expect(kairos(HORS_ALTERNANCE)).toContainText(/Oui, .* le \d\d\D\d\d\D\d{4}/);
  await expect(kairos(EN_APPRENTISSAGE)).toContainText("Non");
  await expect(de(EN_APPRENTISSAGE).getByRole("row", { name: /^Réseau des Carif-Oref/ })).toContainText(
    "Oui",
  );

  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".rp-entete")).toBeHidden();
  await expect(kairos(EN_APPRENTISSAGE)).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await kairos(EN_APPRENTISSAGE)
    .getByRole("link", { name: /créez une session pour elle/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`/sessions/${EN_APPRENTISSAGE}#session-voieAcces$`));
  await expect(page.getByRole("group", { name: /Voie d'accès/ })).toBeInViewport();
  await expect(page.getByText("À fournir à France Travail")).toHaveCount(0);
  await page.goto(`/formations/${ACTION}/sessions/${HORS_ALTERNANCE}`);
  await expect(page.getByText(`À fournir à France Travail pour un devis AIF`)).toContainText(HORS_ALTERNANCE);
  await page.getByRole("button", { name: /Où paraît-elle/ }).click();
  await expect(page.locator("h1")).toHaveText(`Diffusion de l'action ${ACTION}`);
  await page.getByRole("link", { name: "Revenir à l'action" }).click();
  await expect(page).toHaveURL(new RegExp(`/formations/${ACTION}$`));
});

test("avant la publication, la page Diffusion dit ce qui se passera", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Conduite d'un pressoir");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await page.getByRole("button", { name: "Diffusion" }).click();
  await expect(page.getByText("C'est à vous")).toBeVisible();
  await expect(page.getByText("Aucune session encore")).toBeVisible();
  await juger(page);
  await page.getByRole("link", { name: "Revenir à l'action" }).click();
  await page.getByRole("button", { name: "Ajouter une session" }).click();
  await page.getByLabel("Formation continue hors alternance").check();
  await page.getByRole("button", { name: "Enregistrer en brouillon" }).click();
  await page.getByRole("button", { name: "Diffusion" }).click();
  await expect(page.getByText("Ce qui suit vaut une fois l'action publiée")).toBeVisible();
  await expect(page.getByRole("row", { name: /^Kairos/ })).toContainText(
    "Oui, 3 à 7 jours ouvrables après la publication",
  );
});

test("qui peut lire l'action en lit la diffusion, le modérateur depuis son contrôle, et nul autre", async ({
  page,
}) => {
  await seConnecter(page, "lea@exemple.fr");
  await page.goto(`/formations/${ACTION}/diffusion`);
  await expect(page.getByRole("row", { name: /^Kairos/ }).first()).toBeVisible();
  await seDeconnecter(page);
  await seConnecter(page, "paul@exemple.fr");
  expect((await page.goto(`/formations/${ACTION}/diffusion`))?.status()).toBe(404);
  await page.goto("/");
  await seDeconnecter(page);
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto(`/moderation/${ACTION}`);
  await page.getByRole("link", { name: "Diffusion" }).click();
  await expect(page.locator("h1")).toHaveText(`Diffusion de l'action ${ACTION}`);
  await juger(page);
  await page.getByRole("link", { name: "Revenir à l'action" }).click();
  await expect(page).toHaveURL(new RegExp(`/moderation/${ACTION}$`));
});

test("le flux de Kairos ne tient que ce que la page en dit", async ({ page }) => {
  await page.goto("/");
  const demander = (fichier: string) => page.request.get(new URL(`flux/${fichier}`, page.url()).href);
  const entier = await (await demander("lheo-2.3.xml")).text();
  const kairos = await (await demander("kairos.xml")).text();
  for (const session of [EN_APPRENTISSAGE, HORS_ALTERNANCE]) {
    expect(entier).toContain(`<session numero="${session}">`);
  }
  expect(kairos).toContain(`<session numero="${HORS_ALTERNANCE}">`);
  expect(kairos).not.toContain(`<session numero="${EN_APPRENTISSAGE}">`);
  expect((await demander("inconnu.xml")).status()).toBe(404);
});
