import { expect, hote, juger, seConnecter, test } from "../support/test";
import { AUTRE_MONTAGE } from "./portail";
import { ecarts, retirerLesReglesDuPortail, styles } from "./styles";

/** What only a mount can break; these run in the host portal alone. */

const { base } = hote;

test("rien ne sort du point de montage : liens, formulaires, redirections, cookies, fichiers", async ({
  page,
  context,
  serveur,
  developpement,
  javaScriptEnabled,
}) => {
  // The same links either way: scripts change what is asked for, of which fewer pages tell enough.
  const pages = javaScriptEnabled === false ? 40 : 20;
  const sorties: string[] = [];
  const dedans = (url: string) => {
    const { origin, pathname } = new URL(url, page.url());
    return origin === serveur && (pathname === base || pathname.startsWith(`${base}/`));
  };
  page.on("request", (r) => {
    const { origin, pathname } = new URL(r.url());
    if (r.url().startsWith("data:")) return;
    // The host's build or its development server serves the files of every module, and its root lists the routes.
    const fichiers = developpement ? /^\/(app|node_modules|@vite|@id)\// : /^\/assets\//;
    const duPortail = fichiers.test(pathname) || /^\/(__manifest$|compte\/)/.test(pathname);
    const chezNous = pathname.startsWith(base);
    if (origin !== serveur || !(duPortail || chezNous)) sorties.push(`requête ${r.url()}`);
  });
  page.on("response", async (r) => {
    const suite = r.headers().location;
    if (suite && r.url().startsWith(serveur + base) && !dedans(new URL(suite, r.url()).href)) {
      if (!hote.adresseDeConnexion.test(suite)) sorties.push(`redirection ${r.url()} → ${suite}`);
    }
  });
  await seConnecter(page, "claire@exemple.fr");
  const vues = new Set<string>();
  const aVoir = [`${base}/`, `${base}/formations/non-conventionnees/brouillons`];
  while (aVoir.length > 0 && vues.size < pages) {
    const chemin = aVoir.shift() ?? "";
    const modele = chemin.replace(/\d{6,}/g, "N").replace(/[?#].*/, "");
    // A file is no page.
    if (vues.has(modele) || /\.xml$|\/export$/.test(modele)) continue;
    vues.add(modele);
    await page.goto(serveur + chemin);
    const adresses = await page.locator(".rafael").evaluate((racine) =>
      [...racine.querySelectorAll("[href], [action], [formaction], [src]")].flatMap((e) =>
        ["href", "action", "formaction", "src"].flatMap((a) => {
          const valeur = e.getAttribute(a);
          return valeur === null ? [] : [{ valeur, entiere: new URL(valeur, document.baseURI).href, a }];
        }),
      ),
    );
    // A way on that is a button of a form leads there as a link does.
    const departs = await page
      .locator('.rafael button[value^="aller:/"]')
      .evaluateAll((boutons) => boutons.map((b) => b.getAttribute("value")?.slice("aller:".length) ?? ""));
    aVoir.push(...departs.map((vers) => base + vers));
    for (const { valeur, entiere, a } of adresses) {
      if (/^(mailto:|data:)/.test(valeur) || valeur === "/") continue;
      if (!dedans(entiere)) sorties.push(`${chemin} : ${valeur}`);
      else if (a === "href") aVoir.push(entiere.slice(serveur.length));
    }
  }
  expect(vues.size).toBeGreaterThan(15);
  await page.goto("/structures");
  await page.getByRole("button", { name: /Choisir.*Guéret/ }).click();
  await page.getByRole("button", { name: "Passer à la version allégée" }).click();
  await expect(page.getByRole("button", { name: "Revenir à la version complète" })).toBeVisible();
  const cookies = (await context.cookies(serveur + base)).concat(await context.cookies(serveur));
  expect(cookies.filter((c) => c.name.includes("rafael")).length).toBeGreaterThan(1);
  for (const c of cookies.filter((x) => x.name !== "portail")) {
    if (c.path !== base && c.path !== `${base}.data`) sorties.push(`cookie ${c.name} ${c.path}`);
  }
  expect(sorties).toEqual([]);
});

test("deux montages vivent côte à côte, chacun avec sa structure, sa version et ses refus", async ({
  page,
  serveur,
}) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/structures");
  await page.getByRole("button", { name: /Choisir.*Guéret/ }).click();
  await expect(page.getByText(/Structure active/)).toContainText("Guéret");

  await page.goto(`${serveur}${AUTRE_MONTAGE}/formations`);
  await juger(page);
  await expect(page.getByText(/Structure active/)).not.toContainText("Guéret");
  await page.getByRole("button", { name: "Passer à la version allégée" }).click();
  await expect(page).toHaveURL(`${serveur}${AUTRE_MONTAGE}/formations`);
  await expect(page.locator("script")).toHaveCount(0);
  await page.getByRole("link", { name: "Ajouter une nouvelle formation" }).first().click();
  await page.getByLabel("Intitulé").fill("Une action du second montage");
  await page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();
  await expect(page).toHaveURL(new RegExp(`${AUTRE_MONTAGE}/formations/\\d+$`));
  await expect(page.getByText(/Brouillon enregistré sous la référence/)).toBeVisible();

  await page.goto("/formations");
  await expect(page.getByText(/Structure active/)).toContainText("Guéret");
  await expect(page.getByRole("button", { name: "Passer à la version allégée" })).toBeVisible();

  expect((await page.goto("/formations/100000000000"))?.status()).toBe(404);
  await expect(page.locator(".portail-refus h1")).toHaveText(hote.titreDuRefus);
  await expect(page.locator(".rafael")).toHaveCount(0);
  expect((await page.goto(`${serveur}${AUTRE_MONTAGE}/formations/100000000000`))?.status()).toBe(404);
  await expect(page.locator(".rafael h1")).toHaveText("Page introuvable");
});

test("nos refus sont ceux du portail", async ({ page, serveur }) => {
  await page.goto(`${serveur}/compte`);
  const sien = await styles(page, [".portail-refus", "h1", ".portail-refus p"]);
  await seConnecter(page, "paul@exemple.fr");
  expect((await page.goto("/nulle-part"))?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveText(hote.titreDuRefus);
  expect((await page.goto("/moderation"))?.status()).toBe(403);
  await expect(page.locator("h1")).toHaveText(hote.titreDuRefus);
  await expect(page.getByText("Votre profil ne permet pas d'ouvrir cette page.")).toBeVisible();
  expect(ecarts(sien, await styles(page, [".portail-refus", "h1", ".portail-refus p"]))).toEqual([]);
});

test("les rattachements que donne le portail se demandent au portail", async ({ page }) => {
  await seConnecter(page, "paul@exemple.fr");
  await page.goto("/structures");
  await expect(page.getByText("adressez-vous à son référent")).toBeVisible();
  for (const chemin of ["/structures/rattachement", "/structures/demandes"]) {
    expect((await page.goto(chemin))?.status()).toBe(403);
    await expect(page.getByText("c'est là qu'ils se demandent")).toBeVisible();
  }
});

test("la couleur, les dates et les liens du portail sont dans nos écrans", async ({ page, serveur }) => {
  await seConnecter(page, "claire@exemple.fr");
  await page.goto("/formations/non-conventionnees/publiees");
  await expect(page.getByText(/^\d\d\.\d\d\.\d{4} au /).first()).toBeVisible();
  await expect(page.locator(".rafael tbody a").first()).toHaveCSS("color", "rgb(11, 110, 79)");
  await page.getByRole("link", { name: "Accueil du portail" }).click();
  await expect(page).toHaveURL(`${serveur}/`);
});

test("aucun style ne passe du portail à nous, ni de nous au portail", async ({ page, serveur }) => {
  const cadre = [
    "html",
    "body",
    "header",
    "header h2",
    "header a",
    "header li",
    "footer p",
    "footer a",
  ].concat(["footer button", "footer input", "header button"]);
  await seConnecter(page, "claire@exemple.fr");
  await page.goto(`${serveur}/`);
  await expect(page.locator("h1")).toHaveText("Bienvenue sur le portail");
  const accueil = ["main h1", "main p", "main table", "main th", "main td", "main button"];
  const portailSeul = await styles(page, [...cadre, ...accueil]);
  for (const chemin of [
    "/formations/non-conventionnees/publiees",
    "/formations/200400000001",
    "/formations/nouvelle",
    "/formations/200400000001/sessions/nouvelle",
    "/structures",
  ]) {
    await page.goto(chemin);
    await juger(page);
    const chezNous = await styles(page, cadre);
    expect(Object.keys(chezNous).length).toBeGreaterThan(8);
    expect(ecarts(chezNous, portailSeul)).toEqual([]);
    const avec = await styles(page, [".rafael", ".rafael *"]);
    expect(Object.keys(avec).length).toBeGreaterThan(20);
    await retirerLesReglesDuPortail(page);
    expect(ecarts(avec, await styles(page, [".rafael", ".rafael *"]))).toEqual([]);
  }
  await page.goto("/structures");
  await page.getByRole("link", { name: "Accueil", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("Bienvenue sur le portail");
  expect(ecarts(portailSeul, await styles(page, [...cadre, ...accueil]))).toEqual([]);
});
