import { describe, expect, it } from "vitest";
import { SESSION_COMPLETE, SESSION_EN_APPRENTISSAGE } from "../../db/test";
import type { Saisie } from "../../db/types";
import { empechements, PARTENAIRES, type Partenaire, paraitLe, partenaireAPart } from "./partenaires";

const JOUR = "2026-11-26";
const ACTION: Saisie = { certifications: ["RNCP37674"], contactCourriel: "accueil@exemple.fr" };
const FPC: Saisie = SESSION_COMPLETE;
const APPRENTI: Saisie = SESSION_EN_APPRENTISSAGE;

const TOUT = ["rafaelpro", "cmaformation", "carif-oref"];
const FRANCE_TRAVAIL = ["kairos", "trouver-ma-formation"];
const APPRENTISSAGE = ["parcoursup", "affelnet", "la-bonne-alternance", "cmonalternance"];

const partenaire = (code: string): Partenaire => {
  const trouve = PARTENAIRES.find((p) => p.code === code);
  if (!trouve) throw new Error(code);
  return trouve;
};
const raisons = (code: string, session: Saisie, { action = ACTION, jour = JOUR } = {}) =>
  empechements(partenaire(code), { action, session }, jour);
const preneurs = (session: Saisie, autre: { action?: Saisie; jour?: string } = {}) =>
  PARTENAIRES.map((p) => p.code).filter((code) => raisons(code, session, autre).length === 0);

