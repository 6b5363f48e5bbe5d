import { createReadStream } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { baseDeTest } from "../../../db/test";
import { chargerFormacodes } from "./charger.server";
import { chercherFormacodes } from "./chercher.server";
import { lireFormacodes } from "./lire-formacodes";

let base: BaseOuverte;
const graine = () =>
  lireFormacodes({ nom: "formacodes.csv", octets: createReadStream("db/seed/formacodes.csv") });
const texte = (...lignes: string[]) =>
  lireFormacodes({
    nom: "f.csv",
    octets: (async function* () {
      yield Buffer.from(
        ["code;libelle;version;champ_code;champ_libelle;parent;synonymes", ...lignes].join("\n"),
      );
    })(),
  });

beforeAll(async () => {
  base = await baseDeTest();
  await chargerFormacodes(base.db, graine());
}, 60_000);
afterAll(() => base?.fermer());

test("loading again changes nothing", async () => {
  const { lues, inchangees, ajoutees, modifiees } = await chargerFormacodes(base.db, graine());
  expect({ inchangees, ajoutees, modifiees }).toEqual({ inchangees: lues, ajoutees: 0, modifiees: 0 });
});

test("by code, by words, by synonym", async () => {
  expect(await chercherFormacodes(base.db, "31090")).toEqual([
    { code: "31090", libelle: "Développement web" },
  ]);
  expect((await chercherFormacodes(base.db, "developpement web", 1))[0]?.code).toBe("31090");
  expect((await chercherFormacodes(base.db, "curriculum")).map((f) => f.code)).toContain("15070");
  expect(await chercherFormacodes(base.db, " ")).toEqual([]);
});

test("the newest version of a code stays; a code only an old one has is kept, and not offered", async () => {
  const bilan = await chargerFormacodes(
    base.db,
    texte("31090;PROGRAMMATION WEB;V13;310;X;;", "49999;VIEUX;V13;499;X;;"),
  );
  expect(bilan).toEqual({ lues: 2, ajoutees: 1, modifiees: 0, inchangees: 1 });
  expect((await chercherFormacodes(base.db, "31090"))[0]?.libelle).toBe("Développement web");
  expect(await chercherFormacodes(base.db, "49999")).toEqual([]);
});

test("a bad line is named", async () => {
  await expect(chargerFormacodes(base.db, texte("123;Court;V14;;;;"))).rejects.toThrow(
    "f.csv, ligne 2 : formacode illisible : « 123 » (5 chiffres attendus).",
  );
});
