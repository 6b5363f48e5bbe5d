import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { tentativeConnexion } from "../../db/schema";
import { expect, juger, seConnecter, test } from "../support/test";
import {
  arreterLePrimaire,
  demander,
  demandesServies,
  demarrerSansSecret,
  ditsAuDemarrage,
  lesDeuxServeurs,
  promouvoirLaCopie,
  tuer,
} from "./machines";

test.describe.configure({ mode: "serial" });

test("deux processus qui démarrent ensemble sur une base vide chargent le catalogue une fois", async () => {
  const charges = ditsAuDemarrage().filter((dit) => dit.includes("Catalogue de démonstration chargé"));
  expect(charges).toHaveLength(1);
});

test("derrière un répartiteur, un processus sans le secret commun refuse de démarrer", () => {
  const { code, dit } = demarrerSansSecret();
  expect(dit).toContain("SESSION_SECRET manque");
  expect(code).toBe(1);
});

test("les parcours ont été servis par les deux processus, à tour de rôle", async ({ request, baseURL }) => {
  const { un = 0, deux = 0 } = await demandesServies();
  expect(un).toBeGreaterThan(20);
  expect(Math.abs(un - deux)).toBeLessThanOrEqual(2);
  const machines = [];
  for (let i = 0; i < 4; i += 1)
    machines.push((await request.get(`${baseURL}/connexion`)).headers()["x-machine"]);
  expect(machines).toEqual(
    machines[0] === "un" ? ["un", "deux", "un", "deux"] : ["deux", "un", "deux", "un"],
  );
});

test("les essais de mot de passe se comptent ensemble, quelle que soit l'adresse que le client prétend avoir", async ({
  request,
  baseURL,
}) => {
  const statuts = [];
  for (let essai = 0; essai < 9; essai += 1) {
    const reponse = await request.post(`${baseURL}/connexion`, {
      headers: { Origin: baseURL ?? "", "X-Forwarded-For": `10.0.0.${essai}` },
      form: { courriel: "personne@exemple.fr", motDePasse: "faux" },
    });
    statuts.push(reponse.status());
  }
  expect(statuts).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 429]);
  const cles = await demander("catalogue", "select cle from tentative_connexion where cle like 'adresse:%'");
  expect(cles).toEqual([{ cle: "adresse:127.0.0.1" }]);
});

test("le flux se lit sur la copie", async ({ request, baseURL }) => {
  const lues = async () => {
    const bases = await demander("pgbouncer", "show stats_totals");
    return Number(bases.find((b) => b.database === "catalogue_lecture")?.query_count);
  };
  const avant = await lues();
  const flux = await request.get(`${baseURL}/flux/lheo-2.3.xml`);
  expect(flux.status()).toBe(200);
  expect(await flux.text()).toContain("</lheo>");
  expect(await lues()).toBeGreaterThan(avant);
});

