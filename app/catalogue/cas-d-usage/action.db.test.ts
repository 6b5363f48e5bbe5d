import { and, asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { journal, partenaireCertification } from "../../../db/schema";
import type { Saisie } from "../../../db/types";
import { demanderComplement, prendreEnCharge, publierAction } from "../../moderation/decider.server";
import { PHRASE_MAX } from "../../referentiels/texte";
import { circuitDEssai, MAINTENANT, refus, SAISIE, SESSION, SIRET } from "../circuit-d-essai.server";
import type { Contexte } from "../contexte";
import { dernierRetrait } from "../historique.server";
import { commencerAction, enregistrerAction, retirerAction, validerAction } from "./action.server";
import { demanderPublication } from "./demandes.server";
import { enregistrerSession } from "./session.server";

const {
  base,
  of,
  lecteur,
  mod,
  lire,
  saisir,
  validerTout,
  reprendre,
  annuler,
  repondre,
  publieeDe,
  dernierJournal,
  uneAction,
} = await circuitDEssai();

afterAll(() => base.fermer());

describe("enregistrer une action", () => {
  it("met en ligne tout de suite ce qui n'est pas la certification", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const fait = await saisir(of, {
      reference,
      version,
      saisie: { ...SAISIE, lePlus: "Nouveau.", objectifGeneral: "7" },
    });
    expect(fait).toEqual({ fait: "publie", version: version + 1, suivent: [] });
    const { fragment } = (await publieeDe(reference)) ?? {};
    expect(fragment).toContain("Nouveau.");
    expect(fragment).toContain("<objectif-general-formation>7<");
  });

  it("dit avant de la soumettre qu'aucun des siens n'est cité pour la certification ajoutée", async () => {
    await base.db.insert(partenaireCertification).values(
      ["RNCP37674", "RNCP37873"].map((certificationCode) => ({
        certificationCode,
        siret: "00099999900009",
        nom: "Un autre organisme",
        habilitation: "HABILITATION_ORGA_FORM",
        etat: "Actif",
      })),
    );
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    const { fait, remarques = [] } = await saisir(of, { reference, version, saisie });
    expect([fait, remarques.map((r) => r.code)]).toEqual(["aConfirmer", ["R-21"]]);
    expect(remarques[0]?.phrase).toMatch(/^RNCP37873 /);
  });

  it("garde en ligne la certification approuvée jusqu'à la décision, et demande confirmation", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, lePlus: "Autre.", certifications: ["RNCP37674", "RNCP37873"] };
    expect(await saisir(of, { reference, version, saisie })).toMatchObject({ fait: "aConfirmer" });
    expect((await lire(reference)).etat).toBe("publiee");
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    expect((await lire(reference)).etat).toBe("modifiee");
    const enLigne = (await publieeDe(reference))?.fragment ?? "";
    expect(enLigne).toContain("Autre.");
    expect(enLigne).not.toContain("RNCP37873");
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await publieeDe(reference))?.fragment).toContain("RNCP37873");
  });

  it("ne met pas au contrôle les mêmes certifications dans un autre ordre, et garde celui du flux", async () => {
    const deux = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    const { reference } = await uneAction("publiee", deux);
    const { version } = await lire(reference);
    const saisie = { ...deux, lePlus: "Autre.", certifications: ["RNCP37873", "RNCP37674"] };
    expect(await saisir(of, { reference, version, saisie })).toMatchObject({ fait: "publie" });
    const { etat, saisie: gardee } = await lire(reference);
    expect([etat, gardee]).toEqual(["publiee", { ...deux, lePlus: "Autre." }]);
    expect((await publieeDe(reference))?.approuve.action).toEqual({ ...deux, lePlus: "Autre." });
  });

  it("ne met rien en ligne depuis une page ouverte sur le brouillon, sauvegarde automatique comprise", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const e = { reference, version, saisie: { ...SAISIE, lePlus: "À moitié t" }, enLigne: false };
    expect((await refus(enregistrerAction(of, e))).statut).toBe(409);
    const nouvelle = { actionReference: reference, reference: null, version: 0, enLigne: false };
    const saisie = { ...SESSION, debut: "2027-02-01" };
    expect((await refus(enregistrerSession(of, { ...nouvelle, saisie }))).statut).toBe(409);
    expect((await lire(reference)).version).toBe(version);
    expect((await publieeDe(reference))?.approuve.sessions).toHaveLength(1);
  });

  it("retient la validation et l'objectif avec la certification, et les rend avec elle", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = {
      ...SAISIE,
      objectifGeneral: "7",
      lePlus: "En ligne.",
      validation: ["rncp", "autre"],
      certifications: ["RNCP37674", "RS6604"],
    };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    const { objectifGeneral, validation } = SAISIE;
    expect((await publieeDe(reference))?.approuve.action).toMatchObject({
      objectifGeneral,
      validation,
      lePlus: "En ligne.",
    });
    await annuler(of, reference);
    const reprise = await lire(reference);
    expect(reprise.saisie).toEqual({ ...SAISIE, lePlus: "En ligne." });
    await saisir(of, {
      reference,
      version: reprise.version,
      saisie: { ...reprise.saisie, lePlus: "Encore." },
    });
  });

  it("garde sur l'action publiée une certification qu'une session vise encore", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37873"] };
    const refuse = await refus(saisir(of, { reference, version, saisie }));
    expect(refuse.raisons.map((r) => [r.champ, r.code])).toEqual([["certifications", "R-14"]]);
    expect(refuse.raisons[0]?.phrase).toContain(session);
    expect((await lire(reference)).version).toBe(version);
  });

  it("ne fait qu'une ligne du journal des enregistrements d'une même séance, du premier mot au dernier", async () => {
    const reference = await commencerAction(of, SIRET, { intitule: "Premier" });
    const enregistrer = async (ctx: Contexte, saisie: Saisie) =>
      saisir(ctx, { reference, version: (await lire(reference)).version, saisie });
    await enregistrer(of, { intitule: "Deuxième", objectif: "Un." });
    await enregistrer(of, { intitule: "Troisième", lePlus: "Trois." });
    const plusTard = { ...of, maintenant: new Date(MAINTENANT.getTime() + 3_600_000) };
    await enregistrer(plusTard, { intitule: "Quatrième", lePlus: "Trois." });
    const lignes = await base.db
      .select()
      .from(journal)
      .where(and(eq(journal.actionReference, reference), eq(journal.evenement, "enregistrer")))
      .orderBy(asc(journal.id));
    expect(lignes.map((l) => [l.avant, l.apres])).toEqual([
      [
        { intitule: "Premier", objectif: "Un." },
        { intitule: "Troisième", lePlus: "Trois." },
      ],
      [{ intitule: "Troisième" }, { intitule: "Quatrième" }],
    ]);
  });
});

