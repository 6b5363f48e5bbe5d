import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { journal, sessionFormation } from "../../../db/schema";
import { demanderComplement } from "../../moderation/decider.server";
import { circuitDEssai, refus, SAISIE, SESSION, SIRET } from "../circuit-d-essai.server";
import { lireDossier } from "../dossier.server";
import { demanderSuppressionSession } from "./demandes.server";
import { changerRecrutement, RemarquesAVoir, supprimerSession } from "./session.server";

const { base, of, autre, lecteur, mod, lire, saisir, saisirSession, validerTout, publieeDe, uneAction } =
  await circuitDEssai();

afterAll(() => base.fermer());

describe("enregistrer une session", () => {
  it("ouvre et ferme le recrutement à tout moment, sans rien publier d'autre", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    const e = { actionReference: reference, reference: session, version: 1 };
    expect((await refus(changerRecrutement(of, { ...e, etatRecrutement: "" }))).statut).toBe(422);
    expect((await refus(changerRecrutement(autre, { ...e, etatRecrutement: "2" }))).statut).toBe(404);
    expect((await refus(changerRecrutement(lecteur, { ...e, etatRecrutement: "2" }))).statut).toBe(403);
    await changerRecrutement(of, { ...e, etatRecrutement: "2" });
    expect((await refus(changerRecrutement(of, { ...e, etatRecrutement: "3" }))).statut).toBe(409);
    const enLigne = (await publieeDe(reference))?.fragment ?? "";
    expect(enLigne).toContain("<etat-recrutement>2<");
    expect(enLigne).not.toContain("RNCP37873");
    // In alert the same is said by the form itself; what is not checked yet stays out of the feed.
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const change = { ...SESSION, etatRecrutement: "3", commentaire: "Pas encore lu." };
    await saisirSession(of, { ...e, version: 2, saisie: change });
    const ensuite = (await publieeDe(reference))?.fragment ?? "";
    expect(ensuite).toContain("<etat-recrutement>3<");
    expect(ensuite).not.toContain("Pas encore lu.");
    expect((await publieeDe(reference))?.approuve.sessions).toHaveLength(1);
  });

  it("ferme le recrutement d'une session en ligne que d'autres règles refuseraient aujourd'hui", async () => {
    const { reference, session } = await uneAction("publiee");
    const { heuresCentre: _, heuresDistance: __, heuresEntreprise: ___, ...sansHeures } = SESSION;
    await base.db
      .update(sessionFormation)
      .set({ saisie: sansHeures })
      .where(eq(sessionFormation.reference, session));
    const e = { actionReference: reference, reference: session, version: 1 };
    const autreChose = { ...sansHeures, etatRecrutement: "2", commentaire: "Et ceci." };
    expect((await refus(saisirSession(of, { ...e, saisie: autreChose }))).statut).toBe(422);
    await saisirSession(of, { ...e, saisie: { ...sansHeures, etatRecrutement: "2" } });
    // Saved again as it is, it adds nothing to the history.
    const lignes = () => base.db.select().from(journal).where(eq(journal.sessionReference, session));
    const avant = await lignes();
    const encore = { ...e, version: 2, saisie: { ...sansHeures, etatRecrutement: "2" } };
    expect(await saisirSession(of, encore)).toMatchObject({ version: 2 });
    expect(await lignes()).toEqual(avant);
    expect((await publieeDe(reference))?.fragment).toContain("<etat-recrutement>2<");
  });

  it("dit ce qui mérite un second regard avant de figer les dates, et n'enregistre rien sans l'avoir dit", async () => {
    const { reference } = await uneAction("publiee");
    const longue = {
      ...SESSION,
      typeEntree: "permanentes",
      commentaire: "Groupe B.",
      lieuAdresse: "2 rue Neuve",
    };
    const e = { actionReference: reference, reference: null, version: 0 };
    const lignes = async () => [(await publieeDe(reference))?.fragment, await lire(reference)];
    const avant = await lignes();
    const r = await refus(saisirSession(of, { ...e, saisie: longue, vues: [] }));
    expect(r).toBeInstanceOf(RemarquesAVoir);
    expect(r.raisons.map((x) => `${x.champ} ${x.code}`)).toEqual(["fin R-34"]);
    expect(await lignes()).toEqual(avant);
    // What was read of one is not what is to be read of another.
    const passee = { ...longue, typeEntree: "fixes", debut: "2026-11-16", recrutement: [], reunions: [] };
    const autres = await refus(saisirSession(of, { ...e, saisie: passee, vues: ["R-34"] }));
    expect(autres.raisons.map((x) => x.code)).toEqual(["R-32"]);
    const { reference: ajoutee } = await saisirSession(of, { ...e, saisie: longue, vues: ["R-34"] });
    expect((await publieeDe(reference))?.fragment).toContain(`<session numero="${ajoutee}"`);
    // Its dates are frozen: nothing is said of them any more.
    const suite = { ...e, reference: ajoutee, version: 1, vues: [] };
    await saisirSession(of, { ...suite, saisie: { ...longue, commentaire: "Groupe C." } });
    // Nor of what nobody can see yet: it is said before the validation.
    const brouillon = await uneAction("brouillon");
    await saisirSession(of, { ...e, actionReference: brouillon.reference, saisie: longue, vues: [] });
  });

  it("refuse une session qui en répète une autre, à l'enregistrement en ligne comme à la validation", async () => {
    const { reference } = await uneAction("publiee");
    const copie = { actionReference: reference, reference: null, saisie: SESSION, version: 0 };
    const enLigne = await refus(saisirSession(of, copie));
    expect(enLigne.raisons.map((r) => r.code)).toEqual(["R-08"]);
    expect(enLigne.raisons[0]?.phrase).toContain("commentaire");
    await saisirSession(of, { ...copie, saisie: { ...SESSION, debut: "2027-02-01" } });
    await saisirSession(of, { ...copie, saisie: { ...SESSION, commentaire: "Groupe B." } });
    await saisirSession(of, { ...copie, saisie: { ...SESSION, commentaire: "Groupe C." } });
    expect((await refus(saisirSession(of, copie))).raisons.map((r) => r.code)).toEqual(["R-08"]);
    const brouillon = await uneAction("brouillon");
    await saisirSession(of, { ...copie, actionReference: brouillon.reference });
    const valider = validerTout(of, brouillon.reference, (await lire(brouillon.reference)).revision);
    expect((await refus(valider)).raisons.map((r) => r.code)).toEqual(["R-08", "R-08"]);
  });
});

