import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, certification, journal, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../../db/test";
import type { Acteur, Profil } from "../../droits/droits";
import { type Contexte, Refus } from "../contexte";
import { lireHistorique } from "../historique.server";
import { actionsProches } from "../proches.server";
import { motsDuTitre } from "../saisie";
import { ETATS, type Etat } from "../workflow";
import { repartirDe } from "./action.server";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";
const MODELE = "200000000042";
const MAINTENANT = new Date("2026-11-23T10:00:00Z");
const SAISIE = {
  intitule: "Taille de la vigne",
  programme: "La vigne.\nLe sécateur.",
  validation: ["rncp"],
  certifications: ["RNCP1"],
  contactCourriel: "vigne@exemple.fr",
};

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values([SIRET, AUTRE].map((siret) => ({ siret, nom: siret, raisonSociale: siret, ville: "Poitiers" })));
  await base.db
    .insert(certification)
    .values({ code: "RNCP1", repertoire: "RNCP", intitule: "Vigneron", actif: false, recherche: "vigneron" });
});
afterAll(() => base.fermer());

beforeEach(async () => {
  await base.db.delete(actionFormation);
  await base.db.delete(journal);
  await base.db.insert(actionFormation).values({
    reference: MODELE,
    siret: SIRET,
    etat: "publiee",
    saisie: SAISIE,
    formacodes: ["21001"],
    recherche: motsDuTitre(SAISIE),
  });
  await base.db
    .insert(sessionFormation)
    .values({ reference: "00000042", actionReference: MODELE, siret: SIRET, saisie: SESSION_COMPLETE });
});

function contexte(profils: Acteur["profils"], moderateur = false): Contexte {
  return {
    db: base.db,
    acteur: { id: 1, nom: "Claire", moderateur, profils },
    maintenant: MAINTENANT,
  };
}
const gerant = (profil: Profil = "catalogue") => contexte({ [SIRET]: profil });

const lire = async (reference: string) => {
  const [action] = await base.db
    .select()
    .from(actionFormation)
    .where(eq(actionFormation.reference, reference));
  if (!action) throw new Error(reference);
  return action;
};
const changer = (change: Partial<typeof actionFormation.$inferInsert>) =>
  base.db.update(actionFormation).set(change).where(eq(actionFormation.reference, MODELE));

it.each(Object.keys(ETATS) as Etat[])("les mots d'une action %s commencent un brouillon", async (etat) => {
  await changer({ etat, echeance: "2026-11-27" });
  const avant = await lire(MODELE);
  const reference = await repartirDe(gerant(), MODELE);
  expect(reference).not.toBe(MODELE);
  expect(await lire(reference)).toMatchObject({
    siret: SIRET,
    etat: "brouillon",
    saisie: SAISIE,
    recherche: "taille de la vigne",
    formacodes: [],
    conventionnee: false,
    echeance: null,
    version: 1,
  });
  expect(await lire(MODELE)).toEqual(avant);
  const sessions = await base.db
    .select()
    .from(sessionFormation)
    .where(eq(sessionFormation.actionReference, reference));
  expect(sessions).toEqual([]);
});

it("ceux d'une formation conventionnée aussi, qui reste en lecture seule : le brouillon ne l'est pas", async () => {
  await changer({ conventionnee: true, origine: "flux-1" });
  const reference = await repartirDe(gerant("general"), MODELE);
  expect(await lire(reference)).toMatchObject({ conventionnee: false, origine: null, saisie: SAISIE });
});

it("le brouillon est dans la structure de l'action, quelle que soit celle où l'on travaille", async () => {
  const reference = await repartirDe(contexte({ [AUTRE]: "general", [SIRET]: "general" }), MODELE);
  expect((await lire(reference)).siret).toBe(SIRET);
});

it("l'historique nomme l'action dont les mots viennent", async () => {
  const ctx = gerant();
  const reference = await repartirDe(ctx, MODELE);
  const [ligne] = (await lireHistorique(ctx, reference, "fr-FR")).lignes;
  expect(ligne).toMatchObject({
    auteur: "Claire",
    evenement: "brouillon commencé avec les mots d'une autre action",
    changements: expect.arrayContaining([
      { libelle: "Intitulé", avant: "", apres: "Taille de la vigne" },
      { libelle: "Mots repris de l'action", avant: "", apres: MODELE },
    ]),
  });
  expect((await lireHistorique(ctx, MODELE, "fr-FR")).lignes).toEqual([]);
});

it("le brouillon est dit proche de son modèle, tant que celui-ci est au catalogue", async () => {
  const reference = await repartirDe(gerant(), MODELE);
  expect(await actionsProches(gerant(), await lire(reference))).toMatchObject([{ reference: MODELE }]);
  await changer({ etat: "archivee" });
  expect(await actionsProches(gerant(), await lire(reference))).toEqual([]);
});

const COLLEGUE = { statut: 403, message: expect.stringContaining("consulter ce catalogue") };

it.each<[string, () => Contexte, object]>([
  ["la préinscription", () => gerant("preinscription"), COLLEGUE],
  [
    "qui n'est gestionnaire que d'une autre structure",
    () => contexte({ [SIRET]: "preinscription", [AUTRE]: "general" }),
    COLLEGUE,
  ],
  ["un modérateur", () => contexte({}, true), COLLEGUE],
  ["un étranger", () => contexte({ [AUTRE]: "general" }), { statut: 404 }],
  ["personne", () => ({ ...gerant(), acteur: null }), { statut: 404 }],
])("%s ne commence rien", async (_, qui, refus) => {
  const erreur = await repartirDe(qui(), MODELE).catch((e: unknown) => e);
  expect(erreur).toBeInstanceOf(Refus);
  expect(erreur).toMatchObject(refus);
  expect(await base.db.select().from(actionFormation)).toHaveLength(1);
  expect(await base.db.select().from(journal)).toEqual([]);
});

it("une action qui n'existe pas est introuvable", async () => {
  await expect(repartirDe(gerant(), "200000000099")).rejects.toMatchObject({ statut: 404 });
});
