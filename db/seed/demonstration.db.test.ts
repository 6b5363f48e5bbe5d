import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { raisonsDeRefus } from "../../app/catalogue/dossier.server";
import { actionFormation, sessionFormation } from "../schema";
import { baseDeTest } from "../test";
import { semainesPassees } from "./a-ce-jour";
import { chargerDemonstration } from "./demonstration.server";

it("se charge encore dans cinq ans, telle qu'au jour où elle est écrite", async () => {
  const maintenant = new Date("2031-11-27T10:00:00Z");
  const base = await baseDeTest();
  try {
    expect(await chargerDemonstration(base.db, maintenant)).toMatchObject({ actions: 405 });
    const attente = await base.db.select().from(actionFormation).where(eq(actionFormation.etat, "creee"));
    expect(attente).toHaveLength(4);
    for (const { reference, siret, saisie } of attente) {
      const sessions = await base.db
        .select()
        .from(sessionFormation)
        .where(eq(sessionFormation.actionReference, reference));
      const ctx = { db: base.db, acteur: null, maintenant };
      expect(await raisonsDeRefus(ctx, siret, saisie, sessions)).toEqual([]);
    }
  } finally {
    await base.fermer();
  }
});

it("compte les semaines entières depuis qu'elle est écrite, aucune avant", () => {
  expect(
    ["2020-01-01", "2026-11-29", "2026-11-30", "2027-11-22"].map((j) => semainesPassees(new Date(j))),
  ).toEqual([0, 0, 1, 52]);
});