describe("ce qui ne doit jamais arriver à une action", () => {
  it("une décision ou un enregistrement sur une version dépassée", async () => {
    const { reference } = await uneAction("brouillon");
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Un." } });
    const r = await refus(saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Deux." } }));
    expect(r.statut).toBe(409);
    expect((await lire(reference)).saisie.lePlus).toBe("Un.");
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await refus(publierAction(mod, reference, { revision: 1, formacodes: [] }))).statut).toBe(409);
    expect(await publieeDe(reference)).toBeUndefined();
  });

  it("deux enregistrements simultanés passent tous les deux", async () => {
    const { reference } = await uneAction("brouillon");
    const { version } = await lire(reference);
    const essais = ["Un.", "Deux."].map((lePlus) =>
      saisir(of, { reference, version, saisie: { ...SAISIE, lePlus } }).then(
        () => "passe",
        () => "refuse",
      ),
    );
    expect((await Promise.all(essais)).sort()).toEqual(["passe", "refuse"]);
  });
});

describe("valider une action", () => {
  it("enregistre un brouillon vide, et refuse de le valider avec toutes ses raisons", async () => {
    const reference = await commencerAction(of, SIRET, {});
    expect(reference).toMatch(/^20\d{10}$/);
    const r = await refus(validerTout(of, reference, 1));
    expect(r.statut).toBe(422);
    expect(r.raisons.map((x) => x.champ)).toEqual(
      expect.arrayContaining(["intitule", "objectif", "programme", "sessions"]),
    );
    expect((await lire(reference)).etat).toBe("brouillon");
  });
});

describe("le mot de l'organisme, en validant", () => {
  it("est refusé trop long, à son champ, et rien n'est transmis", async () => {
    const { reference } = await uneAction("brouillon");
    const { revision } = await lire(reference);
    const trop = await refus(validerAction(of, reference, { revision, message: "x".repeat(PHRASE_MAX + 1) }));
    expect([trop.statut, trop.raisons.map((r) => r.champ)]).toEqual([422, ["message"]]);
    expect((await lire(reference)).etat).toBe("brouillon");
  });
});

