import { afterAll, expect, it } from "vitest";
import { utilisateur } from "../../db/schema";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import { circuitDEssai, MAINTENANT, refus, SAISIE } from "../catalogue/circuit-d-essai.server";
import type { Contexte } from "../catalogue/contexte";
import { lireHistorique } from "../catalogue/historique.server";
import { identiteParId } from "../comptes/comptes.server";
import { corrigerSaisie } from "./corriger.server";
import { demanderComplement, prendreEnCharge, publierAction, rendreALaFile } from "./decider.server";
import { quiControle } from "./en-charge.server";
import { repondreADemande } from "./repondre.server";

const { base, of, mod, lire, uneAction, dernierJournal } = await circuitDEssai();
const [u] = await base.db
  .insert(utilisateur)
  .values({ courriel: "nora@exemple.fr", nom: "Nora", motDePasse: "", moderateur: true })
  .returning();
const nora: Contexte = { ...mod, acteur: (await identiteParId(base.db, u?.id ?? 0)).acteur };

afterAll(() => base.fermer());

/** Everything that a moderator decides of an action, from the page that showed it at that revision. */
const decisions: [string, (reference: string, revision: number, ctx?: Contexte) => Promise<unknown>][] = [
  ["publier", (r, revision, ctx = mod) => publierAction(ctx, r, { revision, formacodes: [] })],
  [
    "demander un complément",
    (r, revision, ctx = mod) =>
      demanderComplement(ctx, r, { revision, motifs: [{ champ: "", code: "INTITULE", phrase: "" }] }),
  ],
  [
    "corriger",
    (r, revision, ctx = mod) =>
      corrigerSaisie(ctx, r, {
        revision,
        session: null,
        saisie: { ...SAISIE, lePlus: "Revu." },
        formacodes: [],
        note: "",
      }),
  ],
  [
    "répondre",
    (r, revision, ctx = mod) =>
      repondreADemande(ctx, r, { revision, demande: 1, accordee: false, phrase: "Non." }),
  ],
  [
    "archiver",
    (r, revision, ctx = mod) => retirerAction(ctx, r, "archiver", { revision, pourquoi: "En double." }),
  ],
  ["rendre à la file", (r, revision, ctx = mod) => rendreALaFile(ctx, r, revision)],
];

it.each(
  decisions,
)("%s n'est pas possible tant qu'un collègue l'a en charge, même prise depuis la lecture", async (_, decider) => {
  const { reference } = await uneAction("creee");
  const { revision } = await lire(reference);
  await prendreEnCharge(nora, reference, revision);
  const prise = await lire(reference);
  for (const lue of [revision, prise.revision]) {
    const r = await refus(decider(reference, lue));
    expect([r.statut, r.message]).toEqual([
      409,
      expect.stringMatching(/^Nora a pris cette action en charge : .* reprenez l'action à votre compte/),
    ]);
  }
  expect(await lire(reference)).toEqual(prise);
});

it("le collègue décide de ce qu'il a en charge, et l'organisme l'archive comme avant", async () => {
  const { reference } = await uneAction("creee");
  await prendreEnCharge(nora, reference, (await lire(reference)).revision);
  await publierAction(nora, reference, { revision: (await lire(reference)).revision, formacodes: [] });
  expect(await lire(reference)).toMatchObject({ etat: "publiee", priseEnChargePar: null });
  const autre = (await uneAction("creee")).reference;
  await prendreEnCharge(nora, autre, (await lire(autre)).revision);
  await retirerAction(of, autre, "archiver", { revision: (await lire(autre)).revision });
  expect(await lire(autre)).toMatchObject({ etat: "archivee", priseEnChargePar: null });
});

it("se reprend à son compte en une fois, que le collègue lit dans l'historique, et à qui la décision échappe", async () => {
  const { reference } = await uneAction("creee");
  expect(await prendreEnCharge(nora, reference, (await lire(reference)).revision)).toBeNull();
  expect(await quiControle(mod, await lire(reference))).toEqual({
    nom: "Nora",
    depuis: MAINTENANT,
    moi: false,
  });
  const { revision } = await lire(reference);
  const plusTard = { ...mod, maintenant: new Date(MAINTENANT.getTime() + 60_000) };
  expect(await prendreEnCharge(plusTard, reference, revision)).toBe("Nora");
  expect(await quiControle(mod, await lire(reference))).toEqual({
    nom: "mod",
    depuis: plusTard.maintenant,
    moi: true,
  });
  expect(await dernierJournal(reference)).toMatchObject({ evenement: "reprendreEnCharge", auteurNom: "mod" });
  const { lignes } = await lireHistorique(nora, reference, "fr-FR");
  expect(lignes[0]).toMatchObject({
    evenement: "contrôle repris à un collègue",
    changements: [{ libelle: "En charge du contrôle", avant: "Nora", apres: "mod" }],
  });
  const perdue = await refus(publierAction(nora, reference, { revision, formacodes: [] }));
  expect(perdue.message).toContain("mod a pris cette action en charge");
  await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
  expect((await lire(reference)).etat).toBe("publiee");
});

it("ne se reprend pas d'une page dépassée, ni hors du contrôle", async () => {
  const { reference } = await uneAction("creee");
  const { revision } = await lire(reference);
  await prendreEnCharge(nora, reference, revision);
  expect((await refus(prendreEnCharge(mod, reference, revision))).message).toContain("Relisez-la");
  expect((await refus(prendreEnCharge(of, reference, revision + 1))).statut).toBe(403);
  expect(await quiControle(mod, await lire(reference))).toMatchObject({ nom: "Nora" });
  const publiee = (await uneAction("publiee")).reference;
  expect((await refus(prendreEnCharge(mod, publiee, (await lire(publiee)).revision))).statut).toBe(409);
});
