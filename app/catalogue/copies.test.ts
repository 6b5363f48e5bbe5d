import { expect, it } from "vitest";
import { lireVariante, type Variante, varier } from "./copies";
import { direCopie } from "./dire-copie";
import { dateFr } from "./regles";

const JOUR = "2026-11-25";
const SESSION = {
  reference: "00000042",
  voieAcces: "fpc",
  debut: "2027-03-01",
  fin: "2027-03-12",
  commune: "Poitiers",
};
const SAISIE = { voieAcces: "fpc", typeEntree: "fixes", debut: SESSION.debut, fin: SESSION.fin };

const dire = (
  change: Partial<{
    variante: Variante | null;
    typeEntree: string;
    autres: object[];
    certifications: string[];
  }>,
  session = SESSION,
) => {
  const { variante = null, typeEntree = "fixes", autres = [], certifications = ["RNCP1"] } = change;
  return direCopie(
    { copieDe: session.reference, variante },
    {
      saisie: { ...SAISIE, typeEntree },
      sessions: [session, ...autres.map((a) => ({ ...session, reference: "00000043", ...a }))],
      certifications,
      aujourdhui: JOUR,
    },
    dateFr,
  );
};
const fins = (...args: Parameters<typeof dire>) => dire(...args).autres.map((a) => a.fin);

it.each([
  ["", null],
  ["?voie=apprentissage", { voie: "apprentissage" }],
  ["?decalage=an", { decalage: "an" }],
  ["?voie=fpc&decalage=an", { voie: "fpc" }],
  ["?voie=moto", null],
  ["?voie=", null],
  ["?voie=moto&decalage=an", null],
  ["?decalage=mois", null],
])("l'adresse « %s » demande %j", (fin, variante) => {
  expect(lireVariante(`http://localhost/dupliquer${fin}`)).toEqual(variante);
});

it("une copie déclinée change de voie, et n'emporte pas ce que cette voie laisse sans objet", () => {
  const apprentissage = { ...SAISIE, voieAcces: "apprentissage", dureeCycle: "2", alternance: "2 jours" };
  expect(varier(apprentissage, { voie: "fpc" }, JOUR)).toEqual(SAISIE);
  expect(varier(apprentissage, { voie: "professionnalisation" }, JOUR)).toEqual({
    ...SAISIE,
    voieAcces: "professionnalisation",
    alternance: "2 jours",
  });
  expect(varier(apprentissage, null, JOUR)).toBe(apprentissage);
});

it.each([
  ["les mêmes jours de la semaine", "fixes", "2027-03-01", "2027-03-12", "2028-02-28", "2028-03-10"],
  ["par-dessus un 29 février", "sequencees", "2027-09-06", "2029-06-29", "2028-09-04", "2030-06-28"],
  ["l'année civile", "permanentes", "2027-01-01", "2027-12-31", "2028-01-01", "2028-12-31"],
  ["du 29 au 28 février", "permanentes", "2028-02-29", "2028-12-31", "2029-02-28", "2029-12-31"],
])("un an plus tard : %s", (_, typeEntree, debut, fin, ...attendues) => {
  const copie = varier({ ...SAISIE, typeEntree, debut, fin, heuresCentre: "70" }, { decalage: "an" }, JOUR);
  expect([copie.debut, copie.fin]).toEqual(attendues);
  expect(copie).toMatchObject({ heuresCentre: "70", voieAcces: "fpc" });
  if (typeEntree !== "permanentes") {
    const jour = (d: unknown) => new Date(String(d)).getUTCDay();
    expect([jour(copie.debut), jour(copie.fin)]).toEqual([jour(debut), jour(fin)]);
  }
});

it("une session commencée depuis plus d'un an se propose aux prochaines dates à venir", () => {
  const ancienne = { ...SAISIE, debut: "2024-09-09", fin: "2026-06-26" };
  // 2025-09-08 and 2026-09-07 are past.
  expect(varier(ancienne, { decalage: "an" }, JOUR)).toMatchObject({
    debut: "2027-09-06",
    fin: "2029-06-22",
  });
  expect(dire({ variante: { decalage: "an" } }, { ...SESSION, ...ancienne }).titre).toBe(
    "Dupliquer la session 3 ans plus tard",
  );
});

it("sans ses deux dates, ou avec une qui n'existe pas, rien n'est décalé ni proposé", () => {
  for (const dates of [{ fin: "" }, { debut: "2027-02-30" }]) {
    const saisie = { ...SAISIE, ...dates };
    expect(varier(saisie, { decalage: "an" }, JOUR)).toEqual(saisie);
  }
  const sansFin = { ...SESSION, fin: null as unknown as string };
  expect(fins({}, sansFin)).toEqual(["?voie=professionnalisation", "?voie=apprentissage"]);
  expect(dire({ variante: { decalage: "an" } }, sansFin)).toMatchObject({
    titre: "Dupliquer la session",
    phrase: null,
  });
});

it("propose les voies que n'a aucune session aux mêmes dates, au même lieu", () => {
  const [pro, apprentissage, an] = ["?voie=professionnalisation", "?voie=apprentissage", "?decalage=an"];
  expect(fins({})).toEqual([pro, apprentissage, an]);
  expect(fins({ autres: [{ voieAcces: "professionnalisation" }] })).toEqual([apprentissage, an]);
  expect(fins({ autres: [{ voieAcces: "professionnalisation" }, { voieAcces: "apprentissage" }] })).toEqual([
    an,
  ]);
  for (const ailleurs of [{ debut: "2027-03-02" }, { fin: "2027-03-13" }, { commune: "Niort" }]) {
    expect(fins({ autres: [{ voieAcces: "apprentissage", ...ailleurs }] })).toEqual([pro, apprentissage, an]);
  }
});

it("ne propose l'apprentissage que pour une certification du RNCP (R-26)", () => {
  for (const certifications of [[], ["RS1"], ["CI2"]]) {
    expect(fins({ certifications })).toEqual(["?voie=professionnalisation", "?decalage=an"]);
  }
  expect(fins({ certifications: ["RS1", "RNCP1"] })).toContain("?voie=apprentissage");
});

it("dit ce que la copie change, les nouvelles dates, et comment revenir à l'autre copie", () => {
  expect(dire({}).autres.map((a) => a.libelle)).toEqual([
    "La même, en contrat de professionnalisation",
    "La même, en contrat d'apprentissage",
    "La même, un an plus tard, du 28/02/2028 au 10/03/2028",
  ]);
  const declinee = dire({ variante: { voie: "apprentissage" } });
  expect(declinee.titre).toBe("Dupliquer la session en contrat d'apprentissage");
  expect(declinee.autres.map((a) => a.fin)).toEqual(["", "?voie=professionnalisation", "?decalage=an"]);
  const decalee = dire({ variante: { decalage: "an" } });
  expect(decalee.phrase).toContain("du 28/02/2028 au 10/03/2028, les mêmes jours de la semaine");
  expect(decalee.autres[0]).toEqual({ fin: "", libelle: "La même, telle quelle" });
  expect(dire({ variante: { decalage: "an" }, typeEntree: "permanentes" }).phrase).toContain(
    "du 01/03/2028 au 12/03/2028, les mêmes jours du calendrier",
  );
});
