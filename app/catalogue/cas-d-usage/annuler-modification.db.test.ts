import { afterAll, describe, expect, it } from "vitest";
import type { Saisie } from "../../../db/types";
import { demanderComplement, prendreEnCharge, publierAction } from "../../moderation/decider.server";
import { passerLaNuit } from "../../moderation/nuit.server";
import { circuitDEssai, refus, SAISIE, SESSION } from "../circuit-d-essai.server";
import { lireDossier } from "../dossier.server";
import { reprendreAction, retirerAction } from "./action.server";
import {
  annulerModification,
  certificationSansControle,
  modificationEnCours,
} from "./annuler-modification.server";

const {
  base,
  of,
  autre,
  lecteur,
  mod,
  lire,
  saisir,
  saisirSession,
  publieeDe,
  motifsOuverts,
  dernierJournal,
  validerTout,
  reprendre,
  annuler,
  uneAction,
} = await circuitDEssai();

afterAll(() => base.fermer());

const DEUX = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };

describe("annuler la modification", () => {
  const modifier = async (reference: string, saisie: Saisie = DEUX) =>
    saisir(of, {
      reference,
      version: (await lire(reference)).version,
      saisie,
      certificationConfirmee: true,
    });
  const completer = async (reference: string, code = "AUTRE", champ = "certifications") =>
    demanderComplement(mod, reference, {
      revision: (await lire(reference)).revision,
      motifs: [{ champ, code, phrase: "Laquelle ?" }],
    });
  const valider = async (reference: string) => validerTout(of, reference, (await lire(reference)).revision);
  const possible = async (reference: string) =>
    modificationEnCours(of, await lireDossier(of, reference, "action:lire"));
  const etat = async (reference: string) => (await lire(reference)).etat;

  it("rend la certification approuvée, depuis la page qui le propose seulement", async () => {
    const { reference } = await uneAction("publiee");
    expect(await possible(reference)).toBe(false);
    expect((await refus(annuler(of, reference))).statut).toBe(409);
    const { revision } = await lire(reference);
    await modifier(reference);
    expect((await refus(annulerModification(of, reference, revision))).statut).toBe(409);
    // Never to a draft: what is published is not taken back so.
    expect((await refus(reprendre(of, reference))).message).toContain("vous pouvez l'annuler");
    expect(await etat(reference)).toBe("modifiee");
    await annuler(of, reference);
    const rendue = await lire(reference);
    expect([rendue.etat, rendue.saisie.certifications]).toEqual(["publiee", ["RNCP37674"]]);
  });

  it("non contrôlée, reste sue d'une action retirée du catalogue : publiée de nouveau, elle l'est", async () => {
    const sansControle = async (reference: string) =>
      certificationSansControle(of, await lireDossier(of, reference, "action:lire"));
    const archiver = async (reference: string) =>
      retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    const [intacte, changee] = [await uneAction("publiee"), await uneAction("publiee")];
    await modifier(changee.reference);
    expect(await sansControle(changee.reference), "encore au contrôle").toBe(false);
    for (const { reference } of [intacte, changee]) await archiver(reference);
    expect([await sansControle(intacte.reference), await sansControle(changee.reference)]).toEqual([
      false,
      true,
    ]);
    const { revision } = await lire(changee.reference);
    const retiree = await uneAction("publiee");
    await modifier(retiree.reference);
    await completer(retiree.reference, "AUTORISATION");
    expect(await sansControle(retiree.reference), "retirée par une alerte").toBe(true);
    await publierAction(mod, changee.reference, { revision, formacodes: [] });
    await archiver(changee.reference);
    expect(await sansControle(changee.reference)).toBe(false);
  });

  it("non contrôlée, reste sue quoi qu'il se soit passé depuis : une alerte de la nuit, un changement fait en Alerte", async () => {
    const sansControle = async (reference: string) =>
      certificationSansControle(of, await lireDossier(of, reference, "action:lire"));
    const archiver = async (reference: string) =>
      retirerAction(of, reference, "archiver", { revision: (await lire(reference)).revision });
    const [enAlerte, autrement, alertee] = [
      await uneAction("publiee"),
      await uneAction("publiee"),
      await uneAction("publiee"),
    ];
    for (const { reference } of [enAlerte, autrement]) await completer(reference);
    await modifier(enAlerte.reference);
    await modifier(autrement.reference, { ...SAISIE, intitule: "Un autre intitulé" });
    await modifier(alertee.reference);
    await completer(alertee.reference);
    await passerLaNuit(base.db, new Date("2028-07-01T02:00:00Z"));
    for (const { reference } of [enAlerte, autrement, alertee]) await archiver(reference);
    expect(await sansControle(alertee.reference), "la nuit").toBe(true);
    expect(await sansControle(enAlerte.reference), "en Alerte").toBe(true);
    expect(await sansControle(autrement.reference), "d'autres mots").toBe(false);
    const { reference } = await uneAction("creee");
    expect(await sansControle(reference), "jamais publiée").toBe(false);
  });

  it("se fait encore après un complément, avant ou après l'avoir validé, sessions comprises", async () => {
    for (const validee of [false, true]) {
      const { reference, session } = await uneAction("publiee");
      const approuve = (await publieeDe(reference))?.approuve;
      await modifier(reference);
      await completer(reference);
      const { version } = await lire(reference);
      await saisir(of, { reference, version, saisie: { ...DEUX, intitule: "Un autre intitulé" } });
      const changee = { ...SESSION, heuresCentre: "380", certificationsVisees: ["RNCP37873"] };
      const validations = { RNCP37873: "1" };
      await saisirSession(of, {
        actionReference: reference,
        reference: session,
        version: 1,
        saisie: { ...changee, validations },
      });
      const ajoutee = await saisirSession(of, {
        actionReference: reference,
        reference: null,
        version: 0,
        saisie: { ...SESSION, commentaire: "Groupe B." },
      });
      if (validee) await valider(reference);
      expect(await etat(reference)).toBe(validee ? "modifiee" : "alerte");
      expect(await possible(reference)).toBe(true);
      await annuler(of, reference);
      const { action, sessions, publication, motifs } = await lireDossier(of, reference, "action:lire");
      expect([action.etat, action.saisie, motifs]).toEqual(["publiee", SAISIE, []]);
      expect(sessions.find((s) => s.reference === session)?.saisie).toEqual(SESSION);
      expect(publication?.approuve).toEqual(approuve);
      // What was added meanwhile stays, and is not online.
      const nouvelle = sessions.find((s) => s.reference === ajoutee.reference);
      expect([nouvelle?.saisie.commentaire, nouvelle?.transmiseLe]).toEqual(["Groupe B.", null]);
      expect(await dernierJournal(reference)).toMatchObject({
        evenement: "annulerModification",
        avant: { intitule: "Un autre intitulé", certifications: DEUX.certifications },
        apres: { etat: "publiee" },
      });
      // The next save of the action publishes nothing of what was undone.
      const suite = await lire(reference);
      await saisir(of, { reference, version: suite.version, saisie: { ...SAISIE, lePlus: "Encore." } });
      expect((await publieeDe(reference))?.approuve.sessions).toEqual(approuve?.sessions);
    }
  });

  it("laisse le choix de reprendre la main, qui rouvre ce qui était demandé", async () => {
    const { reference } = await uneAction("publiee");
    await modifier(reference);
    await completer(reference);
    await valider(reference);
    await reprendre(of, reference);
    expect([await etat(reference), (await motifsOuverts(reference)).length]).toEqual(["alerte", 1]);
    expect(await possible(reference)).toBe(true);
  });

  it("n'efface pas ce qu'un modérateur ou la nuit a trouvé dans ce qui est publié", async () => {
    const { reference } = await uneAction("publiee");
    await completer(reference);
    expect(await possible(reference)).toBe(false);
    expect((await refus(annuler(of, reference))).message).toContain("rien à annuler");
    await valider(reference);
    expect(await etat(reference)).toBe("modifiee");
    expect((await refus(annuler(of, reference))).statut).toBe(409);
    expect(await etat(reference)).toBe("modifiee");

    // Asked with the control of a change, but of words that are online.
    const demandee = await uneAction("publiee");
    await modifier(demandee.reference);
    await completer(demandee.reference, "AUTRE", "programme");
    expect((await refus(annuler(of, demandee.reference))).statut).toBe(409);
    expect((await motifsOuverts(demandee.reference)).length).toBe(1);
    await valider(demandee.reference);
    expect(await possible(demandee.reference)).toBe(false);
    const conseillee = await uneAction("publiee");
    await modifier(conseillee.reference);
    await completer(conseillee.reference, "CONSEIL", "programme");
    expect(await possible(conseillee.reference)).toBe(true);

    const autreAction = await uneAction("publiee");
    await modifier(autreAction.reference);
    await completer(autreAction.reference);
    await passerLaNuit(base.db, new Date("2028-07-01T02:00:00Z"));
    expect(await possible(autreAction.reference)).toBe(false);
    expect((await motifsOuverts(autreAction.reference)).length).toBe(2);
  });

  it("n'est offert ni après un retrait du flux, ni une fois la modification publiée", async () => {
    const { reference } = await uneAction("publiee");
    await modifier(reference);
    await completer(reference, "OFFRE_ANNULEE");
    expect(await possible(reference)).toBe(false);
    expect((await refus(annuler(of, reference))).statut).toBe(409);
    expect([await etat(reference), await publieeDe(reference)]).toEqual(["alerte", undefined]);

    const publiee = await uneAction("publiee");
    await modifier(publiee.reference);
    const { revision } = await lire(publiee.reference);
    await publierAction(mod, publiee.reference, { revision, formacodes: [] });
    await completer(publiee.reference);
    expect(await possible(publiee.reference)).toBe(false);
  });

  it("n'est pas à un autre organisme, à qui ne fait que lire, ni après le début du contrôle", async () => {
    const { reference } = await uneAction("publiee");
    await modifier(reference);
    await completer(reference);
    await valider(reference);
    expect((await refus(annuler(autre, reference))).statut).toBe(404);
    expect((await refus(annuler(lecteur, reference))).statut).toBe(403);
    await prendreEnCharge(mod, reference, (await lire(reference)).revision);
    const { revision } = await lire(reference);
    expect((await refus(annuler(of, reference))).message).toContain("a commencé le contrôle");
    expect((await refus(reprendreAction(of, reference, revision))).statut).toBe(409);
    expect(await etat(reference)).toBe("modifiee");
  });
});
