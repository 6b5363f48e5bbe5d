import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, courrier, publication, sessionFormation, structure } from "../../db/schema";
import { chargerReferentielsDemonstration } from "../../db/seed/demonstration.server";
import { baseDeTest } from "../../db/test";
import type { Saisie } from "../../db/types";
import { refus } from "../catalogue/circuit-d-essai.server";
import type { Contexte } from "../catalogue/contexte";
import { publierMots } from "../catalogue/ecrire.server";
import { lireHistorique } from "../catalogue/historique.server";
import type { Etat } from "../catalogue/workflow";
import { PHRASE_MAX } from "../referentiels/texte";
import { type Correction, corrigerSaisie } from "./corriger.server";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const SAISIE: Saisie = {
  intitule: "Soudrue TIG",
  objectifGeneral: "7",
  objectif: "Souder l'acier.",
  programme: "Les procédés.",
  validation: ["attestation"],
  contactTelephone: "05 36 49 00 00",
};
const SEANCE: Saisie = {
  formateur: SIRET,
  voieAcces: "fpc",
  modalite: "0",
  heuresCentre: "70",
  typeEntree: "fixes",
  debut: "2027-01-04",
  fin: "2027-01-15",
  etatRecrutement: "1",
  commentaire: "Groupe A",
  lieuAdresse: "27 rue des Taneries",
  lieuCommune: "86194",
  lieuCodePostal: "86000",
  lieuVille: "Poitiers",
};

let base: BaseOuverte;
let mod: Contexte;

beforeAll(async () => {
  base = await baseDeTest();
  await chargerReferentielsDemonstration(base.db);
  await base.db.insert(structure).values({
    siret: SIRET,
    nom: "Le Clain",
    raisonSociale: "Le Clain",
    ville: "Poitiers",
    codePostal: "86000",
    courriel: "accueil@exemple.fr",
  });
  mod = {
    db: base.db,
    acteur: { id: 0, nom: "Hugo", moderateur: true, profils: {} },
    maintenant: new Date("2026-11-23T10:00:00Z"),
  };
});
beforeEach(async () => {
  for (const table of [publication, sessionFormation, actionFormation, courrier]) await base.db.delete(table);
});
afterAll(() => base.fermer());

/** The action in that state, its words online when it has been published (`approuvee`, when other words are). */
async function uneAction(etat: Etat, approuvee = SAISIE) {
  const [action] = await base.db
    .insert(actionFormation)
    .values({
      reference: REFERENCE,
      siret: SIRET,
      etat,
      ...(etat === "creee" || etat === "modifiee" ? { echeance: "2026-11-27" } : {}),
      saisie: SAISIE,
      formacodes: ["23026"],
    })
    .returning();
  await base.db
    .insert(sessionFormation)
    .values({ reference: SESSION, actionReference: REFERENCE, siret: SIRET, saisie: SEANCE });
  if (action && (etat === "publiee" || etat === "modifiee")) {
    const sessions = [{ reference: SESSION, saisie: SEANCE }];
    await publierMots(mod, action, { action: approuvee, formacodes: ["23026"], sessions });
  }
}

const corriger = (c: Partial<Correction>, ctx = mod) =>
  corrigerSaisie(ctx, REFERENCE, {
    revision: 1,
    session: null,
    saisie: c.session ? SEANCE : SAISIE,
    formacodes: ["23026"],
    note: "",
    ...c,
  });
const lue = async () => (await base.db.select().from(actionFormation))[0];
const enLigne = async () => (await base.db.select().from(publication))[0];
const JUSTE = { ...SAISIE, intitule: "Soudure TIG" };

it("ce qui est au contrôle se corrige sans rien mettre en ligne, et l'organisme le lit", async () => {
  await uneAction("creee");
  expect(await corriger({ saisie: JUSTE, note: "Une lettre." })).toBe(true);
  expect(await lue()).toMatchObject({ etat: "creee", saisie: JUSTE, version: 2, recherche: "soudure tig" });
  expect(await enLigne()).toBeUndefined();
  const [ligne] = (await lireHistorique(mod, REFERENCE, "fr")).lignes;
  expect(ligne).toMatchObject({
    evenement: "saisie corrigée par Cap Métiers",
    auteur: "Hugo",
    changements: [
      { libelle: "Intitulé", avant: "Soudrue TIG", apres: "Soudure TIG" },
      { libelle: "Message", avant: "", apres: "Une lettre." },
    ],
  });
  const [lettre] = await base.db.select().from(courrier);
  expect(lettre?.phrase).toContain("Cap Métiers a corrigé votre saisie : Intitulé.");
});

it("ce qui est publié se corrige en ligne, Formacodes compris", async () => {
  await uneAction("publiee");
  await corriger({ saisie: JUSTE, formacodes: ["23026", "23015"] });
  expect(await lue()).toMatchObject({ etat: "publiee", formacodes: ["23026", "23015"] });
  const publiee = await enLigne();
  expect(publiee?.approuve).toMatchObject({ action: JUSTE, formacodes: ["23026", "23015"] });
  expect(String(publiee?.fragment)).toContain("Soudure TIG");
});

