import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, sessionFormation, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Contexte } from "../catalogue/contexte";
import { plier } from "../referentiels/texte";
import { actionDeReference, actionsDeLOrganisme, chercherActions, LUES_MAX } from "./recherche.server";

const A = "00043127000024";
const B = "00057241200013";

let base: BaseOuverte;
let ctx: Contexte;

const action = (
  n: number,
  intitule: string,
  siret = A,
  etat: "publiee" | "brouillon" | "archivee" = "publiee",
) => ({
  reference: `2000000${String(n).padStart(5, "0")}`,
  siret,
  etat,
  saisie: { intitule },
  recherche: plier(intitule),
  formacodes: [],
});

beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values(
      [A, B].map((siret) => ({ siret, nom: `Centre ${siret}`, raisonSociale: "Centre", ville: "Pau" })),
    );
  await base.db.insert(actionFormation).values([
    action(1, "Soudage à l'arc, niveau débutant"),
    action(2, "Soudage semi-automatique", B),
    action(3, "Soudage TIG", A, "brouillon"),
    action(4, "Œnologie et terroir", B, "archivee"),
    ...[6, 7].map((n) => ({
      ...action(n, "Certifiante", n === 6 ? A : B),
      saisie: { intitule: "Certifiante", certifications: ["RNCP37674"] },
    })),
    action(8, "Préparer le 37674"),
    { ...action(50000, "Titre professionnel de soudeur", B), conventionnee: true },
    // So many « gestion » that a search reads the newest only.
    ...Array.from({ length: LUES_MAX + 50 }, (_, n) => action(1000 + n, `Gestion ${n}`)),
    action(5, "Gestion des stocks à flux tendu"),
    action(20000, "Fréquent et courant, un"),
    action(20001, "Fréquent et courant, deux"),
    ...Array.from({ length: LUES_MAX }, (_, n) => action(30000 + n, `Fréquent ${n}`)),
    ...Array.from({ length: LUES_MAX }, (_, n) => action(40000 + n, `Courant ${n}`)),
  ]);
  await base.db.insert(sessionFormation).values({
    reference: "00000042",
    actionReference: "200000000002",
    siret: B,
    saisie: { voieAcces: "fpc" },
  });
  ctx = {
    db: base.db,
    acteur: { id: 1, nom: "Modération", moderateur: true, profils: {} },
    maintenant: new Date("2026-11-25T10:00:00Z"),
  } as Contexte;
});
afterAll(() => base.fermer());

const trouvees = async (texte: string, apres?: string) =>
  (await chercherActions(ctx, texte, apres)).lignes.map((l) => Number(l.reference.slice(7)));

describe("la recherche des modérateurs", () => {
  it("trouve dans toutes les structures qui a une certification, comme on en écrit le code", async () => {
    for (const code of ["RNCP37674", "rncp 37 674", "37674"])
      expect(await trouvees(code), code).toEqual([7, 6]);
    // No certification of that number: a word of a title.
    expect(await trouvees("RS37674")).toEqual([]);
  });

  it("trouve dans toutes les structures les titres qui ont tous les mots, les plus récents d'abord", async () => {
    expect(await trouvees("SOUDAGE")).toEqual([2, 1]);
    expect(await trouvees("débutant soudage")).toEqual([1]);
    expect(await trouvees("oenologie")).toEqual([4]);
    expect(await trouvees("soudage terroir")).toEqual([]);
  });

  it("laisse de côté les brouillons, que personne n'a transmis, et les mots d'une lettre", async () => {
    expect(await trouvees("tig")).toEqual([]);
    expect(await trouvees("l arc")).toEqual([1]);
    const rien = { lignes: [], suite: null, partielle: false };
    expect(await chercherActions(ctx, " '  - ")).toEqual(rien);
    expect(await chercherActions(ctx, "inconnu")).toEqual(rien);
  });

  it("commence par le mot le plus rare, et donne la page suivante", async () => {
    expect(await trouvees("gestion stocks")).toEqual([5]);
    const premiere = await chercherActions(ctx, "gestion");
    expect(premiere.lignes).toHaveLength(25);
    expect(premiere).toMatchObject({ suite: premiere.lignes[24]?.reference, partielle: false });
    expect((await trouvees("gestion", premiere.suite ?? ""))[0]).toBe(LUES_MAX + 50 + 1000 - 26);
    // The last page of a word that many titles hold has read all of them.
    const derniere = await chercherActions(ctx, "gestion", "200000001010");
    expect(derniere.lignes).toHaveLength(11);
    expect(derniere).toMatchObject({ suite: null, partielle: false });
  });

  it("s'arrête aux titres qu'elle lit, le dit, et reprend après eux", async () => {
    // Both words are in more titles than a search reads, the older ones alone hold both.
    const ensemble = await chercherActions(ctx, "frequent courant");
    expect(ensemble.lignes).toEqual([]);
    expect(ensemble.partielle).toBe(true);
    expect(await trouvees("frequent courant", ensemble.suite ?? "")).toEqual([20001, 20000]);
  });

  it("mène d'une référence à son action, et d'une session à la sienne", async () => {
    expect(await actionDeReference(ctx, " 2000 0000 0002 ")).toBe("200000000002");
    expect(await actionDeReference(ctx, "00000042")).toBe("200000000002");
    expect(await actionDeReference(ctx, "00000043")).toBeNull();
    expect(await actionDeReference(ctx, "soudage")).toBeNull();
  });

  it("donne les actions transmises d'un organisme, page après page, conventionnées comprises", async () => {
    const deB = await actionsDeLOrganisme(ctx, B);
    expect(deB.lignes.map((l) => Number(l.reference.slice(7)))).toEqual([50000, 7, 4, 2]);
    expect(deB.suite).toBeNull();
    const deA = await actionsDeLOrganisme(ctx, A);
    expect(deA.lignes).toHaveLength(25);
    const ensuite = await actionsDeLOrganisme(ctx, A, deA.suite ?? "");
    expect(Number(ensuite.lignes[0]?.reference)).toBe(Number(deA.lignes[24]?.reference) - 1);
    const fin = await actionsDeLOrganisme(ctx, A, "200000000003");
    expect(fin.lignes.map((l) => l.reference)).toEqual(["200000000001"]);
    expect((await actionsDeLOrganisme(ctx, "00099999900009")).lignes).toEqual([]);
  });

  it("est refusée à qui n'est pas modérateur", async () => {
    const gestionnaire = {
      ...ctx,
      acteur: { id: 2, nom: "Claire", moderateur: false, profils: { [A]: "general" } },
    };
    for (const appel of [
      () => chercherActions(gestionnaire as Contexte, "soudage"),
      () => actionsDeLOrganisme(gestionnaire as Contexte, A),
      () => actionDeReference(gestionnaire as Contexte, "00000042"),
    ])
      await expect(appel()).rejects.toMatchObject({ statut: 403 });
  });
});
