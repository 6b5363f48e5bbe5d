import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { actionFormation, demande, formacode, motif, sessionFormation } from "../../db/schema";
import { commencerAction, reprendreAction, retirerAction } from "../catalogue/cas-d-usage/action.server";
import { demanderPublication } from "../catalogue/cas-d-usage/demandes.server";
import { changerRecrutement } from "../catalogue/cas-d-usage/session.server";
import {
  circuitDEssai,
  MAINTENANT,
  refus,
  SAISIE,
  SESSION,
  SIRET,
} from "../catalogue/circuit-d-essai.server";
import { corrigerSaisie } from "./corriger.server";
import { demanderComplement, publierAction } from "./decider.server";
import { passerLaNuit } from "./nuit.server";

const { base, of, mod, lire, saisir, saisirSession, validerTout, publieeDe, dernierJournal, uneAction } =
  await circuitDEssai();

afterAll(() => base.fermer());

describe("publier une action", () => {
  it("publie la première certification d'une action dont les sessions sont déjà en ligne", async () => {
    const { certifications: _, ...reste } = SAISIE;
    const simple = { ...reste, objectifGeneral: "2", validation: ["attestation"] };
    const reference = await commencerAction(of, SIRET, simple);
    const fpc = Object.fromEntries(
      Object.entries({ ...SESSION, voieAcces: "fpc" }).filter(
        ([n]) => !/certifications|validations|Cycle|annees|alternance/.test(n),
      ),
    );
    const deLAction = { actionReference: reference, reference: null, saisie: fpc, version: 0 };
    const session = await saisirSession(of, deLAction);
    await validerTout(of, reference, (await lire(reference)).revision);
    const decision = async (formacodes: string[]) => ({
      revision: (await lire(reference)).revision,
      formacodes,
    });
    await publierAction(mod, reference, await decision(["21001"]));
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: SAISIE, certificationConfirmee: true });
    await publierAction(mod, reference, await decision([]));
    expect((await publieeDe(reference))?.fragment).toContain("RNCP37674");
    // From then on the session chooses what it leads to.
    const e = { ...deLAction, reference: session.reference, version: session.version };
    const sans = await refus(saisirSession(of, { ...e, saisie: { ...fpc, commentaire: "Complet." } }));
    expect(sans.raisons.map((r) => r.code)).toEqual(["S7"]);
  });

  it("compte l'âge d'une session du jour de la soumission, pas de la décision", async () => {
    const reference = await commencerAction(of, SIRET, SAISIE);
    const { recrutement: _, reunions: __, ...reste } = SESSION;
    const saisie = { ...reste, typeEntree: "fixes", debut: "2026-10-26" };
    await saisirSession(of, { actionReference: reference, reference: null, saisie, version: 0 });
    await validerTout(of, reference, (await lire(reference)).revision);
    const plusTard = { ...mod, maintenant: new Date("2026-11-27T10:00:00Z") };
    await publierAction(plusTard, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("publie de nouveau ce qui était archivé, et clôt la demande", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    await demanderPublication(of, reference, "Archivée par erreur.");
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
    expect(await publieeDe(reference)).toBeDefined();
    const [close] = await base.db.select().from(demande).where(eq(demande.actionReference, reference));
    expect(close?.closeLe).toEqual(MAINTENANT);
    expect((await refus(demanderPublication(of, reference, "Encore."))).statut).toBe(409);
  });

  it("exige un Formacode du thésaurus pour une action non certifiante", async () => {
    const { certifications: _, ...reste } = SAISIE;
    const { reference } = await uneAction("brouillon", {
      ...reste,
      objectifGeneral: "2",
      validation: ["attestation"],
    });
    const [s] = await base.db
      .select()
      .from(sessionFormation)
      .where(eq(sessionFormation.actionReference, reference));
    const fpc = Object.fromEntries(
      Object.entries({ ...SESSION, voieAcces: "fpc" }).filter(
        ([n]) => !/certifications|validations|Cycle|annees|alternance/.test(n),
      ),
    );
    await saisirSession(of, {
      actionReference: reference,
      reference: s?.reference ?? "",
      saisie: fpc,
      version: 1,
    });
    await validerTout(of, reference, (await lire(reference)).revision);
    const { revision } = await lire(reference);
    expect((await refus(publierAction(mod, reference, { revision, formacodes: [] }))).statut).toBe(422);
    await base.db
      .insert(formacode)
      .values({ code: "49999", libelle: "Sorti du thésaurus", version: "V13", recherche: "" });
    for (const code of ["99999", "49999"]) {
      const r = await refus(publierAction(mod, reference, { revision, formacodes: ["21001", code] }));
      expect([r.statut, r.message]).toEqual([
        422,
        expect.stringContaining(`« ${code} » n'est pas au thésaurus V14`),
      ]);
    }
    expect(await publieeDe(reference)).toBeUndefined();
    await publierAction(mod, reference, { revision, formacodes: ["21001"] });
    expect((await publieeDe(reference))?.fragment).toContain("21001");
  });
});

