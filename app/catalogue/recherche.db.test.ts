import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, sessionFormation, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Profil } from "../droits/droits";
import { plier } from "../referentiels/texte";
import type { Contexte } from "./contexte";
import { chercherDansLaStructure } from "./recherche.server";
import { type Etat, ONGLETS } from "./workflow";

const A = "00043127000024";
const B = "00057241200013";

let base: BaseOuverte;
const contexte = (profil: Profil, siret = A): Contexte => ({
  db: base.db,
  acteur: { id: 1, nom: "Essai", moderateur: false, profils: { [siret]: profil } },
  maintenant: new Date("2026-11-25T10:00:00Z"),
});

const reference = (n: number) => `20${String(n).padStart(10, "0")}`;
const action = (
  n: number,
  intitule: string,
  autres: { siret?: string; etat?: Etat; conventionnee?: boolean; certifications?: string[] } = {},
) => {
  const { siret = A, etat = "publiee", conventionnee = false, certifications } = autres;
  return {
    reference: reference(n),
    siret,
    etat,
    conventionnee,
    saisie: { intitule, ...(certifications ? { certifications } : {}) },
    recherche: plier(intitule),
    ...(etat === "creee" || etat === "modifiee" ? { echeance: "2026-12-01" } : {}),
  };
};

beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(structure)
    .values([A, B].map((siret) => ({ siret, nom: `Centre ${siret}`, raisonSociale: "Centre" })));
  await base.db.insert(actionFormation).values([
    // Each état, and a conventionnée, has a title and a certification of its own kind.
    ...ONGLETS.map((etat, n) =>
      action(10 + n, `Soudage à l'arc ${n}`, { etat, certifications: ["RS999", "RNCP37674"] }),
    ),
    action(20, "Soudage sous contrat", { conventionnee: true, certifications: ["RNCP37674"] }),
    action(21, "Bureautique 100 % à distance_2019", { certifications: ["RNCP12"] }),
    action(22, "Développement web", { certifications: ["RS5000", "CI83899"] }),
    action(23, "Sans rien"),
    action(30, "Soudage chez le voisin", { siret: B, certifications: ["RNCP37674"] }),
    ...Array.from({ length: 60 }, (_, n) =>
      action(100 + n, `Paie ${n}`, {
        etat: n % 2 ? "archivee" : "publiee",
        ...(n % 3 === 0 ? { certifications: ["RS6000"] } : {}),
      }),
    ),
  ]);
  await base.db.insert(sessionFormation).values([
    {
      reference: "00000042",
      actionReference: reference(22),
      siret: A,
      saisie: { debut: "2027-03-01", fin: "2027-03-12" },
    },
    { reference: "00000043", actionReference: reference(30), siret: B, saisie: {} },
  ]);
});
afterAll(() => base.fermer());

const chercher = (texte: string, apres?: string) =>
  chercherDansLaStructure(contexte("general"), A, texte, apres);
const numeros = async (texte: string) =>
  (await chercher(texte)).lignes.map((l) => Number(l.reference.slice(2)));

/** Every page, one after the other, by its keys. */
async function toutes(texte: string): Promise<number[]> {
  const lues: number[] = [];
  for (let apres: string | undefined; ; ) {
    const { lignes, suite } = await chercher(texte, apres);
    lues.push(...lignes.map((l) => Number(l.reference.slice(2))));
    if (!suite) return lues;
    expect(lignes).toHaveLength(25);
    apres = suite;
  }
}

