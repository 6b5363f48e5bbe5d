import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { certification, journal, sessionFormation } from "../../db/schema";
import { circuitDEssai, SAISIE, SESSION } from "../catalogue/circuit-d-essai.server";
import type { Contexte } from "../catalogue/contexte";
import { lireDossier } from "../catalogue/dossier.server";
import { MOTIFS_DE_NUIT } from "../catalogue/workflow";
import { demanderComplement, publierAction } from "./decider.server";
import { passerLaNuit } from "./nuit.server";

const { base, of, mod, lire, saisirSession, motifsOuverts, validerTout, publieeDe, uneAction } =
  await circuitDEssai();

afterAll(() => base.fermer());

describe("la nuit", () => {
  const nuit = (jour: string, reglages?: { moisAvantArchive: number }) =>
    passerLaNuit(base.db, new Date(`${jour}T02:00:00Z`), reglages);
  const ouverts = async (reference: string) =>
    (await motifsOuverts(reference)).map(({ champ, code, auteurId }) => ({ champ, code, auteurId }));
  const PASSEES = { champ: "sessions", code: MOTIFS_DE_NUIT.sessions, auteurId: null };

  it("met en alerte l'action publiée dont toutes les sessions sont terminées, et la garde en ligne", async () => {
    const { reference } = await uneAction("publiee");
    const controle = await uneAction("creee");
    await nuit("2028-06-30");
    expect((await lire(reference)).etat).toBe("publiee");
    const bilan = await nuit("2028-07-01");
    expect(bilan.sessionsPassees).toBeGreaterThan(0);
    expect((await lire(reference)).etat).toBe("alerte");
    expect(await ouverts(reference)).toEqual([PASSEES]);
    const [dit] = await motifsOuverts(reference);
    expect(dit?.phrase).toContain("terminées depuis le 30/06/2028");
    expect(dit?.phrase).toContain("les partenaires ne la montrent plus à partir du 31/07/2028, et");
    expect(dit?.phrase).toContain("archivée après le 30/06/2029");
    expect(await publieeDe(reference)).toBeDefined();
    const [ligne] = await base.db
      .select()
      .from(journal)
      .where(eq(journal.actionReference, reference))
      .orderBy(desc(journal.id));
    expect(ligne).toMatchObject({ evenement: "mettreEnAlerte", auteurNom: "Règle automatique" });
    expect((await lire(controle.reference)).etat).toBe("creee");
    expect(await nuit("2028-07-01")).toEqual({
      annoncees: 0,
      certificationsAnnoncees: 0,
      sessionsPassees: 0,
      certificationsEchues: 0,
      archivees: 0,
    });
  });

  it("ne le redit pas d'une action que Cap Métiers a publiée ainsi", async () => {
    const { reference } = await uneAction("publiee");
    await nuit("2028-07-01");
    const apres = (ctx: Contexte) => ({ ...ctx, maintenant: new Date("2028-07-02T10:00:00Z") });
    await validerTout(apres(of), reference, (await lire(reference)).revision);
    const { revision } = await lire(reference);
    await publierAction(apres(mod), reference, { revision, formacodes: [] });
    await nuit("2028-07-03");
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("archive, le délai passé, celle où rien n'a été ajouté : elle quitte le flux", async () => {
    const { reference } = await uneAction("publiee");
    const suivie = await uneAction("publiee");
    await nuit("2028-07-01");
    await saisirSession(of, {
      actionReference: suivie.reference,
      reference: null,
      saisie: { ...SESSION, debut: "2028-07-10", fin: "2029-12-31" },
      version: 0,
    });
    await nuit("2029-06-30");
    expect((await lire(reference)).etat).toBe("alerte");
    await nuit("2029-07-01");
    expect((await lire(reference)).etat).toBe("archivee");
    expect(await publieeDe(reference)).toBeUndefined();
    expect((await lire(suivie.reference)).etat).toBe("alerte");
    const autreDelai = await uneAction("publiee");
    await nuit("2028-07-01");
    await nuit("2028-12-31", { moisAvantArchive: 6 });
    expect((await lire(autreDelai.reference)).etat).toBe("alerte");
    await nuit("2029-01-01", { moisAvantArchive: 6 });
    expect((await lire(autreDelai.reference)).etat).toBe("archivee");
  });

  it("met en alerte celle dont la certification n'est plus enregistrée", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = (await lireDossier(of, reference, "action:lire")).sessions[0] ?? {};
    expect(version).toBe(1);
    await base.db
      .update(sessionFormation)
      .set({ saisie: { ...SESSION, typeEntree: "fixes", fin: "2029-06-30" } })
      .where(eq(sessionFormation.reference, session));
    await nuit("2028-09-01");
    expect((await lire(reference)).etat).toBe("publiee");
    const bilan = await nuit("2028-09-02");
    expect(bilan.certificationsEchues).toBeGreaterThan(0);
    expect(await ouverts(reference)).toEqual([
      { champ: "certifications", code: MOTIFS_DE_NUIT.certifications, auteurId: null },
    ]);
    expect((await motifsOuverts(reference))[0]?.phrase).toContain("RNCP37674 le 01/09/2028");
    expect(await publieeDe(reference)).toBeDefined();
  });

  describe("des certifications", () => {
    const FPC = { ...SESSION, voieAcces: "fpc", typeEntree: "fixes", fin: "2036-06-30" };
    const CERTIF = { champ: "certifications", code: MOTIFS_DE_NUIT.certifications, auteurId: null };
    const fiche = (code: string, change: Partial<typeof certification.$inferInsert>) =>
      base.db.update(certification).set(change).where(eq(certification.code, code));
    const annonces = async (reference: string) =>
      (
        await base.db
          .select()
          .from(journal)
          .where(and(eq(journal.actionReference, reference), eq(journal.evenement, "finDeCertification")))
      ).map((l) => l.apres.motif);
    /** Published on these, its sessions long. */
    const publieeSur = async (certifications: string[]) => {
      const { reference, session } = await uneAction("publiee", { ...SAISIE, certifications });
      await base.db
        .update(sessionFormation)
        .set({ saisie: FPC })
        .where(eq(sessionFormation.reference, session));
      return reference;
    };
    const republier = async (reference: string, jour: string) => {
      const apres = (ctx: Contexte) => ({ ...ctx, maintenant: new Date(`${jour}T10:00:00Z`) });
      await base.db
        .update(sessionFormation)
        .set({ transmiseLe: new Date() })
        .where(eq(sessionFormation.actionReference, reference));
      await validerTout(apres(of), reference, (await lire(reference)).revision);
      await publierAction(apres(mod), reference, {
        revision: (await lire(reference)).revision,
        formacodes: [],
      });
    };
    const SEULE = { dateFinEnregistrement: "2033-09-01", actif: true, remplaceePar: null };
    const NOUVELLE = { ...SEULE, dateFinEnregistrement: "2040-01-01" };
    beforeEach(async () => {
      await fiche("RNCP37674", SEULE);
      await fiche("RNCP37873", NOUVELLE);
    });
    afterAll(async () => {
      await fiche("RNCP37674", { ...SEULE, dateFinEnregistrement: "2028-09-01" });
    });

    it.each([
      null,
      "2033-09-01",
    ])("met en alerte celle qui est retirée avant l'heure, fin %s, une fois", async (fin) => {
      const reference = await publieeSur(["RNCP37674"]);
      await fiche("RNCP37674", { actif: false, dateFinEnregistrement: fin });
      await nuit("2029-01-01");
      expect(await ouverts(reference)).toEqual([CERTIF]);
      expect((await motifsOuverts(reference))[0]?.phrase).toContain(": RNCP37674 retirée.");
      await republier(reference, "2029-01-02");
      await nuit("2029-01-03");
      // Past the end it had, it is the same certification that has ended.
      await nuit("2033-10-01");
      expect((await lire(reference)).etat).toBe("publiee");
    });

    it("dit à part celle qui est remplacée, puis l'autre quand elle finit à son tour", async () => {
      const reference = await publieeSur(["RNCP37674", "RNCP37873"]);
      await fiche("RNCP37674", { actif: false, remplaceePar: "RNCP39568" });
      await nuit("2029-01-01");
      expect(await ouverts(reference)).toEqual([{ ...CERTIF, code: MOTIFS_DE_NUIT.remplacees }]);
      expect((await motifsOuverts(reference))[0]?.phrase).toContain(
        "RNCP37674 retirée, remplacée par RNCP39568",
      );
      await republier(reference, "2029-01-02");
      await fiche("RNCP37873", { actif: false });
      await nuit("2029-01-04");
      const [dit, ...autres] = await motifsOuverts(reference);
      expect([dit?.code, autres]).toEqual([MOTIFS_DE_NUIT.certifications, []]);
      expect(dit?.phrase).toContain(": RNCP37873 retirée.");
    });

    it("ne dit pas de remplacer dans le formulaire celle dont la remplaçante a fini aussi", async () => {
      const reference = await publieeSur(["RNCP37674"]);
      await fiche("RNCP37674", { actif: false, remplaceePar: "RNCP37873" });
      await fiche("RNCP37873", { actif: false });
      await nuit("2029-01-01");
      expect(await ouverts(reference)).toEqual([CERTIF]);
      const [dit] = await motifsOuverts(reference);
      expect(dit?.phrase).toContain("RNCP37674 retirée, remplacée par RNCP37873. Retirez-la");
    });

    it("laisse celle dont la remplaçante est là, quand seules des sessions commencées la visent", async () => {
      const [aVenir, commencee] = [
        await publieeSur(["RNCP37674", "RNCP37873"]),
        await publieeSur(["RNCP37674", "RNCP37873"]),
      ];
      await base.db
        .update(sessionFormation)
        .set({ saisie: { ...FPC, debut: "2026-12-01" } })
        .where(eq(sessionFormation.actionReference, commencee));
      await fiche("RNCP37674", { actif: false, remplaceePar: "RNCP37873" });
      await nuit("2027-01-03");
      expect(await ouverts(aVenir)).toEqual([{ ...CERTIF, code: MOTIFS_DE_NUIT.remplacees }]);
      expect((await lire(commencee)).etat).toBe("publiee");
    });

    it("annonce une fin six mois avant, une fois, et de nouveau une autre fin", async () => {
      const reference = await publieeSur(["RNCP37674"]);
      await nuit("2033-03-04");
      expect(await annonces(reference)).toEqual([]);
      expect((await nuit("2033-03-05")).certificationsAnnoncees).toBeGreaterThan(0);
      await nuit("2033-03-06");
      expect(await annonces(reference)).toEqual([
        expect.stringContaining(": RNCP37674 le 01/09/2033. Après"),
      ]);
      await fiche("RNCP37674", { dateFinEnregistrement: "2034-01-01" });
      await nuit("2033-03-07");
      await nuit("2033-08-01");
      expect(await annonces(reference)).toHaveLength(2);
      await fiche("RNCP37674", { dateFinEnregistrement: "2034-02-01", actif: false });
      await nuit("2033-08-20");
      expect(await annonces(reference)).toHaveLength(2);
    });

    it("n'annonce pas chaque nuit une fin déjà dite, à côté d'une autre qui ne demande rien", async () => {
      const reference = await publieeSur(["RNCP37674", "RNCP37873", "RNCP39568"]);
      await fiche("RNCP37674", { remplaceePar: "RNCP37873" });
      await fiche("RNCP39568", { dateFinEnregistrement: "2033-09-01", actif: true, remplaceePar: null });
      await base.db
        .update(sessionFormation)
        .set({ saisie: { ...FPC, certificationsVisees: ["RNCP37873"] } })
        .where(eq(sessionFormation.actionReference, reference));
      for (const jour of ["2033-03-05", "2033-03-06", "2033-03-07"]) await nuit(jour);
      expect(await annonces(reference)).toEqual([
        expect.stringContaining(": RNCP39568 le 01/09/2033. Après"),
      ]);
    });
  });

  it("laisse un mois à qui n'a pas été prévenu, même des années après", async () => {
    const { reference } = await uneAction("publiee");
    await nuit("2031-01-10");
    expect((await lire(reference)).etat).toBe("alerte");
    expect((await motifsOuverts(reference))[0]?.phrase).toContain(
      "les partenaires ne la montrent plus, et elle sera archivée après le 09/02/2031",
    );
    await nuit("2031-02-09");
    expect((await lire(reference)).etat).toBe("alerte");
    await nuit("2031-02-10");
    expect((await lire(reference)).etat).toBe("archivee");
  });

  it("le dit aussi de ce qu'un modérateur avait mis en alerte, et l'archive", async () => {
    const { reference } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "AUTRE", phrase: "Précisez." }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    await nuit("2028-07-01");
    await nuit("2028-07-02");
    expect((await ouverts(reference)).map((m) => m.code)).toEqual(["AUTRE", MOTIFS_DE_NUIT.sessions]);
    await nuit("2029-07-01");
    expect((await lire(reference)).etat).toBe("archivee");
  });

  it("passe deux fois en même temps comme une seule", async () => {
    const { reference } = await uneAction("publiee");
    await Promise.all([nuit("2028-07-01"), nuit("2028-07-01")]);
    expect(await ouverts(reference)).toEqual([PASSEES]);
  });
});
