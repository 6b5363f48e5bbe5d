import { expect, it } from "vitest";
import { suiteSure } from "./suite";

it.each([
  "/",
  "/formations/non-conventionnees/creees?page=2#liste",
  "/structures",
])("%s est d'ici", (suite) => {
  expect(suiteSure(suite)).toBe(suite);
});

it.each([
  null,
  "",
  "formations",
  "https://ailleurs.example/",
  "//ailleurs.example",
  "/\\ailleurs.example",
  "/\t/ailleurs.example",
  "/\n/ailleurs.example",
  "/.//ailleurs.example",
  "/x/..//ailleurs.example",
  "javascript:alert(1)",
])("%j mène à l'accueil", (suite) => {
  expect(suiteSure(suite)).toBe("/");
});
