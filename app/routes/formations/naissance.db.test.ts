import { afterAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai, envoiDEssai, quiDuPortail } from "../../server/requete-d-essai.server";
import { action as creer } from "./nouvelle";
import { action as sauver } from "./sauvegarde";
import { action as creerSession } from "./session/nouvelle";
import { action as sauverSession } from "./session/sauvegarde";

/** A draft saves itself; the answer to its first save, which gives it its reference, may be lost on the way. */

const SIRET = "00043127000024";
const REFERENCE = "200000000042";

let base: BaseOuverte;
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const creation = { raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db.insert(structure).values({ siret: SIRET, nom: "Le Clain", ...creation });
});
afterAll(() => base.fermer());

type Action = (args: never) => Promise<unknown>;

/** Posts these words to that route, as Claire or as somebody else of the structure. */
async function poster(action: Action, mots: Record<string, string>, qui = "claire") {
  const structures = [{ siret: SIRET, profil: "general" as const }];
  const request = envoiDEssai("/formations", { naissance: "17.5", version: "0", structure: SIRET, ...mots });
  const identite = quiDuPortail(qui, { moderateur: false, structures });
  const args = {
    request,
    params: { reference: REFERENCE },
    context: await contexteDEssai(base, { identite }),
  };
  const reponse = await (action as (a: unknown) => Promise<unknown>)(args);
  if (!(reponse instanceof Response)) return reponse;
  return reponse.headers.get("Location") ?? (await reponse.json());
}

const lues = () => base.db.select().from(actionFormation);
const sessions = () => base.db.select().from(sessionFormation);

it("un brouillon dont la première réponse s'est perdue se retrouve, avec ses derniers mots", async () => {
  const premiere = await poster(sauver, { intitule: "Taille" });
  // The answer was lost: the form knows no reference yet.
  expect(await poster(sauver, { intitule: "Taille de la vigne" })).toEqual({
    reference: (premiere as { reference: string }).reference,
    version: 2,
  });
  const [action, ...autres] = await lues();
  expect([action?.saisie.intitule, autres]).toEqual(["Taille de la vigne", []]);
});

it("ce qu'un collègue y a écrit depuis n'est pas écrasé : les deux textes se comparent", async () => {
  const { reference } = (await poster(sauver, { intitule: "Taille" })) as { reference: string };
  const deSamir = { brouillon: reference, version: "1", naissance: "" };
  await poster(sauver, { ...deSamir, intitule: "Taille", programme: "De Samir." }, "samir");
  await expect(poster(sauver, { intitule: "Taille de la vigne" })).resolves.toMatchObject({
    refus: { statut: 409 },
  });
  const page = await poster(creer, { jeton: "a", bouton: "enregistrer", intitule: "Taille en vert" });
  expect(page).toMatchObject({
    init: { status: 409 },
    data: {
      version: 2,
      resultat: { initialValue: { intitule: "Taille en vert", programme: "De Samir." } },
      conflit: { lignes: [{ champ: "intitule" }], repris: ["Programme"] },
    },
  });
  expect((await lues()).map((a) => a.saisie)).toEqual([{ intitule: "Taille", programme: "De Samir." }]);
});

it("le bouton « Enregistrer » le retrouve de même", async () => {
  const { reference } = (await poster(sauver, { intitule: "Taille" })) as { reference: string };
  expect(await poster(creer, { jeton: "a", bouton: "enregistrer", intitule: "Taille en vert" })).toBe(
    `/formations/${reference}`,
  );
  expect((await lues()).map((a) => a.saisie.intitule)).toEqual(["Taille en vert"]);
});

it("le même envoi deux fois à la fois n'en commence qu'un", async () => {
  const [une, autre] = await Promise.all([
    poster(sauver, { intitule: "Taille" }),
    poster(sauver, { intitule: "Taille" }),
  ]);
  expect((une as { reference: string }).reference).toBe((autre as { reference: string }).reference);
  expect(await lues()).toHaveLength(1);
});

it("le numéro d'une autre personne, ou aucun, ne retrouve rien", async () => {
  await poster(sauver, { intitule: "Taille" });
  await poster(sauver, { intitule: "Greffe" }, "samir");
  await poster(sauver, { intitule: "Semis", naissance: "" });
  await poster(sauver, { intitule: "Semis", naissance: "" });
  expect((await lues()).map((a) => a.saisie.intitule).sort()).toEqual(["Greffe", "Semis", "Semis", "Taille"]);
});

it("une session se retrouve par son bouton", async () => {
  await base.db
    .insert(actionFormation)
    .values({ reference: REFERENCE, siret: SIRET, etat: "brouillon", saisie: {} });
  await poster(sauverSession, { commentaire: "Groupe A" });
  await poster(creerSession, { jeton: "a", bouton: "enregistrer", commentaire: "Groupe C" });
  expect((await sessions()).map((s) => s.saisie.commentaire)).toEqual(["Groupe C"]);
});

it("une session se retrouve par sa sauvegarde", async () => {
  await base.db
    .insert(actionFormation)
    .values({ reference: REFERENCE, siret: SIRET, etat: "brouillon", saisie: {} });
  const premiere = await poster(sauverSession, { commentaire: "Groupe A" });
  expect(await poster(sauverSession, { commentaire: "Groupe B" })).toMatchObject({
    reference: (premiere as { reference: string }).reference,
    version: 2,
  });
  expect(await sessions()).toHaveLength(1);
});
