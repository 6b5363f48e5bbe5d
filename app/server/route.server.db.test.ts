import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { baseDeTest } from "../../db/test";
import { creerCatalogue } from "./creer-catalogue";
import { traitement, traitementJson } from "./route.server";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

/** Posts to an action of ours; what it answers or throws, and what was logged. */
async function poster(action: ReturnType<typeof traitement>, corps: URLSearchParams | string) {
  const lignes: string[] = [];
  const flux = new Writable({
    write: (ligne, _codage, fini) => {
      lignes.push(String(ligne));
      fini();
    },
  });
  const catalogue = await creerCatalogue<null>({
    at: "",
    base,
    secret: "s".repeat(32),
    courriel: null,
    identite: "comptes",
    journal: pino(flux),
  });
  const request = new Request("http://localhost/formations/nouvelle", {
    method: "POST",
    headers: { Origin: "http://localhost", Host: "localhost" },
    body: corps,
  });
  const args = { request, params: {}, context: catalogue(null) } as unknown as Parameters<typeof action>[0];
  const reponse = await action(args).then(
    (lue) => ({ lue }),
    (levee) => ({ levee }),
  );
  return { ...reponse, journal: lignes.join("") };
}

it("une erreur imprévue rend ce qui a été envoyé, la note au journal, et n'en montre rien", async () => {
  const action = traitement({ droit: "public" }, async () => {
    throw new TypeError("colonne secrète");
  });
  const form = new URLSearchParams({ intitule: "Taille de la vigne", motDePasse: "tres-secret" });
  const { levee, journal } = (await poster(action, form)) as { levee: unknown; journal: string };
  expect(levee).toMatchObject({
    init: { status: 500 },
    data: {
      message: expect.stringContaining("réessayez"),
      envoi: { champs: [["intitule", "Taille de la vigne"]], secrets: ["motDePasse"] },
    },
  });
  expect(JSON.stringify(levee)).not.toMatch(/colonne|tres-secret/);
  expect(journal).toContain("colonne secrète");
  expect(journal).not.toMatch(/Taille de la vigne|tres-secret/);
});

it("une demande sans formulaire est refusée d'une phrase, par un écran comme par un script", async () => {
  const attendue = expect.stringContaining("pas de formulaire lisible");
  const jamais = async () => {
    throw new Error("ne doit pas être appelé");
  };
  expect(await poster(traitement({ droit: "public" }, jamais), "intitule")).toMatchObject({
    lue: { init: { status: 422 }, data: { refus: { message: attendue } } },
  });
  const json = await poster(traitementJson({ droit: "action:modifier" }, jamais), "intitule");
  const { lue } = json as unknown as { lue: Response };
  expect([lue.status, await lue.json()]).toEqual([
    422,
    { refus: expect.objectContaining({ message: attendue }) },
  ]);
});
