import { afterAll, describe, expect, it } from "vitest";
import { circuitDEssai, SAISIE, SESSION } from "../catalogue/circuit-d-essai.server";
import { lireDossier } from "../catalogue/dossier.server";
import { demanderComplement } from "./decider.server";
import { lireRevue } from "./revue.server";

const { base, of, mod, lire, saisir, saisirSession, validerTout, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

describe("ce que le modérateur relit", () => {
  it("montre au modérateur ce qu'il a demandé et ce qui a changé depuis, sessions comprises", async () => {
    const { reference, session } = await uneAction("creee");
    const motifs = [{ champ: "", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const { version } = await lire(reference);
    await saisir(of, {
      reference,
      version,
      saisie: { ...SAISIE, programme: "Analyse et essais." },
    });
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie: { ...SESSION, fin: "2028-07-07" },
      version: 1,
    });
    await validerTout(of, reference, (await lire(reference)).revision);
    const revue = await lireRevue(mod, await lireDossier(mod, reference, "action:publier"));
    expect(revue.motifs).toEqual([
      { phrase: expect.stringContaining("relisez ce texte"), session: null, leve: true },
    ]);
    expect(revue.depuisComplement).toEqual([
      { libelle: "Programme", avant: "Analyse.\nDéveloppement.\nTests.", apres: "Analyse et essais." },
      { libelle: `Session ${session} : Fin`, avant: "30/06/2028", apres: "07/07/2028" },
    ]);
    expect(revue.depuisPublication).toEqual([]);
  });
});
