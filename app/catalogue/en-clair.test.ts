import { describe, expect, it } from "vitest";
import type { Portee } from "./champs";
import { enClair, lectureDe } from "./en-clair";
import { champsDe } from "./formulaires";

const dire = (portee: Portee, nom: string, valeur: Parameters<typeof enClair>[1], noms = {}) => {
  const champ = champsDe(portee).find((c) => c.nom === nom);
  if (!champ) throw new Error(nom);
  return enClair(champ, valeur, noms);
};

describe("un champ en clair", () => {
  it.each([
    ["une date", "session", "debut", "2027-03-01", "01/03/2027"],
    ["un choix", "session", "voieAcces", "fpc", "Formation continue hors alternance"],
    ["plusieurs choix", "session", "recrutement", ["9", "3"], "Information collective\nDossier"],
    [
      "des validations",
      "session",
      "validations",
      { RNCP1: "1", RNCP2: "0" },
      "RNCP1 : totale\nRNCP2 : partielle",
    ],
    [
      "des réunions",
      "session",
      "reunions",
      [{ date: "2027-01-05", heure: "14:00", lieu: "Salle A" }, { date: "2027-01-06" }],
      "05/01/2027, 14:00, Salle A\n06/01/2027",
    ],
    ["un texte", "action", "programme", "Un.\nDeux.", "Un.\nDeux."],
    ["rien", "action", "certifications", [], ""],
  ] as const)("dit %s", (_quoi, portee, nom, valeur, attendu) => {
    expect(dire(portee, nom, structuredClone(valeur) as never)).toBe(attendu);
  });

  it("nomme ce que le champ ne fait que désigner, et garde le code sans nom", () => {
    const noms = { RNCP37674: "Développeur web", "00043127000024": "Institut du Clain, Poitiers" };
    expect(dire("action", "certifications", ["RNCP37674", "RS9"], noms)).toBe(
      "RNCP37674 · Développeur web\nRS9",
    );
    expect(dire("session", "formateur", "00043127000024", noms)).toBe("Institut du Clain, Poitiers");
  });

  it("rassemble la commune et la durée, sans champ vide", () => {
    const lignes = lectureDe("session", {
      lieuCommune: "79013",
      lieuCodePostal: "79150",
      lieuVille: "Argentonnay",
      heuresCentre: "70",
      commentaire: "",
    });
    expect(lignes.map((l) => l.valeur)).toEqual(["70", "79150 Argentonnay", "70 heures"]);
  });
});
