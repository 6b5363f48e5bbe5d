import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import {
  actionFormation,
  certification,
  demande,
  motif,
  publication,
  rattachement,
  sessionFormation,
  structure,
  utilisateur,
} from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { fermerConnexion, ouvrirConnexion } from "../comptes/connexions.server";
import { creerCatalogue } from "./creer-catalogue";
import { pagesGardees } from "./pages-gardees";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";
const SECRET = "un secret d'essai assez long pour signer";
const REFERENCE = "200000000001";
const LISTE = "/formations/non-conventionnees/publiees";

let base: BaseOuverte;
let adresse: string;
let fermer: () => Promise<void>;
let rendues = 0;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  base = await baseDeTest();
  const { db } = base;
  await db
    .insert(structure)
    .values([SIRET, AUTRE].map((siret) => ({ siret, raisonSociale: siret, nom: siret })));
  for (const [nom, moderateur] of [
    ["claire", false],
    ["paul", false],
    ["hugo", true],
  ] as const) {
    const [u] = await db
      .insert(utilisateur)
      .values({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "", moderateur })
      .returning({ id: utilisateur.id });
    if (!moderateur && u) {
      await db.insert(rattachement).values({ utilisateurId: u.id, siret: SIRET, profil: "general" });
    }
    cookies[nom] = await cookieDe({ utilisateur: u?.id ?? 0 });
  }
  await db
    .insert(actionFormation)
    .values({ reference: REFERENCE, siret: SIRET, etat: "publiee", saisie: { intitule: "Soudage" } });

  const catalogue = await creerCatalogue({
    at: "",
    base,
    identite: "comptes",
    secret: SECRET,
    courriel: null,
    journal: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const app = express();
  app.use((_req, res, next) => {
    res.locals.nonce = `nonce-${Math.random()}`;
    next();
  });
  app.use(pagesGardees(catalogue, true));
  // In the place of Remix: a page that says how many were rendered, with the nonce and the token of its answer.
  app.use(async (req, res) => {
    const { nonce, jeton, surRendu, lire, reponse } = res.locals.catalogue.rafael;
    // What the feed needs to go at its reader's pace.
    expect(reponse).toBe(res);
    const lue = await lire(new Request(adresse, { headers: { Cookie: req.headers.cookie ?? "" } }));
    res.setHeader("X-Message", encodeURIComponent(lue.session.get("message") ?? ""));
    rendues += 1;
    const html = `<script nonce="${nonce}"></script><input value="${jeton}"/><p>${rendues}</p><b nonce="${nonce}">`;
    surRendu?.(html);
    res.send(html);
  });
  const serveur = app.listen(0);
  adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  fermer = async () => {
    await new Promise((ok) => serveur.close(ok));
    await base.fermer();
  };
});

afterAll(() => fermer());

async function cookieDe(donnees: { utilisateur: number } & Record<string, unknown>): Promise<string> {
  const { monter } = await import("./cookies.server");
  const { sessions } = monter("", SECRET);
  const session = await sessions.getSession();
  const connexion = await ouvrirConnexion(base.db, { utilisateurId: donnees.utilisateur }, new Date());
  for (const [nom, valeur] of Object.entries({ jusqua: Date.now() + 3_600_000, connexion, ...donnees }))
    session.set(nom as "utilisateur", valeur as number);
  return (await sessions.commitSession(session)).split(";")[0] ?? "";
}

async function lire(qui: string, chemin = LISTE, entetes: Record<string, string> = {}) {
  const avant = rendues;
  const reponse = await fetch(adresse + chemin, { headers: { Cookie: cookies[qui] ?? qui, ...entetes } });
  const html = await reponse.text();
  return { html, rendue: rendues > avant, entetes: reponse.headers };
}

