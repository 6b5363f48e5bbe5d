import { afterAll, describe, expect, it } from "vitest";
import { reprendreAction, validerAction } from "../catalogue/cas-d-usage/action.server";
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

  it("lit le mot de la dernière validation, d'elle seule", async () => {
    const { reference } = await uneAction("brouillon");
    const mot = async () =>
      (await lireRevue(mod, await lireDossier(mod, reference, "action:publier"))).message;
    const valider = async (message: string) =>
      validerAction(of, reference, { revision: (await lire(reference)).revision, message });
    await valider("Notre premier mot.");
    expect(await mot()).toBe("Notre premier mot.");
    await reprendreAction(of, reference, (await lire(reference)).revision);
    expect(await mot()).toBe("");
    await validerAction({ ...of, maintenant: new Date(of.maintenant.getTime() + 60_000) }, reference, {
      revision: (await lire(reference)).revision,
    });
    expect(await mot()).toBe("");
  });
});
