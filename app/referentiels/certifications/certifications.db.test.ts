import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { partenaireCertification } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { chargerCertifications } from "./charger.server";
import { certificationsParCodes, chercherCertifications } from "./chercher.server";
import type { FicheCertification, Partenaire } from "./fiche";
import { lireExemples } from "./lire-exemples";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await chargerCertifications(base.db, lireExemples("db/seed/certifications.csv"));
}, 60_000);
afterAll(() => base?.fermer());

const charger = (...fiches: FicheCertification[]) =>
  chargerCertifications(
    base.db,
    (async function* () {
      yield* fiches;
    })(),
  );
const codes = async (texte: string, limite?: number, jour = "2026-11-23") =>
  (await chercherCertifications(base.db, texte, jour, limite)).map((c) => c.code);

test("loading again changes nothing", async () => {
  expect(await chargerCertifications(base.db, lireExemples("db/seed/certifications.csv"))).toEqual({
    lues: 30,
    ajoutees: 0,
    modifiees: 0,
    inchangees: 30,
  });
});

test("by code, with or without prefix and spaces, and by Certif Info id", async () => {
  expect(await codes("RNCP37488")).toEqual(["RNCP37488"]);
  expect(await codes("rncp 37 488")).toEqual(["RNCP37488"]);
  expect(await codes("37488")).toEqual(["RNCP37488"]);
  expect(await codes("115835")).toEqual(["RNCP37488"]);
  expect(await codes("83899")).toEqual(["CI83899"]);
  expect(await codes("RS5000")).toEqual(["RS5000"]);
});

test("by all the words, in any order, accents and punctuation ignored, active first", async () => {
  expect(await codes("oenologie")).toEqual(["RNCP36002"]);
  expect(await codes("WEB, développeur mobile")).toEqual(["RNCP37674"]);
  expect(await codes("blockchain exploiter")).toEqual(["RS6604", "RS5000"]);
  expect(await codes("introuvable développeur")).toEqual([]);
  expect(await codes("  ")).toEqual([]);
  expect(await codes("100 %")).toEqual([]);
  expect(await codes("developpeur", 2)).toHaveLength(2);
});

test("those whose registration has ended come last from the day after, whatever day the database has", async () => {
  const fiche = { repertoire: "RS" as const, actif: true, partenaires: [] };
  await charger(
    { ...fiche, code: "RS90002", intitule: "Apiculture en ruche", dateFinEnregistrement: "2040-06-30" },
    { ...fiche, code: "RS90003", intitule: "Apiculture urbaine", dateFinEnregistrement: "2045-06-30" },
  );
  expect(await codes("apiculture", 2, "2040-06-30")).toEqual(["RS90002", "RS90003"]);
  expect(await codes("apiculture", 2, "2040-07-01")).toEqual(["RS90003", "RS90002"]);
});

test("certificationsParCodes: with the blocs, in the order asked, the unknown left out", async () => {
  const lues = await certificationsParCodes(base.db, ["RS5000", "RNCP1", "RNCP37674"]);
  expect(lues.map((c) => [c.code, c.blocs.map((b) => b.code)])).toEqual([
    ["RS5000", []],
    ["RNCP37674", ["RNCP37674BC01", "RNCP37674BC02"]],
  ]);
});

test("a file that does not say keeps what another said; ids of Certif Info add up", async () => {
  const partenaire: Partenaire = {
    siret: "82815245400033",
    nom: "ALYRA",
    habilitation: "HABILITATION_FORMER",
    etat: "Actif",
  };
  const xml: FicheCertification = {
    code: "RS90001",
    repertoire: "RS",
    intitule: "Avant",
    actif: true,
    dateLimiteDelivrance: "2030-01-01",
    partenaires: [partenaire],
  };
  expect(await charger(xml)).toMatchObject({ lues: 1, ajoutees: 1 });

  // the CSV: neither date limite nor state
  const csv = {
    ...xml,
    intitule: "Après",
    dateLimiteDelivrance: undefined,
    partenaires: [{ ...partenaire, etat: null }],
  };
  expect(await charger(csv)).toMatchObject({ modifiees: 1 });
  // Certif Info: its ids, nothing else
  const ci = { ...xml, intitule: "Vu de loin", actif: false, complement: true, partenaires: undefined };
  expect(
    await charger(
      { ...ci, certifinfo: ["7"], libellesCertifinfo: { 7: "Sept" } },
      { ...ci, certifinfo: ["8"], libellesCertifinfo: { 8: "Huit" } },
    ),
  ).toMatchObject({
    modifiees: 2,
  });
  expect(await charger(csv)).toMatchObject({ inchangees: 1 });

  expect(await certificationsParCodes(base.db, ["RS90001"])).toMatchObject([
    {
      intitule: "Après",
      actif: true,
      dateLimiteDelivrance: "2030-01-01",
      certifinfo: ["7", "8"],
      libellesCertifinfo: { 7: "Sept", 8: "Huit" },
    },
  ]);
  const p = partenaireCertification;
  expect(await base.db.select().from(p).where(eq(p.certificationCode, "RS90001"))).toEqual([
    { ...partenaire, certificationCode: "RS90001" },
  ]);
  // a list given empty empties
  expect(await charger({ ...xml, partenaires: [] })).toMatchObject({ modifiees: 1 });
  expect(await base.db.select().from(p).where(eq(p.certificationCode, "RS90001"))).toEqual([]);
});
