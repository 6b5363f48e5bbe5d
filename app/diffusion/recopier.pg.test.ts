import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, publication, sessionFormation, structure } from "../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../db/test";
import { publierFragment } from "./fragment.server";
import { noterARecopier, recopierLesNotees, recopierStructure } from "./recopier.server";

const SIRET = "00043127000024";
const TENUE = "200000000001";
const LIBRE = "200000000002";
const MAINTENANT = new Date("2026-11-26T10:00:00Z");
const plusTard = (secondes: number) => new Date(MAINTENANT.getTime() + secondes * 1000);
const ACTION = { intitule: "Vigne", objectifGeneral: "7", objectif: "Tailler.", programme: "Taille." };

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  const lieu = { codePostal: "86000", ville: "Poitiers", adresse: "1 rue Basse" };
  await base.db.insert(structure).values({ siret: SIRET, raisonSociale: "Clain", nom: "Clain", ...lieu });
  for (const reference of [TENUE, LIBRE]) {
    const session = {
      reference: `00${reference.slice(-6)}`,
      saisie: { ...SESSION_COMPLETE, formateur: SIRET },
    };
    await base.db
      .insert(actionFormation)
      .values({ reference, siret: SIRET, etat: "publiee", saisie: ACTION });
    await base.db.insert(sessionFormation).values({ ...session, actionReference: reference, siret: SIRET });
    const approuve = { action: ACTION, formacodes: ["21001"], sessions: [session] };
    await publierFragment(base.db, { reference, siret: SIRET, approuve, maintenant: MAINTENANT });
  }
});
afterAll(() => base.fermer());

const quiDisent = async (mots: string) =>
  (await base.db.select().from(publication).orderBy(publication.actionReference))
    .filter((p) => p.fragment.includes(mots))
    .map((p) => p.actionReference);

/** Somebody who has the action open in a transaction, until `lacher`. */
async function tenir(reference: string) {
  let lacher = () => {};
  let tenue = () => {};
  const attente = new Promise<void>((ok) => {
    lacher = ok;
  });
  const prise = new Promise<void>((ok) => {
    tenue = ok;
  });
  const fini = base.db.transaction(async (tx) => {
    await tx.select().from(actionFormation).where(eq(actionFormation.reference, reference)).for("update");
    tenue();
    await attente;
  });
  await prise;
  return async () => {
    lacher();
    await fini;
  };
}

it("n'attend pas une action que quelqu'un écrit : elle passe à une tournée suivante", async () => {
  const lacher = await tenir(TENUE);
  await base.db.transaction(async (tx) => {
    await tx.update(structure).set({ telephone: "05 49 00 00 00" });
    await recopierStructure(tx as unknown as typeof base.db, SIRET, MAINTENANT);
  });
  expect(await quiDisent("05 49 00 00 00")).toEqual([LIBRE]);
  expect(await recopierLesNotees(base.db, plusTard(60))).toEqual({ recopies: 0, invalides: [] });
  await lacher();
  expect(await recopierLesNotees(base.db, plusTard(120))).toEqual({ recopies: 1, invalides: [] });
  expect(await quiDisent("05 49 00 00 00")).toEqual([TENUE, LIBRE]);
});

it("deux processus se partagent la tournée", async () => {
  await base.db.update(structure).set({ telephone: "05 49 11 11 11" });
  await noterARecopier(base.db, SIRET, MAINTENANT);
  const bilans = await Promise.all([1, 2].map(() => recopierLesNotees(base.db, plusTard(60))));
  expect(bilans.reduce((n, b) => n + b.recopies, 0)).toBe(2);
  expect(await quiDisent("05 49 11 11 11")).toEqual([TENUE, LIBRE]);
});
