import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import {
  actionFormation,
  publication,
  sessionFormation,
  structure,
  structureARecopier,
  versionFlux,
} from "../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../db/test";
import { chargerCertifications } from "../referentiels/certifications/charger.server";
import type { FicheCertification } from "../referentiels/certifications/fiche";
import { publierFragment } from "./fragment.server";
import {
  noterARecopier,
  noterCertifications,
  recopierLesNotees,
  recopierStructure,
  retirerLesSessionsFinies,
} from "./recopier.server";

const A = "00043127000024";
const B = "00057241200013";
const MAINTENANT = new Date("2026-11-26T10:00:00Z");
const plusTard = (secondes: number) => new Date(MAINTENANT.getTime() + secondes * 1000);
const ACTION = {
  intitule: "Tailler une vigne",
  objectifGeneral: "7",
  objectif: "Tailler.",
  programme: "Taille.",
  contactCourriel: "vigne@exemple.fr",
};

let base: BaseOuverte;

beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const lieu = { codePostal: "86000", ville: "Poitiers", adresse: "1 rue Basse" };
  await base.db
    .insert(structure)
    .values([A, B].map((siret) => ({ siret, raisonSociale: siret, nom: siret, ...lieu })));
});
afterAll(() => base.fermer());

/** A published action of `siret`, its one session delivered by `formateur`; a draft when it is not published. */
async function uneAction(
  n: number,
  siret: string,
  formateur: string,
  publiee = true,
  certifications: string[] = [],
) {
  const reference = `2000000${String(n).padStart(5, "0")}`;
  const session = {
    reference: `00${String(n).padStart(6, "0")}`,
    saisie: { ...SESSION_COMPLETE, formateur },
  };
  const etat = publiee ? "publiee" : "brouillon";
  const action = { ...ACTION, certifications };
  await base.db.insert(actionFormation).values({ reference, siret, etat, saisie: action });
  await base.db.insert(sessionFormation).values({ ...session, actionReference: reference, siret });
  const approuve = { action, formacodes: ["21001"], sessions: [session] };
  if (publiee) await publierFragment(base.db, { reference, siret, approuve, maintenant: MAINTENANT });
  return reference;
}

const appeler = (telephone: string, siret = A) =>
  base.db.update(structure).set({ telephone }).where(eq(structure.siret, siret));
const quiDisent = async (mots: string) =>
  (
    await base.db
      .select({ reference: publication.actionReference })
      .from(publication)
      .where(sql`strpos(${publication.fragment}, ${mots}) > 0`)
      .orderBy(publication.actionReference)
  ).map((l) => l.reference);
const fluxLu = async () => (await base.db.select().from(versionFlux)).map((v) => v.n);

describe("après la correction d'une fiche", () => {
  it("les fragments la reprennent, de l'organisme responsable comme du formateur, et rien d'autre ne bouge", async () => {
    const [sienne, dispensee] = [await uneAction(1, A, A), await uneAction(2, B, A)];
    await uneAction(3, B, B);
    await uneAction(4, A, A, false);
    const avant = await base.db.select().from(actionFormation).orderBy(actionFormation.reference);
    await appeler("05 49 00 00 00");
    expect(await recopierStructure(base.db, A, MAINTENANT)).toEqual({ enLigne: true, plusTard: false });
    expect(await quiDisent("05 49 00 00 00")).toEqual([sienne, dispensee]);
    expect(await base.db.select().from(actionFormation).orderBy(actionFormation.reference)).toEqual(avant);
    expect(await base.db.$count(publication)).toBe(3);
  });

  it("au-delà de cinquante, ils attendent la tournée, qui les écrit par lots", async () => {
    for (let n = 1; n <= 60; n += 1) await uneAction(n, n % 2 ? A : B, A);
    await appeler("05 49 00 00 00");
    expect(await recopierStructure(base.db, A, MAINTENANT)).toEqual({ enLigne: true, plusTard: true });
    expect(await quiDisent("05 49 00 00 00")).toEqual([]);
    // Who was publishing has a minute to end.
    expect(await recopierLesNotees(base.db, plusTard(30))).toEqual({ recopies: 0, invalides: [] });
    expect(await recopierLesNotees(base.db, plusTard(60))).toEqual({ recopies: 60, invalides: [] });
    expect(await quiDisent("05 49 00 00 00")).toHaveLength(60);
    expect(await base.db.$count(structureARecopier)).toBe(0);
  });

  it("ce qu'une publication a écrit entre-temps avec l'ancienne fiche est repris à la tournée", async () => {
    const reference = await uneAction(1, A, A);
    const [ancien] = await base.db.select().from(publication);
    await appeler("05 49 00 00 00");
    await recopierStructure(base.db, A, MAINTENANT);
    await base.db.update(publication).set({ fragment: ancien?.fragment ?? "" });
    expect(await recopierLesNotees(base.db, plusTard(60))).toMatchObject({ recopies: 1 });
    expect(await quiDisent("05 49 00 00 00")).toEqual([reference]);
  });

  it("rien ne s'écrit quand rien ne change : le flux reste le même", async () => {
    await uneAction(1, A, A);
    const avant = await fluxLu();
    await noterARecopier(base.db, A, MAINTENANT);
    expect(await recopierLesNotees(base.db, plusTard(60))).toEqual({ recopies: 0, invalides: [] });
    expect(await fluxLu()).toEqual(avant);
  });

  it("un fragment qui ne serait plus valide reste comme il était, et se dit", async () => {
    const reference = await uneAction(1, A, A);
    const [avant] = await base.db.select().from(publication);
    await appeler("0".repeat(40));
    expect(await recopierStructure(base.db, A, MAINTENANT)).toEqual({ enLigne: true, plusTard: false });
    expect(await recopierLesNotees(base.db, plusTard(60))).toEqual({ recopies: 0, invalides: [reference] });
    expect(await base.db.select().from(publication)).toEqual([avant]);
  });

  it("une structure corrigée de nouveau pendant la tournée y revient", async () => {
    await uneAction(1, A, A);
    await noterARecopier(base.db, A, MAINTENANT);
    await noterARecopier(base.db, A, plusTard(40));
    expect(await recopierLesNotees(base.db, plusTard(60))).toMatchObject({ recopies: 0 });
    await appeler("05 49 00 00 00");
    expect(await recopierLesNotees(base.db, plusTard(100))).toMatchObject({ recopies: 1 });
  });
});

