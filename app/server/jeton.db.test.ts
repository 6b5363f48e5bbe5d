import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { formulaireRepondu, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Contexte } from "../catalogue/contexte";
import { cleDuFormulaire, repondreUneFois } from "./jeton.server";

let base: BaseOuverte;
let ctx: Contexte;

beforeAll(async () => {
  base = await baseDeTest();
  ctx = { db: base.db, acteur: null, maintenant: new Date("2026-11-23T10:00:00Z") };
});

afterAll(() => base.fermer());

const formulaire = (mots: Record<string, string>) => {
  const form = new FormData();
  for (const [nom, valeur] of Object.entries(mots)) form.set(nom, valeur);
  return form;
};

/** Writes one structure and answers with where to go; `ecrite` false stands for a refusal. */
const ajouter = (cle: string, siret: string, ecrite = true) =>
  repondreUneFois(ctx, cle, async (tx) => {
    await tx.db.insert(structure).values({ siret, raisonSociale: "Essai", nom: "Essai" });
    return { resultat: siret, ...(ecrite ? { ecrite: { chemin: siret, message: "Fait." } } : {}) };
  });

const sirets = async () =>
  (await base.db.select({ siret: structure.siret }).from(structure)).map((s) => s.siret);

describe("un formulaire envoyé deux fois", () => {
  it("n'écrit qu'une fois, même en même temps, et reçoit la même réponse", async () => {
    const reponses = await Promise.all([ajouter("a", "10000000000001"), ajouter("a", "10000000000001")]);
    expect(reponses).toContainEqual({ resultat: "10000000000001" });
    expect(reponses).toContainEqual({ deja: { chemin: "10000000000001", message: "Fait." } });
    expect(await ajouter("a", "10000000000001")).toEqual({
      deja: { chemin: "10000000000001", message: "Fait." },
    });
    expect(await sirets()).toEqual(["10000000000001"]);
  });

  it("peut être renvoyé après un refus, qui n'a rien écrit", async () => {
    expect(await ajouter("b", "10000000000002", false)).toEqual({ resultat: "10000000000002" });
    expect(await sirets()).not.toContain("10000000000002");
    expect(await ajouter("b", "10000000000002")).toEqual({ resultat: "10000000000002" });
    expect(await sirets()).toContain("10000000000002");
  });

  it("peut être renvoyé après une erreur, qui n'a rien écrit", async () => {
    await expect(
      repondreUneFois(ctx, "c", async (tx) => {
        await tx.db
          .insert(structure)
          .values({ siret: "10000000000003", raisonSociale: "Essai", nom: "Essai" });
        throw new Error("panne");
      }),
    ).rejects.toThrow("panne");
    expect(await ajouter("c", "10000000000003")).toEqual({ resultat: "10000000000003" });
  });

  it("est un autre formulaire dès qu'un mot, la personne, l'adresse ou le jeton change", () => {
    const cles = [
      cleDuFormulaire(1, "/a", formulaire({ jeton: "j", intitule: "Soudage" })),
      cleDuFormulaire(1, "/a", formulaire({ jeton: "j", intitule: "Soudure" })),
      cleDuFormulaire(2, "/a", formulaire({ jeton: "j", intitule: "Soudage" })),
      cleDuFormulaire(1, "/b", formulaire({ jeton: "j", intitule: "Soudage" })),
      cleDuFormulaire(1, "/a", formulaire({ jeton: "k", intitule: "Soudage" })),
    ];
    expect(new Set(cles).size).toBe(cles.length);
    expect(cleDuFormulaire(1, "/a", formulaire({ jeton: "j", intitule: "Soudage" }))).toBe(cles[0]);
  });

  it("s'oublie après deux jours, quand un autre est répondu", async () => {
    await ajouter("d", "10000000000004");
    // Later than what any test before it may have forgotten at.
    const plusTard = { ...ctx, maintenant: new Date("2040-11-26T10:00:00Z") };
    await repondreUneFois(plusTard, "e", async () => ({ resultat: "", ecrite: { chemin: "" } }));
    await expect
      .poll(() => base.db.select({ cle: formulaireRepondu.cle }).from(formulaireRepondu))
      .toEqual([{ cle: "e" }]);
    await expect(ajouter("d", "10000000000005")).resolves.toEqual({ resultat: "10000000000005" });
  });
});
