import { expect, test } from "vitest";
import { chercherCommunes, communeDeLAdresse, communeParInsee } from "./communes.server";

const noms = (texte: string, limite = 10) => chercherCommunes(texte, limite).map((c) => c.nom);

test("a commune by its INSEE code, of the region only", () => {
  expect(communeParInsee("33063")).toMatchObject({ insee: "33063", nom: "Bordeaux" });
  expect(communeParInsee("75056")).toBeUndefined();
});

test("by name: exact first, then the beginning, then what holds it; then population", () => {
  expect(noms("PÉRIGUEUX")[0]).toBe("Périgueux");
  expect(noms("pau")[0]).toBe("Pau");
  expect(noms("rochelle")[0]).toBe("La Rochelle");
  expect(noms("saint jean d’angely")).toContain("Saint-Jean-d'Angély");
  expect(noms("bordeau", 1)).toEqual(["Bordeaux"]);
  expect(noms("  ")).toEqual([]);
});

test("a shared postal code gives all its communes", () => {
  const communes = chercherCommunes("64120", 100);
  expect(communes).toHaveLength(34);
  expect(communes.every((c) => c.insee.startsWith("64"))).toBe(true);
  expect(chercherCommunes("75001", 10)).toEqual([]);
});

test("a commune is found however people write it", () => {
  for (const ecrit of [
    "86000 Poitiers",
    "Poitiers 86000",
    "Poitiers (86)",
    "POITIERS CEDEX 9",
    " poitiers ",
  ]) {
    expect(noms(ecrit)[0], ecrit).toBe("Poitiers");
  }
  for (const ecrit of ["87200 Saint-Junien", "st junien", "St-Junien", "87200 st-junien"]) {
    expect(noms(ecrit)[0], ecrit).toBe("Saint-Junien");
  }
  expect(noms("Ste-Foy-la-Grande")).toContain("Sainte-Foy-la-Grande");
  expect(noms("33000 Poitiers")).toEqual([]);
  expect(noms("33")).toEqual([]);
});

test.each([
  ["86000", "POITIERS", "86194"],
  ["86011", "Poitiers Cedex 9", "86194"],
  ["17400", "St Jean d’Angely", "17347"],
  ["33000", "Poitiers", undefined],
  ["79011", "Poitiers Cedex", undefined],
  ["75001", "Paris", undefined],
  ["", "", undefined],
])("%s %s is the commune %s", (codePostal, ville, insee) =>
  expect(communeDeLAdresse(codePostal, ville)?.insee).toBe(insee));
