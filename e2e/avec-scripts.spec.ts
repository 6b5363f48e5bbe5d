import { expect, juger, seConnecter, test } from "./support/test";

/** What only scripts add; the project without them leaves this file out (playwright.config.ts). */

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

test("le total d'heures suit ce qui se tape", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001/sessions/nouvelle");
  await page.getByLabel("Heures en centre").fill("70");
  await page.getByLabel("Heures à distance").fill("14");
  await expect(page.getByText("Total : 84 heures")).toBeVisible();
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

test("un lien vers une partie d'un écran y mène le clavier", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  await page
    .getByRole("button", { name: /Supprimer la session/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Annuler" }).click();
  await expect(page.locator("#sessions")).toBeFocused();
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
