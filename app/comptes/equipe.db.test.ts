import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { courrier, rattachement, structure, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { type ContexteConnecte, Refus } from "../catalogue/contexte";
import { identiteParId } from "./comptes.server";
import { changerEquipe, lireEquipe } from "./equipe.server";

const SIRET = "00043127000024";
const AILLEURS = "00057241200013";

let base: BaseOuverte;
const ids: Record<string, number> = {};

/** Rosa is référente, Samir and Lina are of the structure, Yann of another one, Hugo moderates. */
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const creation = { raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db
    .insert(structure)
    .values([SIRET, AILLEURS].map((siret) => ({ siret, nom: `Le Clain ${siret.at(-1)}`, ...creation })));
  for (const [nom, siret, referent] of [
    ["rosa", SIRET, true],
    ["samir", SIRET, false],
    ["lina", SIRET, false],
    ["yann", AILLEURS, true],
    ["hugo", null, false],
  ] as const) {
    const [u] = await base.db
      .insert(utilisateur)
      .values({ nom, courriel: `${nom}@exemple.fr`, motDePasse: "", moderateur: siret === null })
      .returning();
    ids[nom] = u?.id ?? 0;
    if (siret)
      await base.db
        .insert(rattachement)
        .values({ utilisateurId: ids[nom], siret, profil: "catalogue", referent });
  }
});
afterAll(() => base.fermer());

async function comme(nom: string): Promise<ContexteConnecte> {
  const { acteur } = await identiteParId(base.db, ids[nom]);
  if (!acteur) throw new Error(`Personne ne s'appelle ${nom}.`);
  return { db: base.db, acteur, maintenant: new Date("2026-11-27T10:00:00Z") };
}

const statut = async (promesse: Promise<unknown>) =>
  promesse.then(
    () => "fait",
    (e: unknown) => (e instanceof Refus ? e.statut : e),
  );

const changer = async (qui: string, membre: string, geste: Parameters<typeof changerEquipe>[3]) =>
  changerEquipe(await comme(qui), SIRET, ids[membre] ?? 0, geste);

const lu = async (nom: string) =>
  (
    await base.db
      .select()
      .from(rattachement)
      .where(and(eq(rattachement.utilisateurId, ids[nom] ?? 0), eq(rattachement.siret, SIRET)))
  )[0];

const courriels = async () =>
  (await base.db.select().from(courrier)).map((c) => [c.utilisateurId, c.phrase] as const);

const RETIRER = { quoi: "retirer" } as const;

it("l'équipe se lit du référent et de Cap Métiers, de personne d'autre", async () => {
  const noms = async (qui: string) =>
    (await lireEquipe(await comme(qui), SIRET)).membres.map((m) => [m.nom, m.referent]);
  const attendus = [
    ["lina", false],
    ["rosa", true],
    ["samir", false],
  ];
  expect(await noms("rosa")).toEqual(attendus);
  expect(await noms("hugo")).toEqual(attendus);
  expect(await statut(noms("samir"))).toBe(403);
  expect(await statut(noms("yann"))).toBe(404);
  expect(await statut(lireEquipe(await comme("hugo"), "00000000000000"))).toBe(404);
});

it("un membre retiré n'a plus aucun droit, aussitôt, et le lit", async () => {
  await changer("rosa", "samir", RETIRER);
  expect((await comme("samir")).acteur.profils).toEqual({});
  expect(await courriels()).toEqual([[ids.samir, "Vous n'en faites plus partie. Par rosa."]]);
  expect(await statut(changer("rosa", "samir", RETIRER))).toBe(409);
});

it("un profil change, et se dit ; le même ne se dit pas", async () => {
  await changer("rosa", "samir", { quoi: "profil", profil: "catalogue" });
  expect(await courriels()).toEqual([]);
  await changer("rosa", "samir", { quoi: "profil", profil: "preinscription" });
  expect(await lu("samir")).toMatchObject({ profil: "preinscription", referent: false });
  expect((await courriels())[0]?.[1]).toContain("Gestionnaire OF préinscription");
});

it("un référent se nomme, puis l'autre peut partir", async () => {
  expect(await statut(changer("rosa", "rosa", RETIRER))).toBe(409);
  expect(await statut(changer("rosa", "rosa", { quoi: "demettre" }))).toBe(409);
  await changer("rosa", "samir", { quoi: "nommer" });
  await changer("rosa", "rosa", RETIRER);
  expect(await lu("rosa")).toBeUndefined();
  expect(await lu("samir")).toMatchObject({ referent: true });
  // Who leaves by themselves is told nothing.
  expect((await courriels()).map(([id]) => id)).toEqual([ids.samir]);
});

it("deux référents qui se retirent l'un l'autre en laissent un", async () => {
  await changer("rosa", "samir", { quoi: "nommer" });
  const [rosa, samir] = [await comme("rosa"), await comme("samir")];
  const faits = await Promise.all([
    statut(changerEquipe(rosa, SIRET, ids.samir ?? 0, RETIRER)),
    statut(changerEquipe(samir, SIRET, ids.rosa ?? 0, RETIRER)),
  ]);
  expect(faits.filter((f) => f === "fait")).toHaveLength(1);
  const restent = await base.db
    .select()
    .from(rattachement)
    .where(and(eq(rattachement.siret, SIRET), eq(rattachement.referent, true)));
  expect(restent).toHaveLength(1);
});

it("Cap Métiers peut retirer le dernier référent", async () => {
  await changer("hugo", "rosa", RETIRER);
  expect(await lu("rosa")).toBeUndefined();
});

describe("rien ne se change", () => {
  it.each([
    ["d'un collègue sans ce rôle", "samir", "lina", 403],
    ["d'une autre structure", "yann", "lina", 404],
    ["d'une personne d'ailleurs", "rosa", "yann", 409],
  ])("%s", async (_, qui, membre, attendu) => {
    for (const geste of [RETIRER, { quoi: "nommer" }, { quoi: "profil", profil: "general" }] as const) {
      expect(await statut(changer(qui, membre, geste))).toBe(attendu);
    }
    expect(await lu("lina")).toMatchObject({ profil: "catalogue", referent: false });
    expect(await courriels()).toEqual([]);
  });

  it("d'un profil inventé, ni du sien", async () => {
    expect(await statut(changer("rosa", "lina", { quoi: "profil", profil: "admin" }))).toBe(422);
    expect(await statut(changer("rosa", "rosa", { quoi: "profil", profil: "general" }))).toBe(409);
    expect(await lu("rosa")).toMatchObject({ profil: "catalogue" });
  });
});
