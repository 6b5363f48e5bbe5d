import { expect, it } from "vitest";
import { demonstrationVoulue } from "./demonstration.server";

const POSTGRES = { DATABASE_URL: "postgres://u@serveur/catalogue" };

it("n'est jamais chargée dans un PostgreSQL qui ne l'a pas demandée", () => {
  expect(demonstrationVoulue(POSTGRES)).toBe(false);
  expect(demonstrationVoulue({ ...POSTGRES, DEMONSTRATION: "" })).toBe(false);
  expect(demonstrationVoulue({ ...POSTGRES, DEMONSTRATION: "1" })).toBe(true);
});

it("l'est dans la base embarquée, sauf refus", () => {
  expect(demonstrationVoulue({})).toBe(true);
  expect(demonstrationVoulue({ DEMONSTRATION: "0" })).toBe(false);
});
