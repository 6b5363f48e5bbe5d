import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { rattachement, structure, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { ConflitDeVersion, type ContexteConnecte, Refus } from "../catalogue/contexte";
import { identiteParId } from "./comptes.server";
import { ajouterOrganisme, corrigerOrganisme, deLaMemeEntreprise, lireOrganisme } from "./organisme.server";

const SIRET = "00043127000024";
const AILLEURS = "00057241200013";
const NOUVEAU = "31490172900033";

let base: BaseOuverte;
const ids: Record<string, number> = {};

/** Rosa is référente, Samir is of the structure, Yann référent of another one, Hugo moderates. */
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const creation = { raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000", codeInsee: "86194" };
  await base.db
    .insert(structure)
    .values([SIRET, AILLEURS].map((siret) => ({ siret, nom: "Institut du Clain", ...creation })));
  for (const [nom, siret, referent] of [
    ["rosa", SIRET, true],
    ["samir", SIRET, false],
    ["yann", AILLEURS, true],
    ["hugo", null, false],
  ] as const) {
    const [u] = await base.db
      .insert(utilisateur)
      .values({ nom, courriel: `${nom}@exemple.fr`, motDePasse: "", moderateur: siret === null })
      .returning();
    ids[nom] = u?.id ?? 0;
    if (siret) {
      const valeurs = { utilisateurId: ids[nom], siret, profil: "preinscription" as const, referent };
      await base.db.insert(rattachement).values(valeurs);
    }
  }
});
afterAll(() => base.fermer());

async function comme(nom: string): Promise<ContexteConnecte> {
  const { acteur } = await identiteParId(base.db, ids[nom]);
  if (!acteur) throw new Error(`Personne ne s'appelle ${nom}.`);
  return { db: base.db, acteur, maintenant: new Date("2026-11-27T10:00:00Z") };
}

/** The reasons of a refusal by field, or its status when it has none. */
const refus = async (promesse: Promise<unknown>) =>
  promesse.then(
    () => "fait",
    (e: unknown) =>
      e instanceof Refus ? (e.raisons.length > 0 ? e.raisons.map((r) => r.champ) : e.statut) : e,
  );

const garde = async (siret = SIRET) =>
  (await base.db.select().from(structure).where(eq(structure.siret, siret)))[0];

const MOTS = {
  siret: NOUVEAU,
  raisonSociale: "Chambre de métiers",
  nom: "",
  nda: "75 86 01234 86",
  adresse: "2 rue  Haute",
  codePostal: "86000",
  ville: "Poitiers",
  telephone: "05 49 00 00 00",
  courriel: "",
  siteWeb: "https://www.exemple.fr",
};

describe("ajouter un organisme", () => {
  it("le fait entrer, sa commune trouvée, son nom d'usage celui de sa raison sociale", async () => {
    expect(await ajouterOrganisme(await comme("hugo"), { ...MOTS, siret: "314 901 729 00033" })).toEqual({
      siret: NOUVEAU,
      nom: "Chambre de métiers",
    });
    expect(await garde(NOUVEAU)).toMatchObject({
      raisonSociale: "Chambre de métiers",
      nom: "Chambre de métiers",
      nda: "75860123486",
      adresse: "2 rue Haute",
      codeInsee: "86194",
      courriel: null,
      siteWeb: "https://www.exemple.fr",
    });
  });

  it("est à Cap Métiers : un référent ne le peut pas", async () => {
    expect(await refus(ajouterOrganisme(await comme("rosa"), MOTS))).toBe(403);
    expect(await garde(NOUVEAU)).toBeUndefined();
  });

  it("dit toutes les raisons à la fois, et n'écrit rien", async () => {
    const mots = { ...MOTS, siret: "31490172900034", nda: "1234", codePostal: "33000", courriel: "x@y" };
    const dites = await refus(ajouterOrganisme(await comme("hugo"), mots));
    expect(dites).toEqual(["siret", "nda", "courriel", "ville"]);
    const vide = await refus(ajouterOrganisme(await comme("hugo"), {}));
    expect(vide).toEqual(["siret", "raisonSociale", "codePostal", "ville"]);
    const pire = {
      ...MOTS,
      nda: "00000000000",
      raisonSociale: "<b>x</b>",
      adresse: "x".repeat(51),
      telephone: "12",
      siteWeb: "exemple",
    };
    expect(await refus(ajouterOrganisme(await comme("hugo"), pire))).toEqual([
      "raisonSociale",
      "nda",
      "adresse",
      "telephone",
      "siteWeb",
    ]);
    expect(await base.db.$count(structure)).toBe(2);
  });

  it("n'écrase pas celui qui y est, même quand deux modérateurs l'ajoutent ensemble", async () => {
    const hugo = await comme("hugo");
    await expect(ajouterOrganisme(hugo, { ...MOTS, siret: SIRET })).rejects.toMatchObject({ siret: SIRET });
    const deux = await Promise.all([1, 2].map(() => refus(ajouterOrganisme(hugo, MOTS))));
    expect(deux.toSorted()).toEqual(["fait", ["siret"]]);
    expect(await garde()).toMatchObject({ nom: "Institut du Clain" });
  });

  it("prend hors de la région une adresse dont la commune n'est pas connue", async () => {
    await ajouterOrganisme(await comme("hugo"), { ...MOTS, codePostal: "75001", ville: "Paris" });
    expect(await garde(NOUVEAU)).toMatchObject({ ville: "Paris", codeInsee: null });
  });

  it("propose ce qu'un autre établissement de l'entreprise dit déjà", async () => {
    await ajouterOrganisme(await comme("hugo"), MOTS);
    await base.db.insert(structure).values({ siret: "31490172900000", nom: "x", raisonSociale: "x" });
    const dite = { raisonSociale: "Chambre de métiers", nda: "75860123486" };
    expect(await deLaMemeEntreprise(base, "31490172900041")).toEqual(dite);
    expect(await deLaMemeEntreprise(base, "99999999900041")).toEqual({});
  });
});

