import { afterAll, describe, expect, it } from "vitest";
import { demanderComplement, publierAction } from "../moderation/decider.server";
import { lireRevue } from "../moderation/revue.server";
import { circuitDEssai, SESSION } from "./circuit-d-essai.server";
import { lireDossier } from "./dossier.server";
import { lireFiche } from "./fiche.server";
import { lireHistorique } from "./historique.server";

const { base, of, mod, lire, saisirSession, validerTout, publieeDe, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

describe("une session qui quitte l'apprentissage", () => {
  const SANS_OBJET = ["dureeCycle", "anneesAccessibles", "alternance"];
  const enClair = [
    "Durée du cycle, en années",
    "Années accessibles en apprentissage",
    "Rythme de l'alternance",
  ];

  /** Asked for a complément, the organisme has changed the voie d'accès of its session and nothing else. */
  async function quittee() {
    const { reference, session } = await uneAction("publiee");
    const motifs = [{ champ: "sessions", code: "VOIE_ACCES", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const saisie = { ...SESSION, voieAcces: "fpc" };
    const { version } = await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie,
      version: 1,
    });
    return { reference, session, version };
  }
  const dossier = (reference: string) => lireDossier(mod, reference, "action:publier");
  const libelles = (lignes: { libelle: string }[]) => lignes.map((l) => l.libelle.split(" : ").at(-1));

  it("les garde dans son formulaire, et les reprend telles quelles", async () => {
    const { reference, session, version } = await quittee();
    const [gardee] = (await dossier(reference)).sessions;
    expect(gardee?.saisie).toEqual({ ...SESSION, voieAcces: "fpc" });
    const saisie = { ...gardee?.saisie, voieAcces: "apprentissage" };
    const revenue = { actionReference: reference, reference: session, saisie, version };
    expect(await saisirSession(of, revenue)).toMatchObject({ aRevoir: 0 });
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await lire(reference)).etat).toBe("modifiee");
  });

  it("ne les montre plus sur sa fiche, celle qu'on imprime et celle du modérateur", async () => {
    const avant = await uneAction("publiee");
    const [enApprentissage] = (await lireFiche(mod, await dossier(avant.reference))).sessions;
    expect(enApprentissage?.lignes.map((l) => l.champ)).toEqual(expect.arrayContaining(SANS_OBJET));
    const { reference } = await quittee();
    const [lue] = (await lireFiche(mod, await dossier(reference))).sessions;
    expect(lue?.lignes.filter((l) => SANS_OBJET.includes(l.champ))).toEqual([]);
    expect((await lireRevue(mod, await dossier(reference))).fiche.sessions).toEqual([lue]);
  });

  it("les dit retirées à qui compare, et dans l'historique, puis rendues", async () => {
    const { reference, session, version } = await quittee();
    const { depuisPublication, depuisComplement } = await lireRevue(mod, await dossier(reference));
    const retirees = depuisPublication.filter((c) => c.apres === "");
    expect(libelles(retirees)).toEqual(enClair);
    expect(depuisComplement).toEqual(depuisPublication);
    const derniere = async () => (await lireHistorique(mod, reference, "fr-FR")).lignes[0]?.changements ?? [];
    expect(libelles((await derniere()).filter((c) => c.avant && !c.apres))).toEqual(enClair);

    // What is typed there meanwhile counts for nothing, and is kept.
    const autre = { ...SESSION, voieAcces: "fpc", dureeCycle: "3" };
    const suite = { actionReference: reference, reference: session };
    const encore = await saisirSession(of, { ...suite, saisie: autre, version });
    expect(libelles((await lireRevue(mod, await dossier(reference))).depuisPublication)).toEqual(
      libelles(depuisPublication),
    );
    const revenue = { ...autre, voieAcces: "apprentissage" };
    await saisirSession(of, { ...suite, saisie: revenue, version: encore.version });
    expect((await lireRevue(mod, await dossier(reference))).depuisPublication).toEqual([
      { libelle: `Session ${session} : Durée du cycle, en années`, avant: "2 ans", apres: "3 ans" },
    ]);
  });

  it("ne les met pas dans le flux, et n'en demande plus rien", async () => {
    const { reference } = await quittee();
    expect((await publieeDe(reference))?.fragment).toMatch(/<duree-cycle>2<.*<annee-cycle>2</s);
    await validerTout(of, reference, (await lire(reference)).revision);
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    const { fragment = "" } = (await publieeDe(reference)) ?? {};
    expect(fragment).toContain('<extra info="voie-acces">fpc</extra>');
    expect(fragment).not.toMatch(/duree-cycle|annee-cycle|semaine en centre/);
    expect(fragment).toContain("<modalites-alternance>-</modalites-alternance>");
  });
});
