import { expect, test } from "vitest";
import { longueur, mots, plier } from "./texte";

test("plier ignores case, accents, ligatures, the typographic apostrophe and repeated spaces", () => {
  expect(plier("  Viticulture-Œnologie :  l’ÉTÉ\u00a0ex æquo ")).toBe(
    "viticulture-oenologie : l'ete ex aequo",
  );
  expect(plier("e\u0301te\u0301")).toBe(plier("été"));
});

test("mots drops punctuation, so that no LIKE pattern can come from a text", () => {
  expect(mots("Intégrer l’IA (100 %_) front-end")).toEqual(["integrer", "l", "ia", "100", "front", "end"]);
  expect(mots(" - ")).toEqual([]);
});

test("longueur counts what is seen: an emoji once, a line end once", () => {
  expect(longueur("")).toBe(0);
  expect(longueur("é😀")).toBe(2);
  expect(longueur("un\r\ndeux\n")).toBe(8);
});
