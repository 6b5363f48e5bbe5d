import { expect, juger, seConnecter, test } from "../support/test";

/** A form that saves itself, and the copy that a device keeps. */

test("un brouillon se sauvegarde seul, sans toucher à ce qui se tape", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Greffe et surgreffe de la vigne");
  await expect(page.getByText(/Saisie enregistrée à/)).toBeVisible();
  await page.getByLabel("Le plus de cette formation").fill("Sur nos propres parcelles.");
  await expect(page.getByLabel("Intitulé")).toHaveValue("Greffe et surgreffe de la vigne");
  await expect(page.getByText("26 / 500")).toBeVisible();
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}$/);
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Sur nos propres parcelles.");
  await juger(page);
  await page.goto("/formations/non-conventionnees/brouillons?filtre=surgreffe");
  await expect(page.locator("tbody tr")).toHaveCount(1);
});

test("un brouillon quitté sitôt tapé est enregistré : par un lien de la page, par une autre adresse", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  const brouillons = "/formations/non-conventionnees/brouillons?filtre=";
  const menu = page.getByRole("navigation", { name: "Principale" });
  for (const [mot, partir] of [
    ["échalas", () => menu.getByRole("link", { name: "Gestion des formations" }).click()],
    ["provignage", () => page.goto("/structures")],
  ] as const) {
    await page.goto("/formations/nouvelle");
    // The counter comes with the scripts.
    await page.getByLabel("Le plus de cette formation").fill("Dehors.");
    await expect(page.getByText("7 / 500")).toBeVisible();
    await page.getByLabel("Intitulé").fill(`Le bon ${mot}`);
    await partir();
    await expect(async () => {
      await page.goto(brouillons + encodeURIComponent(mot));
      await expect(page.locator("tbody tr")).toHaveCount(1, { timeout: 500 });
    }).toPass();
  }
});

test("quand la ligne coupe, la sauvegarde le dit, et la saisie se retrouve au retour", async ({
  page,
  context,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Conduite d'un rucher");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}$/);
  await context.setOffline(true);
  await page.getByLabel("Le plus de cette formation").fill("Un rucher-école de trente colonies.");
  await expect(page.getByText("La sauvegarde automatique a échoué : la connexion est coupée")).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("");
  await page.getByRole("button", { name: "La reprendre" }).click();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue(
    "Un rucher-école de trente colonies.",
  );
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText("Votre saisie est enregistrée.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue(
    "Un rucher-école de trente colonies.",
  );
  await expect(page.getByRole("button", { name: "La reprendre" })).toHaveCount(0);
});

test("la sauvegarde d'une page que quelqu'un d'autre a enregistrée ne l'écrase pas", async ({
  page,
  context,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Élagage et soin des arbres");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}$/);
  const autre = await context.newPage();
  await autre.goto(page.url());
  await autre.getByLabel("Le plus de cette formation").fill("Le texte de l'autre onglet.");
  await autre.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(autre.getByText("Votre saisie est enregistrée.")).toBeVisible();
  await page.getByLabel("Le plus de cette formation").fill("Mon texte à moi.");
  await expect(page.getByText(/quelqu'un d'autre a enregistré cette page/)).toBeVisible();
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  const comparaison = page.getByRole("row", { name: /Le plus de cette formation/ });
  await expect(comparaison).toContainText("Le texte de l'autre onglet.");
  await expect(comparaison).toContainText("Mon texte à moi.");
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Mon texte à moi.");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText("Votre saisie est enregistrée.")).toBeVisible();
});

test("une copie illisible ou un stockage refusé par le navigateur n'empêchent pas d'écrire", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.addInitScript(() => {
    const lire = Storage.prototype.getItem;
    Storage.prototype.getItem = function (cle) {
      return cle.startsWith("rafael:") ? "{pas du JSON" : lire.call(this, cle);
    };
  });
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Greffe en fente");
  await expect(page.getByText(/Saisie enregistrée à/)).toBeVisible();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("refusé", "SecurityError");
      },
    });
  });
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Greffe en écusson");
  await expect(page.getByText(/Saisie enregistrée à/)).toBeVisible();
});

