import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { certification, partenaireCertification } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { habilitations, quiNommentLeursFormateurs } from "./habilitation.server";

const [FORMATEUR, EXAMEN, RETIRE, ABSENT] = [
  "82815245400033",
  "79279132900016",
  "52875765100013",
  "18750002000073",
];

let base: BaseOuverte;

beforeAll(async () => {
  base = await baseDeTest();
  const code = "RS90001";
  await base.db
    .insert(certification)
    .values({ code, repertoire: "RS", intitule: "Essai", actif: true, recherche: "essai" });
  const partenaire = (siret: string, habilitation: string, etat: string | null) => ({
    certificationCode: code,
    siret,
    nom: "Un organisme",
    habilitation,
    etat,
  });
  await base.db
    .insert(partenaireCertification)
    .values([
      partenaire(FORMATEUR, "HABILITATION_ORGANISER", "Actif"),
      partenaire(FORMATEUR, "HABILITATION_FORMER", null),
      partenaire(EXAMEN, "HABILITATION_ORGANISER", "Actif"),
      partenaire(RETIRE, "HABILITATION_FORMER", "Supprimé"),
    ]);
});

afterAll(() => base.fermer());

it("dit de chaque organisme ce que France compétences en déclare, et ce qui reste à vérifier", async () => {
  const lues = await habilitations(base.db, ["RS90001"], [FORMATEUR, EXAMEN, RETIRE, ABSENT]);
  expect(lues.map((h) => [h.siret, h.phrase, h.aVerifier])).toEqual([
    [FORMATEUR, "habilité à former", false],
    [EXAMEN, "habilité à organiser l'évaluation seulement", true],
    [RETIRE, "habilitation retirée ou inactive", true],
    [ABSENT, "non déclaré sur France compétences", true],
  ]);
  expect(await habilitations(base.db, [], [FORMATEUR])).toEqual([]);
  expect(await quiNommentLeursFormateurs(base.db, ["RS90001", "RS90002"])).toEqual(["RS90001"]);
});
