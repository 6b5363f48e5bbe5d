import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { certification } from "../../../db/schema";
import { publierAction } from "../../moderation/decider.server";
import { circuitDEssai, refus, SAISIE, SESSION } from "../circuit-d-essai.server";
import type { Contexte } from "../contexte";
import { lireDossier } from "../dossier.server";
import { remplacementsDe } from "./remplacement.server";

const { base, of, mod, lire, saisir, saisirSession, annuler, publieeDe, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

const ANCIENNE = "RNCP37674";
const NOUVELLE = "RNCP37873";
await base.db.update(certification).set({ remplaceePar: NOUVELLE }).where(eq(certification.code, ANCIENNE));

const visees = async (reference: string) => {
  const { sessions, publication } = await lireDossier(mod, reference, "action:lire");
  const dites = (s: typeof sessions | undefined) => s?.map((une) => une.saisie.certificationsVisees);
  return {
    voulues: dites(sessions),
    enLigne: publication?.approuve.sessions.map((s) => s.saisie.certificationsVisees),
  };
};
const remplacer = async (
  ctx: Contexte,
  reference: string,
  certifications = [NOUVELLE],
  certificationConfirmee = true,
) =>
  saisir(ctx, {
    reference,
    version: (await lire(reference)).version,
    saisie: { ...SAISIE, certifications },
    remplacees: [ANCIENNE],
    certificationConfirmee,
  });

describe("remplacer une certification", () => {
  it("fait suivre les sessions à venir ; en ligne, tout reste jusqu'à la décision", async () => {
    const { reference, session } = await uneAction("publiee");
    expect(await remplacer(of, reference, [NOUVELLE], false)).toMatchObject({
      fait: "aConfirmer",
      suivent: [{ reference: session }],
    });
    expect(await visees(reference)).toEqual({ voulues: [[ANCIENNE]], enLigne: [[ANCIENNE]] });
    expect(await remplacer(of, reference)).toMatchObject({ fait: "aControler" });
    expect(await visees(reference)).toEqual({ voulues: [[NOUVELLE]], enLigne: [[ANCIENNE]] });
    expect((await publieeDe(reference))?.fragment).not.toContain(NOUVELLE);
    const { revision } = await lire(reference);
    await publierAction(mod, reference, { revision, formacodes: [] });
    expect(await visees(reference)).toEqual({ voulues: [[NOUVELLE]], enLigne: [[NOUVELLE]] });
    expect((await publieeDe(reference))?.fragment).not.toContain(ANCIENNE);
  });

  it("se défait en annulant la modification", async () => {
    const { reference } = await uneAction("publiee");
    await remplacer(of, reference);
    await annuler(of, reference);
    expect(await visees(reference)).toEqual({ voulues: [[ANCIENNE]], enLigne: [[ANCIENNE]] });
    expect((await lireDossier(of, reference, "action:lire")).sessions[0]?.saisie).toMatchObject(SESSION);
  });

  it("laisse aux sessions commencées l'ancienne, qui ne peut alors quitter l'action", async () => {
    const { reference } = await uneAction("publiee");
    await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: { ...SESSION, debut: "2027-09-01" },
      version: 0,
    });
    const plusTard = { ...of, maintenant: new Date("2027-02-01T10:00:00Z") };
    const { raisons } = await refus(remplacer(plusTard, reference));
    expect(raisons.map((r) => [r.champ, r.code])).toEqual([["certifications", "R-14"]]);
    await remplacer(plusTard, reference, [NOUVELLE, ANCIENNE]);
    expect(await visees(reference)).toEqual({
      voulues: [[ANCIENNE], [NOUVELLE]],
      enLigne: [[ANCIENNE], [ANCIENNE]],
    });
  });

  it("fait suivre aussitôt, en ligne aussi, celles d'une action qui a déjà les deux", async () => {
    for (const autres of [{}, { lePlus: "Encore." }]) {
      const { reference } = await uneAction("publiee", { ...SAISIE, certifications: [ANCIENNE, NOUVELLE] });
      await saisirSession(of, {
        actionReference: reference,
        reference: null,
        saisie: { ...SESSION, debut: "2027-09-01" },
        version: 0,
      });
      const { version, revision } = await lire(reference);
      const plusTard = { ...of, maintenant: new Date("2027-02-01T10:00:00Z") };
      const saisie = { ...SAISIE, ...autres, certifications: [NOUVELLE, ANCIENNE] };
      expect(await saisir(plusTard, { reference, version, saisie, remplacees: [ANCIENNE] })).toMatchObject({
        fait: "publie",
        suivent: [{}],
      });
      expect((await lire(reference)).revision).toBeGreaterThan(revision);
      const attendues = [[ANCIENNE], [NOUVELLE]];
      expect(await visees(reference)).toEqual({ voulues: attendues, enLigne: attendues });
    }
  });

  it("fait suivre aussitôt celles d'un brouillon", async () => {
    const { reference } = await uneAction("brouillon");
    expect(await remplacer(of, reference)).toMatchObject({ fait: "enregistre", suivent: [{}] });
    expect((await visees(reference)).voulues).toEqual([[NOUVELLE]]);
    // Posted again, by a form that saves itself: nothing more to do.
    expect(await remplacer(of, reference)).toMatchObject({ fait: "enregistre" });
  });

  it("ne suit que celle que France compétences nomme", async () => {
    const { reference } = await uneAction("publiee");
    const { raisons } = await refus(remplacer(of, reference, ["RNCP39568"]));
    expect(raisons.map((r) => r.code)).toEqual(["R-14"]);
    expect((await visees(reference)).voulues).toEqual([[ANCIENNE]]);
  });

  it("n'est proposé que pour une remplaçante où l'on entre encore", async () => {
    const proposes = async (codes: string[]) =>
      (await remplacementsDe(of, codes)).map((r) => [r.ancienne, r.nouvelle.code]);
    expect(await proposes([ANCIENNE, NOUVELLE])).toEqual([[ANCIENNE, NOUVELLE]]);
    // RNCP35809: by a fiche that is not in the tables.
    expect(await proposes(["RNCP35809", "INCONNUE"])).toEqual([]);
    await base.db.update(certification).set({ actif: false }).where(eq(certification.code, NOUVELLE));
    expect(await proposes([ANCIENNE])).toEqual([]);
  });
});
