import { readFile } from "node:fs/promises";
import { dans } from "./support/jours";
import { expect, hote, juger, seConnecter, seDeconnecter, test } from "./support/test";

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
  expect([...new Set(lignes.map((l) => l.slice(0, 12)))]).toEqual(references);
  expect(lignes.at(-1)).toMatch(/^200400000001;.*;RNCP37674;00\d{6};[^;]+;\d\d\/\d\d\/\d{4};/);
  // The page is still there, and an empty list has nothing to export.
  await expect(page.locator("h1")).toHaveText("Formations non conventionnées");
  await page.goto("/formations/non-conventionnees/publiees?filtre=mot-que-personne-n-a-ecrit");
  await expect(page.getByRole("link", { name: "Exporter (CSV)" })).toHaveCount(0);
});

test("déclarer une action, ses erreurs, sa session, la valider, la publier", async ({
  page,
  request,
  baseURL,
}, info) => {
  const intitule = `Taille raisonnée des arbres fruitiers ${info.project.name}`;
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations");
  await page.getByRole("link", { name: "Ajouter une nouvelle formation" }).click();
  await juger(page);

  await page.getByLabel("Intitulé").fill(intitule);
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.locator("h1")).toHaveText("Confirmer la validation");
  await expect(page.getByRole("alert")).toContainText("Ajoutez au moins une session");
  await expect(page.getByRole("alert")).toBeFocused();
  await juger(page);
  await page.getByRole("link", { name: "Décrivez le programme de la formation." }).click();
  await expect(page).toHaveURL(/#action-programme$/);
  await expect(page.locator("#action-programme")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert")).toContainText("Il reste des points à compléter");
  await expect(page.getByLabel("Intitulé")).toHaveValue(intitule);

  await page.getByLabel("Objectif général").selectOption("2");
  await page
    .getByLabel("Objectif de la formation")
    .fill("Conduire une taille adaptée à l'espèce et à la saison.");
  await page
    .locator("#action-programme")
    .fill("Physiologie de l'arbre.\nOutils et sécurité.\nTaille de formation.");
  await page.getByLabel("Attestation de fin de formation").check();
  await page.getByRole("button", { name: "Ajouter une session" }).click();

  await expect(page.locator("h1")).toHaveText("Ajouter une session");
  await juger(page);
  await page.getByLabel("Formation continue hors alternance").check();
  await page.getByLabel("En présentiel").check();
  await page.getByLabel("Heures en centre").fill("70");
  await page.getByLabel("Entrées et sorties à dates fixes").check();
  await page.getByLabel("Début").fill(dans(100));
  await page.getByLabel("Fin", { exact: false }).first().fill(dans(111));
  await page.getByLabel("Lieu : adresse").fill("12 rue des Vergers");
  await page.getByLabel("Nom ou code postal de la commune").fill("la creche");
  await page.getByRole("button", { name: "Chercher la commune" }).click();
  await page.getByRole("button", { name: "79260 La Crèche" }).click();
  await expect(page.locator("strong", { hasText: "79260 La Crèche" })).toBeVisible();
  await expect(page.getByLabel("Heures en centre")).toHaveValue("70");
  await page.getByRole("button", { name: "Enregistrer en brouillon" }).click();
  await expect(page.locator("tbody")).toContainText("La Crèche");
  await juger(page);

  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("button", { name: "Confirmer la validation" }).click();
  await expect(page.getByText("C'est à Cap Métiers")).toBeVisible();
  await expect(page.getByLabel("Intitulé")).not.toBeEditable();
  const reference = page.url().split("/").at(-1) ?? "";
  await seDeconnecter(page);

  await seConnecter(page, "moderation@exemple.fr");
  await page.goto("/moderation");
  await juger(page);
  const chercher = page.getByLabel("Chercher une action");
  await chercher.fill("mot-que-personne-n-a-ecrit");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page.getByText("Aucune action transmise ne porte")).toBeVisible();
  await expect(chercher).toHaveValue("mot-que-personne-n-a-ecrit");
  await chercher.fill(intitule.toUpperCase());
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await juger(page);
  await expect(page.getByRole("row").filter({ hasText: reference })).toContainText(intitule);
  await chercher.fill(reference);
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/moderation/${reference}$`));
  await juger(page);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("au moins un Formacode");
  await page.locator("#phrase0").fill("Ce titre se lit mal.");
  await page.getByRole("button", { name: "Prendre en charge" }).click();
  await expect(page.getByText("Vous avez pris cette action en charge.")).toBeVisible();
  await expect(page.getByText(/pris en charge par/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Prendre en charge" })).toHaveCount(0);
  await expect(page.locator("#phrase0")).toHaveValue("Ce titre se lit mal.");
  await juger(page);
  await page.getByLabel(/Formacodes/).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Choisissez « Publier »");
  await page.getByLabel("Chercher un Formacode").fill("aucun-mot-du-thesaurus");
  await page.getByLabel("Chercher un Formacode").press("Enter");
  await expect(page.getByLabel("Chercher un Formacode")).toBeFocused();
  await expect(page.getByLabel("Chercher un Formacode")).toHaveAccessibleDescription(
    "Aucun autre Formacode trouvé. Essayez d'autres mots.",
  );
  await page.getByLabel("Chercher un Formacode").fill("21001");
  await page.getByLabel("Chercher un Formacode").press("Enter");
  await juger(page);
  await page.getByRole("button", { name: "Ajouter 21001" }).click();
  await expect(page.getByLabel(/Formacodes/)).toHaveValue("21001");
  await expect(page.locator("#phrase0")).toHaveValue("Ce titre se lit mal.");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Vous avez donné un motif");
  await page.locator("#phrase0").fill("");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(page.getByText(`L'action ${reference} est publiée.`)).toBeVisible();
  const flux = await (await request.get(`${baseURL}/flux/lheo-2.3.xml`)).text();
  expect(flux).toContain(intitule);
});

