import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, structure, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { type Contexte, Refus } from "../catalogue/contexte";
import type { Etat } from "../catalogue/workflow";
import { fileDAttente, filtreDe, suivanteDans } from "./file.server";

const SIRET = "00043127000024";
let base: BaseOuverte;
let mod: Contexte;

/** 1 to 5 wait, in the order of their deadlines; a colleague has the third in charge, the moderator the fourth. */
beforeAll(async () => {
  base = await baseDeTest();
  const creation = { nom: "Le Clain", raisonSociale: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db.insert(structure).values({ siret: SIRET, ...creation });
  const [hugo, ines] = await base.db
    .insert(utilisateur)
    .values(
      ["hugo", "ines"].map((nom) => ({
        courriel: `${nom}@exemple.fr`,
        nom,
        motDePasse: "",
        moderateur: true,
      })),
    )
    .returning();
  const uneAction = (rang: number, etat: Etat, priseEnChargePar: number | null = null) => ({
    reference: `20000000000${rang}`,
    siret: SIRET,
    etat,
    priseEnChargePar,
    ...(etat === "publiee" ? {} : { echeance: `2026-12-0${rang}` }),
    saisie: { intitule: `Action ${rang}` },
  });
  await base.db
    .insert(actionFormation)
    .values([
      uneAction(1, "creee"),
      uneAction(2, "modifiee"),
      uneAction(3, "creee", ines?.id),
      uneAction(4, "modifiee", hugo?.id),
      uneAction(5, "creee"),
      uneAction(6, "publiee"),
    ]);
  mod = {
    db: base.db,
    acteur: { id: hugo?.id ?? 0, nom: "hugo", moderateur: true, profils: {} },
    maintenant: new Date("2026-11-23T10:00:00Z"),
  };
});
afterAll(() => base.fermer());

const rangs = async (nom: string | null) => {
  const filtre = filtreDe(nom);
  const { lignes, total } = await fileDAttente(mod, filtre ? { filtre } : {});
  return [total, ...lignes.map((l) => Number(l.reference.slice(-1)))];
};

it.each([
  [null, [5, 1, 2, 3, 4, 5]],
  ["creees", [3, 1, 3, 5]],
  ["modifiees", [2, 2, 4]],
  ["miennes", [1, 4]],
  ["libres", [3, 1, 2, 5]],
  ["retard", [0]],
  ["toString", [5, 1, 2, 3, 4, 5]],
])("la file, vue « %s », compte et montre ce qu'elle retient", async (nom, attendus) => {
  expect(await rangs(nom)).toEqual(attendus);
});

it("ce qui est en retard l'est dès le lendemain de l'échéance", async () => {
  const { lignes } = await fileDAttente(
    { ...mod, maintenant: new Date("2026-12-03T10:00:00Z") },
    { filtre: "retard" },
  );
  expect(lignes.map((l) => l.reference)).toEqual(["200000000001", "200000000002"]);
});

it("dit ce qui revient d'un complément", async () => {
  const revenue = { etatPrecedent: "alerte" as const };
  await base.db.update(actionFormation).set(revenue).where(eq(actionFormation.reference, "200000000002"));
  const { lignes } = await fileDAttente(mod);
  expect(lignes.filter((l) => l.retour).map((l) => l.reference)).toEqual(["200000000002"]);
});

it.each([
  [1, 2],
  // A colleague has the third.
  [2, 4],
  [4, 5],
  // The last one: back to the beginning.
  [5, 1],
  // Not in the queue: its beginning.
  [6, 1],
])("après l'action %i vient l'action %i", async (rang, suivante) => {
  expect(await suivanteDans(mod, `20000000000${rang}`)).toBe(`20000000000${suivante}`);
});

it("la suivante est de celles que la file retenait", async () => {
  expect(await suivanteDans(mod, "200000000001", "creees")).toBe("200000000005");
  expect(await suivanteDans(mod, "200000000002", "modifiees")).toBe("200000000004");
  expect(await suivanteDans(mod, "200000000004", "miennes")).toBeNull();
});

it("n'est lue que des modérateurs", async () => {
  const organisme = { id: 1, nom: "Claire", moderateur: false, profils: { [SIRET]: "general" as const } };
  const autre = { ...mod, acteur: organisme };
  await expect(suivanteDans(autre, "200000000001")).rejects.toBeInstanceOf(Refus);
  await expect(fileDAttente(autre, {})).rejects.toBeInstanceOf(Refus);
});
