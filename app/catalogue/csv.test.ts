import { expect, it } from "vitest";
import { lignesCsv } from "./csv";

it("une ligne finit comme les tableurs l'attendent, et ne protège que ce qui doit l'être", () => {
  expect(lignesCsv([["00000042", "Soudage, niveau 1", ""]])).toBe("00000042;Soudage, niveau 1;\r\n");
});

it("un séparateur, un guillemet ou une fin de ligne restent dans leur cellule", () => {
  expect(lignesCsv([["a;b", 'dit « "oui" »', "un\ndeux"]])).toBe('"a;b";"dit « ""oui"" »";"un\ndeux"\r\n');
});

it.each([
  "=1+1",
  "+33 5",
  "-2",
  "@SOMME(A1)",
  "\t=1",
  "\r=1",
  '=HYPERLINK("http://a;b")',
])("rien ne commence comme une formule : %j", (texte) => {
  expect(lignesCsv([[texte]])).toMatch(/^"?'/);
  // Nor in a cell that the text would begin itself.
  expect(lignesCsv([["x", `;${texte}`]])).toMatch(/^x;";/);
});

it("un signe au milieu d'un texte n'y change rien", () => {
  expect(lignesCsv([["Niveau A1 = débutant", "a-b", "x@y.fr"]])).toBe("Niveau A1 = débutant;a-b;x@y.fr\r\n");
});
