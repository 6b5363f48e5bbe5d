import { afterAll, describe, expect, it } from "vitest";
import { demande } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { demanderComplement } from "../../moderation/decider.server";
import { AUTRE, circuitDEssai, DATES, refus, SESSION, SIRET } from "../circuit-d-essai.server";
import { demandesEnCours } from "../demandes-en-cours.server";
import { lireDossier } from "../dossier.server";
import { dernieresReponses } from "../historique.server";
import { retirerAction } from "./action.server";
import { demanderPublication, demanderSuppressionSession, retirerDemande } from "./demandes.server";
import { enregistrerSession } from "./session.server";

const {
  base,
  of,
  autre,
  lecteur,
  mod,
  lire,
  saisirSession,
  publieeDe,
  uneAction,
  repondre,
  corriger,
  dernierJournal,
} = await circuitDEssai();

afterAll(() => base.fermer());

describe("ce que l'organisme demande", () => {
  it("corrige les dates d'une session en ligne : d'ici l'accord, rien ne change", async () => {
    const { reference, session } = await uneAction("publiee");
    await corriger(reference, session, DATES);
    expect((await publieeDe(reference))?.fragment).toContain("<debut>20270104</debut>");
    expect((await lireDossier(of, reference, "action:lire")).demandes).toMatchObject([
      { type: "correction_dates", sessionReference: session, voulu: DATES },
    ]);
    expect((await refus(corriger(reference, session, DATES))).message).toContain("déjà en cours");
    expect((await refus(demanderSuppressionSession(of, reference, session, "Non."))).statut).toBe(409);
    expect((await refus(repondre(of, reference, true, ""))).statut).toBe(403);
    await repondre(mod, reference, true, "");
    const publiee = await publieeDe(reference);
    expect(publiee?.fragment).toContain("<debut>20270201</debut>");
    expect(publiee?.approuve.sessions[0]?.saisie).toEqual({ ...SESSION, ...DATES });
    const dossier = await lireDossier(of, reference, "action:lire");
    expect(dossier.demandes).toEqual([]);
    expect(dossier.sessions[0]).toMatchObject({ saisie: { ...SESSION, ...DATES }, debut: "2027-02-01" });
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "accorderCorrection",
      avant: { debut: "2027-01-04" },
      apres: { debut: "2027-02-01" },
    });
    expect(await dernieresReponses(of, reference)).toMatchObject([
      { accordee: true, type: "correction_dates", session },
    ]);
    // The form opened before holds the former dates: both texts are to be compared.
    const perimee = enregistrerSession(of, {
      actionReference: reference,
      reference: session,
      saisie: SESSION,
      version: 1,
      enLigne: true,
    });
    expect((await refus(perimee)).statut).toBe(409);
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
  });

  it("ne corrige que ce qui est en ligne, autrement qu'il n'est, avec des dates possibles et un contexte", async () => {
    const { reference, session } = await uneAction("publiee");
    const champs = async (saisie: Saisie, contexte?: string) =>
      (await refus(corriger(reference, session, saisie, contexte))).raisons.map((r) => r.champ);
    expect(await champs(SESSION)).toEqual(["debut"]);
    expect(await champs({ ...DATES, fin: "2026-12-31" }, " ")).toEqual(["fin", "contexte"]);
    expect(await champs({ typeEntree: "fixes", debut: "2027-02-01" })).toEqual(["fin"]);
    // Fewer weeks than its hours need: said at the dates, the only fields there.
    expect(await champs({ ...DATES, fin: "2027-02-12" })).toContain("debut");
    expect((await refus(corriger(reference, session, DATES, undefined, lecteur))).statut).toBe(403);
    expect((await refus(corriger(reference, session, DATES, undefined, autre))).statut).toBe(404);
    // A session that began in the past may be said so.
    await corriger(reference, session, { ...DATES, debut: "2026-09-01" });
    const brouillon = await uneAction("brouillon");
    expect((await refus(corriger(brouillon.reference, brouillon.session, DATES))).message).toContain(
      "avec le reste",
    );
    const archivee = await uneAction("publiee");
    await retirerAction(of, archivee.reference, "archiver", {
      revision: (await lire(archivee.reference)).revision,
    });
    expect((await refus(corriger(archivee.reference, archivee.session, DATES))).message).toContain(
      "n'est plus en ligne",
    );
  });

  it("se demande aussi d'une action qu'une alerte a retirée du flux, et n'y remet rien", async () => {
    const { reference, session } = await uneAction("publiee");
    const motifs = [{ champ: "", code: "OFFRE_ANNULEE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    await corriger(reference, session, DATES);
    await repondre(mod, reference, true, "");
    const { sessions } = await lireDossier(of, reference, "action:lire");
    expect(sessions[0]?.debut).toBe(DATES.debut);
    expect(await publieeDe(reference)).toBeUndefined();
  });

  it("ne corrige pas vers des dates que les mots en ligne, ou l'échéance de la certification, ne permettent pas", async () => {
    const { reference, session } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "AUTRE", phrase: "Précisez." }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const peu = { ...SESSION, heuresCentre: "100", heuresDistance: "0", heuresEntreprise: "0" };
    await saisirSession(of, { actionReference: reference, reference: session, saisie: peu, version: 1 });
    const court = await refus(corriger(reference, session, { ...DATES, fin: "2027-03-31" }));
    expect(court.raisons.map((r) => r.phrase).join()).toContain("1050 heures en");
    const apres = await refus(corriger(reference, session, { ...DATES, fin: "2029-01-01" }));
    expect(apres.raisons.map((r) => [r.code, r.champ])).toContainEqual(["R-20", "fin"]);
    await corriger(reference, session, DATES);
  });

  it("se retire tant que Cap Métiers n'a pas répondu, par l'organisme seul", async () => {
    const { reference, session } = await uneAction("publiee");
    expect((await refus(retirerDemande(of, reference, session))).statut).toBe(409);
    await corriger(reference, session, DATES);
    expect((await refus(retirerDemande(lecteur, reference, session))).statut).toBe(403);
    expect((await refus(retirerDemande(mod, reference, session))).statut).toBe(403);
    await retirerDemande(of, reference, session);
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
    expect(await dernierJournal(reference)).toMatchObject({ evenement: "retirerDemande" });
    await corriger(reference, session, { ...DATES, debut: "2027-03-01" });
  });

  it("tient, comme ce qu'on y répond, en 2000 caractères tels qu'une personne les compte", async () => {
    const { reference, session } = await uneAction("publiee");
    // 2000 for a person: an emoji is one, an end of line too.
    const pleine = `😀\r\n${"x".repeat(1998)}`;
    const longue = `${pleine}x`;
    const trop = async (promesse: Promise<unknown>) => {
      const r = await refus(promesse);
      expect([r.statut, r.message]).toEqual([422, expect.stringContaining("2001 caractères : 2000 au plus")]);
      return r.raisons[0]?.champ;
    };
    expect(await trop(demanderSuppressionSession(of, reference, session, longue))).toBe("contexte");
    await demanderSuppressionSession(of, reference, session, pleine);
    expect(await trop(repondre(mod, reference, false, longue))).toMatch(/^reponse\d+$/);
    expect(await trop(repondre(mod, reference, true, longue))).toMatch(/^reponse\d+$/);
    await repondre(mod, reference, false, pleine);
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    expect(await trop(demanderPublication(of, reference, longue))).toBe("contexte");
    await demanderPublication(of, reference, pleine);

    const { reference: creee } = await uneAction("creee");
    const complement = async (phrase: string) =>
      demanderComplement(mod, creee, {
        revision: (await lire(creee)).revision,
        motifs: [{ champ: "programme", code: "AUTRE", phrase }],
      });
    expect(await trop(complement(longue))).toBe("motif1");
    await complement(pleine);
  });

  it("n'est demandé qu'une fois, même par deux personnes au même moment", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    const faites = await Promise.allSettled(
      ["Une.", "Deux.", "Trois."].map((contexte) => demanderPublication(of, reference, contexte)),
    );
    expect(faites.filter((f) => f.status === "fulfilled")).toHaveLength(1);
  });
});

