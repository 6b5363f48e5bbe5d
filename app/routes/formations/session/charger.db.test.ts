import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../../db/client";
import { actionFormation, sessionFormation, structure } from "../../../../db/schema";
import { baseDeTest, SESSION_COMPLETE, SESSION_EN_APPRENTISSAGE } from "../../../../db/test";
import { chargerSession } from "./charger.server";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const [PASSEE, TRANSMISE] = ["00000042", "00000043"];

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values({ siret: SIRET, nom: "Le Clain", raisonSociale: "Le Clain", ville: "Poitiers" });
  await base.db
    .insert(actionFormation)
    .values({ reference: REFERENCE, siret: SIRET, etat: "publiee", saisie: { intitule: "Taille" } });
  const session = { actionReference: REFERENCE, siret: SIRET };
  const close = { ...SESSION_COMPLETE, etatRecrutement: "2", recrutement: ["9"] };
  const reunions = [{ date: "2026-02-03", lieu: "Salle A" }];
  await base.db.insert(sessionFormation).values([
    { ...session, reference: PASSEE, saisie: { ...close, reunions } },
    { ...session, reference: TRANSMISE, saisie: SESSION_EN_APPRENTISSAGE, transmiseLe: new Date() },
  ]);
});
afterAll(() => base.fermer());

function charger(quoi: Parameters<typeof chargerSession>[2]) {
  const acteur = { id: 1, nom: "Claire", moderateur: false, profils: { [SIRET]: "general" } };
  const ctx = { db: base.db, acteur, maintenant: new Date("2026-11-23T10:00:00Z") };
  const rafael = { habillage: { langueDesDates: "fr-FR" } };
  return chargerSession({ ctx, rafael } as never, REFERENCE, quoi);
}

it("une copie reprend tout d'une session, sauf son recrutement d'alors", async () => {
  const { saisie } = await charger({ copieDe: PASSEE, variante: null });
  expect(saisie).toMatchObject({ lieuAdresse: SESSION_COMPLETE.lieuAdresse, debut: SESSION_COMPLETE.debut });
  expect(saisie.etatRecrutement).toBe("1");
  expect(saisie.reunions).toBeUndefined();
  // The one it is made from keeps them.
  expect((await charger({ session: PASSEE })).saisie).toMatchObject({ etatRecrutement: "2" });
});

it("dit d'avance ce que l'enregistrement fera : en ligne et dates figées, ou une autre session chez les partenaires", async () => {
  expect((await charger("nouvelle")).avis).toContain("sera en ligne dès que vous l'enregistrez");
  expect((await charger({ session: TRANSMISE })).avis).toContain("ils la prennent pour une autre");
  await base.db.update(actionFormation).set({ etat: "brouillon" });
  expect((await charger("nouvelle")).avis).toBeNull();
});
