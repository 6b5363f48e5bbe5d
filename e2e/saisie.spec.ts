import { expect, juger, seConnecter, test } from "./support/test";

/** What is typed in a form is neither lost nor written twice. */

test("un formulaire envoyé deux fois n'écrit qu'une fois", async ({ page, baseURL }, info) => {
  const intitule = `Entretien des haies ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  const jeton = await page.locator('form#action input[name="jeton"]').inputValue();
  const envoyer = () =>
    page.request.post(`${baseURL}/formations/nouvelle`, {
      headers: { Origin: baseURL ?? "" },
      form: { jeton, version: "0", brouillon: "", intitule, bouton: "enregistrer" },
      maxRedirects: 0,
    });
  const [une, deux] = await Promise.all([envoyer(), envoyer()]);
  expect(une.headers().location).toMatch(/\/formations\/20\d{10}$/);
  expect(deux.headers().location).toBe(une.headers().location);
  await page.goto(`/formations/non-conventionnees/brouillons?filtre=${encodeURIComponent(intitule)}`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
});

test("Entrée dans une recherche cherche, mène à ce qu'elle a trouvé, et ne perd rien de ce qui est tapé", async ({
  page,
}) => {
  const boite = (nom: string) => page.getByLabel(nom);
  const chercher = async (nom: string, mots: string, dit: string | RegExp) => {
    await boite(nom).fill(mots);
    await boite(nom).press("Enter");
    await expect(boite(nom)).toHaveAccessibleDescription(dit);
    await expect(boite(nom)).toBeFocused();
    await expect(boite(nom)).toBeInViewport();
  };
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Titre en cours de saisie");
  await chercher(
    "Rechercher une certification",
    "RNCP37873",
    "Certifications proposées pour « RNCP37873 » : 1.",
  );
  await expect(page.getByRole("button", { name: "Ajouter RNCP37873" })).toBeInViewport();
  await expect(page.getByLabel("Intitulé")).toHaveValue("Titre en cours de saisie");
  await expect(page).toHaveURL(/\/formations\/nouvelle/);
  await juger(page);

  // What leads on stands before the form: Enter presses none of it.
  await page.goto("/formations/200400000008/sessions/nouvelle");
  await page.getByLabel("Heures en centre").fill("70");
  await chercher(
    "Un autre organisme : nom, ville ou SIRET",
    "aucun-de-ce-nom",
    /^Aucun organisme ne correspond/,
  );
  await chercher("Nom ou code postal de la commune", "79260", "Communes proposées pour « 79260 » : 4.");
  await expect(page.getByRole("button", { name: "79260 La Crèche" })).toBeInViewport();
  await expect(page.getByLabel("Heures en centre")).toHaveValue("70");
  await page.goto("/formations/200400000008");
  await chercher("Filtrer", "FPC", "Sessions affichées : 1.");
});

test("un mot écrit là où l'on choisit se cherche avant d'enregistrer, et s'enregistre ensuite tel quel", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Certification à chercher");
  const boite = page.getByLabel("Rechercher une certification");
  await boite.fill("RNCP37873");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(boite).toHaveAccessibleDescription(/Rien n'est encore enregistré/);
  await expect(page.getByLabel("Intitulé")).toHaveValue("Certification à chercher");
  await page.getByRole("button", { name: "Ajouter RNCP37873" }).click();
  await expect(page.getByRole("button", { name: "Retirer RNCP37873" })).toBeVisible();
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText(/Brouillon enregistré sous la référence/)).toBeVisible();
});

test("une certification remplacée laisse sa place d'un bouton, sans rien perdre de ce qui est tapé", async ({
  page,
}) => {
  const certifications = page.getByRole("group", { name: "Certification / Diplôme préparé" });
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Programme en management");
  await page.getByLabel("Rechercher une certification").fill("RNCP34762");
  await page.getByRole("button", { name: "Rechercher", exact: true }).click();
  await page.getByRole("button", { name: "Ajouter RNCP34762" }).click();
  await expect(certifications.getByText("(enregistrement terminé)")).toBeVisible();
  // Chosen by hand beside it, the new one may still take its place: its sessions follow by that press alone.
  await page.getByLabel("Rechercher une certification").fill("RNCP39568");
  await page.getByRole("button", { name: "Rechercher", exact: true }).click();
  await page.getByRole("button", { name: "Ajouter RNCP39568" }).click();
  await expect(page.getByRole("button", { name: "Retirer RNCP39568" })).toBeVisible();
  await page.getByLabel("Objectif de la formation").fill("Diriger une équipe.");
  await page.getByRole("button", { name: "Remplacer par RNCP39568, au lieu de RNCP34762" }).click();
  await expect(certifications.getByRole("status").first()).toHaveText(
    /^RNCP39568 prend la place de RNCP34762\s: enregistrez pour le confirmer\.$/,
  );
  await expect(page.getByRole("button", { name: "Retirer RNCP34762" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remplacer/ })).toHaveCount(0);
  await expect(page.getByLabel("Objectif de la formation")).toHaveValue("Diriger une équipe.");
  await juger(page);
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}/);
  await expect(page.getByLabel("Intitulé")).toHaveValue("Programme en management");
  await expect(page.getByRole("button", { name: "Retirer RNCP39568" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Retirer RNCP34762" })).toHaveCount(0);
});

test("une certification à plusieurs options demande la sienne à la session, obligatoire en apprentissage", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Cybersécurité");
  await page.getByLabel("Rechercher une certification").fill("RNCP37488");
  await page.getByRole("button", { name: "Rechercher", exact: true }).click();
  await page.getByRole("button", { name: "Ajouter RNCP37488" }).click();
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(/\/formations\/20\d{10}/);
  const action = /\/formations\/20\d{10}/.exec(page.url())?.[0] ?? "";
  await page.goto(`${action}/sessions/nouvelle`);
  const option = page.getByLabel("Option de RNCP37488");
  await expect(option).toHaveValue("");
  await page.getByLabel("Contrat d'apprentissage").check();
  await page.getByRole("button", { name: "Enregistrer en brouillon" }).click();
  await expect(page).toHaveURL(new RegExp(`${action}(#.*)?$`));
  const reference = (await page.getByRole("rowheader").textContent())?.slice(0, 8);
  await page.goto(`${action}/sessions/${reference}?verifier`);
  await expect(
    page.getByRole("link", {
      name: "En apprentissage, choisissez l'option de RNCP37488 que la session prépare.",
    }),
  ).toHaveAttribute("href", "#session-certificationsVisees");
  await juger(page);
  await option.selectOption("115835");
  await page.getByRole("button", { name: "Enregistrer en brouillon" }).click();
  await expect(page).toHaveURL(new RegExp(`${action}(#.*)?$`));
  await page.goto(`${action}/sessions/${reference}?verifier`);
  await expect(option).toHaveValue("115835");
  await expect(page.getByText("choisissez l'option de RNCP37488")).toHaveCount(0);
});

test("aller vers une session n'emporte ni ne perd ce qui n'est pas enregistré", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000008");
  await page.getByLabel("Le plus de cette formation").fill("Un mot pas encore enregistré.");
  await page
    .getByRole("button", { name: /dupliquer la session/ })
    .first()
    .click();
  await expect(page.getByRole("alert")).toContainText("Ce que vous avez saisi n'est pas enregistré");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Un mot pas encore enregistré.");
  await page.getByRole("link", { name: "Continuer sans enregistrer" }).click();
  await expect(page.locator("h1")).toHaveText("Dupliquer la session");
  await expect(page.getByText("sera en ligne dès que vous l'enregistrez")).toBeVisible();
});

