import { eq, gte, ne, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, compteActions, motIntitule, sessionFormation, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { plier } from "../referentiels/texte";
import type { Contexte } from "./contexte";
import {
  compterParEtat,
  type DemandeListe,
  type LigneListe,
  listerActions,
  TROUVEES_MAX,
} from "./liste.server";

const SIRET = "00043127000024";
const NOMBRE = 60;

let base: BaseOuverte;
let ctx: Contexte;

const reference = (n: number) => `20${String(n).padStart(10, "0")}`;
const SUJETS = ["Soudage à l'arc", "Œnologie de terroir", "Gestion de la paie"];
const titre = (n: number) => `${SUJETS[n % 3]} ${(n * 37) % NOMBRE}`;

beforeAll(async () => {
  base = await baseDeTest();
  const acteur = { id: 1, nom: "Essai", moderateur: false, profils: { [SIRET]: "general" as const } };
  ctx = { db: base.db, acteur, maintenant: new Date("2026-11-23T10:00:00Z") };
  await base.db.insert(structure).values({ siret: SIRET, raisonSociale: "Essai", nom: "Essai" });
  await base.db.insert(actionFormation).values(
    Array.from({ length: NOMBRE }, (_, n) => ({
      reference: reference(n),
      siret: SIRET,
      etat: "publiee" as const,
      conventionnee: n >= 55,
      saisie: { intitule: titre(n) },
      recherche: plier(titre(n)),
      // Several at the same instant: the reference then decides.
      majLe: new Date(Date.UTC(2026, 0, 1 + (n % 7))),
    })),
  );
  await base.db.insert(sessionFormation).values(
    ["2027-03-01", "2027-01-04"].map((debut, n) => ({
      reference: `0000000${n}`,
      actionReference: reference(0),
      siret: SIRET,
      saisie: { debut, fin: debut.replace("2027", "2028") },
    })),
  );
});

afterAll(() => base.fermer());

const demande = (d: Partial<DemandeListe>): DemandeListe => ({
  siret: SIRET,
  conventionnee: false,
  etat: "publiee",
  tri: "reference",
  sens: "asc",
  ...d,
});

/** Every page of a list, one after the other, by its keys. */
async function toutes(d: DemandeListe): Promise<string[]> {
  const lues: string[] = [];
  for (let apres: DemandeListe["apres"]; ; ) {
    const { lignes, suite } = await listerActions(ctx, { ...d, ...(apres ? { apres } : {}) });
    lues.push(...lignes.map((l) => l.reference));
    const derniere = lignes.at(-1);
    if (!suite || !derniere) return lues;
    apres = { valeur: derniere.cle, reference: derniere.reference };
  }
}

/** Every page from the last one back to the first, by its keys, given in the order of the list. */
async function aRebours(d: DemandeListe): Promise<string[]> {
  const cle = ({ cle: valeur, reference }: LigneListe) => ({ valeur, reference });
  let page = await listerActions(ctx, d);
  for (let fin = page.lignes.at(-1); page.suite && fin; fin = page.lignes.at(-1)) {
    page = await listerActions(ctx, { ...d, apres: cle(fin) });
  }
  const lues = page.lignes.map((l) => l.reference);
  for (let debut = page.lignes[0]; page.precedente && debut; debut = page.lignes[0]) {
    page = await listerActions(ctx, { ...d, avant: cle(debut) });
    expect(page.suite).toBe(true);
    lues.unshift(...page.lignes.map((l) => l.reference));
  }
  return lues;
}

describe("la liste des actions", () => {
  const numeros = Array.from({ length: 55 }, (_, n) => n);
  const ordres = {
    reference: (n: number) => [reference(n)],
    intitule: (n: number) => [plier(titre(n)), reference(n)],
    maj: (n: number) => [String(n % 7), reference(n)],
  };
  for (const tri of ["reference", "intitule", "maj"] as const) {
    it(`page après page, donne chaque action une fois, dans l'ordre : ${tri}`, async () => {
      const cle = (n: number) => ordres[tri](n).join("\u0000");
      const attendues = [...numeros].sort((a, b) => (cle(a) < cle(b) ? -1 : 1)).map(reference);
      expect(await toutes(demande({ tri }))).toEqual(attendues);
      expect(await aRebours(demande({ tri }))).toEqual(attendues);
      expect(await toutes(demande({ tri, sens: "desc" }))).toEqual(attendues.toReversed());
      expect(await aRebours(demande({ tri, sens: "desc" }))).toEqual(attendues.toReversed());
    });

    it(`les conventionnées de même : ${tri}`, async () => {
      const { etat: _, ...d } = demande({ tri, conventionnee: true });
      const lues = await toutes(d);
      expect(lues.toSorted()).toEqual([55, 56, 57, 58, 59].map(reference));
    });
  }

  it("filtre sur des mots du titre, sans accents ni majuscules, et dit les sessions de chaque action", async () => {
    expect(await toutes(demande({ filtre: "ŒNOLOGIE terroir" }))).toEqual(
      numeros.filter((n) => n % 3 === 1).map(reference),
    );
    expect(await toutes(demande({ filtre: "plomberie" }))).toEqual([]);
    const { lignes } = await listerActions(ctx, demande({ filtre: "arc 0" }));
    expect(lignes[0]).toMatchObject({
      reference: reference(0),
      sessions: 2,
      premiereDate: "2027-01-04",
      derniereDate: "2028-03-01",
    });
  });

  it("compte ce que le filtre trouve, sans plus compter au-delà de cent, à chaque page", async () => {
    const trouvees = async (d: Partial<DemandeListe>) => (await listerActions(ctx, demande(d))).trouvees;
    expect(await trouvees({})).toBeNull();
    expect(await trouvees({ filtre: "  " })).toBeNull();
    expect(await trouvees({ filtre: "plomberie" })).toBe(0);
    expect(await trouvees({ filtre: "terroir" })).toBe(18);
    // « Soudage » and « Gestion » hold it: 37 of the 55, on two pages.
    for (const apres of [undefined, { valeur: reference(40), reference: reference(40) }]) {
      expect(await trouvees({ filtre: "ge", ...(apres ? { apres } : {}) })).toBe(37);
    }
    const a = actionFormation;
    const deja = await base.db.$count(a, sql`strpos(${a.recherche}, 'paie') > 0`);
    const ajoutees = Array.from({ length: TROUVEES_MAX + 10 - deja }, (_, n) => ({
      reference: reference(1000 + n),
      siret: SIRET,
      etat: "publiee" as const,
      saisie: { intitule: "Paie" },
      recherche: "paie",
      majLe: new Date(),
    }));
    await base.db.insert(a).values(ajoutees);
    expect(await trouvees({ filtre: "paie" })).toBe(TROUVEES_MAX + 1);
    await base.db.delete(a).where(gte(a.reference, reference(1000)));
  });

  it.each([
    "'; --",
    "2026-99-99T00:00:00.000000Z",
    "2026-02-30T00:00:00.000000Z",
    "0000-01-01T00:00:00.000000Z",
    "2026-02-03T24:61:00.000000Z",
  ])("une clé de page inventée repart d'un bout, sans erreur : %s", async (valeur) => {
    const apres = { valeur, reference: reference(0) };
    expect((await listerActions(ctx, demande({ tri: "maj", apres }))).lignes).toHaveLength(25);
    expect((await listerActions(ctx, demande({ tri: "maj", avant: apres }))).lignes).toHaveLength(25);
  });
});

/** What the kept counts should be, counted. */
async function compter() {
  const a = actionFormation;
  const lignes = await base.db
    .select({ siret: a.siret, conventionnee: a.conventionnee, etat: a.etat, n: sql<number>`count(*)::int` })
    .from(a)
    .groupBy(a.siret, a.conventionnee, a.etat);
  return lignes.toSorted((x, y) => JSON.stringify(x).localeCompare(JSON.stringify(y)));
}
async function tenus() {
  const lignes = await base.db.select().from(compteActions).where(ne(compteActions.n, 0));
  return lignes.toSorted((x, y) => JSON.stringify(x).localeCompare(JSON.stringify(y)));
}

describe("les nombres des onglets, tenus par la base", () => {
  it("suivent les ajouts, les changements d'état, de genre, et les suppressions", async () => {
    expect(await tenus()).toEqual(await compter());
    expect(await compterParEtat(ctx, SIRET)).toEqual({ publiee: 55 });
    const a = actionFormation;
    await base.db.update(a).set({ etat: "archivee" }).where(eq(a.conventionnee, false));
    await base.db
      .update(a)
      .set({ conventionnee: false })
      .where(eq(a.reference, reference(57)));
    await base.db.delete(a).where(eq(a.reference, reference(3)));
    expect(await tenus()).toEqual(await compter());
    expect(await compterParEtat(ctx, SIRET)).toMatchObject({ publiee: 1, archivee: 54 });
  });

  it("ne changent pas quand la transaction est annulée", async () => {
    const avant = await tenus();
    await expect(
      base.db.transaction(async (tx) => {
        await tx.update(actionFormation).set({ etat: "supprimee" });
        throw new Error("annulée");
      }),
    ).rejects.toThrow("annulée");
    expect(await tenus()).toEqual(avant);
  });

  it("restent exacts quand vingt personnes changent l'état en même temps, dans les deux sens", async () => {
    const a = actionFormation;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        base.db.transaction(async (tx) => {
          await tx
            .update(a)
            .set({ etat: n % 2 ? "alerte" : "brouillon" })
            .where(eq(a.reference, reference(10 + n)));
          await tx
            .update(a)
            .set({ etat: n % 2 ? "brouillon" : "alerte" })
            .where(eq(a.reference, reference(10 + n)));
        }),
      ),
    );
    expect(await tenus()).toEqual(await compter());
  });
});

