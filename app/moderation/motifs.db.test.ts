import { desc } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { courrier } from "../../db/schema";
import { retirerAction, validerAction } from "../catalogue/cas-d-usage/action.server";
import { circuitDEssai, MAINTENANT, refus } from "../catalogue/circuit-d-essai.server";
import type { Contexte } from "../catalogue/contexte";
import { lireDossier } from "../catalogue/dossier.server";
import { champsDe } from "../catalogue/formulaires";
import { demanderComplement, prendreEnCharge, publierAction } from "./decider.server";
import { lireRevue } from "./revue.server";

const { base, of, mod, lire, motifsOuverts, dernierJournal, validerTout, reprendre, uneAction } =
  await circuitDEssai();

afterAll(() => base.fermer());

const tousLesChampsDuFormulaire = [...champsDe("action"), ...champsDe("session")];

describe("les motifs d'un complément", () => {
  const complement = async (reference: string, phrase: string) =>
    demanderComplement(mod, reference, {
      revision: (await lire(reference)).revision,
      motifs: [{ champ: "programme", code: "AUTRE", phrase }],
    });
  const ouverts = async (reference: string) =>
    (await lireDossier(of, reference, "action:lire")).motifs.map((m) => m.phrase);
  const valider = async (ctx: Contexte, reference: string) =>
    validerTout(ctx, reference, (await lire(reference)).revision);

  it("se cochent un à un avant de valider", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Un.");
    const { revision } = await lire(reference);
    const [un] = await motifsOuverts(reference);
    const r = await refus(validerAction(of, reference, { revision, faits: [] }));
    expect([r.statut, r.raisons.map((x) => x.champ)]).toEqual([422, [`motif${un?.id}`]]);
    expect((await lire(reference)).etat).toBe("alerte");
    await validerAction(of, reference, { revision, faits: [un?.id ?? 0] });
    expect((await lire(reference)).etat).toBe("creee");
  });

  it("ne sont pas tous à cocher : un conseil se suit ou non", async () => {
    const { reference } = await uneAction("creee");
    const motifs = [
      { champ: "", code: "OBJECTIF_INCOHERENT", phrase: "" },
      { champ: "programme", code: "CONSEIL", phrase: "Dites le logiciel." },
    ];
    const { revision } = await lire(reference);
    await demanderComplement(mod, reference, { revision, motifs });
    expect((await dernierJournal(reference))?.apres.motif).toContain(", conseil : Dites le logiciel.");
    await validerAction(of, reference, { revision: revision + 1, faits: [] });
    expect((await lire(reference)).etat).toBe("creee");
    expect(await motifsOuverts(reference)).toEqual([]);
  });

  it("nomment dans le courriel et dans l'historique la session et le champ, comme le formulaire", async () => {
    const { reference, session } = await uneAction("creee");
    const motifs = [
      { champ: "", code: "PREREQUIS", phrase: "Dites le niveau attendu." },
      { champ: "lieuAdresse", code: "LIEU", phrase: "Quel bâtiment ?", sessionReference: session },
    ];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const [prerequis, adresse] = ["prerequis", "lieuAdresse"].map(
      (nom) => tousLesChampsDuFormulaire.find((c) => c.nom === nom)?.libelle,
    );
    const dits = `${prerequis} : Dites le niveau attendu.\nSession ${session}, ${adresse} : Quel bâtiment ?`;
    expect((await dernierJournal(reference))?.apres.motif).toBe(dits);
    const courriers = await base.db.select().from(courrier).orderBy(desc(courrier.id)).limit(1);
    expect(courriers[0]?.phrase).toContain(dits);
  });

  it("se rouvrent quand l'organisme reprend la main, et ceux d'avant restent levés à leur date", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Premier tour.");
    await valider(of, reference);
    expect(await ouverts(reference)).toEqual([]);
    await complement(reference, "Second tour.");
    const plusTard = { ...of, maintenant: new Date(MAINTENANT.getTime() + 3_600_000) };
    await valider(plusTard, reference);
    const revue = await lireRevue(mod, await lireDossier(mod, reference, "action:publier"));
    expect(revue.motifs).toEqual([{ phrase: "Second tour.", session: null, leve: true }]);
    await reprendre(plusTard, reference);
    expect(await ouverts(reference)).toEqual(["Second tour."]);
  });

  it("ne restent pas sur une action archivée puis publiée de nouveau, ni la prise en charge", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Précisez.");
    await valider(of, reference);
    await prendreEnCharge(mod, reference, (await lire(reference)).revision);
    await complement(reference, "Précisez encore.");
    await retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    expect((await lire(reference)).priseEnChargePar).toBeNull();
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect(await ouverts(reference)).toEqual([]);
  });
});
