import { Writable } from "node:stream";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { OptionsCatalogue } from "./context";
import { lireFormulaire } from "./formulaire.server";
import { contexteDEssai, MODERATEUR } from "./requete-d-essai.server";
import { traitement, traitementJson } from "./route.server";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

/** Posts to an action of ours; what it answers or throws, and what was logged. */
async function poster(
  action: ReturnType<typeof traitement>,
  corps: BodyInit,
  headers: Record<string, string> = {},
  identite: OptionsCatalogue<null>["identite"] = "comptes",
) {
  const lignes: string[] = [];
  const flux = new Writable({
    write: (ligne, _codage, fini) => {
      lignes.push(String(ligne));
      fini();
    },
  });
  const context = await contexteDEssai(base, { journal: pino(flux), identite });
  const request = new Request("http://localhost/formations/nouvelle", {
    method: "POST",
    headers: { Origin: "http://localhost", Host: "localhost", ...headers },
    body: corps,
    duplex: "half",
  } as RequestInit);
  const args = { request, params: {}, context } as unknown as Parameters<typeof action>[0];
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

const jamais = async () => {
  throw new Error("ne doit pas être appelé");
};

it("une demande sans formulaire est refusée d'une phrase, par un écran comme par un script", async () => {
  const attendue = expect.stringContaining("pas de formulaire lisible");
  expect(await poster(traitement({ droit: "public" }, jamais), "intitule")).toMatchObject({
    levee: { init: { status: 422 }, data: { message: attendue } },
  });
  const json = await poster(traitementJson({ droit: "action:modifier" }, jamais), "intitule");
  const { lue } = json as unknown as { lue: Response };
  expect([lue.status, await lue.json()]).toEqual([
    422,
    { refus: expect.objectContaining({ message: attendue }) },
  ]);
});

const FORMULAIRE = { "Content-Type": "application/x-www-form-urlencoded" };

/** A body of that many megabytes, made as it is read; `lus` is how many were. */
function corpsDe(megaoctets: number) {
  const etat = { lus: 0 };
  const corps = new ReadableStream({
    pull: (c) => {
      if (etat.lus === megaoctets) return c.close();
      etat.lus += 1;
      c.enqueue(new Uint8Array(1_000_000).fill(97));
    },
  });
  return { corps, etat };
}

it("un envoi trop long est refusé d'une phrase, qu'il dise sa longueur ou non, et n'est pas lu sans fin", async () => {
  const refus = {
    levee: { init: { status: 413 }, data: { message: expect.stringContaining("mégaoctets") } },
  };
  const action = traitement({ droit: "public" }, jamais);
  const { corps, etat } = corpsDe(10);
  expect(await poster(action, corps, FORMULAIRE)).toMatchObject(refus);
  // To its end: the answer comes after.
  expect(etat.lus).toBe(10);
  const annonce = { ...FORMULAIRE, "Content-Length": "80000000" };
  expect(await poster(action, corpsDe(0).corps, annonce)).toMatchObject(refus);
  const sansFin = corpsDe(Number.POSITIVE_INFINITY);
  expect(await poster(action, sansFin.corps, FORMULAIRE)).toMatchObject(refus);
  expect(sansFin.etat.lus).toBeLessThan(110);
  const script = await poster(
    traitementJson({ droit: "action:modifier" }, jamais),
    corpsDe(3).corps,
    FORMULAIRE,
  );
  expect((script as unknown as { lue: Response }).lue.status).toBe(413);
});

it("un caractère nul, que PostgreSQL refuse, quitte tout ce qu'un formulaire porte", async () => {
  const action = traitement({ droit: "public" }, async ({ form }) => [...form]);
  const champs = [["courriel", "claire@exemple.fr"]];
  expect(await poster(action, new URLSearchParams({ "cour\0riel": "\0claire@exemple\0.fr" }))).toMatchObject({
    lue: champs,
  });
});

it("un formulaire forgé pour occuper le serveur est refusé d'une phrase, sans être lu", async () => {
  const action = traitement({ droit: "public" }, async () => "lu");
  const forges = [
    [["reunions[4294967294].date", "x"]],
    [["validation[4294967294]", "x"]],
    [["a.".repeat(150), "x"]],
    [["__intent__", '{"type":"update","payload":{"name":"reunions","index":99999999,"value":1}}']],
    Array.from({ length: 2_001 }, () => ["validation", "a"]),
  ];
  for (const forge of forges) {
    const { levee } = (await poster(action, new URLSearchParams(forge))) as { levee: unknown };
    expect(levee).toMatchObject({
      init: { status: 422 },
      data: { message: expect.stringContaining("pas de formulaire lisible") },
    });
  }
  const honnete = new URLSearchParams([["reunions[12].date", "2027-01-04"]]);
  expect(await poster(action, honnete)).toMatchObject({ lue: "lu" });
});

it("un bouton forgé rend les mots, sans erreur de notre côté", async () => {
  const action = traitement({ droit: "public" }, async ({ form }) => lireFormulaire("session", form));
  const forge = new URLSearchParams({ __intent__: "x", commentaire: "Écrit" });
  expect(await poster(action, forge)).toMatchObject({
    levee: { init: { status: 422 }, data: { message: expect.stringContaining("bouton") } },
  });
});

it("ce qui est ouvert à tous garde ce qu'il compte, même refusé, même avec un jeton", async () => {
  const action = traitement({ droit: "public" }, async ({ ctx }) => {
    await ctx.db.insert(utilisateur).values({ courriel: "compte@exemple.fr", nom: "Compté", motDePasse: "" });
    return "refusé";
  });
  await poster(action, new URLSearchParams({ jeton: "j" }), {}, MODERATEUR);
  const comptes = await base.db
    .select()
    .from(utilisateur)
    .where(eq(utilisateur.courriel, "compte@exemple.fr"));
  expect(comptes).toHaveLength(1);
});