describe("quand une session a fini depuis trente jours", () => {
  // SESSION_COMPLETE ends on 12/03/2027.
  const veille = new Date("2027-04-11T20:00:00Z");
  const jour = new Date("2027-04-12T06:00:00Z");
  const RIEN = { recopies: 0, invalides: [] };
  const fragments = async () =>
    base.db
      .select({ fragment: publication.fragment, relireLe: publication.relireLe, majLe: publication.majLe })
      .from(publication)
      .orderBy(publication.actionReference);

  it("elle quitte le fragment, une seule fois ; sans autre session, il n'en reste rien", async () => {
    await uneAction(1, A, A);
    const [avant] = await fragments();
    expect(await retirerLesSessionsFinies(base.db, veille)).toEqual(RIEN);
    expect(await fragments()).toEqual([avant]);
    expect(await retirerLesSessionsFinies(base.db, jour)).toEqual({ recopies: 1, invalides: [] });
    expect(await fragments()).toEqual([{ fragment: "", relireLe: null, majLe: MAINTENANT }]);
    expect(await retirerLesSessionsFinies(base.db, jour)).toEqual(RIEN);
  });

  it("ce qui a été publié sans cette date est relu une fois, et garde son fragment", async () => {
    await uneAction(1, A, A);
    const [avant] = await fragments();
    await base.db.update(publication).set({ relireLe: "2000-01-01" });
    expect(await retirerLesSessionsFinies(base.db, MAINTENANT)).toEqual(RIEN);
    expect(await fragments()).toEqual([avant]);
  });

  it("celle qui laisserait un fragment invalide attend le lendemain", async () => {
    const reference = await uneAction(1, A, A);
    const [lue] = await base.db.select().from(publication);
    const [premiere] = lue?.approuve.sessions ?? [];
    if (!lue || !premiere) throw new Error("publication");
    const suivante = { reference: "00999999", saisie: { ...premiere.saisie, fin: "2027-12-31" } };
    await base.db.update(publication).set({ approuve: { ...lue.approuve, sessions: [premiere, suivante] } });
    await appeler("0".repeat(40));
    expect(await retirerLesSessionsFinies(base.db, jour)).toEqual({ recopies: 0, invalides: [reference] });
    expect(await fragments()).toMatchObject([{ fragment: lue.fragment, relireLe: "2027-04-13" }]);
    expect(await retirerLesSessionsFinies(base.db, jour)).toEqual(RIEN);
    await appeler("05 49 00 00 00");
    const demain = new Date("2027-04-13T06:00:00Z");
    expect(await retirerLesSessionsFinies(base.db, demain)).toEqual({ recopies: 1, invalides: [] });
    expect(await quiDisent(`<action numero="00999999"`)).toEqual([reference]);
    expect(await quiDisent(`<action numero="${premiere.reference}"`)).toEqual([]);
  });
});

describe("après le chargement d'une certification", () => {
  async function* une(dit: Partial<FicheCertification>) {
    yield { code: "RNCP37674", repertoire: "RNCP", intitule: "Vigneron", actif: true, ...dit } as const;
  }
  const charger = (dit: Partial<FicheCertification> = {}) =>
    chargerCertifications(base.db, une(dit), (db, codes) => noterCertifications(db, codes, MAINTENANT));
  const tournee = () => recopierLesNotees(base.db, plusTard(60));

  it("les fragments qui la nomment disent sa fiche, et ceux des autres ne bougent pas", async () => {
    const certifiante = await uneAction(1, A, A, true, ["RNCP37674"]);
    await uneAction(2, B, B, true, ["RNCP37675"]);
    await charger();
    expect(await tournee()).toEqual({ recopies: 1, invalides: [] });
    expect(await quiDisent("Vigneron")).toEqual([certifiante]);
    await charger({ intitule: "Vigneronne" });
    await tournee();
    expect(await quiDisent("Vigneronne")).toEqual([certifiante]);
  });

  it("ce qu'aucun fragment ne dit d'elle n'en fait relire aucun", async () => {
    await uneAction(1, A, A, true, ["RNCP37674"]);
    await charger();
    await tournee();
    expect(await charger({ dateFinEnregistrement: "2027-08-31" })).toMatchObject({ modifiees: 1 });
    expect(await base.db.$count(structureARecopier)).toBe(0);
  });
});
