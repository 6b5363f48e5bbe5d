import { expect, it } from "vitest";
import type { Saisie } from "../../db/types";
import { direRemplacement, partager, remplacer, suivre } from "./remplacement";

const JOUR = "2026-11-23";
const REMPLACEMENT = {
  ancienne: "RNCP1",
  nouvelle: {
    code: "RNCP2",
    dateDebutEnregistrement: "2027-01-01",
    dateFinEnregistrement: "2030-01-01",
    apprentissage: false,
  },
};
const session = (reference: string, change: Saisie = {}) => ({
  reference,
  saisie: {
    voieAcces: "fpc",
    certificationsVisees: ["RNCP1"],
    validations: { RNCP1: "1" },
    debut: "2027-03-01",
    ...change,
  },
});
const suivent = (change: Saisie) => partager([session("1", change)], REMPLACEMENT, JOUR).suivent.length === 1;

it("fait suivre ce qui n'a pas commencé, et garde le reste", () => {
  expect(suivent({})).toBe(true);
  expect(suivent({ debut: "" })).toBe(true);
  expect(suivent({ debut: JOUR })).toBe(false);
  // Before the new one is registered.
  expect(suivent({ debut: "2026-12-31" })).toBe(false);
  // Once it has ended.
  expect(suivent({ debut: "2030-01-01" })).toBe(true);
  expect(suivent({ debut: "2030-01-02" })).toBe(false);
  expect(suivent({ voieAcces: "apprentissage" })).toBe(false);
  // The blocs of another fiche are others.
  expect(suivent({ validations: { RNCP1: "0" } })).toBe(false);
  expect(suivent({ validations: { RNCP1: "2" } })).toBe(false);
  expect(suivent({ validations: {} })).toBe(true);
});

it("ne compte pas ce qui vise autre chose", () => {
  const autre = session("1", { certificationsVisees: ["RNCP3"] });
  expect(partager([autre], REMPLACEMENT, JOUR)).toEqual({ suivent: [], gardent: [] });
  expect(suivre([autre], [REMPLACEMENT], JOUR)).toEqual([autre]);
});

it("met la nouvelle à la place de l'ancienne, une seule fois, avec sa validation", () => {
  expect(remplacer(["RS3", "RNCP1", "RS4"], REMPLACEMENT, false)).toEqual(["RS3", "RNCP2", "RS4"]);
  expect(remplacer(["RNCP1", "RS4"], REMPLACEMENT, true)).toEqual(["RNCP2", "RNCP1", "RS4"]);
  expect(remplacer(["RNCP2", "RNCP1"], REMPLACEMENT, false)).toEqual(["RNCP2"]);
  const [suivie] = suivre([session("1")], [REMPLACEMENT], JOUR);
  expect(suivie?.saisie).toMatchObject({ certificationsVisees: ["RNCP2"], validations: { RNCP2: "1" } });
  const deux = session("1", {
    certificationsVisees: ["RNCP1", "RNCP2"],
    validations: { RNCP1: "1", RNCP2: "0" },
  });
  expect(suivre([deux], [REMPLACEMENT], JOUR)[0]?.saisie).toMatchObject({
    certificationsVisees: ["RNCP2"],
    validations: { RNCP2: "0" },
  });
});

it("dit qui suit et qui garde, par son nom tant qu'il y en a peu", () => {
  const sessions = [session("00000001"), session("00000002"), session("00000003", { debut: "2026-09-01" })];
  const dite = (toutes: typeof sessions) =>
    direRemplacement(REMPLACEMENT, partager(toutes, REMPLACEMENT, JOUR));
  expect(dite([])).toBe("RNCP2 prend la place de RNCP1 : enregistrez pour le confirmer.");
  expect(dite(sessions)).toContain(
    "n'ayant pas commencé : sessions 00000001, 00000002. Gardent RNCP1, qui reste sur l'action",
  );
  expect(dite(sessions)).toContain("ne peut accueillir) : session 00000003.");
  expect(dite(Array.from({ length: 6 }, (_, i) => session(String(i))))).toContain("commencé : 6 sessions.");
});
