import {
  claire,
  connecte,
  entrer,
  expect,
  partir,
  SE_CONNECTER,
  saisir,
  statutDuRetour,
  test,
} from "./support/oidc";
import { juger } from "./support/test";

/** Sign-in through a real OpenID provider, scripts off and on. */

test("la connexion mène à la page voulue et ouvre une session limitée", async ({ page, region, baseURL }) => {
  region.comptes.set("claire", claire);
  await entrer(page, "claire", "/formations/non-conventionnees/creees?page=1");
  await expect(page).toHaveURL(`${baseURL}/formations/non-conventionnees/creees?page=1`);
  await expect(page.getByText("Claire Martin")).toBeVisible();
  await juger(page);
  const cookies = await page.context().cookies(`${baseURL}/connexion/oidc`);
  const session = cookies.find((c) => c.name === "__Host-rafael");
  expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
  expect(session?.expires).toBeGreaterThan(Date.now() / 1000);
  expect(session?.expires).toBeLessThanOrEqual(Date.now() / 1000 + 12 * 3600);
  expect(cookies.filter((c) => c.name.startsWith("__Secure-rafael-oidc"))).toEqual([]);
});

test("la déconnexion ferme les deux côtés : le fournisseur redemande le mot de passe", async ({
  page,
  region,
  baseURL,
}) => {
  region.comptes.set("claire", claire);
  await entrer(page, "claire");
  await expect(connecte(page)).toBeVisible();
  const ancienne = await page.context().cookies(baseURL);
  await connecte(page).click();
  await expect(page.locator("h1")).toHaveText("Se déconnecter du compte région ?");
  await page.getByRole("button", { name: "Oui" }).click();
  await expect(page).toHaveURL(`${baseURL}/connexion`);
  await page.context().addCookies(ancienne);
  await page.goto("/formations/non-conventionnees/creees");
  await expect(page, "un cookie copié n'ouvre plus rien").toHaveURL(/\/connexion\?suite=/);
  await page.getByRole("button", { name: SE_CONNECTER }).click();
  await saisir(page, "claire");
  await expect(connecte(page)).toBeVisible();
});

test("une personne inconnue reçoit un refus qui dit quoi faire, et peut choisir un autre compte", async ({
  page,
  region,
  javaScriptEnabled,
}) => {
  region.comptes.set("inconnue", { email: "inconnue@ailleurs.example", email_verified: true });
  region.comptes.set("claire", claire);
  const statut = statutDuRetour(page);
  await entrer(page, "inconnue");
  expect(await statut).toBe(403);
  await expect(page.getByRole("alert")).toContainText(
    "inconnue@ailleurs.example ne correspond à aucun compte",
  );
  await expect(page.getByRole("alert")).toContainText("aucun n'a été créé");
  await expect(page.getByRole("alert")).toContainText("offre@cap-metiers.pro");
  await juger(page);
  await page.getByRole("button", { name: "Choisir un autre compte Compte région" }).click();
  await saisir(page, "claire");
  // The provider's own page when the account changes: it goes on by itself with scripts.
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Claire Martin")).toBeVisible();
});

test("deux onglets se connectent sans se gêner", async ({ page, region, baseURL }) => {
  region.comptes.set("claire", claire);
  const autre = await page.context().newPage();
  await partir(page, "/formations/non-conventionnees/creees");
  await partir(autre, `${baseURL}/structures`);
  await saisir(page, "claire");
  await expect(page).toHaveURL(/non-conventionnees\/creees/);
  await saisir(autre, "claire");
  await expect(autre).toHaveURL(/\/structures$/);
});
