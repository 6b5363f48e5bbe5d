import { afterAll, describe, expect, it } from "vitest";
import type { Saisie } from "../../../db/types";
import { demanderComplement, publierAction } from "../../moderation/decider.server";
import { lireRevue } from "../../moderation/revue.server";
import { circuitDEssai, refus, SAISIE, SESSION } from "../circuit-d-essai.server";
import { lireDossier } from "../dossier.server";
import { changerRecrutement } from "./session.server";

const { base, of, mod, lire, saisir, saisirSession, validerTout, annuler, publieeDe, uneAction } =
  await circuitDEssai();

afterAll(() => base.fermer());

describe("un organisme qui ne délivre plus de certification", () => {
  const { certifications: _, ...reste } = SAISIE;
  const ATTESTATION = { ...reste, objectifGeneral: "7", validation: ["attestation"] };
  const FPC: Saisie = { ...SESSION, voieAcces: "fpc" };

  async function publieeFpc() {
    const { reference, session } = await uneAction("publiee");
    const suite = { actionReference: reference, reference: session };
    await saisirSession(of, { ...suite, saisie: FPC, version: 1 });
    return { ...suite, version: (await lire(reference)).version };
  }
  const visees = async (reference: string) => {
    const { sessions, publication } = await lireDossier(mod, reference, "action:lire");
    const deLaPremiere = (s?: { saisie: Saisie }[]) => s?.[0]?.saisie.certificationsVisees;
    return { voulues: deLaPremiere(sessions), enLigne: deLaPremiere(publication?.approuve.sessions) };
  };

  it("la retire avec ce que ses sessions visent : en ligne, tout reste jusqu'à la décision", async () => {
    const { actionReference, reference, version } = await publieeFpc();
    const e = { reference: actionReference, version, saisie: ATTESTATION };
    expect(await saisir(of, e)).toMatchObject({
      fait: "aConfirmer",
      version,
      sansCertification: true,
      remarques: [],
    });
    expect(await visees(actionReference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
    expect(await saisir(of, { ...e, certificationConfirmee: true })).toMatchObject({ fait: "aControler" });
    expect(await visees(actionReference)).toEqual({ voulues: undefined, enLigne: ["RNCP37674"] });
    expect((await publieeDe(actionReference))?.fragment).toMatch(/<reference-code-RNCP>RNCP37674</);

    const places = { actionReference, reference, version: 3, etatRecrutement: "2" };
    await changerRecrutement(of, places);
    expect((await publieeDe(actionReference))?.fragment).toMatch(/<reference-code-RNCP>RNCP37674</);
    const revue = await lireRevue(mod, await lireDossier(mod, actionReference, "action:publier"));
    expect(revue.depuisPublication.filter((c) => c.apres === "").map((c) => c.libelle)).toEqual([
      "Certification / Diplôme préparé",
      `Session ${reference} : Certification(s) visée(s)`,
      `Session ${reference} : Validation de la certification`,
    ]);
    const { revision } = await lire(actionReference);
    await publierAction(mod, actionReference, { revision, formacodes: ["21001"] });
    expect(await visees(actionReference)).toEqual({ voulues: undefined, enLigne: undefined });
    const { fragment } = (await publieeDe(actionReference)) ?? {};
    expect(fragment).not.toContain("RNCP37674");
    expect(fragment).toContain("<certifiante>0</certifiante>");
  });

  it("la retrouve, sessions comprises, en annulant la modification", async () => {
    const { actionReference, version } = await publieeFpc();
    const e = { reference: actionReference, version, saisie: ATTESTATION, certificationConfirmee: true };
    await saisir(of, e);
    await annuler(of, actionReference);
    expect(await visees(actionReference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
    const { sessions } = await lireDossier(of, actionReference, "action:lire");
    expect(sessions[0]?.saisie).toEqual(FPC);
    // Complete again: the rest of it is saved as before.
    const { version: reprise, saisie } = await lire(actionReference);
    const suite = { ...saisie, lePlus: "Encore." };
    expect(await saisir(of, { reference: actionReference, version: reprise, saisie: suite })).toMatchObject({
      fait: "publie",
    });
  });

  it("ne la retire pas à un apprentissage, et dit que faire d'abord", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = await lire(reference);
    const e = { reference, version, saisie: ATTESTATION, certificationConfirmee: true };
    const { statut, raisons } = await refus(saisir(of, e));
    expect([statut, raisons.map((r) => [r.champ, r.code])]).toEqual([422, [["certifications", "R-25"]]]);
    expect(raisons[0]?.phrase).toContain(`La session ${session} est en apprentissage`);
    expect((await lire(reference)).etat).toBe("publiee");
    expect(await visees(reference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
    // What the sentence says to do first is open, and then it is taken off.
    await saisirSession(of, { actionReference: reference, reference: session, saisie: FPC, version: 1 });
    expect(await saisir(of, e)).toMatchObject({ fait: "aControler" });
  });

  it("la retire en Alerte en enregistrant ses sessions telles que le formulaire les montre", async () => {
    const { actionReference, reference, version } = await publieeFpc();
    const motifs = [{ champ: "", code: "CERTIF_ECHUE", phrase: "" }];
    const { revision } = await lire(actionReference);
    await demanderComplement(mod, actionReference, { revision, motifs });
    await saisir(of, { reference: actionReference, version, saisie: ATTESTATION });
    const valider = async () => validerTout(of, actionReference, (await lire(actionReference)).revision);
    const { raisons } = await refus(valider());
    expect(raisons.map((r) => [r.champ, r.code])).toEqual([["certificationsVisees", "R-14"]]);
    expect(raisons[0]?.phrase).toContain("enregistrez la session telle quelle");
    const { certificationsVisees: __, validations: ___, ...montree } = FPC;
    await saisirSession(of, { actionReference, reference, saisie: montree, version: 2 });
    await valider();
    expect((await lire(actionReference)).etat).toBe("modifiee");
  });
});