describe("reprendre une action", () => {
  it("rend à l'alerte ce qui en venait, même pour une action déjà publiée", async () => {
    const { reference } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await lire(reference)).etat).toBe("modifiee");
    await reprendre(of, reference);
    expect((await lire(reference)).etat).toBe("alerte");
  });

  it("ne laisse plus reprendre ce qu'un modérateur a pris en charge", async () => {
    const { reference } = await uneAction("creee");
    await prendreEnCharge(mod, reference, (await lire(reference)).revision);
    expect((await refus(reprendre(of, reference))).statut).toBe(409);
    expect((await lire(reference)).etat).toBe("creee");
  });
});

describe("retirer une action", () => {
  it("par Cap Métiers, demande pourquoi : l'organisme le lit", async () => {
    const { reference } = await uneAction("publiee");
    const { revision } = await lire(reference);
    const sansMotif = await refus(retirerAction(mod, reference, "archiver", { revision, pourquoi: " " }));
    expect([sansMotif.statut, sansMotif.raisons[0]?.champ]).toEqual([422, "pourquoi"]);
    expect((await lire(reference)).etat).toBe("publiee");
    await retirerAction(mod, reference, "archiver", { revision, pourquoi: "Une autre la remplace." });
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "archiver",
      apres: { motif: "Une autre la remplace." },
    });
    const lue = await dernierRetrait(of, await lire(reference));
    expect(lue).toEqual({
      etat: "archivee",
      le: mod.maintenant,
      auteur: "mod",
      phrase: "Une autre la remplace.",
    });
  });

  it("par l'organisme, se passe de motif, ou en garde un : le dernier retrait se lit, jusqu'à la publication", async () => {
    const { reference } = await uneAction("publiee");
    const revision = async () => (await lire(reference)).revision;
    const lu = async () => dernierRetrait(of, await lire(reference));
    expect(await lu()).toBeNull();
    await retirerAction(of, reference, "archiver", { revision: await revision() });
    expect(await lu()).toMatchObject({ etat: "archivee", auteur: "of", phrase: "" });
    await retirerAction(of, reference, "supprimer", { revision: await revision(), pourquoi: "Un essai." });
    expect(await lu()).toMatchObject({ etat: "supprimee", auteur: "of", phrase: "Un essai." });
    await publierAction(mod, reference, { revision: await revision(), formacodes: [] });
    expect(await lu()).toBeNull();
    const trop = { revision: await revision(), pourquoi: "x".repeat(PHRASE_MAX + 1) };
    expect((await refus(retirerAction(of, reference, "archiver", trop))).statut).toBe(422);
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("archive en retirant du flux, et l'organisme ne fait plus que supprimer, ou demander la publication", async () => {
    const { reference } = await uneAction("publiee");
    const { revision } = await lire(reference);
    expect(await retirerAction(of, reference, "archiver", { revision })).toEqual({ sessions: 1 });
    expect(await publieeDe(reference)).toBeUndefined();
    const archivee = await lire(reference);
    expect((await refus(validerTout(of, reference, archivee.revision))).statut).toBe(409);
    const e = { reference, version: archivee.version, saisie: {} };
    expect((await refus(saisir(of, e))).statut).toBe(409);
    await demanderPublication(of, reference, "Archivée par erreur.");
    const enAttente = await refus(retirerAction(of, reference, "supprimer", { revision: archivee.revision }));
    expect([enAttente.statut, enAttente.message]).toEqual([
      409,
      expect.stringContaining("attendez la réponse"),
    ]);
    expect((await lire(reference)).etat).toBe("archivee");
    await repondre(mod, reference, false, "Elle a une remplaçante.");
    expect(
      (await refus(retirerAction(lecteur, reference, "supprimer", { revision: archivee.revision }))).statut,
    ).toBe(403);
    expect(
      (await refus(retirerAction(of, reference, "supprimer", { revision: archivee.revision }))).statut,
    ).toBe(409);
    await retirerAction(of, reference, "supprimer", { revision: (await lire(reference)).revision });
    expect((await lire(reference)).etat).toBe("supprimee");
  });
});
