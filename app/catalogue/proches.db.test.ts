import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Saisie } from "../../db/types";
import type { Contexte } from "./contexte";
import type { ActionFormation } from "./dossier.server";
import { actionsProches, ressemblance } from "./proches.server";
import { motsDuTitre } from "./saisie";
import type { Etat } from "./workflow";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";

let base: BaseOuverte;
let ctx: Contexte;
let rang = 0;

async function action(saisie: Saisie, etat: Etat = "publiee", siret = SIRET, conventionnee = false) {
  rang += 1;
  const [a] = await base.db
    .insert(actionFormation)
    .values({
      reference: `2099${String(rang).padStart(8, "0")}`,
      siret,
      etat,
      saisie,
      recherche: motsDuTitre(saisie),
      conventionnee,
      echeance: etat === "creee" ? "2026-12-01" : null,
    })
    .returning();
  return a as ActionFormation;
}

beforeAll(async () => {
  base = await baseDeTest();
  ctx = { db: base.db, acteur: null, maintenant: new Date("2026-11-26T10:00:00Z") };
  await base.db.insert(structure).values(
    [SIRET, AUTRE].map((siret) => ({
      siret,
      nda: "54860999186",
      nom: "Organisme",
      raisonSociale: "Organisme",
      adresse: "1 rue Basse",
      codePostal: "86000",
      ville: "Poitiers",
      codeInsee: "86194",
    })),
  );
});

afterAll(() => base.fermer());

describe("les actions proches d'un brouillon", () => {
  it("ont la même certification, ou presque le même titre, dans la même structure", async () => {
    const meme = await action({ intitule: "Autre titre", certifications: ["RNCP37674"] });
    const voisine = await action({ intitule: "Titre professionnel développeur web et mobiles" }, "creee");
    await action({ intitule: "Titre professionnel soudeur" });
    await action({ intitule: "Ailleurs", certifications: ["RNCP37674"] }, "publiee", AUTRE);
    await action({ intitule: "Retirée", certifications: ["RNCP37674"] }, "archivee");
    await action({ intitule: "Par flux", certifications: ["RNCP37674"] }, "publiee", SIRET, true);
    const brouillon = await action(
      { intitule: "Titre professionnel Développeur Web et mobile", certifications: ["RNCP37674"] },
      "brouillon",
    );
    await action({ intitule: "Titre professionnel développeur web et mobile" }, "brouillon");
    expect(await actionsProches(ctx, brouillon)).toEqual([
      { reference: meme.reference, intitule: "Autre titre", etat: "Publiée", ouverte: true },
      {
        reference: voisine.reference,
        intitule: "Titre professionnel développeur web et mobiles",
        etat: "Créée",
        ouverte: false,
      },
    ]);
    const courte = await action({ intitule: "BIM", certifications: ["RS1", "RNCP9"] });
    expect(await actionsProches(ctx, await action({ intitule: "Bim" }, "brouillon"))).toMatchObject([
      { reference: courte.reference },
    ]);
    const seconde = await action({ intitule: "Autre", certifications: ["RNCP8", "RS1"] }, "brouillon");
    expect(await actionsProches(ctx, seconde)).toMatchObject([{ reference: courte.reference }]);
    const premiere = await action({ intitule: "Encore", certifications: ["RNCP9"] }, "brouillon");
    expect(await actionsProches(ctx, premiere)).toMatchObject([{ reference: courte.reference }]);
    const debut = await action({ intitule: "Toujours", certifications: ["RNCP3767", "RNCP"] }, "brouillon");
    expect(await actionsProches(ctx, debut)).toEqual([]);
    expect(await actionsProches(ctx, meme)).toEqual([]);
    expect(await actionsProches(ctx, await action({}, "brouillon"))).toEqual([]);
    // The moderator who controls it reads them too; once decided, nobody.
    const enControle = await action({ intitule: "Bim" }, "creee");
    expect((await actionsProches(ctx, enControle)).length).toBeGreaterThan(0);
    expect(await actionsProches(ctx, { ...enControle, etat: "publiee" })).toEqual([]);
  });

  it("se bornent à cinq, d'abord celles où une session s'ajoute maintenant", async () => {
    for (let n = 0; n < 6; n += 1)
      await action({ intitule: `Cours ${n}`, certifications: ["RS77"] }, "creee");
    const ouverte = await action({ intitule: "Cours du soir", certifications: ["RS1", "RS77"] });
    const brouillon = await action({ intitule: "Nouveau", certifications: ["RS77"] }, "brouillon");
    const proches = await actionsProches(ctx, brouillon);
    expect(proches.map((p) => p.ouverte)).toEqual([true, false, false, false, false]);
    expect(proches[0]?.reference).toBe(ouverte.reference);
  });

  it("se mesurent aux lettres que deux titres ont en commun", () => {
    expect(ressemblance("soudure", "soudure")).toBe(1);
    expect(ressemblance("soudure", "cuisine")).toBeLessThan(0.2);
    expect(ressemblance("aaaa", "aa")).toBe(0.5);
    expect(ressemblance("", "soudure")).toBe(0);
    expect(ressemblance("", "")).toBe(0);
  });
});
