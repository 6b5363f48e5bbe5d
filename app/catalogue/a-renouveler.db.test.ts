import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, sessionFormation, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Acteur, Profil } from "../droits/droits";
import { actionsARenouveler, EXAMINEES_MAX, RENOUVELEES_MAX } from "./a-renouveler.server";
import type { Contexte } from "./contexte";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";
const JOUR = "2026-11-26";

let base: BaseOuverte;
let rang = 0;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values([SIRET, AUTRE].map((siret) => ({ siret, nom: siret, raisonSociale: siret })));
});
afterAll(() => base.fermer());
beforeEach(async () => {
  await base.db.delete(actionFormation);
});

type Dates = { debut?: string; fin?: string; typeEntree?: string };

/** A published action with these sessions; its reference. */
async function action(
  sessions: Dates[],
  change: Partial<typeof actionFormation.$inferInsert> = {},
): Promise<string> {
  rang += 1;
  const reference = `2000${String(rang).padStart(8, "0")}`;
  const siret = change.siret ?? SIRET;
  await base.db.insert(actionFormation).values({
    reference,
    siret,
    etat: "publiee",
    saisie: { intitule: `Action ${rang}` },
    ...change,
  });
  for (const dates of sessions) {
    rang += 1;
    await base.db.insert(sessionFormation).values({
      reference: `00${String(rang).padStart(6, "0")}`,
      actionReference: reference,
      siret,
      saisie: { typeEntree: "fixes", ...dates },
    });
  }
  return reference;
}

const contexte = (profils: Acteur["profils"] | null, moderateur = false): Contexte => ({
  db: base.db,
  acteur: profils && { id: 1, nom: "Claire", moderateur, profils },
  maintenant: new Date(`${JOUR}T23:30:00+01:00`),
});
const gerant = (profil: Profil = "catalogue") => contexte({ [SIRET]: profil });
const references = async (ctx = gerant()) => (await actionsARenouveler(ctx, SIRET)).map((a) => a.reference);

const PASSEE = { debut: "2026-09-07", fin: "2027-06-30" };

it("nomme l'action, sa dernière session et le dernier jour où l'on y est entré, la plus ancienne d'abord", async () => {
  const recente = await action([PASSEE]);
  const ancienne = await action([
    { debut: "2026-02-02", fin: "2026-12-18" },
    { debut: "2025-09-01", fin: "2027-06-30" },
  ]);
  const sessions = await base.db
    .select()
    .from(sessionFormation)
    .where(eq(sessionFormation.actionReference, ancienne));
  expect(await actionsARenouveler(gerant(), SIRET)).toEqual([
    {
      reference: ancienne,
      intitule: expect.stringContaining("Action"),
      session: sessions.find((s) => s.debut === "2026-02-02")?.reference,
      derniereEntree: "2026-02-02",
    },
    expect.objectContaining({ reference: recente, derniereEntree: "2026-09-07" }),
  ]);
});

it("ne nomme pas ce qui s'ouvre encore : un début à venir, ou des entrées jusqu'à la fin", async () => {
  await action([PASSEE, { debut: "2026-11-27", fin: "2027-06-30" }]);
  await action([{ ...PASSEE, typeEntree: "permanentes" }]);
  await action([{ ...PASSEE, typeEntree: "sequencees" }]);
  expect(await references()).toEqual([]);
  // What begins today is no more to come; nor are entries that end today.
  const commencee = await action([{ debut: JOUR, fin: "2027-06-30" }]);
  const finie = await action([{ debut: "2026-01-05", fin: JOUR, typeEntree: "permanentes" }]);
  expect(await references()).toEqual([commencee, finie]);
});

it("nomme aussi une action publiée que n'ouvre aucune session datée", async () => {
  const vide = await action([]);
  const sansDate = await action([{}]);
  expect(await actionsARenouveler(gerant(), SIRET)).toMatchObject([
    { reference: vide, session: null, derniereEntree: null },
    { reference: sansDate, session: expect.stringMatching(/^00/), derniereEntree: null },
  ]);
});

it("ne nomme que ce que la structure publie elle-même", async () => {
  for (const etat of ["brouillon", "alerte", "archivee", "supprimee"] as const)
    await action([PASSEE], { etat });
  await action([PASSEE], { conventionnee: true });
  await action([PASSEE], { siret: AUTRE });
  expect(await references()).toEqual([]);
});

it("n'en donne à lire qu'à qui peut ajouter une session", async () => {
  const reference = await action([PASSEE]);
  for (const profil of ["general", "catalogue"] as const) {
    expect(await references(gerant(profil))).toEqual([reference]);
  }
  for (const ctx of [
    gerant("preinscription"),
    contexte({ [AUTRE]: "general" }),
    contexte({}, true),
    contexte(null),
  ]) {
    expect(await references(ctx)).toEqual([]);
  }
});

it("s'arrête à une de plus que ce qu'on lit, et n'examine que les moins récemment modifiées", async () => {
  const lot = (n: number, debut: number, majLe: Date) =>
    Array.from({ length: n }, (_, i) => ({
      reference: `2001${String(debut + i).padStart(8, "0")}`,
      siret: SIRET,
      etat: "publiee" as const,
      saisie: {},
      majLe,
    }));
  await base.db.insert(actionFormation).values(lot(RENOUVELEES_MAX + 5, 0, new Date("2026-01-01")));
  expect(await references()).toHaveLength(RENOUVELEES_MAX + 1);

  await base.db.delete(actionFormation);
  const ouvertes = lot(EXAMINEES_MAX, 1000, new Date("2026-01-01"));
  await base.db.insert(actionFormation).values(ouvertes);
  await base.db.insert(sessionFormation).values(
    ouvertes.map((o, i) => ({
      reference: `00${String(500_000 + i)}`,
      actionReference: o.reference,
      siret: SIRET,
      saisie: { typeEntree: "fixes", debut: "2027-03-01", fin: "2027-03-12" },
    })),
  );
  const recente = await action([PASSEE], { majLe: new Date("2026-11-25") });
  expect(await references()).toEqual([]);
  await base.db
    .update(actionFormation)
    .set({ majLe: new Date("2025-01-01") })
    .where(eq(actionFormation.reference, recente));
  expect(await references()).toEqual([recente]);
});