describe("une page gardée", () => {
  beforeEach(() => lire("claire"));

  it("est rendue une fois, et chaque réponse a son nonce et son jeton", async () => {
    const [a, b] = [await lire("claire"), await lire("claire")];
    expect([a.rendue, b.rendue]).toEqual([false, false]);
    const lus = [a, b].map(({ html }) => /nonce="([^"]+)".*value="([^"]+)".*<b nonce="([^"]+)"/.exec(html));
    expect(lus[0]?.[1]).toBe(lus[0]?.[3]);
    expect(lus[0]?.[1]).not.toBe(lus[1]?.[1]);
    expect(lus[0]?.[2]).not.toBe(lus[1]?.[2]);
    expect(a.entetes.get("Cache-Control")).toBe("no-store");
  });

  it("n'est jamais celle d'un autre, d'une autre adresse, d'une autre version ni d'un autre cookie", async () => {
    expect((await lire("paul")).rendue).toBe(true);
    expect((await lire("claire", `${LISTE}?filtre=a`)).rendue).toBe(true);
    expect((await lire("claire", LISTE, { "Save-Data": "on" })).rendue).toBe(true);
    expect((await lire(`${cookies.claire}; autre=1`)).rendue).toBe(true);
  });

  it("n'est plus donnée à une copie du cookie après la déconnexion", async () => {
    const [paul] = await base.db
      .select()
      .from(utilisateur)
      .where(eq(utilisateur.courriel, "paul@exemple.fr"));
    const connexion = await ouvrirConnexion(base.db, { utilisateurId: paul?.id ?? 0 }, new Date());
    const copie = await cookieDe({ utilisateur: paul?.id ?? 0, connexion });
    await lire(copie);
    expect((await lire(copie)).rendue).toBe(false);
    await fermerConnexion(base.db, connexion);
    expect((await lire(copie)).rendue).toBe(true);
  });

  it("ne se garde pas pour qui n'est personne, ni avec un message à montrer une fois", async () => {
    const expiree = await cookieDe({ utilisateur: 1, jusqua: Date.now() - 1 });
    for (const personne of ["", "", expiree, expiree]) expect((await lire(personne)).rendue).toBe(true);
    const message = await cookieDe({ utilisateur: 1, message: "Enregistré." });
    for (const fois of [1, 2]) {
      const { rendue, entetes } = await lire(message);
      expect([fois, rendue, entetes.get("X-Message")]).toEqual([fois, true, "Enregistr%C3%A9."]);
    }
    for (const chemin of ["/connexion", `/formations/${REFERENCE}/historique`, "/structures"]) {
      expect((await lire("claire", chemin)).rendue).toBe(true);
      expect((await lire("claire", chemin)).rendue).toBe(true);
    }
  });

  const ecritures: Record<string, () => Promise<unknown>> = {
    "un mot de l'action": () =>
      base.db
        .update(actionFormation)
        .set({ saisie: { intitule: "Soudure" } })
        .where(eq(actionFormation.reference, REFERENCE)),
    "une action de plus": () =>
      base.db
        .insert(actionFormation)
        .values({ reference: "200000000002", siret: SIRET, etat: "brouillon", saisie: {} }),
    "une action de moins": () =>
      base.db.delete(actionFormation).where(eq(actionFormation.reference, "200000000002")),
    "une session de plus": () =>
      base.db
        .insert(sessionFormation)
        .values({ reference: "00000001", actionReference: REFERENCE, siret: SIRET, saisie: {} }),
    "une session changée": () => base.db.update(sessionFormation).set({ saisie: { debut: "2027-01-04" } }),
    "une session de moins": () => base.db.delete(sessionFormation),
    "une publication": () =>
      base.db.insert(publication).values({
        actionReference: REFERENCE,
        siret: SIRET,
        approuve: { action: {}, formacodes: [], sessions: [] },
        fragment: "",
        publieeLe: new Date(),
        majLe: new Date(),
      }),
    "une publication retirée": () => base.db.delete(publication),
    "un motif": () =>
      base.db
        .insert(motif)
        .values({ actionReference: REFERENCE, champ: "programme", code: "X", phrase: "X" }),
    "un motif levé": () => base.db.update(motif).set({ leveLe: new Date() }),
    "une demande": () =>
      base.db
        .insert(demande)
        .values({ type: "republication", actionReference: REFERENCE, contexte: "Rentrée." }),
    "une demande close": () => base.db.update(demande).set({ closeLe: new Date() }),
    "le nom de la structure": () =>
      base.db.update(structure).set({ nom: "Nouveau nom" }).where(eq(structure.siret, SIRET)),
    "le nom d'une autre structure": () =>
      base.db.update(structure).set({ nom: "Voisin" }).where(eq(structure.siret, AUTRE)),
    "une certification": () =>
      base.db
        .insert(certification)
        .values({ code: "RS1", repertoire: "RS", intitule: "X", actif: true, recherche: "x" }),
    "le nom de la personne": () =>
      base.db
        .update(utilisateur)
        .set({ nom: "Claire M." })
        .where(eq(utilisateur.courriel, "claire@exemple.fr")),
    "un droit réduit": () => base.db.update(rattachement).set({ profil: "preinscription" }),
    "un droit retiré": () => base.db.delete(rattachement),
  };
  for (const [quoi, ecrire] of Object.entries(ecritures)) {
    it(`n'est plus montrée après un changement : ${quoi}`, async () => {
      expect((await lire("claire")).rendue).toBe(false);
      await ecrire();
      expect((await lire("claire")).rendue).toBe(true);
      expect((await lire("claire")).rendue).toBe(false);
    });
  }
});