test("un processus tué puis le primaire arrêté : personne n'est déconnecté, rien d'enregistré ni de tapé ne se perd", async ({
  browser,
  baseURL,
}) => {
  const personnes = await Promise.all([
    entrer(browser, baseURL ?? "", "sans scripts"),
    entrer(browser, baseURL ?? "", "avec scripts"),
  ]);
  const deuxServeurs = await lesDeuxServeurs();
  const essayerUneCle = (cle: string) =>
    deuxServeurs.db.insert(tentativeConnexion).values({ cle, echecs: 0, depuis: new Date() });
  await essayerUneCle("essai:avant");
  // The writer has its own cookies: the confirmation of its saves is not for the two who are watched.
  const aCote = await entrer(browser, baseURL ?? "", "sans scripts");
  const ecrivain = await commencerAEcrire(aCote.page.context().request, baseURL ?? "");
  const enregistrer = ({ page }: Personne) =>
    page.getByRole("button", { name: "Sauvegarder en mode brouillon" }).click();

  // A process dies while both are typing: they notice nothing.
  for (const { page, titre } of personnes) {
    await page.goto("/formations/nouvelle");
    await page.getByLabel("Intitulé").fill(titre);
  }
  tuer("un");
  for (const p of personnes) {
    await enregistrer(p);
    await expect(p.page).toHaveURL(/\/formations\/20\d{10}$/);
    await expect(p.page.getByText("Brouillon enregistré sous la référence")).toBeVisible();
    p.reference = p.page.url().split("/").at(-1) ?? "";
  }

  // The primary stops: one page, with every word.
  for (const { page, programme } of personnes) {
    await page.getByLabel("Le plus de cette formation").fill("Un verger-école.");
    await page.locator("#action-programme").fill(programme);
    await page.getByLabel("Attestation de fin de formation").check();
  }
  await ecrivain.auMoins(5);
  await arreterLePrimaire();
  for (const p of personnes) {
    await enregistrer(p);
    await expect(p.page.locator("h1")).toHaveText("Réessayez dans un instant");
    await juger(p.page);
    await expect(p.page.getByRole("main")).toContainText("Un verger-école.");
    await expect(p.page.getByRole("main")).toContainText("Taille d'hiver, à la main.");
    await expect(p.page.getByRole("main")).toContainText("Attestation de fin de formation");
  }
  // A page that is only read says so too, and the sign-in form gives no password back.
  const sans = personnes[0].page.context().request;
  const lue = await sans.get(`${baseURL}/formations/non-conventionnees/publiees`);
  expect([lue.status(), lue.headers()["retry-after"]]).toEqual([503, "5"]);
  const connexion = await sans.post(`${baseURL}/connexion`, {
    headers: { Origin: baseURL ?? "", Cookie: "" },
    form: { courriel: "claire@exemple.fr", motDePasse: "demonstration" },
  });
  expect(connexion.status()).toBe(503);
  const page = await connexion.text();
  expect(page).toContain("claire@exemple.fr");
  expect(page).toMatch(/type="password" name="motDePasse"/);
  expect(page).not.toContain("demonstration");
  // The feed does not know that anything happened.
  expect((await sans.get(`${baseURL}/flux/lheo-2.3.xml`)).status()).toBe(200);
  expect((await sans.get(`${baseURL}/sante`)).status()).toBe(200);
  expect((await sans.get(`${baseURL}/sante/base`)).status()).toBe(503);

  await promouvoirLaCopie();
  for (const { page, titre, programme, reference } of personnes) {
    await page.getByRole("button", { name: "Réessayer" }).click();
    await expect(page.getByText("Votre saisie est enregistrée.")).toBeVisible();
    await page.goto(`/formations/${reference}`);
    await expect(page.getByLabel("Intitulé")).toHaveValue(titre);
    await expect(page.locator("#action-programme")).toHaveValue(programme);
    await expect(page.getByLabel("Attestation de fin de formation")).toBeChecked();
    await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  }

  // Without PgBouncer, an address that names both servers finds the promoted one: no restart, nothing to configure.
  await essayerUneCle("essai:apres");
  const cles = await demander(
    "catalogue",
    "select cle from tentative_connexion where cle like 'essai:%' order by 1",
  );
  expect(cles.map((c) => c.cle)).toEqual(["essai:apres", "essai:avant"]);
  await deuxServeurs.fermer();

  // Every save that was answered is there, and none is there twice.
  await ecrivain.auMoins(5);
  const { reponses, pannes } = await ecrivain.finir();
  const lignes = await demander(
    "catalogue",
    "select reference, intitule from action_formation where intitule like 'Écrivain %' order by reference",
  );
  expect(lignes).toEqual(
    [...reponses].map(([intitule, reference]) => ({ reference, intitule })).sort(parReference),
  );
  console.log(
    `${reponses.size} enregistrements confirmés, tous retrouvés ; ${pannes} réponses « Réessayez ».`,
  );
});

test("quand plus aucun processus ne répond, le répartiteur le dit en français", async ({ page }) => {
  tuer("deux");
  await expect(async () => {
    const reponse = await page.goto("/connexion");
    expect(reponse?.status()).toBe(503);
  }).toPass();
  await juger(page);
  await expect(page.locator("h1")).toHaveText("Réessayez dans un instant");
});

type Personne = { page: Page; titre: string; programme: string; reference: string };

async function entrer(browser: Browser, baseURL: string, maniere: string): Promise<Personne> {
  const contexte = await browser.newContext({ baseURL, javaScriptEnabled: maniere === "avec scripts" });
  const page = await contexte.newPage();
  await seConnecter(page, "claire@exemple.fr");
  return {
    page,
    titre: `Conduite d'un verger ${maniere}`,
    programme: "Taille d'hiver, à la main.\n\n« Éclaircissage » & greffe : 10 < 20.",
    reference: "",
  };
}

const parReference = (a: { reference: string }, b: { reference: string }) =>
  a.reference.localeCompare(b.reference);

/** Three saves at a time, one draft after another; an answer that is no redirect is asked again with the same form. */
async function commencerAEcrire(request: APIRequestContext, baseURL: string) {
  const reponses = new Map<string, string>();
  let pannes = 0;
  let fini = false;
  const enregistrer = async (form: Record<string, string>): Promise<string> => {
    const reponse = await request
      .post(`${baseURL}/formations/nouvelle`, { headers: { Origin: baseURL }, form, maxRedirects: 0 })
      .catch(() => null);
    const reference = /\/formations\/(20\d{10})$/.exec(reponse?.headers().location ?? "")?.[1];
    if (reference) return reference;
    // Signed out, refused: nothing a person should see here.
    if (reponse && reponse.status() !== 503) throw new Error(`Réponse ${reponse.status()} inattendue`);
    pannes += 1;
    await new Promise((ok) => setTimeout(ok, 100));
    return enregistrer(form);
  };
  const ecrire = async (qui: string) => {
    for (let n = 1; !fini; n += 1) {
      const intitule = `Écrivain ${qui} ${n}`;
      const form = { jeton: randomUUID(), version: "0", brouillon: "", intitule, bouton: "enregistrer" };
      reponses.set(intitule, await enregistrer(form));
    }
  };
  const travail = Promise.all(["a", "b", "c"].map(ecrire));
  return {
    auMoins: (n: number) => {
      const but = reponses.size + n;
      return Promise.race([travail, expect.poll(() => reponses.size).toBeGreaterThanOrEqual(but)]);
    },
    finir: async () => {
      fini = true;
      await travail;
      return { reponses, pannes };
    },
  };
}
