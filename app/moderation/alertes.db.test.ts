import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, motif, publication, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Contexte } from "../catalogue/contexte";
import type { Etat } from "../catalogue/workflow";
import { actionsEnAlerte } from "./alertes.server";

const SIRET = "00043127000024";
const JOUR = new Date("2026-11-23T10:00:00Z");
let base: BaseOuverte;
let mod: Contexte;
const reference = (rang: number) => `2000000000${String(rang).padStart(2, "0")}`;
const le = (rang: number) => new Date(JOUR.getTime() - rang * 86_400_000);

/** 27 actions in alert, the highest rank unchanged for the longest; one is still in the feed, another no longer. */
beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values({
    siret: SIRET,
    nom: "Le Clain",
    raisonSociale: "Le Clain",
    ville: "Poitiers",
    codePostal: "86000",
  });
  const uneAction = (rang: number, etat: Etat = "alerte") => ({
    reference: reference(rang),
    siret: SIRET,
    etat,
    majLe: le(rang),
    saisie: { intitule: `Action ${rang}` },
  });
  await base.db
    .insert(actionFormation)
    .values([
      ...Array.from({ length: 27 }, (_, i) => uneAction(i + 1)),
      uneAction(28, "publiee"),
      uneAction(29, "archivee"),
    ]);
  const unMotif = (rang: number, phrase: string, leveLe: Date | null = null) => ({
    actionReference: reference(rang),
    champ: "intitule",
    code: "INTITULE",
    phrase,
    leveLe,
  });
  await base.db
    .insert(motif)
    .values([
      unMotif(27, "Reformulez."),
      unMotif(27, "Réglé.", JOUR),
      unMotif(27, "Et là ?"),
      unMotif(29, "Trop tard."),
    ]);
  const unePublication = (rang: number, fragment: string) => ({
    actionReference: reference(rang),
    siret: SIRET,
    approuve: { action: {}, formacodes: [], sessions: [] },
    fragment,
    publieeLe: JOUR,
    majLe: JOUR,
  });
  await base.db.insert(publication).values([unePublication(26, "<formation/>"), unePublication(25, "")]);
  mod = { db: base.db, acteur: { id: 1, nom: "hugo", moderateur: true, profils: {} }, maintenant: JOUR };
});
afterAll(() => base.fermer());

it("montre d'abord ce qui n'a pas changé depuis le plus longtemps, avec ce qui reste à corriger", async () => {
  const { lignes, suite, total } = await actionsEnAlerte(mod);
  expect(total).toBe(27);
  expect(suite).toBe(true);
  expect(lignes.map((l) => l.reference)).toEqual(Array.from({ length: 25 }, (_, i) => reference(27 - i)));
  expect(lignes[0]).toMatchObject({ organisme: "Le Clain", enLigne: false });
  expect(lignes[0]?.motifs.map((m) => m.phrase)).toEqual(["Reformulez.", "Et là ?"]);
  expect(lignes[1]).toMatchObject({ enLigne: true, motifs: [] });
  // Published, but its sessions ended too long ago.
  expect(lignes[2]).toMatchObject({ enLigne: false });
});

it("la page suivante reprend après la dernière, une clé inventée au début", async () => {
  const { lignes } = await actionsEnAlerte(mod);
  const derniere = lignes.at(-1);
  const suivante = await actionsEnAlerte(mod, {
    valeur: derniere?.cle ?? "",
    reference: derniere?.reference ?? "",
  });
  expect(suivante.lignes.map((l) => l.reference)).toEqual([reference(2), reference(1)]);
  expect(suivante.suite).toBe(false);
  const inventee = await actionsEnAlerte(mod, { valeur: "hier", reference: reference(1) });
  expect(inventee.lignes).toHaveLength(25);
});

it("est refusée à qui n'est pas modérateur", async () => {
  const acteur = { id: 2, nom: "lea", moderateur: false, profils: {} };
  await expect(actionsEnAlerte({ ...mod, acteur })).rejects.toMatchObject({ statut: 403 });
});
