import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { actionFormation, sessionFormation } from "../../db/schema";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import { demanderPublication, demanderSuppressionSession } from "../catalogue/cas-d-usage/demandes.server";
import { circuitDEssai, DATES, refus, SAISIE, SESSION } from "../catalogue/circuit-d-essai.server";
import { dernieresReponses } from "../catalogue/historique.server";
import { REPONSE_JOURS } from "../catalogue/workflow";

const { base, of, mod, lire, saisirSession, publieeDe, uneAction, repondre, corriger, dernierJournal } =
  await circuitDEssai();

afterAll(() => base.fermer());

describe("ce que l'organisme demande", () => {
  it("est accordé par un modérateur : la session quitte le catalogue et le flux, les autres y restent", async () => {
    const { reference, session } = await uneAction("publiee");
    const autreSession = await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: { ...SESSION, debut: "2027-09-06" },
      version: 0,
    });
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(of, reference, true, ""))).statut).toBe(403);
    await repondre(mod, reference, true, "");
    const publiee = await publieeDe(reference);
    expect(publiee?.approuve.sessions.map((s) => s.reference)).toEqual([autreSession.reference]);
    expect(publiee?.fragment).not.toContain(`<session numero="${session}"`);
    expect(publiee?.fragment).toContain(`<session numero="${autreSession.reference}"`);
    expect(
      await base.db.select().from(sessionFormation).where(eq(sessionFormation.reference, session)),
    ).toEqual([]);
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "accorderDemande",
      sessionReference: session,
      avant: { debut: SESSION.debut },
    });
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
  });

  it("n'est pas accordé pour la dernière session publiée", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("dernière session");
    expect((await publieeDe(reference))?.fragment).toContain(`<session numero="${session}"`);
  });

  it("n'est pas accordé pour la dernière session d'une action archivée, ni demandé pour elle", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("dernière session");
    await repondre(mod, reference, false, "L'action est archivée.");
    const encore = demanderSuppressionSession(of, reference, session, "Encore.");
    expect((await refus(encore)).message).toContain("n'est plus en ligne");
  });

  it("n'accorde pas des dates que la session, changée depuis, ne permet plus", async () => {
    const { reference, session } = await uneAction("publiee");
    await corriger(reference, session, { ...DATES, fin: "2027-12-31" });
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie: { ...SESSION, heuresCentre: "2400" },
      version: 1,
    });
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("ne conviennent plus");
    expect((await refus(repondre(mod, reference, false, ""))).statut).toBe(422);
    await repondre(mod, reference, false, "Trop d'heures pour ces dates.");
    expect(await dernierJournal(reference)).toMatchObject({ evenement: "refuserCorrection" });
    expect((await publieeDe(reference))?.fragment).toContain("<debut>20270104</debut>");
    await corriger(reference, session, DATES);
  });

  it("est refusé avec une phrase, une fois, et peut se redemander", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(mod, reference, false, " "))).statut).toBe(422);
    const { revision } = await lire(reference);
    await repondre(mod, reference, false, "Des personnes sont inscrites.");
    expect((await lire(reference)).revision).toBe(revision + 1);
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "refuserDemande",
      apres: { motif: "Des personnes sont inscrites." },
    });
    expect((await refus(repondre(mod, reference, false, "Encore."))).statut).toBe(409);
    expect(await dernieresReponses(of, reference)).toEqual([
      {
        le: mod.maintenant,
        accordee: false,
        type: "suppression_session",
        session,
        phrase: "Des personnes sont inscrites.",
      },
    ]);
    const plusTard = new Date(mod.maintenant.getTime() + (REPONSE_JOURS + 1) * 86_400_000);
    expect(await dernieresReponses({ ...of, maintenant: plusTard }, reference)).toEqual([]);
    await demanderSuppressionSession(of, reference, session, "Elles sont prévenues.");
  });

  it("garde la réponse à chaque session, jusqu'à la suivante sur la même", async () => {
    const { reference, session } = await uneAction("publiee");
    const { reference: autre } = await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: { ...SESSION, debut: "2027-09-06" },
      version: 0,
    });
    const dites = async () => (await dernieresReponses(of, reference)).map((r) => [r.session, r.phrase]);
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    await repondre(mod, reference, false, "Des personnes sont inscrites.");
    await demanderSuppressionSession(of, reference, autre, "Plus de salle.");
    await repondre(mod, reference, false, "Une salle est trouvée.");
    expect(await dites()).toEqual([
      [autre, "Une salle est trouvée."],
      [session, "Des personnes sont inscrites."],
    ]);
    await demanderSuppressionSession(of, reference, session, "Elles sont prévenues.");
    await repondre(mod, reference, false, "Pas toutes.");
    expect(await dites()).toEqual([
      [session, "Pas toutes."],
      [autre, "Une salle est trouvée."],
    ]);
  });

  it("pour publier de nouveau, s'accorde avec un mot que l'organisme lit, ou sans", async () => {
    const { reference } = await uneAction("publiee");
    const archiver = async () =>
      retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    await archiver();
    await demanderPublication(of, reference, "Une erreur.");
    await repondre(mod, reference, true, "Pensez à la session de septembre.");
    expect((await lire(reference)).etat).toBe("publiee");
    expect(await publieeDe(reference)).toBeDefined();
    const dites = async () =>
      (await dernieresReponses(of, reference)).map((r) => [r.accordee, r.type, r.phrase]);
    const dite = [true, "republication", "Pensez à la session de septembre."];
    expect(await dites()).toEqual([dite]);
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
    await archiver();
    await demanderPublication(of, reference, "Encore une erreur.");
    await repondre(mod, reference, true, "");
    expect(await dernierJournal(reference)).toMatchObject({ evenement: "republier" });
  });

  it("n'est pas accordé pour publier de nouveau ce qu'une règle refuse : rien n'est répondu", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    await demanderPublication(of, reference, "Une erreur.");
    await base.db
      .update(actionFormation)
      .set({ saisie: { ...SAISIE, programme: "" } })
      .where(eq(actionFormation.reference, reference));
    const r = await refus(repondre(mod, reference, true, "Bien sûr."));
    expect([r.statut, r.raisons.map((x) => x.champ)]).toEqual([422, ["programme"]]);
    expect((await lire(reference)).etat).toBe("archivee");
    expect(await dernieresReponses(of, reference)).toEqual([]);
    await repondre(mod, reference, false, "Il manque le programme.");
  });

  it("pour publier de nouveau, se refuse d'une phrase, et se redemande", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    await demanderPublication(of, reference, "Une erreur.");
    await repondre(mod, reference, false, "La session est passée : déclarez-en une nouvelle.");
    await demanderPublication(of, reference, "Elle est corrigée.");
  });
});
