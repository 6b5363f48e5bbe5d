import type { Page } from "@playwright/test";
import { ecarts, styles } from "./portail/styles";
import { expect, seConnecter, test } from "./support/test";

// The style sheet of a host is put into the page, which our own policy would refuse.
test.use({ bypassCSP: true });

/** What a portal writes on elements. */
const HOTE = `
  html { font-size: 62.5%; }
  body { font: italic 22px/2.2 "Comic Sans MS", serif; color: lime; text-align: center; letter-spacing: 2px; }
  *, *::before { box-sizing: content-box; }
  h1, h2, h3 { color: red; text-transform: uppercase; margin: 3rem; font-size: 4rem; border-bottom: 4px solid red; }
  a, a:hover { color: orange; text-decoration: none; padding: 9px; }
  p, ul, li, dl, dd { margin: 31px; list-style: square; text-indent: 2em; }
  table, th, td { border: 5px solid red; padding: 17px; background: yellow; border-collapse: collapse; }
  tr:hover, tr:nth-child(even) { background: pink; }
  button, button[type="submit"], input, input[type="text"], select, textarea {
    background: black; color: yellow; border: 7px dotted red; border-radius: 20px; font: 30px serif; width: 50%; }
  fieldset, legend, details, summary, label { border: 3px solid red; padding: 12px; float: left; color: green; }
  header, main, footer, nav, section, aside, form { background: gray; padding: 40px; }
  strong, i, del, ins { font-weight: 100; color: blue; }
`;

const NOTRES = [".rafael", ".rafael *"];

/** Put last, where it weighs the most. */
function ajouterFeuille(page: Page, regles: string): Promise<void> {
  return page.evaluate((texte) => {
    const feuille = document.createElement("style");
    feuille.textContent = texte;
    document.head.append(feuille);
  }, regles);
}

test("les règles d'une page hôte sur ses éléments ne changent rien aux nôtres", async ({ page }) => {
  await seConnecter(page, "claire@exemple.fr");
  for (const adresse of [
    "/structures",
    "/formations/non-conventionnees/publiees",
    "/formations/200400000001",
    "/formations/200400000001/sessions/nouvelle",
  ]) {
    await page.goto(adresse);
    const avant = await styles(page, NOTRES);
    await ajouterFeuille(page, HOTE);
    await expect(page.locator("body")).toHaveCSS("color", "rgb(0, 255, 0)");
    expect(Object.keys(avant).length).toBeGreaterThan(20);
    expect(ecarts(avant, await styles(page, NOTRES))).toEqual([]);
  }
});

test("à 360 pixels, chaque écran tient sans défiler de côté et les listes se lisent en fiches", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await seConnecter(page, "claire@exemple.fr");
  for (const adresse of [
    "/",
    "/structures",
    "/formations",
    "/formations/non-conventionnees/publiees",
    "/formations/recherche?mots=developpeur",
    "/formations/nouvelle",
    "/formations/200400000001",
    "/formations/200400000001/diffusion",
    "/formations/200400000001/historique",
    "/formations/200400000001/sessions/nouvelle",
  ]) {
    await page.goto(adresse);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), adresse).toBeLessThanOrEqual(360);
  }
  await page.goto("/formations/non-conventionnees/publiees");
  const ligne = page.getByRole("row").nth(1);
  await expect(ligne.getByRole("rowheader")).toBeInViewport();
  // Which action is first depends on what the journeys before published.
  await expect(ligne.getByRole("cell", { name: /Certifiante|Simple/ })).toBeVisible();
  const titre = await ligne.getByRole("rowheader").boundingBox();
  const reference = await ligne.getByRole("cell").first().boundingBox();
  expect(titre?.y).toBeLessThan(reference?.y ?? 0);
});