describe("corriger la fiche d'un organisme", () => {
  const corriger = async (qui: string, mots: Record<string, string>, version?: string, siret = SIRET) => {
    const ctx = await comme(qui);
    const lue = version ?? (await lireOrganisme(await comme("hugo"), siret)).version;
    const sienne = version ?? (await lireOrganisme(ctx, siret).catch(() => null))?.version ?? lue;
    return corrigerOrganisme(ctx, siret, { mots, version: sienne });
  };
  const COORDONNEES = {
    nom: "Institut",
    adresse: "1 rue Basse",
    codePostal: "86000",
    ville: "Poitiers",
    telephone: "05 49 11 11 11",
    courriel: "contact@exemple.fr",
    siteWeb: "",
  };

  it("est au référent pour les coordonnées : ce qu'il poste d'autre est laissé", async () => {
    const forge = { ...COORDONNEES, siret: AILLEURS, raisonSociale: "Autre", nda: "11111111111" };
    expect(await corriger("rosa", forge)).toMatchObject({
      avant: { telephone: "" },
      apres: { telephone: "05 49 11 11 11" },
      enLigne: false,
    });
    expect(await garde()).toMatchObject({
      nom: "Institut",
      raisonSociale: "Le Clain",
      nda: null,
      telephone: "05 49 11 11 11",
      siteWeb: null,
    });
    expect(await garde(AILLEURS)).toMatchObject({ nom: "Institut du Clain" });
  });

  it("est à Cap Métiers pour tout, sauf le SIRET", async () => {
    const mots = { ...COORDONNEES, siret: NOUVEAU, raisonSociale: "Le Clain SA", nda: "75860123486" };
    await corriger("hugo", mots);
    expect(await garde()).toMatchObject({ raisonSociale: "Le Clain SA", nda: "75860123486" });
    expect(await base.db.$count(structure)).toBe(2);
  });

  it("n'est ni à un collègue, ni à un inconnu, ni à qui n'est plus référent", async () => {
    expect(await refus(corriger("samir", COORDONNEES))).toBe(403);
    expect(await refus(corriger("yann", COORDONNEES))).toBe(404);
    expect(await refus(corriger("hugo", COORDONNEES, "x", NOUVEAU))).toBe(404);
    await base.db.update(rattachement).set({ referent: false });
    expect(await refus(corriger("rosa", COORDONNEES))).toBe(403);
    await base.db.delete(rattachement);
    expect(await refus(corriger("rosa", COORDONNEES))).toBe(404);
    expect(await garde()).toMatchObject({ telephone: null });
  });

  it("à deux en même temps, le second compare : rien n'est perdu", async () => {
    const { version } = await lireOrganisme(await comme("rosa"), SIRET);
    await corriger("rosa", COORDONNEES, version);
    const autres = { ...COORDONNEES, telephone: "05 49 22 22 22" };
    await expect(corriger("rosa", autres, version)).rejects.toBeInstanceOf(ConflitDeVersion);
    expect(await garde()).toMatchObject({ telephone: "05 49 11 11 11" });
    // The same words say nothing more: they are there.
    expect(await corriger("rosa", COORDONNEES, version)).toMatchObject({ apres: {} });
    // What Cap Métiers alone corrects is no conflict for a référent.
    const relue = await lireOrganisme(await comme("rosa"), SIRET);
    await corriger("hugo", { ...COORDONNEES, raisonSociale: "Le Clain", nda: "75860123486" });
    await corriger("rosa", autres, relue.version);
    expect(await garde()).toMatchObject({ telephone: "05 49 22 22 22", nda: "75860123486" });
  });

  it("refuse ce qui ne va pas, et garde une adresse ancienne que l'on ne touche pas", async () => {
    const mauvais = { ...COORDONNEES, telephone: "12", ville: "Bordeaux" };
    expect(await refus(corriger("rosa", mauvais))).toEqual(["telephone", "ville"]);
    await base.db
      .update(structure)
      .set({ ville: "Poitiers-Sud", codeInsee: "86999" })
      .where(eq(structure.siret, SIRET));
    await corriger("rosa", { ...COORDONNEES, ville: "Poitiers-Sud" });
    expect(await garde()).toMatchObject({ ville: "Poitiers-Sud", codeInsee: "86999" });
  });
});