test("quitter un formulaire enregistre un brouillon, et n'en commence pas un vide", async ({
  page,
}, info) => {
  const alerte = page.getByRole("alert");
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByRole("button", { name: "Quitter", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("Formations non conventionnées");
  await expect(page.getByText("Brouillon enregistré")).toHaveCount(0);

  const intitule = `Le soin des ruches ${info.project.name}`;
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill(intitule);
  await page.getByRole("button", { name: "Quitter", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("Formations non conventionnées");
  await expect(
    page.getByText(/Brouillon enregistré sous la référence|Votre saisie est enregistrée/),
  ).toBeVisible();
  await page.getByRole("link", { name: intitule }).click();
  await page.getByLabel("Le plus de cette formation").fill("Un rucher à nous.");
  await page.getByRole("button", { name: "Historique" }).click();
  await expect(page.locator("h1")).toContainText("Historique");
  await page.getByRole("link", { name: "Revenir à l'action" }).click();
  await expect(page.getByLabel("Le plus de cette formation")).toHaveValue("Un rucher à nous.");

  await page.getByRole("button", { name: "Ajouter une session" }).click();
  await expect(page.locator("h1")).toHaveText("Ajouter une session");
  await page.getByRole("button", { name: "Modifier l'action" }).click();
  await expect(page.getByText("Aucune session.")).toBeVisible();
  await page.getByRole("button", { name: "Ajouter une session" }).click();
  await page.getByLabel("Heures en centre").fill("35");
  await page.getByRole("button", { name: "Quitter", exact: true }).click();
  await expect(page).toHaveURL(/#sessions$/);
  await expect(page.getByText(/Session \d{8} enregistrée/)).toBeVisible();
  await page.locator("tbody tr").getByRole("button").first().click();
  await expect(page.getByLabel("Heures en centre")).toHaveValue("35");
  await page.getByLabel("Heures en centre").fill("42");
  await page.getByRole("button", { name: "Modifier l'action" }).click();
  // The screen of a session lists the sessions too: wait for the action's.
  await expect(page.getByLabel("Le plus de cette formation")).toBeVisible();
  await page.locator("tbody tr").getByRole("button").first().click();
  await expect(page.getByLabel("Heures en centre")).toHaveValue("42");

  // Published, the same button would put the words online.
  await page.goto("/formations/200400000009");
  await page.locator("tbody tr").first().getByRole("button").first().click();
  await expect(page.locator("h1")).toHaveText(/^Session \d+$/);
  const commentaire = page.getByLabel("Commentaire sur la session");
  const enLigne = await commentaire.inputValue();
  await commentaire.fill("Un mot pas encore en ligne.");
  await page.getByRole("button", { name: "Quitter", exact: true }).click();
  await expect(alerte).toContainText("Ce que vous avez saisi n'est pas enregistré");
  await expect(commentaire).toHaveValue("Un mot pas encore en ligne.");
  await juger(page);
  await page.getByRole("link", { name: "Continuer sans enregistrer" }).click();
  await expect(page).toHaveURL(/\/formations\/200400000009#sessions$/);
  await page.locator("tbody tr").first().getByRole("button").first().click();
  await expect(commentaire).toHaveValue(enLigne);
  await page.getByRole("button", { name: "Quitter", exact: true }).click();
  await expect(page).toHaveURL(/\/formations\/200400000009#sessions$/);
});