test("un brouillon qui répète une action le dit, et mène à l'autre pour y ajouter une session", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/nouvelle");
  await page.getByLabel("Intitulé").fill("Titre professionnel développeur web et web mobiles");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page.getByText("Cette action est proche d'une autre de votre catalogue.")).toBeVisible();
  await juger(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Titre professionnel développeur web et web mobile (Publiée)" })
    .getByRole("button", { name: "Y ajouter une session" })
    .click();
  await expect(page).toHaveURL(/\/formations\/200400000001\/sessions\/nouvelle$/);
});

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

test("la fiche d'une action se lit et s'imprime comme un document", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000001");
  await page.getByRole("button", { name: "Fiche à imprimer" }).click();
  await expect(page.locator("h1")).toHaveText("Titre professionnel développeur web et web mobile");
  await juger(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("RNCP37674 · Développeur web et web mobile").first()).toBeVisible();
  for (const cache of [".rp-entete", ".rp-pied"]) await expect(page.locator(cache)).toBeHidden();
  const document = await page.pdf({ format: "A4" });
  expect(document.subarray(0, 5).toString()).toBe("%PDF-");
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

test("une confirmation sans objet le dit et ramène à l'action", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  for (const geste of ["valider", "reprendre", "demander-publication"]) {
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
  await expect(page.getByRole("alert")).toContainText("Relisez-la, puis décidez");
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
  await expect(page.getByRole("alert")).toContainText("À cocher quand c'est corrigé : Le programme s'arrête");
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

test("aucune ligne ne commence par une ponctuation, ni n'y laisse un guillemet seul", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  // Screens that say nothing but our own sentences, the titles of actions apart.
  for (const adresse of ["/formations", "/formations/nouvelle", "/formations/non-conventionnees/import"]) {
    await page.goto(adresse);
    const titres = await page.locator("#a-renouveler ~ ul a").allInnerTexts();
    const tout = await page.locator("#contenu").innerText();
    const dit = titres.reduce((reste, titre) => reste.replace(titre, ""), tout);
    expect(dit, adresse).toMatch(/\u00a0:/);
    expect(dit, adresse).not.toMatch(/ [?!;:»]|« |\d (heures|caractères)/);
  }
});

test("une certification sous un autre objectif se remarque, avec le chemin de son champ", async ({
  page,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/200400000022");
  await page.getByRole("link", { name: /son objectif général n'est pas/ }).click();
  await expect(page).toHaveURL(/#action-objectifGeneral$/);
  await expect(page.getByLabel("Objectif général")).toBeInViewport();
  await juger(page);
});
