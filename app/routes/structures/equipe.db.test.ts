import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { rattachement, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai, envoiDEssai, MODERATEUR } from "../../server/requete-d-essai.server";
import { action, loader } from "./equipe";

const SIRET = "00043127000024";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values({
    siret: SIRET,
    nom: "Le Clain",
    raisonSociale: "Le Clain",
    ville: "Poitiers",
    codePostal: "86000",
  });
});
afterAll(() => base.fermer());

type Args = Parameters<typeof action>[0];

it("là où le portail donne les rattachements, l'équipe ne se lit ni ne se change ici", async () => {
  const context = await contexteDEssai(base, { identite: MODERATEUR });
  const params = { siret: SIRET };
  const request = new Request(`http://localhost/structures/${SIRET}/equipe`);
  const refuse = { init: { status: 403 }, data: { message: expect.stringContaining("votre portail") } };
  await expect(loader({ request, params, context } as unknown as Args)).rejects.toMatchObject(refuse);
  const envoi = envoiDEssai(`/structures/${SIRET}/equipe`, { jeton: "j", bouton: "confirmer:1" });
  await expect(action({ request: envoi, params, context } as unknown as Args)).rejects.toMatchObject(refuse);
  expect(await base.db.select().from(rattachement)).toEqual([]);
});