describe("la file des modérateurs, gardée", () => {
  it("suit ce qui attend, ce qui n'attend plus, et les demandes", async () => {
    await lire("hugo", "/moderation");
    expect((await lire("hugo", "/moderation")).rendue).toBe(false);
    const a = base.db.update(actionFormation);
    const [hugo] = await base.db
      .select()
      .from(utilisateur)
      .where(eq(utilisateur.courriel, "hugo@exemple.fr"));
    const changements = [
      () => a.set({ etat: "creee", echeance: "2026-12-01" }).where(eq(actionFormation.reference, REFERENCE)),
      () => a.set({ priseEnChargePar: hugo?.id ?? null }).where(eq(actionFormation.reference, REFERENCE)),
      () =>
        base.db
          .update(actionFormation)
          .set({ etat: "publiee" })
          .where(eq(actionFormation.reference, REFERENCE)),
      () =>
        base.db.insert(demande).values({ type: "republication", actionReference: REFERENCE, contexte: "X" }),
      // Published, with a demande: its title stands in the queue.
      () => a.set({ saisie: { intitule: "Autre titre" } }).where(eq(actionFormation.reference, REFERENCE)),
      () => base.db.update(structure).set({ ville: "Pau" }).where(eq(structure.siret, SIRET)),
    ];
    for (const changer of changements) {
      await changer();
      expect((await lire("hugo", "/moderation")).rendue).toBe(true);
      expect((await lire("hugo", "/moderation")).rendue).toBe(false);
    }
    // A moderator reads any structure: what the revision of their identity does not cover is rendered.
    await lire("hugo", `/formations/${REFERENCE}`);
    expect((await lire("hugo", `/formations/${REFERENCE}`)).rendue).toBe(true);
  });
});

describe("la révision, tenue par la base", () => {
  it("suit toute table qu'une page gardée lit : une table nouvelle doit être rangée ici", async () => {
    const suivies = await base.db
      .select({ nom: sql<string>`distinct event_object_table` })
      .from(sql`information_schema.triggers where trigger_name like 'revision%'`);
    const toutes = await base.db
      .select({ nom: sql<string>`table_name` })
      .from(sql`information_schema.tables where table_schema = 'public'`);
    const horsDesPages = [
      "journal",
      "courrier",
      "tentative_connexion",
      "lien_mot_de_passe",
      "formulaire_repondu",
      "version_flux",
      "mot_intitule",
      "identite_externe",
      "structure_a_recopier",
    ];
    const lueAvecLIdentite = ["connexion", "utilisateur", "rattachement", "revision"];
    const tireesDesActions = ["compte_actions"];
    const rangees = [...suivies.map((t) => t.nom), ...horsDesPages, ...lueAvecLIdentite, ...tireesDesActions];
    expect(rangees.toSorted()).toEqual(toutes.map((t) => t.nom).toSorted());
  });
});