describe("ce qui ne doit jamais arriver à une session", () => {
  it("une session que personne n'a contrôlée part dans le flux avec ce qu'on enregistre à côté", async () => {
    const { reference, session } = await uneAction("publiee");
    const nouvelle = { actionReference: reference, reference: null, version: 0 };
    const [seule] = await base.db
      .insert(sessionFormation)
      .values({ reference: "00888888", actionReference: reference, siret: SIRET, saisie: {} })
      .returning();
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Nouveau." } });
    const autreSession = await saisirSession(of, {
      ...nouvelle,
      saisie: { ...SESSION, typeEntree: "fixes", debut: "2027-09-06" },
    });
    const enLigne = async () => (await publieeDe(reference))?.approuve.sessions.map((s) => s.reference);
    expect(await enLigne()).toEqual([session, autreSession.reference]);
    const relue = await lireDossier(of, reference, "action:lire");
    expect(relue.sessions.find((s) => s.reference === "00888888")).toEqual(seule);
    // It goes online by its own save, once it is complete.
    const complete = { ...nouvelle, reference: "00888888", version: 1 };
    expect((await refus(saisirSession(of, { ...complete, saisie: {} }))).statut).toBe(422);
    const saisie = { ...SESSION, typeEntree: "fixes", debut: "2027-10-04" };
    await saisirSession(of, { ...complete, saisie });
    expect(await enLigne()).toEqual([session, autreSession.reference, "00888888"]);
  });

  it("une session transmise change de dates ou disparaît", async () => {
    const { reference, session } = await uneAction("publiee");
    const [s] = await base.db.select().from(sessionFormation).where(eq(sessionFormation.reference, session));
    const version = s?.version ?? 0;
    const r = await refus(
      saisirSession(of, {
        actionReference: reference,
        reference: session,
        version,
        saisie: { ...SESSION, debut: "2027-02-01" },
      }),
    );
    expect(r.raisons[0]?.champ).toBe("debut");
    expect((await refus(supprimerSession(of, reference, session))).statut).toBe(409);
    expect((await refus(demanderSuppressionSession(of, reference, session, "  "))).statut).toBe(422);
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(demanderSuppressionSession(of, reference, session, "Encore."))).statut).toBe(409);
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      version,
      saisie: { ...SESSION, etatRecrutement: "2" },
    });
    expect((await publieeDe(reference))?.fragment).toContain("<etat-recrutement>2<");
  });
});
