import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import {
  actionFormation,
  demande,
  journal,
  motif,
  sessionFormation,
  structure,
  utilisateur,
} from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai, envoiDEssai, MODERATEUR } from "../../server/requete-d-essai.server";
import { action } from "./fiche";
import { lignesDeMotif } from "./lignes-de-motif";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const SESSION = "00000042";

let base: BaseOuverte;

/** An action under control whose organisme asks for a session to be taken away. */
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const [siret, actionReference] = [SIRET, REFERENCE];
  const creation = { nom: "Le Clain", raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db.insert(structure).values({ siret, ...creation });
  await base.db.insert(actionFormation).values({
    reference: REFERENCE,
    siret,
    etat: "modifiee",
    echeance: "2026-11-27",
    saisie: { intitule: "Taille de la vigne" },
    formacodes: ["21001"],
  });
  await base.db.insert(sessionFormation).values({ reference: SESSION, actionReference, siret, saisie: {} });
  await base.db.insert(demande).values({
    type: "suppression_session",
    actionReference,
    sessionReference: SESSION,
    contexte: "Personne n'est inscrit.",
  });
});
afterAll(() => base.fermer());

/** Posts the sheet as the form of a moderator of a portal does: its address, or what the page shows again. */
async function poster(bouton: string, mots: Record<string, string> = {}, voir = "") {
  const envoi = { jeton: "j", revision: "1", formacodes: "21001", ...mots, bouton };
  const request = envoiDEssai(`/moderation/${REFERENCE}${voir}`, envoi);
  const context = await contexteDEssai(base, { identite: MODERATEUR });
  const args = { request, params: { reference: REFERENCE }, context };
  const reponse = await action(args as unknown as Parameters<typeof action>[0]);
  return reponse instanceof Response ? reponse.headers.get("Location") : reponse;
}

const lire = async () => {
  const [a] = await base.db.select().from(actionFormation);
  const ouvertes = (await base.db.select().from(demande)).filter((d) => d.closeLe === null);
  return { etat: a?.etat, prise: a?.priseEnChargePar !== null, ouvertes: ouvertes.length };
};

const MOTS = { code0: "AUTRE", phrase0: "Quel bâtiment ?", reponse1: "Des inscrits." };

it("prendre en charge garde tout ce qui est écrit, et une seule fois si l'envoi est doublé", async () => {
  const attendue = { data: { fait: "Vous avez pris cette action en charge.", saisie: MOTS } };
  expect(await poster("prendre", MOTS)).toMatchObject(attendue);
  expect(await lire()).toEqual({ etat: "modifiee", prise: true, ouvertes: 1 });
  expect(await poster("prendre", MOTS)).toMatchObject(attendue);
  const prises = await base.db.select().from(journal).where(eq(journal.evenement, "prendreEnCharge"));
  expect(prises).toHaveLength(1);
});

it("prendre en charge une action qui a changé rend les mots, et la phrase qui le dit", async () => {
  expect(await poster("prendre", { ...MOTS, revision: "0" })).toMatchObject({
    init: { status: 409 },
    data: { saisie: MOTS, refus: { message: expect.stringContaining("Relisez-la") } },
  });
  expect(await lire()).toMatchObject({ prise: false });
});

it.each([
  ["un motif", MOTS],
  ["un Formacode", { reponse1: "Des inscrits.", formacodes: "21001 21002" }],
])("répondre à une demande garde %s déjà écrit", async (_, mots) => {
  expect(await poster("refuser:1", mots)).toMatchObject({
    data: { fait: expect.stringMatching(/^La demande est refusée/), saisie: mots },
  });
  expect(await lire()).toMatchObject({ ouvertes: 0 });
});

it("répondre à une demande sans rien d'autre d'écrit revient à la fiche", async () => {
  expect(await poster("refuser:1", { reponse1: "Des inscrits." })).toBe(`/moderation/${REFERENCE}`);
  expect(await lire()).toMatchObject({ ouvertes: 0 });
});