it("au contrôle d'une action publiée, seul ce qui était en ligne avec les mêmes mots y est corrigé", async () => {
  await uneAction("modifiee", { ...SAISIE, programme: "L'ancien." });
  await corriger({ saisie: { ...JUSTE, programme: "Les procédés !" }, formacodes: ["99999"] });
  expect((await enLigne())?.approuve).toMatchObject({
    action: { intitule: "Soudure TIG", programme: "L'ancien." },
    // Publishing gives them: what the page did not show is not read.
    formacodes: ["23026"],
  });
  expect((await lue())?.saisie).toMatchObject({ intitule: "Soudure TIG", programme: "Les procédés !" });
});

it("une session se corrige de même, dans ses mots seulement", async () => {
  await uneAction("publiee");
  const { commentaire: _, ...reste } = SEANCE;
  const saisie = { ...reste, lieuAdresse: "27 rue des Tanneries", debut: "2027-02-01" };
  await corriger({ session: SESSION, saisie });
  const [session] = await base.db.select().from(sessionFormation);
  expect(session).toMatchObject({ version: 2 });
  expect(session?.saisie).toEqual({ ...reste, lieuAdresse: "27 rue des Tanneries" });
  expect((await enLigne())?.approuve.sessions[0]?.saisie.lieuAdresse).toBe("27 rue des Tanneries");
  expect((await lue())?.revision).toBe(2);
});

it("ce qui manquait déjà n'empêche pas de corriger le reste, et ne s'aggrave pas", async () => {
  await uneAction("publiee");
  // As an import brings them: no programme, no contact, a Formacode of an older thesaurus.
  const { programme: _, contactTelephone: __, ...importee } = SAISIE;
  await base.db.update(actionFormation).set({ saisie: importee, formacodes: ["99999"] });
  expect(await corriger({ saisie: importee, formacodes: ["99999"] })).toBe(false);
  expect(await corriger({ saisie: importee, formacodes: ["23026"] })).toBe(true);
  expect(await corriger({ revision: 2, saisie: { ...importee, intitule: "Soudure TIG" } })).toBe(true);
  const pire = await refus(
    corriger({ revision: 3, saisie: { ...importee, intitule: "Soudure", contactCourriel: "à venir" } }),
  );
  expect(pire.raisons.map((r) => r.champ)).toEqual(["contactCourriel"]);
  await base.db.update(actionFormation).set({ saisie: SAISIE });
  const { contactTelephone: ___, ...sansContact } = SAISIE;
  const perdu = await refus(corriger({ revision: 3, saisie: sansContact }));
  expect(perdu.raisons.map((r) => r.champ)).toEqual(["contactCourriel"]);
});

it("sans rien à corriger, rien ne s'écrit", async () => {
  await uneAction("publiee");
  expect(await corriger({})).toBe(false);
  const seul = await refus(corriger({ note: "Bonjour" }));
  expect([seul.statut, seul.raisons.map((r) => r.champ)]).toEqual([422, ["note"]]);
  expect((await lue())?.revision).toBe(1);
  expect(await base.db.select().from(courrier)).toEqual([]);
});

it.each([
  "brouillon",
  "alerte",
  "archivee",
  "supprimee",
] as const)("une action « %s » n'est pas à corriger ici", async (etat) => {
  await uneAction(etat);
  expect((await refus(corriger({ saisie: JUSTE }))).statut).toBe(409);
  expect((await lue())?.saisie).toEqual(SAISIE);
});

it("refuse ce que le formulaire de l'organisme refuserait, au champ, et rien ne change", async () => {
  await uneAction("publiee");
  const { objectif: _, ...sansObjectif } = SAISIE;
  const vide = await refus(corriger({ saisie: sansObjectif }));
  expect([vide.statut, vide.raisons.map((r) => r.champ)]).toEqual([422, ["objectif"]]);
  const long = await refus(
    corriger({ session: SESSION, saisie: { ...SEANCE, commentaire: "x".repeat(501) } }),
  );
  expect([long.statut, long.raisons.map((r) => r.champ)]).toEqual([422, ["commentaire"]]);
  const tout = await refus(corriger({ saisie: sansObjectif, formacodes: ["1"] }));
  expect(tout.raisons.map((r) => r.champ)).toEqual(["objectif", "formacodes"]);
  const sansIndex = await refus(corriger({ saisie: JUSTE, formacodes: [] }));
  expect(sansIndex.raisons.map((r) => r.champ)).toEqual(["formacodes"]);
  const bavard = await refus(corriger({ saisie: JUSTE, note: "x".repeat(PHRASE_MAX + 1) }));
  expect(bavard.raisons.map((r) => r.champ)).toEqual(["note"]);
  expect(await lue()).toMatchObject({ saisie: SAISIE, revision: 1 });
});

it("refuse une page d'avant, une conventionnée, une session d'ailleurs, et qui n'est pas modérateur", async () => {
  await uneAction("publiee");
  expect((await refus(corriger({ saisie: JUSTE, revision: 0 }))).statut).toBe(409);
  expect((await refus(corriger({ session: "00000099" }))).statut).toBe(404);
  const organisme = { id: 1, nom: "Claire", moderateur: false, profils: { [SIRET]: "general" as const } };
  expect((await refus(corriger({ saisie: JUSTE }, { ...mod, acteur: organisme }))).statut).toBe(403);
  await base.db.update(actionFormation).set({ conventionnee: true }).where(eq(actionFormation.siret, SIRET));
  expect((await refus(corriger({ saisie: JUSTE }))).statut).toBe(409);
  expect((await lue())?.saisie).toEqual(SAISIE);
});