test("deux sauvegardes qui se suivent sur une ligne lente ne font pas de conflit avec soi-même", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  let reponses = 0;
  await page.route("**/formations/sauvegarde", async (route) => {
    const reponse = await route.fetch();
    await new Promise((ok) => setTimeout(ok, 3500));
    await route.fulfill({ response: reponse });
    reponses += 1;
  });
  await page.getByLabel("Le plus de cette formation").fill("Dehors.");
  await expect(page.getByText("7 / 500")).toBeVisible();
  const premiere = page.waitForRequest("**/formations/sauvegarde");
  await page.getByLabel("Intitulé").fill("Le chai");
  await premiere;
  // Typed while the first is on its way: the second leaves when the first is back.
  await page.getByLabel("Intitulé").fill("Le chai et la cave");
  await expect.poll(() => reponses, { timeout: 10_000 }).toBe(1);
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText(/Votre saisie est enregistrée/)).toBeVisible({ timeout: 10_000 });
  await expect(page.getByLabel("Intitulé")).toHaveValue("Le chai et la cave");
});

test("la fiche garde sur l'appareil ce que le modérateur écrit, pour lui seul, jusqu'à sa décision", async ({
  page,
}) => {
  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await page.locator("tbody tr").last().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Décider" })).toBeVisible();
  const fiche = page.url();
  const motif = page.locator("#phrase0");
  const reprendre = page.getByRole("button", { name: "La reprendre" });
  await page.locator("#code0").selectOption("AUTRE");
  await motif.fill("Quel bâtiment ?");
  await expect(page.getByText(/Copie gardée sur cet appareil à/)).toBeVisible();
  await page.goto("/moderation");
  await page.goto(fiche);
  await expect(motif).toHaveValue("");
  await reprendre.click();
  await expect(motif).toHaveValue("Quel bâtiment ?");
  await expect(page.locator("#code0")).toHaveValue("AUTRE");

  // Another person of this machine has another key.
  const donner = (de: string, a: string) =>
    page.evaluate(
      ([de, a]) => {
        localStorage.setItem(a, localStorage.getItem(de) ?? "");
        localStorage.removeItem(de);
      },
      [de, a] as const,
    );
  const copies = () =>
    page.evaluate(() => Object.keys(localStorage).filter((c) => c.includes("/moderation/")));
  await page.goto(fiche);
  await expect(reprendre).toBeVisible();
  const [cle = ""] = await copies();
  const autre = cle.replace(/^rafael:\d+:/, "rafael:0:");
  expect(autre).not.toBe(cle);
  await donner(cle, autre);
  await page.goto(fiche);
  await page.waitForFunction(() => Object.keys(document.forms[0] ?? {}).some((k) => k.startsWith("__react")));
  await expect(reprendre).toHaveCount(0);
  await donner(autre, cle);
  await page.goto(fiche);
  await reprendre.click();
  await expect(motif).toHaveValue("Quel bâtiment ?");
  await page.locator("#champ0").selectOption("intitule");
  await page.getByRole("button", { name: "Demander un complément" }).click();
  await expect(page.getByText("Un complément est demandé pour l'action")).toBeVisible();
  expect(await copies()).toEqual([]);
});

test("quitter une page sans y avoir tapé laisse la copie retrouvée où elle est", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000010");
  await page.getByLabel("Le plus de cette formation").fill("Un mot gardé.");
  await expect(page.getByText(/Copie gardée sur cet appareil à/)).toBeVisible();
  for (const bouton of ["Historique", "Quitter"]) {
    await page.goto("/formations/200400000010");
    await expect(page.getByRole("button", { name: "La reprendre" })).toBeVisible();
    await page.getByRole("button", { name: bouton, exact: true }).click();
    await expect(page.locator("h1")).toHaveText(/Historique|Formations non conventionnées/);
  }
  await page.goto("/formations/200400000010");
  await page.getByRole("button", { name: "La reprendre" }).click();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Un mot gardé.");
});

test("une première réponse perdue en route ne commence pas un second brouillon", async ({ page }, info) => {
  const intitule = `Taille en vert ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  // The server saves; the line drops before its answer.
  let perdues = 0;
  await page.route("**/formations/sauvegarde**", async (route) => {
    await route.fetch();
    perdues += 1;
    await route.abort("internetdisconnected");
  });
  await page.getByLabel("Intitulé").fill(intitule);
  await expect(page.getByText("La sauvegarde automatique a échoué")).toBeVisible({ timeout: 15_000 });
  expect(perdues).toBe(1);
  await page.unroute("**/formations/sauvegarde**");
  await page.locator("#action-programme").fill("Les outils.");
  await expect(page.getByText(/Saisie enregistrée à/)).toBeVisible({ timeout: 15_000 });
  await page.goto(`/formations/non-conventionnees/brouillons?filtre=${encodeURIComponent(intitule)}`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
});
