import { asc } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../../db/client";
import { actionFormation, sessionFormation, structure } from "../../../../db/schema";
import { baseDeTest, SESSION_COMPLETE, SESSION_EN_APPRENTISSAGE } from "../../../../db/test";
import type { Saisie } from "../../../../db/types";
import type { Variante } from "../../../catalogue/copies";
import type { Acteur, Profil } from "../../../droits/droits";
import type { RequetePostee } from "../../../server/route.server";
import { chargerSession } from "./charger.server";
import { traiterSession } from "./traiter.server";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const QUITTER = `/formations/${REFERENCE}#sessions`;
const CODES = ["RNCP37674"];

const DECLINEE: Variante = { voie: "professionnalisation" };
const AN: Variante = { decalage: "an" };
const VARIANTES: Variante[] = [DECLINEE, AN];

let base: BaseOuverte;
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values([SIRET, AUTRE].map((siret) => ({ siret, nom: siret, raisonSociale: siret, ville: "Poitiers" })));
  await base.db.insert(actionFormation).values({
    reference: REFERENCE,
    siret: SIRET,
    etat: "brouillon",
    saisie: { intitule: "Taille", certifications: CODES },
  });
  const saisie = { ...SESSION_EN_APPRENTISSAGE, formateur: SIRET, reunions: [{ date: "2027-01-05" }] };
  await base.db
    .insert(sessionFormation)
    .values({ reference: SESSION, actionReference: REFERENCE, siret: SIRET, saisie });
});
afterAll(() => base.fermer());

const gerant = (profil: Profil, siret = SIRET): Acteur => ({
  id: 1,
  nom: "Claire",
  moderateur: false,
  profils: { [siret]: profil },
});
const requete = (acteur: Acteur) => ({
  ctx: { db: base.db, acteur, maintenant: new Date("2026-11-23T10:00:00Z") },
  rafael: { habillage: { langueDesDates: "fr-FR" } },
});

const charger = (variante: Variante | null, acteur = gerant("general"), copieDe = SESSION) =>
  chargerSession(requete(acteur) as never, REFERENCE, { copieDe, variante });

/** Posts the form of that copy, as it was loaded, by that button. */
async function poster(variante: Variante, bouton: string, saisie: Saisie) {
  const form = new FormData();
  for (const [nom, valeur] of Object.entries({ version: "0", bouton, ...saisie })) {
    if (typeof valeur === "string") form.append(nom, valeur);
    else for (const [cle, v] of Object.entries(valeur)) form.append(`${nom}${enCle(cle)}`, String(v));
  }
  return traiterSession(
    {
      ...requete(gerant("general")),
      form,
      aller: async (chemin: string, message?: string) => ({ chemin, message }),
    } as unknown as RequetePostee<Acteur>,
    REFERENCE,
    null,
    { copieDe: SESSION, variante },
  );
}

/** An item of a list goes by the name of the list, an answer about a code by that name and the code. */
const enCle = (cle: string) => (/^\d+$/.test(cle) ? "" : `.${cle}`);

const sessions = () => base.db.select().from(sessionFormation).orderBy(asc(sessionFormation.creeLe));

it("la copie commence dans l'autre voie, ou un an plus tard, et reprend tout le reste", async () => {
  const { saisie } = await charger(DECLINEE);
  expect(saisie).toMatchObject({
    voieAcces: "professionnalisation",
    certificationsVisees: CODES,
    alternance: SESSION_EN_APPRENTISSAGE.alternance,
    debut: SESSION_EN_APPRENTISSAGE.debut,
    lieuAdresse: SESSION_COMPLETE.lieuAdresse,
    etatRecrutement: "1",
  });
  expect(saisie.dureeCycle).toBeUndefined();
  expect(saisie.reunions).toBeUndefined();
  expect((await charger(AN)).saisie).toMatchObject({
    voieAcces: "apprentissage",
    dureeCycle: "2",
    debut: "2028-09-04",
    fin: "2030-06-29",
  });
  expect(await sessions()).toHaveLength(1);
});

it.each(VARIANTES)("quitter la copie %j sans rien y taper n'ajoute pas de session", async (variante) => {
  const { saisie } = await charger(variante);
  expect(await poster(variante, `aller:${QUITTER}`, saisie)).toEqual({ chemin: QUITTER });
  expect(await sessions()).toHaveLength(1);
});

it.each(
  VARIANTES,
)("enregistrer la copie %j telle qu'elle est proposée ajoute une session", async (variante) => {
  const { saisie } = await charger(variante);
  expect(await poster(variante, "enregistrer", saisie)).toMatchObject({
    message: expect.stringMatching(/^Session \d{8} enregistrée/),
  });
  const [source, copie] = await sessions();
  expect(source?.reference).toBe(SESSION);
  expect(copie?.saisie).toMatchObject({ voieAcces: saisie.voieAcces, debut: saisie.debut, fin: saisie.fin });
});

it("ce qui y est tapé s'enregistre en la quittant, comme d'une autre copie", async () => {
  const { saisie } = await charger(DECLINEE);
  expect(await poster(DECLINEE, `aller:${QUITTER}`, { ...saisie, heuresCentre: "77" })).toMatchObject({
    chemin: QUITTER,
    message: expect.stringMatching(/^Session \d{8} enregistrée/),
  });
  expect((await sessions())[1]?.saisie).toMatchObject({
    heuresCentre: "77",
    voieAcces: "professionnalisation",
  });
});

it.each<[string, number, () => Promise<unknown>]>([
  ["une autre session que celles de l'action", 404, () => charger(DECLINEE, gerant("general"), "00000099")],
  ["l'action d'un autre", 404, () => charger(DECLINEE, gerant("general", AUTRE))],
  ["qui ne fait que lire", 403, () => charger(AN, gerant("preinscription"))],
])("refuse la copie : %s", async (_, statut, essayer) => {
  await expect(essayer()).rejects.toMatchObject({ statut });
});

it.each(VARIANTES)("d'une action retirée, la copie %j ne s'ouvre ni ne s'enregistre", async (variante) => {
  const { saisie } = await charger(variante);
  await base.db.update(actionFormation).set({ etat: "archivee" });
  await expect(charger(variante)).rejects.toMatchObject({ statut: 403 });
  expect(await poster(variante, "enregistrer", saisie)).toMatchObject({ init: { status: 409 } });
  expect(await sessions()).toHaveLength(1);
});
