import { afterAll, expect, it } from "vitest";
import { journal } from "../../db/schema";
import { circuitDEssai, SIRET } from "./circuit-d-essai.server";
import { intouches, lireHistorique } from "./historique.server";

const { base, of, lire, saisir, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

it("un long historique se lit page après page, chaque ligne une fois", async () => {
  const { reference } = await uneAction("brouillon");
  const lignes = Array.from({ length: 250 }, (_, i) => ({
    actionReference: reference,
    siret: SIRET,
    evenement: "enregistrer",
    auteurNom: "Claire",
    avant: { intitule: `${i}` },
    apres: { intitule: `${i + 1}` },
    quand: of.maintenant,
  }));
  await base.db.insert(journal).values(lignes);
  const ids: number[] = [];
  let avant = 0;
  let pages = 0;
  for (let suite: number | null = 0; suite !== null; pages += 1) {
    const page = await lireHistorique(of, reference, "fr-FR", avant);
    ids.push(...page.lignes.map((l) => l.id));
    suite = page.suite;
    avant = suite ?? 0;
  }
  expect(pages).toBe(3);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(250);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
});

it("après un conflit, ce qu'un formulaire n'avait pas changé prend la version enregistrée, et rien d'autre", async () => {
  const { reference } = await uneAction("publiee");
  const ouverte = (await lire(reference)).saisie;
  const autre = { ...ouverte, prerequis: "Savoir lire un plan", lePlus: "Un plateau technique" };
  await saisir(of, { reference, saisie: autre, version: (await lire(reference)).version });
  const { saisie: actuelle } = await lire(reference);
  const mienne = { ...ouverte, lePlus: "Un suivi d'un an", programme: "Autre programme" };
  expect(await intouches(of, { reference, session: null }, { actuelle, saisie: mienne })).toEqual({
    prerequis: "Savoir lire un plan",
  });
});
