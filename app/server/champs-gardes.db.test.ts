import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { actionFormation, journal, sessionFormation } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { repartirDe } from "../catalogue/cas-d-usage/action.server";
import { circuitDEssai, SAISIE, SESSION } from "../catalogue/circuit-d-essai.server";
import { lireDossier } from "../catalogue/dossier.server";
import { lireFiche } from "../catalogue/fiche.server";
import { lireHistorique } from "../catalogue/historique.server";
import { lireFormulaire } from "./formulaire.server";

const { base, of, mod, lire, saisir, saisirSession, publieeDe, uneAction } = await circuitDEssai();

afterAll(() => base.fermer());

const GARDES_ACTION: Saisie = { parcours: "4" };
const GARDES_SESSION: Saisie = {
  rythme: "FOAD",
  priseEnCharge: "0",
  publicsSession: ["80098"],
  financeurs: [{ code: "16", places: "20", programme: "POEC" }],
};

/** A published action whose file said what no form asks. */
async function importee() {
  const { reference, session } = await uneAction("publiee");
  const saisie = { ...SAISIE, ...GARDES_ACTION };
  await base.db.update(actionFormation).set({ saisie }).where(eq(actionFormation.reference, reference));
  await base.db
    .update(sessionFormation)
    .set({ saisie: { ...SESSION, ...GARDES_SESSION } })
    .where(eq(sessionFormation.reference, session));
  return { reference, session };
}

/** What a form says of these words, whatever it was made to carry. */
function poster(portee: "action" | "session", mots: Saisie): Saisie {
  const form = new FormData();
  for (const [nom, valeur] of Object.entries(mots)) {
    const plat = (cle: string, v: unknown): void => {
      if (Array.isArray(v))
        for (const [i, x] of v.entries()) plat(typeof x === "string" ? cle : `${cle}[${i}]`, x);
      else if (typeof v === "object" && v) for (const [c, x] of Object.entries(v)) plat(`${cle}.${c}`, x);
      else form.append(cle, String(v));
    };
    plat(nom, valeur);
  }
  return lireFormulaire(portee, form).saisie;
}

describe("ce qu'aucun formulaire ne demande", () => {
  const sessionDe = async (reference: string) =>
    (await lireDossier(mod, reference, "action:publier")).sessions[0];
  const derniereLigne = async (reference: string) =>
    (await base.db.select().from(journal).where(eq(journal.actionReference, reference))).at(-1);

  it("n'est ni perdu ni changé par le formulaire de l'action, et repart dans le flux", async () => {
    const { reference } = await importee();
    const saisie = poster("action", { ...SAISIE, lePlus: "Nouveau.", parcours: "2", financeurs: "16" });
    expect(saisie).toEqual({ ...SAISIE, lePlus: "Nouveau." });
    await saisir(of, { reference, version: (await lire(reference)).version, saisie });
    expect((await lire(reference)).saisie).toEqual({ ...saisie, ...GARDES_ACTION });
    expect(await derniereLigne(reference)).toMatchObject({
      avant: { lePlus: SAISIE.lePlus },
      apres: { lePlus: "Nouveau." },
    });
    const fragment = (await publieeDe(reference))?.fragment ?? "";
    for (const dit of [
      "<parcours-de-formation>4<",
      "<rythme-formation>FOAD<",
      "<prise-en-charge-frais-possible>0<",
      '<code-public-vise ref="V14">80098<',
      "<nb-places-financees>20<",
    ]) {
      expect(fragment).toContain(dit);
    }
  });

  it("ni par celui d'une session, même forgé, et la copie d'une session ne l'a pas", async () => {
    const { reference, session } = await importee();
    const forgee = { rythme: "", priseEnCharge: "1", financeurs: [{ code: "2" }] };
    const saisie = poster("session", { ...SESSION, commentaire: "Neuf.", ...forgee });
    const { version = 0 } = (await sessionDe(reference)) ?? {};
    await saisirSession(of, { actionReference: reference, reference: session, saisie, version });
    const gardee = await sessionDe(reference);
    expect(gardee?.saisie).toEqual({ ...SESSION, commentaire: "Neuf.", ...GARDES_SESSION });
    expect(await derniereLigne(reference)).toMatchObject({ apres: { commentaire: "Neuf." } });
    expect(Object.keys((await derniereLigne(reference))?.apres ?? {})).toEqual(["commentaire"]);
    // A use case called with them writes no more of them than the form.
    const encore = { ...SESSION, commentaire: "Encore.", ...forgee };
    const suite = {
      actionReference: reference,
      reference: session,
      saisie: encore,
      version: gardee?.version ?? 0,
    };
    await saisirSession(of, suite);
    expect((await sessionDe(reference))?.saisie).toMatchObject(GARDES_SESSION);
    const copie = { ...encore, debut: "2027-02-01" };
    const nouvelle = await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: copie,
      version: 0,
    });
    const [ligne] = await base.db
      .select()
      .from(sessionFormation)
      .where(eq(sessionFormation.reference, nouvelle.reference));
    for (const nom of Object.keys(GARDES_SESSION)) expect(ligne?.saisie[nom], nom).toBeUndefined();
  });

  it("ne passe pas dans le brouillon qui repart de l'action", async () => {
    const { reference } = await importee();
    expect((await lire(await repartirDe(of, reference))).saisie).toEqual(SAISIE);
  });

  it("se lit sur la fiche et dans l'historique, en clair", async () => {
    const { reference } = await importee();
    const { action, sessions } = await lireFiche(mod, await lireDossier(mod, reference, "action:publier"));
    expect(action.at(-1)).toMatchObject({ libelle: "Type de parcours", valeur: "Mixte" });
    expect(sessions[0]?.lignes.map((l) => l.valeur)).toEqual(
      expect.arrayContaining([
        "FOAD",
        "Non",
        "Jeune (dans le cadre du plan jeune)",
        "OPCO, places : 20, POEC",
      ]),
    );
    await base.db.insert(journal).values({
      actionReference: reference,
      siret: (await lire(reference)).siret,
      evenement: "importer",
      auteurNom: "Import LHÉO",
      avant: {},
      apres: GARDES_ACTION,
      quand: new Date("2027-01-01"),
    });
    const [derniere] = (await lireHistorique(mod, reference, "fr-FR")).lignes;
    expect(derniere?.changements).toEqual([{ libelle: "Type de parcours", avant: "", apres: "Mixte" }]);
  });
});