describe("la recherche parmi toutes ses actions", () => {
  it("trouve une action par sa référence, dans quelque onglet qu'elle soit", async () => {
    expect((await chercher(" 2000 0000 0015 ")).lignes).toEqual([
      {
        reference: reference(15),
        intitule: "Soudage à l'arc 5",
        etat: "archivee",
        conventionnee: false,
        par: { quoi: "reference" },
      },
    ]);
    expect((await chercher(reference(20))).lignes).toMatchObject([{ conventionnee: true }]);
    expect(await chercher(reference(999))).toEqual({ lignes: [], suite: null });
  });

  it("trouve une action par la référence d'une de ses sessions, dont elle dit les dates", async () => {
    expect((await chercher("00000042")).lignes).toMatchObject([
      {
        reference: reference(22),
        par: { quoi: "session", reference: "00000042", debut: "2027-03-01", fin: "2027-03-12" },
      },
    ]);
    expect(await numeros("00000999")).toEqual([]);
  });

  it("trouve par une de ses certifications, quelle que soit sa place, son état et sa façon d'être écrite", async () => {
    const attendues = [20, 16, 15, 14, 13, 12, 11, 10];
    for (const code of ["RNCP37674", "rncp 37674", "Rncp-37 674", "37674"]) {
      expect(await numeros(code)).toEqual(attendues);
    }
    expect((await chercher("rncp37674")).lignes[1]?.par).toEqual({
      quoi: "certification",
      codes: ["RNCP37674"],
    });
    expect(await numeros("rs5000")).toEqual([22]);
    expect(await numeros("CI83899")).toEqual([22]);
    expect(await numeros("RS37674")).toEqual([]);
    // The code whole, not what it begins with.
    expect(await numeros("RNCP3767")).toEqual([]);
  });

  it("trouve par des mots du titre, comme le filtre d'une liste, dans tous les onglets et les conventionnées", async () => {
    expect(await numeros("SOUDAGE")).toEqual([20, 16, 15, 14, 13, 12, 11, 10]);
    expect(await numeros("developp web")).toEqual([22]);
    expect(await numeros("web soudage")).toEqual([]);
    expect((await chercher("web")).lignes[0]?.par).toEqual({ quoi: "titre" });
    // A number that is no certification of theirs is a word as another.
    expect(await numeros("2019")).toEqual([21]);
  });

  it("prend pour des lettres ce qui n'en est pas pour la base", async () => {
    expect(await numeros("100 %")).toEqual([21]);
    expect(await numeros("distance_")).toEqual([21]);
    for (const rien of ["%", "_ _ %%", "'; drop table action_formation; --", "\\", "a'b", "😀"]) {
      expect((await chercher(`${rien} soudage`)).lignes).toEqual([]);
    }
    expect(await numeros("l'arc 3")).toEqual([13]);
  });

  it("ne cherche rien sans mots", async () => {
    expect(await chercher("")).toEqual({ lignes: [], suite: null });
    expect(await chercher(" \t ")).toEqual({ lignes: [], suite: null });
  });

  it("s'arrête à une page et reprend à sa clé, sans rien répéter ni oublier", async () => {
    const paies = Array.from({ length: 60 }, (_, n) => 159 - n);
    expect(await toutes("paie")).toEqual(paies);
    expect(await toutes("RS6000")).toEqual(paies.filter((n) => (n - 100) % 3 === 0));
    expect((await chercher("paie", "rien de connu")).lignes).toHaveLength(25);
  });

  it("ne montre rien d'une autre structure, par quelque chemin que ce soit", async () => {
    for (const texte of [reference(30), "00000043", "chez le voisin"]) {
      expect([texte, await numeros(texte)]).toEqual([texte, []]);
    }
    expect(await numeros("RNCP37674")).not.toContain(30);
    await expect(chercherDansLaStructure(contexte("general", B), A, "soudage")).rejects.toThrow(
      "n'est pas dans les vôtres",
    );
    await expect(
      chercherDansLaStructure({ ...contexte("general"), acteur: null }, A, "soudage"),
    ).rejects.toThrow("n'est pas dans les vôtres");
  });

  it("est ouverte à qui lit seulement", async () => {
    const { lignes } = await chercherDansLaStructure(contexte("preinscription"), A, "web");
    expect(lignes).toHaveLength(1);
  });
});
