import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { publication } from "../../db/schema";
import { chargerReferentielsDemonstration } from "../../db/seed/demonstration.server";
import { baseDeTest, SESSION_COMPLETE } from "../../db/test";
import { commencerAction } from "../catalogue/cas-d-usage/action.server";
import { circuitDEssai, MAINTENANT, SAISIE, SESSION, SIRET } from "../catalogue/circuit-d-essai.server";
import { fluxLheo } from "../diffusion/flux.server";
import { publierAction } from "../moderation/decider.server";
import { importerLheo } from "./importer.server";

const { base, of, mod, lire, saisir, saisirSession, validerTout, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

/** Published in every way that changes what is written: certifications, sessions, a modification that waits. */
async function publierDeToutesLesFacons() {
  const deux = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
  await uneAction("publiee", deux);
  const { reference } = await uneAction("publiee");
  const { version } = await lire(reference);
  await saisir(of, { reference, version, saisie: deux, certificationConfirmee: true });

  const deuxOptions = await commencerAction(of, SIRET, { ...SAISIE, certifications: ["RNCP37488"] });
  for (const [option, debut] of [
    ["114728", "2027-01-04"],
    ["115835", "2027-02-01"],
  ] as const) {
    const vise = { certificationsVisees: ["RNCP37488"], validations: { RNCP37488: "1" } };
    await saisirSession(of, {
      actionReference: deuxOptions,
      reference: null,
      saisie: { ...SESSION, ...vise, debut, certifinfo: { RNCP37488: option } },
      version: 0,
    });
  }
  await validerTout(of, deuxOptions, (await lire(deuxOptions)).revision);
  await publierAction(mod, deuxOptions, { revision: (await lire(deuxOptions)).revision, formacodes: [] });

  const { certifications: _, ...reste } = SAISIE;
  const sans = await commencerAction(of, SIRET, {
    ...reste,
    objectifGeneral: "2",
    validation: ["attestation"],
    publics: ["80006", "81024"],
    precisionPublic: "Inscrits à France Travail",
    niveauEntree: "13",
    niveauExige: ["1"],
  });
  const nouvelle = { actionReference: sans, reference: null, version: 0 };
  await saisirSession(of, { ...nouvelle, saisie: { ...SESSION_COMPLETE, formateur: SIRET } });
  const complet = {
    ...SESSION_COMPLETE,
    formateur: SIRET,
    etatRecrutement: "2",
    commentaire: "Complet.",
    contactSessionCourriel: "cfa@exemple.fr",
  };
  await saisirSession(of, { ...nouvelle, saisie: complet });
  await validerTout(of, sans, (await lire(sans)).revision);
  await publierAction(mod, sans, { revision: (await lire(sans)).revision, formacodes: ["21001"] });
}

describe("ce qui est publié", () => {
  it("se relit tel quel dans un catalogue vide, champ par champ, et deux fois ne change rien", async () => {
    const { reference } = await uneAction("publiee");
    await publierDeToutesLesFacons();
    const morceaux: string[] = [];
    for await (const m of fluxLheo(base.lire).corps) morceaux.push(m.toString());
    const vide = await baseDeTest();
    try {
      await chargerReferentielsDemonstration(vide.db);
      const source = async function* () {
        yield* morceaux;
      };
      const bilan = await importerLheo(vide.db, source(), { maintenant: MAINTENANT });
      expect(bilan.refus).toEqual([]);
      expect(bilan.ajoutees).toBe(bilan.formations);
      const publiees = await base.db.select().from(publication);
      for (const p of publiees) {
        const [copie] = await vide.db
          .select()
          .from(publication)
          .where(eq(publication.actionReference, p.actionReference));
        expect(copie?.approuve).toEqual(p.approuve);
        expect(copie?.fragment).toBe(p.fragment);
      }
      expect(publiees.map((p) => p.actionReference)).toContain(reference);
      const encore = await importerLheo(vide.db, source(), { maintenant: MAINTENANT });
      expect([encore.inchangees, encore.ajoutees, encore.modifiees]).toEqual([bilan.formations, 0, 0]);
    } finally {
      await vide.fermer();
    }
  });
});
