import { expect, juger, seConnecter, test } from "../support/test";

/** What a slow line, or one that drops, does to a form under way. */

test("quand la ligne coupe à l'envoi, la page garde ce qui est tapé et le renvoie", async ({
  page,
  context,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Apiculture de montagne");
  await page.getByLabel("Objectif général").selectOption("2");
  await page.locator("#action-programme").fill("La ruche.\n\nL'essaim.");
  await page.getByLabel("Attestation de fin de formation").check();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.locator("h1")).toHaveText("Réessayez dans un instant");
  await expect(page.getByText("La ligne est coupée")).toBeVisible();
  await expect(page.getByText("Apiculture de montagne")).toBeVisible();
  await juger(page);
  // The line comes back only after the second attempt has failed as well.
  const echec = page.waitForEvent("requestfailed", (demande) => demande.method() === "POST");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await echec;
  await expect(page.getByRole("button", { name: "Réessayer", exact: true })).toBeEnabled();
  await expect(page.getByText("Apiculture de montagne")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(
    page.getByText(/Brouillon enregistré sous la référence|Votre saisie est enregistrée/),
  ).toBeVisible();
  await expect(page.getByLabel("Intitulé")).toHaveValue("Apiculture de montagne");
  await expect(page.getByLabel("Objectif général")).toHaveValue("2");
  await expect(page.locator("#action-programme")).toHaveValue("La ruche.\n\nL'essaim.");
  await expect(page.getByLabel("Attestation de fin de formation")).toBeChecked();
});

test("sur une ligne lente, un second bouton attend la réponse du premier, et rien ne se perd", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Titre professionnel lent");
  await page.getByLabel("Rechercher une certification").fill("RNCP37873");
  await page.getByRole("button", { name: "Rechercher" }).click();
  const ajouter = page.getByRole("button", { name: "Ajouter RNCP37873" });
  await expect(ajouter).toBeVisible();
  let envois = 0;
  await page.route("**/formations/nouvelle.data*", async (route) => {
    if (route.request().method() === "POST") envois += 1;
    await new Promise((ok) => setTimeout(ok, 1000));
    await route.continue();
  });
  await ajouter.click();
  const enregistrer = page.getByRole("button", { name: "Sauvegarder en mode brouillon" });
  await enregistrer.click();
  await enregistrer.click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}$/);
  await expect(page.getByRole("button", { name: "Retirer RNCP37873" })).toBeVisible();
  expect(envois).toBe(2);
});

test("ce qui est tapé ou coché pendant que les scripts prennent la page reste", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  // At the very moment when React listens to the page and does not hold it yet.
  await page.addInitScript(() => {
    const ecouter = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (...args) {
      ecouter.apply(this, args);
      if (this !== document || args[0] !== "click") return;
      EventTarget.prototype.addEventListener = ecouter;
      queueMicrotask(() => {
        const titre = document.querySelector<HTMLInputElement>("#action-intitule");
        if (!titre) return;
        titre.value = "Taille d'hiver";
        titre.dispatchEvent(new InputEvent("input", { bubbles: true }));
        document.querySelector<HTMLInputElement>("#action-validation-attestation")?.click();
        Object.assign(window, { titreTape: titre });
      });
    };
  });
  await page.goto("/formations/nouvelle");
  // The draft saved by itself says that React holds the page, and that what was typed before is safe.
  await expect(page.getByText(/Saisie enregistrée à/)).toBeVisible({ timeout: 10_000 });
  // The very field that was typed in, not one made anew.
  expect(await page.evaluate(() => Object.hasOwn(window, "titreTape"))).toBe(true);
  const reste = await page.evaluate(
    () => Reflect.get(window, "titreTape") === document.querySelector("#action-intitule"),
  );
  expect(reste).toBe(true);
  await expect(page.locator("#action-intitule")).toHaveValue("Taille d'hiver");
  await expect(page.getByLabel("Attestation de fin de formation")).toBeChecked();
});

test("des scripts qui tardent ne prennent pas le curseur à qui tape déjà", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Greffe en écusson");
  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("link", { name: "Décrivez le programme de la formation." }).click();
  await expect(page.getByRole("alert")).toContainText("Il reste des points à compléter");
  let laisser = () => {};
  const scripts = new Promise<void>((ok) => {
    laisser = ok;
  });
  await page.route(/\.(js|tsx?)(\?|$)/, async (demande) => {
    await scripts;
    await demande.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await page.locator("#action-programme").click();
  await page.keyboard.type("Choisir le greffon.");
  laisser();
  // The counter comes with the scripts, at the next word.
  await expect(async () => {
    await page.keyboard.type(" ");
    await expect(page.locator(".rp-compte").first()).toBeVisible({ timeout: 200 });
  }).toPass();
  await page.keyboard.type("Inciser.");
  await expect(page.locator("#action-programme")).toBeFocused();
  await expect(page.locator("#action-programme")).toHaveValue(/^Choisir le greffon\. +Inciser\.$/);
});

test("sur une ligne lente, le même bouton sur d'autres mots part après la première réponse", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  let envois = 0;
  await page.route("**/formations/nouvelle.data*", async (route) => {
    if (route.request().method() === "POST") envois += 1;
    await new Promise((ok) => setTimeout(ok, 1000));
    await route.continue();
  });
  const mots = page.getByLabel("Rechercher une certification");
  const rechercher = page.getByRole("button", { name: "Rechercher" });
  await mots.fill("aucune-certification");
  await rechercher.click();
  await rechercher.click();
  await mots.fill("RNCP37873");
  await rechercher.click();
  await expect(page.getByRole("button", { name: "Ajouter RNCP37873" })).toBeVisible();
  expect(envois).toBe(2);
});
