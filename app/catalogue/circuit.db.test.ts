import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { actionFormation, journal, sessionFormation, structure } from "../../db/schema";
import { publierAction } from "../moderation/decider.server";
import { commencerAction } from "./cas-d-usage/action.server";
import { supprimerSession } from "./cas-d-usage/session.server";
import { circuitDEssai, refus, SIRET } from "./circuit-d-essai.server";
import { listerActions } from "./liste.server";

const { base, of, autre, lecteur, mod, lire, saisir, publieeDe, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

describe("le circuit d'une action", () => {
  it("va du brouillon à la publication, avec une échéance en jours ouvrés et un journal", async () => {
    const { reference } = await uneAction("creee");
    const creee = await lire(reference);
    expect([creee.etat, creee.echeance]).toEqual(["creee", "2026-11-27"]);
    expect(await publieeDe(reference)).toBeUndefined();
    await publierAction(mod, reference, { revision: creee.revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
    expect((await publieeDe(reference))?.fragment).toContain("Concevoir &amp; développer");
    const lignes = await base.db.select().from(journal).where(eq(journal.actionReference, reference));
    expect(lignes.map((l) => l.evenement)).toEqual(["commencer", "ajouterSession", "valider", "publier"]);
  });
});

describe("ce qui ne doit jamais arriver", () => {
  it("un autre organisme, un profil préinscription ou personne n'écrit ni ne publie", async () => {
    const { reference, session } = await uneAction("publiee");
    const avant = await lire(reference);
    const e = { reference, version: avant.version, saisie: {} };
    expect((await refus(saisir(autre, e))).statut).toBe(404);
    expect((await refus(saisir({ ...of, acteur: null }, e))).statut).toBe(404);
    expect((await refus(saisir(lecteur, e))).statut).toBe(403);
    expect((await refus(publierAction(of, reference, { revision: 1, formacodes: [] }))).statut).toBe(403);
    expect((await refus(supprimerSession(autre, reference, session))).statut).toBe(404);
    expect((await refus(commencerAction(autre, SIRET, {}))).statut).toBe(403);
    expect(
      (await refus(listerActions(autre, { siret: SIRET, conventionnee: false, tri: "maj", sens: "asc" })))
        .statut,
    ).toBe(404);
    expect(await lire(reference)).toEqual(avant);
  });

  it("la base accepte deux voies d'accès, un état inconnu ou un SIRET illisible", async () => {
    const { reference, session } = await uneAction("brouillon");
    const { db } = base;
    await expect(
      db
        .update(sessionFormation)
        .set({ saisie: { voieAcces: "fpc,apprentissage" } })
        .where(eq(sessionFormation.reference, session)),
    ).rejects.toThrow();
    await expect(
      db
        .update(actionFormation)
        .set({ etat: "ailleurs" as "publiee" })
        .where(eq(actionFormation.reference, reference)),
    ).rejects.toThrow();
    await expect(
      db.insert(structure).values({ siret: "abc", nom: "x", raisonSociale: "x" }),
    ).rejects.toThrow();
  });
});
