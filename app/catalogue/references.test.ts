import { expect, it } from "vitest";
import { referenceDe } from "./references";

it.each([
  ["200400000001", { de: "action", reference: "200400000001" }],
  [" 2004 0000 0001 ", { de: "action", reference: "200400000001" }],
  ["00000042", { de: "session", reference: "00000042" }],
  ["n° 00000042", { de: "session", reference: "00000042" }],
  ["00 00 00 42", { de: "session", reference: "00000042" }],
])("« %s » est une référence", (texte, lue) => {
  expect(referenceDe(texte)).toEqual(lue);
});

it.each([
  "",
  "42",
  "20040000000",
  "2004000000012",
  "10000042",
  "soudage 00000042",
])("« %s » n'en est pas une", (texte) => {
  expect(referenceDe(texte)).toBeNull();
});
