import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { certification, partenaireCertification } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { remarquesHabilitation } from "./habilitations.server";

const [RESPONSABLE, FORMATEUR, AUTRE] = ["00043127000024", "00043127000032", "00099999900009"];

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(certification).values(
    ["RNCP90001", "RNCP90002", "RNCP90003"].map((code) => ({
      code,
      repertoire: "RNCP" as const,
      intitule: code,
      actif: true,
      recherche: code,
    })),
  );
  const habilite = (certificationCode: string, siret: string) => ({
    certificationCode,
    siret,
    nom: "Un organisme",
    habilitation: "HABILITATION_ORGA_FORM",
    etat: "Actif",
  });
  await base.db
    .insert(partenaireCertification)
    .values([habilite("RNCP90001", AUTRE), habilite("RNCP90002", AUTRE), habilite("RNCP90002", FORMATEUR)]);
});
afterAll(() => base.fermer());

/** The codes of the certifications of which the organisme is told, before it transmits. */
async function dites(certifications: string[], formateur?: string): Promise<string[]> {
  const dossier = {
    action: { siret: RESPONSABLE, saisie: { certifications } },
    sessions: formateur ? [{ saisie: { formateur } }] : [],
  } as unknown as Parameters<typeof remarquesHabilitation>[1];
  const ctx = { db: base.db, acteur: null, maintenant: new Date() };
  return (await remarquesHabilitation(ctx, dossier)).map((r) => r.phrase.split(" ")[0] ?? "");
}

it("dit à l'organisme qu'aucun des siens n'est habilité, là où la liste des habilités existe", async () => {
  const toutes = ["RNCP90001", "RNCP90002", "RNCP90003"];
  expect(await dites(toutes)).toEqual(["RNCP90001", "RNCP90002"]);
  expect(await dites(toutes, FORMATEUR)).toEqual(["RNCP90001"]);
  expect(await dites(["RNCP90003"])).toEqual([]);
  expect(await dites([])).toEqual([]);
});
