import { afterAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, formacode, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { VERSION_FORMACODE } from "../../referentiels/formacodes/version";
import { contexteDEssai, envoiDEssai, MODERATEUR } from "../../server/requete-d-essai.server";
import type { ReponseCorrection } from "./correction.server";
import { action } from "./corriger";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const SAISIE = { intitule: "Soudrue", programme: "Le programme." };

let base: BaseOuverte;
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const creation = { raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db.insert(structure).values({ siret: SIRET, nom: "Le Clain", ...creation });
  await base.db.insert(actionFormation).values({
    reference: REFERENCE,
    siret: SIRET,
    etat: "creee",
    echeance: "2026-12-01",
    saisie: SAISIE,
  });
  await base.db.insert(sessionFormation).values({
    reference: SESSION,
    actionReference: REFERENCE,
    siret: SIRET,
    saisie: { commentaire: "Groupe A" },
  });
  await base.db
    .insert(formacode)
    .values({ code: "23026", libelle: "Soudage", version: VERSION_FORMACODE, recherche: "soudage" });
});
afterAll(() => base.fermer());

type Rendu = { data: ReponseCorrection; init: { status: number } };

/** Posts the page as a moderator: where it leads, or what it shows again. */
async function poster(bouton: string, mots: Record<string, string>, session?: string) {
  const request = envoiDEssai(`/moderation/${REFERENCE}/corriger`, {
    jeton: "j",
    revision: "1",
    ...mots,
    bouton,
  });
  const context = await contexteDEssai(base, { identite: MODERATEUR });
  const args = { request, params: { reference: REFERENCE, session }, context };
  const reponse = await action(args as unknown as Parameters<typeof action>[0]);
  return reponse instanceof Response ? reponse.headers.get("Location") : (reponse as unknown as Rendu);
}

/** The organisme, or a colleague, saves other words meanwhile. */
const pendantCeTemps = () =>
  base.db.update(actionFormation).set({ saisie: { ...SAISIE, programme: "Le nouveau." }, revision: 2 });

const lue = async () => (await base.db.select().from(actionFormation))[0];

it.each([
  ["chercher:rechercheFormacode", { rechercheFormacode: "soudage" }],
  ["formacode:23026", {}],
  ["reprendre", {}],
])("« %s » rend les mots avec la révision d'où ils viennent : ce qui s'écrit entre-temps n'est pas écrasé", async (bouton, mots) => {
  await pendantCeTemps();
  const page = (await poster(bouton, { ...SAISIE, intitule: "Soudure", ...mots })) as Rendu;
  expect(page.data).toMatchObject({ revision: 1, saisie: { intitule: "Soudure" } });
  const { revision, saisie } = page.data;
  const refusee = (await poster("enregistrer", { ...saisie, revision: String(revision) })) as Rendu;
  expect(refusee).toMatchObject({
    init: { status: 409 },
    data: {
      revision: 2,
      saisie: { intitule: "Soudure" },
      conflit: {
        lignes: [
          { champ: "intitule", actuel: "Soudrue", saisi: "Soudure" },
          { champ: "programme", actuel: "Le nouveau.", saisi: "Le programme." },
        ],
        repris: [],
      },
    },
  });
  expect((await lue())?.saisie.programme).toBe("Le nouveau.");
  // Compared, then sent again: this text is kept.
  expect(await poster("enregistrer", { ...saisie, revision: "2" })).toBe(`/moderation/${REFERENCE}`);
  expect((await lue())?.saisie).toMatchObject({ intitule: "Soudure", programme: "Le programme." });
});

it("une session retirée entre-temps ne coûte pas ce qui était écrit", async () => {
  await base.db.delete(sessionFormation);
  await base.db.update(actionFormation).set({ revision: 2 });
  await expect(poster("enregistrer", { commentaire: "Groupe B" }, SESSION)).rejects.toMatchObject({
    init: { status: 409 },
    data: { envoi: { champs: expect.arrayContaining([["commentaire", "Groupe B"]]) } },
  });
});