it.each([
  "publier",
  "complement",
])("une réponse écrite et pas envoyée arrête la décision : %s", async (bouton) => {
  expect(await poster(bouton, MOTS)).toMatchObject({
    init: { status: 422 },
    data: { saisie: MOTS, refus: { raisons: [{ champ: "reponse1" }] } },
  });
  expect(await lire()).toEqual({ etat: "modifiee", prise: false, ouvertes: 1 });
});

it("la copie de l'appareil revient dans un formulaire recommencé", async () => {
  expect(await poster("reprendre", MOTS)).toMatchObject({
    data: { saisie: MOTS, reprise: expect.any(String) },
  });
});

it("rendre à la file se fait une fois prise, et garde ce qui est écrit", async () => {
  expect(await poster("rendre", MOTS)).toMatchObject({ init: { status: 409 }, data: { saisie: MOTS } });
  await poster("prendre", { jeton: "a" });
  expect(await poster("rendre", { ...MOTS, revision: "2" })).toMatchObject({
    data: { fait: expect.stringContaining("rendue à la file"), saisie: MOTS },
  });
  expect(await lire()).toMatchObject({ prise: false });
});

it("une décision sur ce qu'un collègue a pris rend tous les mots, et dit qui ; l'action se reprend en une fois", async () => {
  const [nora] = await base.db
    .insert(utilisateur)
    .values({ courriel: "nora@exemple.fr", nom: "Nora", motDePasse: "", moderateur: true })
    .returning();
  await base.db.update(actionFormation).set({ priseEnChargePar: nora?.id ?? null, revision: 2 });
  const mots = { code0: "AUTRE", champ0: "programme", phrase0: "Quel bâtiment ?" };
  expect(await poster("complement", mots)).toMatchObject({
    init: { status: 409 },
    data: { saisie: mots, refus: { message: expect.stringMatching(/^Nora a pris cette action en charge/) } },
  });
  expect(await base.db.select().from(motif)).toEqual([]);
  expect(await poster("prendre", { ...mots, jeton: "a", revision: "2" })).toMatchObject({
    data: { fait: expect.stringContaining("Nora le lit dans l'historique"), saisie: mots },
  });
  expect(await poster("complement", { ...mots, jeton: "b", revision: "3" })).toBe("/moderation");
  expect(await lire()).toMatchObject({ etat: "alerte", prise: false });
});

it("un motif de plus rouvre la page avec une ligne de plus, dix au plus", async () => {
  expect(await poster("motif", MOTS)).toMatchObject({ data: { saisie: { ...MOTS, code1: "" } } });
  const page = (await poster("motif", { phrase9: "Le dernier." })) as {
    data: { saisie: Record<string, string> };
  };
  expect(lignesDeMotif(page.data.saisie)).toBe(10);
  expect(lignesDeMotif({ code999: "AUTRE" })).toBe(10);
});

it("un complément donne tous ses motifs, puis mène à la suivante, ou à la file quand rien d'autre n'attend", async () => {
  const deux = {
    code0: "AUTRE",
    champ0: "programme",
    phrase0: "Quel bâtiment ?",
    code3: "CONTACT",
  };
  const autre = "200000000043";
  await base.db.insert(actionFormation).values({
    reference: autre,
    siret: SIRET,
    etat: "creee",
    echeance: "2026-11-26",
    saisie: { intitule: "Greffe" },
  });
  expect(await poster("complement:suivante", deux)).toBe(`/moderation/${autre}`);
  expect((await base.db.select().from(motif)).map((m) => m.champ)).toEqual(["programme", "contactCourriel"]);
});

it("quand rien d'autre n'attend, la décision revient à la file", async () => {
  const mots = { code0: "AUTRE", champ0: "programme", phrase0: "Quel bâtiment ?" };
  expect(await poster("complement:suivante", mots, "?voir=modifiees")).toBe("/moderation?voir=modifiees");
});