describe("qui prend quoi", () => {
  it("le réseau et nos moteurs prennent tout, France Travail la seule formation continue hors alternance", () => {
    expect(preneurs(FPC)).toEqual([...TOUT, ...FRANCE_TRAVAIL]);
    expect(preneurs({ ...FPC, voieAcces: "professionnalisation" })).toEqual(TOUT);
    expect(preneurs(APPRENTI)).toEqual([...TOUT, ...APPRENTISSAGE]);
    expect(PARTENAIRES.map((p) => p.code)).toEqual([...TOUT, ...FRANCE_TRAVAIL, ...APPRENTISSAGE]);
  });

  it("pour une autre voie, dit laquelle il faut et d'en faire une session, et rien de plus", () => {
    for (const [codes, session, voie] of [
      [FRANCE_TRAVAIL, APPRENTI, "Formation continue hors alternance"],
      [APPRENTISSAGE, { ...FPC, fin: "2020-01-01" }, "Contrat d'apprentissage"],
    ] as const) {
      for (const code of codes) {
        const phrase = `Seulement les sessions en « ${voie} » : si vous proposez aussi cette voie, créez une session pour elle.`;
        expect(raisons(code, session)).toEqual([{ portee: "session", champ: "voieAcces", phrase }]);
      }
    }
  });

  it("sans voie d'accès, demande de la choisir", () => {
    const { voieAcces: _, ...sans } = FPC;
    expect(preneurs(sans)).toEqual(TOUT);
    expect(raisons("kairos", sans)).toEqual([
      { portee: "session", champ: "voieAcces", phrase: "Choisissez une voie d'accès." },
    ]);
  });

  it.each([
    ["2027-03-12", true],
    ["2027-04-11", true],
    ["2027-04-12", false],
  ])("finie le 12/03/2027, chacun la garde trente jours : le %s, %s", (jour, gardee) => {
    for (const code of [...TOUT, ...FRANCE_TRAVAIL]) {
      expect(raisons(code, FPC, { jour })).toEqual(
        gardee
          ? []
          : [
              {
                portee: "session",
                champ: "fin",
                phrase: "Finie le 12/03/2027, il y a plus de 30 jours : ajoutez la session suivante.",
              },
            ],
      );
    }
    expect(preneurs(FPC, { jour })).toEqual(gardee ? [...TOUT, ...FRANCE_TRAVAIL] : []);
  });

  it("une fin inconnue n'est pas passée", () => {
    expect(raisons("kairos", { ...FPC, fin: "" })).toEqual([]);
  });

  it("en apprentissage, il faut ce que le formulaire en demande, chaque manque à son champ", () => {
    const { dureeCycle: _, anneesAccessibles: __, ...sans } = APPRENTI;
    for (const code of APPRENTISSAGE) {
      expect(raisons(code, sans).map((r) => r.champ)).toEqual(["dureeCycle", "anneesAccessibles"]);
      const fautive = { ...APPRENTI, dureeCycle: "1", validations: { RNCP37674: "0" } };
      expect(raisons(code, fautive).map((r) => [r.champ, r.phrase])).toEqual([
        ["validations", "En apprentissage, la validation est toujours totale."],
        ["anneesAccessibles", "Le cycle dure 1 an : décochez les années au-delà."],
      ]);
      const rs = { ...APPRENTI, certificationsVisees: ["RS5000"], validations: {} };
      expect(raisons(code, rs, { action: { ...ACTION, certifications: ["RS5000"] } })).toMatchObject([
        { champ: "certificationsVisees", phrase: expect.stringContaining("inscrite au RNCP") },
      ]);
    }
  });

  it("une certification qui attend son contrôle n'en est pas encore une", () => {
    const action = { ...ACTION, certifications: [] };
    expect(preneurs(APPRENTI, { action })).toEqual(TOUT);
    expect(raisons("affelnet", APPRENTI, { action })).toMatchObject([
      { champ: "certificationsVisees", phrase: expect.stringContaining("exactement une certification") },
    ]);
    const deux = { ...APPRENTI, certificationsVisees: ["RNCP37674", "RNCP37873"] };
    expect(preneurs(deux)).toEqual([...TOUT, ...APPRENTISSAGE]);
  });

  it("sans courriel, ni Parcoursup, ni Affelnet, ni La bonne alternance : il se donne sur l'action", () => {
    const action = { certifications: ["RNCP37674"], contactTelephone: "0549000000" };
    expect(preneurs(APPRENTI, { action })).toEqual([...TOUT, "cmonalternance"]);
    expect(raisons("la-bonne-alternance", APPRENTI, { action })).toEqual([
      {
        portee: "action",
        champ: "contactCourriel",
        phrase: "Il y faut un courriel de contact : donnez-le sur l'action.",
      },
    ]);
    expect(preneurs(FPC, { action })).toEqual([...TOUT, ...FRANCE_TRAVAIL]);
  });

  it.each([
    ["anneesAccessibles", { anneesAccessibles: ["2"] }, /première année : cochez « Année 1 »/],
    ["modalite", { modalite: "2" }, /entièrement à distance n'y est pas publiée.*« Les deux \(mixte\) »/],
    ["debut", { debut: "" }, /Indiquez la date de début/],
  ])("Parcoursup seul s'arrête à %s", (champ, change, phrase) => {
    const session = { ...APPRENTI, ...change };
    expect(preneurs(session)).toEqual([...TOUT, ...APPRENTISSAGE.slice(1)]);
    expect(raisons("parcoursup", session)).toEqual([
      { portee: "session", champ, phrase: expect.stringMatching(phrase) },
    ]);
  });

  it.each([
    ["2026-09-30", "2026-08-01", null],
    ["2026-09-30", "2027-07-31", null],
    ["2026-09-30", "2027-08-01", /automne 2025 .* 01\/08\/2026 au 31\/07\/2027 : rien à faire/],
    ["2026-10-01", "2027-08-01", null],
    ["2027-09-30", "2028-07-31", null],
    ["2026-10-01", "2027-07-31", /automne 2026 .* 01\/08\/2027 au 31\/07\/2028 : ajoutez la session/],
    ["2026-10-01", "2028-08-01", /automne 2026 .* : rien à faire, la session attend la campagne/],
  ])("le %s, Parcoursup et un début au %s", (jour, debut, refus) => {
    expect(raisons("parcoursup", { ...APPRENTI, debut }, { jour })).toEqual(
      refus ? [{ portee: "session", champ: "debut", phrase: expect.stringMatching(refus) }] : [],
    );
  });
});

describe("ce que Parcoursup demande de la certification", () => {
  const de = (code: string, jour: string, fin: string | null) =>
    empechements(
      partenaire(code),
      { action: ACTION, session: APPRENTI, echeances: { RNCP37674: fin, RNCP1: "2020-01-01" } },
      jour,
    ).filter((r) => r.champ === "certificationsVisees");

  it.each([
    ["2026-11-26", "2027-08-30", "31/08/2027"],
    ["2026-11-26", "2027-08-31", null],
    ["2026-09-30", "2026-08-30", "31/08/2026"],
    ["2026-09-30", "2027-08-30", null],
    ["2026-10-01", "2027-08-30", "31/08/2027"],
    ["2026-11-26", null, null],
  ])("le %s, une fin le %s : pas avant le %s", (jour, fin, limite) => {
    expect(de("parcoursup", jour, fin)).toEqual(
      limite
        ? [{ portee: "session", champ: "certificationsVisees", phrase: expect.stringContaining(limite) }]
        : [],
    );
    expect(de("affelnet", jour, fin)).toEqual([]);
  });

  it("rien n'en est jugé quand elle n'est pas connue", () => {
    expect(raisons("parcoursup", APPRENTI)).toEqual([]);
  });
});

it("le courriel de la session vaut celui de l'action", () => {
  const action = { certifications: ["RNCP37674"] };
  const session = { ...APPRENTI, contactSessionCourriel: "cfa@exemple.fr" };
  expect(preneurs(session, { action })).toEqual([...TOUT, ...APPRENTISSAGE]);
});

describe("quand on y paraît", () => {
  it.each([
    ["rafaelpro", "2026-11-26", "2026-11-27"],
    ["carif-oref", "2026-11-26", "2026-11-30"],
    ["kairos", "2026-11-26", "2026-12-07"],
    ["kairos", "2026-12-18", "2026-12-30"],
    ["affelnet", "2026-11-26", "2026-12-01"],
    // Three working days later is a Monday, on which the catalogue is not made.
    ["affelnet", "2026-11-25", "2026-12-01"],
    ["carif-oref", "2026-11-27", "2026-12-01"],
  ])("%s, ce qui est publié le %s : le %s", (code, jour, attendu) => {
    expect(paraitLe(partenaire(code), jour)).toBe(attendu);
  });
});

it("un flux à part pour qui ne prend pas tout, et pour lui seul", () => {
  expect(PARTENAIRES.filter((p) => partenaireAPart(p.code)).map((p) => p.code)).toEqual([
    ...FRANCE_TRAVAIL,
    ...APPRENTISSAGE,
  ]);
  expect(partenaireAPart("toString")).toBeUndefined();
  expect(partenaireAPart("")).toBeUndefined();
});