describe("ce qu'une structure a demandé", () => {
  it("se lit jusqu'à la réponse, par elle seule", async () => {
    const { reference, session } = await uneAction("publiee");
    const siennes = async () =>
      (await demandesEnCours(of, SIRET)).lignes.filter((d) => d.reference === reference).map((d) => d.quoi);
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect(await siennes()).toEqual([`supprimer la session ${session}`]);
    expect((await refus(demandesEnCours(of, AUTRE))).statut).toBe(404);
    await repondre(mod, reference, false, "Des personnes sont inscrites.");
    expect(await siennes()).toEqual([]);
  });

  it("se lit par pages, de la plus ancienne à la dernière, en comptant celles qui suivent", async () => {
    const { reference, session } = await uneAction("publiee");
    const deja = await demandesEnCours(of, SIRET);
    const une = {
      type: "suppression_session" as const,
      actionReference: reference,
      sessionReference: session,
      contexte: "Plus de formateur.",
    };
    await base.db.insert(demande).values(Array.from({ length: 60 }, () => une));
    const attendues = deja.lignes.length + deja.autres + 60;
    const lues: number[] = [];
    for (let page = 0; page < 3; page++) {
      const { lignes, autres } = await demandesEnCours(of, SIRET, lues.at(-1));
      lues.push(...lignes.map((d) => d.id));
      expect(autres).toBe(attendues - lues.length);
    }
    expect(new Set(lues).size).toBe(attendues);
    expect(lues).toEqual([...lues].sort((a, b) => a - b));
    expect(await demandesEnCours(of, SIRET, lues.at(-1))).toEqual({ lignes: [], autres: 0 });
  });
});
