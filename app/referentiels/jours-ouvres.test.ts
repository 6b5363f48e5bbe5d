import { describe, expect, test } from "vitest";
import { ajouterJoursOuvres, estJourOuvre } from "./jours-ouvres";

describe("estJourOuvre", () => {
  test.each([
    "2027-01-01",
    "2027-03-29",
    "2027-05-06",
    "2027-05-17",
    "2027-07-14",
    "2026-11-11",
    "2026-12-25",
  ])("%s is a holiday", (jour) => expect(estJourOuvre(jour)).toBe(false));
  test.each(["2026-11-21", "2026-11-22"])("%s is a weekend", (jour) =>
    expect(estJourOuvre(jour)).toBe(false));
  test.each([
    "2026-11-10",
    "2026-11-12",
    "2026-12-24",
    "2027-03-30",
    "2027-03-26",
    "2026-12-28",
  ])("%s is worked, the day next to a holiday or a holiday of Alsace only", (jour) =>
    expect(estJourOuvre(jour)).toBe(true));
});

describe("ajouterJoursOuvres", () => {
  test("steps over weekends and holidays, across years", () => {
    expect(ajouterJoursOuvres("2026-11-10", 1)).toBe("2026-11-12");
    expect(ajouterJoursOuvres("2026-11-20", 1)).toBe("2026-11-23");
    expect(ajouterJoursOuvres("2026-12-31", 1)).toBe("2027-01-04");
    expect(ajouterJoursOuvres("2026-11-23", 10)).toBe("2026-12-07");
  });
  test("0 days is the date itself", () => expect(ajouterJoursOuvres("2026-11-22", 0)).toBe("2026-11-22"));
  test("does not move with the time zone", () => {
    const avant = process.env.TZ;
    try {
      for (const zone of ["Europe/Paris", "America/Guadeloupe"]) {
        process.env.TZ = zone;
        // years not read before, since the holidays of a year are kept
        const annee = { "Europe/Paris": 2031, "America/Guadeloupe": 2032 }[zone];
        expect(estJourOuvre(`${annee}-07-14`)).toBe(false);
        expect(estJourOuvre(`${annee}-11-11`)).toBe(false);
      }
      expect(estJourOuvre("2031-04-14")).toBe(false);
      expect(estJourOuvre("2032-03-29")).toBe(false);
    } finally {
      if (avant === undefined) delete process.env.TZ;
      else process.env.TZ = avant;
    }
  });
});