describe("retirer du flux en demandant un complément", () => {
  const retirer = async (reference: string, code: string) =>
    demanderComplement(mod, reference, {
      revision: (await lire(reference)).revision,
      motifs: [
        { champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" },
        { champ: "", code, phrase: "" },
      ],
    });
  const valider = async (reference: string) => validerTout(of, reference, (await lire(reference)).revision);

  it.each([
    "OFFRE_ANNULEE",
    "AFFICHAGE",
    "AUTORISATION",
  ])("%s retire l'offre publiée, que rien ne ramène avant qu'un modérateur la publie", async (code) => {
    const { reference, session } = await uneAction("publiee");
    expect(await retirer(reference, code)).toEqual({ retiree: true });
    expect((await lire(reference)).etat).toBe("alerte");
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "mettreEnAlerte",
      avant: { enLigne: "oui" },
      apres: { enLigne: "non" },
    });
    const horsFlux = async () => expect(await publieeDe(reference)).toBeUndefined();
    await horsFlux();
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Corrigé." } });
    await horsFlux();
    const deLAction = {
      actionReference: reference,
      version: 1,
      saisie: { ...SESSION, etatRecrutement: "2" },
    };
    await saisirSession(of, { ...deLAction, reference: session });
    const nouvelle = { ...deLAction.saisie, commentaire: "Groupe B." };
    await saisirSession(of, { ...deLAction, reference: null, version: 0, saisie: nouvelle });
    const places = { actionReference: reference, reference: session, version: 2, etatRecrutement: "1" };
    expect((await refus(changerRecrutement(of, places))).statut).toBe(409);
    await horsFlux();
    // The night says what it finds, and mails what is so.
    await passerLaNuit(base.db, new Date("2028-07-01T02:00:00Z"));
    expect((await dernierJournal(reference))?.apres).toMatchObject({ etat: "alerte", enLigne: "non" });
    await horsFlux();
    await valider(reference);
    expect((await lire(reference)).etat).toBe("creee");
    await horsFlux();
    const { revision } = await lire(reference);
    const c = { revision, session: null, formacodes: [], note: "" };
    await corrigerSaisie(mod, reference, { ...c, saisie: { ...SAISIE, lePlus: "Revu." } });
    await horsFlux();
    await reprendreAction(of, reference, (await lire(reference)).revision);
    expect((await lire(reference)).etat).toBe("alerte");
    await horsFlux();
    await valider(reference);
    const ensuite = { revision: (await lire(reference)).revision, formacodes: [] };
    await publierAction(mod, reference, ensuite);
    expect((await publieeDe(reference))?.fragment).toContain("Revu.");
  });

  it("ne retire rien pour une autre raison, ni ce qui n'était pas publié", async () => {
    const { reference } = await uneAction("publiee");
    expect(await retirer(reference, "HABILITATION")).toEqual({ retiree: false });
    expect(await publieeDe(reference)).toBeDefined();
    expect((await dernierJournal(reference))?.apres).not.toHaveProperty("enLigne");
    const creee = await uneAction("creee");
    expect(await retirer(creee.reference, "OFFRE_ANNULEE")).toEqual({ retiree: false });
    expect((await dernierJournal(creee.reference))?.apres).not.toHaveProperty("enLigne");
  });

  it("ne retire rien d'une page dépassée, ni avec un motif refusé", async () => {
    const { reference } = await uneAction("publiee");
    const { revision } = await lire(reference);
    const annulee = { champ: "", code: "OFFRE_ANNULEE", phrase: "" };
    const perimee = { revision: revision - 1, motifs: [annulee] };
    expect((await refus(demanderComplement(mod, reference, perimee))).statut).toBe(409);
    const fautive = { revision, motifs: [annulee, { ...annulee, code: "INCONNUE" }] };
    expect((await refus(demanderComplement(mod, reference, fautive))).statut).toBe(422);
    expect((await refus(demanderComplement(of, reference, { revision, motifs: [annulee] }))).statut).toBe(
      403,
    );
    expect(await publieeDe(reference)).toBeDefined();
  });
});

describe("demander un complément", () => {
  it("ne donne pas en alerte une formation conventionnée, que l'organisme ne peut pas corriger", async () => {
    const { reference } = await uneAction("publiee");
    await base.db
      .update(actionFormation)
      .set({ conventionnee: true })
      .where(eq(actionFormation.reference, reference));
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    const { revision } = await lire(reference);
    expect((await refus(demanderComplement(mod, reference, { revision, motifs }))).statut).toBe(409);
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("demande un complément avec au moins un motif connu, puis revient après validation", async () => {
    const { reference, session } = await uneAction("creee");
    const { revision } = await lire(reference);
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [] }))).statut).toBe(422);
    const forge = { champ: "siret", code: "AUTRE", phrase: "x" };
    const ailleurs = { champ: "debut", code: "DATES_DUREE", phrase: "", sessionReference: "00999999" };
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [ailleurs] }))).statut).toBe(
      422,
    );
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [forge] }))).statut).toBe(422);
    // What was typed is never dropped: a row without its reason is named, by its place on the form.
    const vide = { champ: "", code: "", phrase: "" };
    const sansRaison = { ...vide, phrase: "Revoyez le programme." };
    const sansChamp = { ...vide, code: "AUTRE", phrase: "Revoyez le programme." };
    for (const [m, dit] of [
      [sansRaison, "Motif 2 : choisissez une raison"],
      [sansChamp, "Motif 2 : choisissez le champ"],
      [{ ...vide, code: "AUTRE", champ: "programme" }, "Motif 2 : écrivez la phrase"],
    ] as const) {
      const r = await refus(demanderComplement(mod, reference, { revision, motifs: [vide, m] }));
      expect([r.statut, r.message]).toEqual([422, expect.stringContaining(dit)]);
    }
    const motifs = [
      { champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" },
      { champ: "debut", code: "DATES_DUREE", phrase: "", sessionReference: session },
    ];
    await demanderComplement(mod, reference, { revision, motifs });
    const dits = await base.db.select().from(motif).where(eq(motif.actionReference, reference));
    expect(dits.map((m) => [m.champ, m.sessionReference])).toEqual([
      ["programme", null],
      ["debut", session],
    ]);
    const alerte = await lire(reference);
    expect(alerte.etat).toBe("alerte");
    await validerTout(of, reference, alerte.revision);
    expect((await lire(reference)).etat).toBe("creee");
  });
});
