import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { rattachement, structure, utilisateur } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { ouvrirConnexion } from "../../comptes/connexions.server";
import { monter } from "../../server/cookies.server";
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

it("un bouton inconnu ne change rien, et le dit", async () => {
  const [claire] = await base.db
    .insert(utilisateur)
    .values({ courriel: "claire@exemple.fr", nom: "Claire", motDePasse: "", moderateur: true })
    .returning();
  const { sessions, session } = await ouvrir(claire?.id ?? 0);
  const Cookie = (await sessions.commitSession(session)).split(";")[0] ?? "";
  const request = envoiDEssai(`/structures/${SIRET}/equipe`, { bouton: "promouvoir:1" });
  request.headers.set("Cookie", Cookie);
  const args = { request, params: { siret: SIRET }, context: await contexteDEssai(base) };
  expect(await action(args as unknown as Args)).toMatchObject({ init: { status: 422 } });
});

/** A session of one of our own accounts. */
async function ouvrir(id: number) {
  const { sessions } = monter("", "s".repeat(32));
  const session = await sessions.getSession();
  session.set("utilisateur", id);
  session.set("jusqua", Date.now() + 3_600_000);
  session.set("connexion", await ouvrirConnexion(base.db, { utilisateurId: id }, new Date()));
  return { sessions, session };
}