describe("les mots des titres, tenus par la base", () => {
  const mots = async (n: number) =>
    (
      await base.db
        .select()
        .from(motIntitule)
        .where(eq(motIntitule.reference, reference(n)))
    )
      .map((l) => l.mot)
      .toSorted();

  it("comptent les codes des certifications, tant qu'elle les a", async () => {
    const a = actionFormation;
    const ici = eq(a.reference, reference(14));
    const [{ saisie } = { saisie: {} }] = await base.db.select().from(a).where(ici);
    const avant = await mots(14);
    await base.db
      .update(a)
      .set({ saisie: { ...saisie, certifications: ["RNCP37674", "RS5000"] } })
      .where(ici);
    expect(await mots(14)).toEqual([...avant, "rncp37674", "rs5000"].toSorted());
    await base.db.update(a).set({ saisie }).where(ici);
    expect(await mots(14)).toEqual(avant);
  });

  it("suivent le titre et s'en vont avec l'action", async () => {
    expect(await mots(13)).toEqual(["de", "oenologie", "terroir"]);
    const a = actionFormation;
    await base.db
      .update(a)
      .set({ recherche: "permis poids lourd" })
      .where(eq(a.reference, reference(13)));
    expect(await mots(13)).toEqual(["lourd", "permis", "poids"]);
    await base.db.delete(a).where(eq(a.reference, reference(13)));
    expect(await mots(13)).toEqual([]);
  });
});
