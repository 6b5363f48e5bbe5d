import { expect, test } from "vitest";
import {
  chercherCommunes,
  communeParInsee,
  communesDuCodePostal,
  DEPARTEMENTS_NA,
  estEnNouvelleAquitaine,
} from "./communes.server";

const noms = (texte: string, limite?: number) => chercherCommunes(texte, limite).map((c) => c.nom);

test("a commune by its INSEE code, also by one that a merger ended", () => {
  expect(communeParInsee("33063")).toMatchObject({ insee: "33063", nom: "Bordeaux", departement: "33" });
  expect(communeParInsee("79037")).toMatchObject({ insee: "79013", nom: "Argentonnay" });
  expect(communeParInsee("75056")).toBeUndefined();
  expect(estEnNouvelleAquitaine("33063")).toBe(true);
  expect(estEnNouvelleAquitaine("75056")).toBe(false);
});

test("a shared postal code gives all its communes", () => {
  const communes = communesDuCodePostal("64120");
  expect(communes).toHaveLength(34);
  expect(communes.every((c) => c.departement === "64")).toBe(true);
  expect(communesDuCodePostal("75001")).toEqual([]);
});

test("by name: exact first, then the beginning, then a word; then population", () => {
  expect(noms("PÉRIGUEUX")).toContain("Périgueux");
  expect(noms("niort", 1)).toEqual(["Niort"]);
  expect(noms("pau")[0]).toBe("Pau");
  expect(noms("rochelle")[0]).toBe("La Rochelle");
  expect(noms("st jean d'angely")).toContain("Saint-Jean-d'Angély");
  expect(noms("bordeau", 1)).toEqual(["Bordeaux"]);
  expect(noms("  ")).toEqual([]);
});

test("by the beginning of a postal code", () => {
  expect(chercherCommunes("33 000").map((c) => c.insee)).toContain("33063");
  expect(chercherCommunes("871", 5)).toHaveLength(5);
});

test("every commune is in one of the twelve départements", () => {
  expect(Object.keys(DEPARTEMENTS_NA)).toHaveLength(12);
  for (const code of Object.keys(DEPARTEMENTS_NA)) {
    expect(chercherCommunes(code, 1)).toHaveLength(1);
  }
});
