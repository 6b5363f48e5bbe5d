import { afterAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, certification, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../../db/test";
import type { Acteur } from "../../droits/droits";
import type { RequetePostee } from "../../server/route.server";
import { saisieDeDepart, traiterAction } from "./action/traiter.server";
import { traiterSession } from "./session/traiter.server";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const MAINTENANT = new Date("2026-11-23T10:00:00Z");
const ONGLET = "/formations/non-conventionnees/brouillons";

type Mots = Record<string, string>;

const MOTS = { intitule: "Taille de la vigne", validation: "attestation" };
const MOTS_SESSION = { ...SESSION_COMPLETE, formateur: SIRET };
const CONTACT = { telephone: "05 49 00 00 00", courriel: "vigne@exemple.fr" };

let base: BaseOuverte;

/** An action with one session, in the state of each test. */
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const [siret, actionReference] = [SIRET, REFERENCE];
  await base.db.insert(structure).values({
    siret,
    nom: "Le Clain",
    raisonSociale: "Le Clain",
    ville: "Poitiers",
    codePostal: "86000",
    ...CONTACT,
  });
  await base.db.insert(actionFormation).values({
    reference: REFERENCE,
    siret,
    etat: "brouillon",
    saisie: { ...MOTS, validation: ["attestation"] },
  });
  await base.db
    .insert(sessionFormation)
    .values({ reference: SESSION, actionReference, siret, saisie: MOTS_SESSION });
});
afterAll(() => base.fermer());

const publier = () => base.db.update(actionFormation).set({ etat: "publiee" });

/** Leaves the form that holds these words by the button that leads to `vers`; what the person gets. */
async function partir(vers: string, mots: Mots, traiter: (r: RequetePostee<Acteur>) => Promise<unknown>) {
  const form = new FormData();
  const porte = { version: "1", structure: SIRET, ...mots, bouton: `aller:${vers}` };
  for (const [nom, valeur] of Object.entries(porte)) form.append(nom, valeur);
  const acteur = { id: 1, nom: "Claire", moderateur: false, profils: { [SIRET]: "general" } };
  return traiter({
    form,
    siret: SIRET,
    structures: [{ structure: { siret: SIRET, nom: "Le Clain", ville: "Poitiers", ...CONTACT } }],
    ctx: { db: base.db, acteur, maintenant: MAINTENANT },
    aller: async (chemin: string, message?: string) => ({ chemin, message }),
  } as unknown as RequetePostee<Acteur>);
}

const deLAction = (r: RequetePostee<Acteur>) => traiterAction(r, REFERENCE);
const deLaSession = (r: RequetePostee<Acteur>) => traiterSession(r, REFERENCE, SESSION);
const deLaNouvelleAction = (r: RequetePostee<Acteur>) => traiterAction(r, null);
const deLaNouvelleSession = (r: RequetePostee<Acteur>) => traiterSession(r, REFERENCE, null);
const deLaCopie = (r: RequetePostee<Acteur>) =>
  traiterSession(r, REFERENCE, null, { copieDe: SESSION, variante: null });

const gardes = async () => ({
  actions: await base.db.select({ saisie: actionFormation.saisie }).from(actionFormation),
  sessions: await base.db.select({ saisie: sessionFormation.saisie }).from(sessionFormation),
});

const FORMULAIRES: [string, Mots, Mots, (r: RequetePostee<Acteur>) => Promise<unknown>][] = [
  ["une action", MOTS, { ...MOTS, lePlus: "Nouveau." }, deLAction],
  ["une session", MOTS_SESSION, { ...MOTS_SESSION, commentaire: "Nouveau." }, deLaSession],
];

it.each(
  FORMULAIRES,
)("quitter %s d'un brouillon enregistre ce qui est tapé", async (_, __, tapes, traiter) => {
  expect(await partir(ONGLET, tapes, traiter)).toEqual({
    chemin: ONGLET,
    message: expect.stringMatching(/enregistrée/),
  });
  expect(JSON.stringify(await gardes())).toContain("Nouveau.");
});

it.each(FORMULAIRES)("quitter %s où rien n'est tapé n'écrit ni ne dit rien", async (_, mots, __, traiter) => {
  const avant = await gardes();
  expect(await partir(ONGLET, mots, traiter)).toEqual({ chemin: ONGLET, message: undefined });
  expect(await gardes()).toEqual(avant);
});

it.each(
  FORMULAIRES,
)("quitter %s en ligne ne publie rien : les mots reviennent, avec la suite", async (_, mots, tapes, traiter) => {
  await publier();
  const avant = await gardes();
  expect(await partir(ONGLET, { ...tapes, enLigne: "oui" }, traiter)).toMatchObject({
    init: { status: 409 },
    data: {
      suite: ONGLET,
      version: 1,
      resultat: { initialValue: tapes, error: { "": [expect.stringMatching(/n'est pas enregistré/)] } },
    },
  });
  expect(await gardes()).toEqual(avant);
  expect(await partir(ONGLET, { ...mots, enLigne: "oui" }, traiter)).toEqual({ chemin: ONGLET });
});

it.each(
  FORMULAIRES,
)("quitter %s que quelqu'un a enregistrée montre les deux textes, et la suite", async (_, __, tapes, traiter) => {
  await base.db.update(actionFormation).set({ version: 2 });
  await base.db.update(sessionFormation).set({ version: 2 });
  expect(await partir(ONGLET, tapes, traiter)).toMatchObject({
    init: { status: 409 },
    data: { suite: ONGLET, version: 2, conflit: { lignes: [{ saisi: "Nouveau." }] } },
  });
});

it("ce que quelqu'un a choisi entre-temps revient par son nom, même inconnu de la page", async () => {
  const [ailleurs, code] = ["31490172900041", "RNCP37674"];
  const nom = { nom: "La Vienne", raisonSociale: "La Vienne", ville: "Limoges" };
  await base.db.insert(structure).values({ siret: ailleurs, ...nom });
  await base.db
    .insert(certification)
    .values({ code, repertoire: "RNCP", intitule: "Électricien", actif: true, recherche: "" });
  await partir(ONGLET, { ...MOTS, certifications: code }, deLAction);
  expect(await partir(ONGLET, { ...MOTS, lePlus: "Nouveau." }, deLAction)).toMatchObject({
    data: { resultat: { initialValue: { certifications: [code] } }, connues: [{ code }] },
  });
  await partir(ONGLET, { ...MOTS_SESSION, formateur: ailleurs }, deLaSession);
  expect(await partir(ONGLET, { ...MOTS_SESSION, commentaire: "Nouveau." }, deLaSession)).toMatchObject({
    data: {
      resultat: { initialValue: { formateur: ailleurs } },
      formateurs: [{ siret: ailleurs, nom: expect.stringContaining("La Vienne") }],
    },
  });
});

it("quitter une page ouverte sur un brouillon que Cap Métiers a publié depuis n'écrit rien", async () => {
  await publier();
  const avant = await gardes();
  for (const [, , tapes, traiter] of FORMULAIRES) {
    expect(await partir(ONGLET, tapes, traiter)).toMatchObject({
      init: { status: 409 },
      data: { suite: ONGLET },
    });
  }
  expect(await gardes()).toEqual(avant);
});

it("quitter une nouvelle action ne commence de brouillon que si l'on a tapé", async () => {
  const depart = saisieDeDepart({
    siret: SIRET,
    nom: "",
    ville: "",
    codePostal: "",
    nda: null,
    ...CONTACT,
  }) as Mots;
  expect(await partir(ONGLET, { ...depart, version: "0" }, deLaNouvelleAction)).toEqual({ chemin: ONGLET });
  expect((await gardes()).actions).toHaveLength(1);
  const tapes = { ...depart, version: "0", intitule: "Greffe" };
  expect(await partir(ONGLET, tapes, deLaNouvelleAction)).toEqual({
    chemin: ONGLET,
    message: expect.stringMatching(/^Brouillon enregistré sous la référence 20\d{10}/),
  });
  expect((await gardes()).actions).toHaveLength(2);
});

it("ajouter une session à une nouvelle action la commence, même vide", async () => {
  expect(await partir("sessions/nouvelle", { version: "0" }, deLaNouvelleAction)).toMatchObject({
    chemin: expect.stringMatching(/^\/formations\/20\d{10}\/sessions\/nouvelle$/),
  });
});

it.each<[string, Mots, (r: RequetePostee<Acteur>) => Promise<unknown>]>([
  ["nouvelle", { formateur: SIRET, modaliteRecrutement: "", etatRecrutement: "1" }, deLaNouvelleSession],
  ["copiée", MOTS_SESSION, deLaCopie],
])("quitter une session %s n'en ajoute une que si l'on a tapé", async (_, depart, traiter) => {
  const vers = `/formations/${REFERENCE}#sessions`;
  expect(await partir(vers, { ...depart, version: "0" }, traiter)).toEqual({ chemin: vers });
  expect((await gardes()).sessions).toHaveLength(1);
  expect(await partir(vers, { ...depart, version: "0", heuresCentre: "35" }, traiter)).toMatchObject({
    chemin: vers,
    message: expect.stringMatching(/^Session \d{8} enregistrée/),
  });
  expect((await gardes()).sessions).toHaveLength(2);
});

it.each([
  ["//ailleurs.example", "/"],
  ["/\\ailleurs.example", "/"],
  ["/..//ailleurs.example", "/"],
  ["https://ailleurs.example/", `/formations/${REFERENCE}/https`],
  ["../../../structures", "/structures"],
  ["", `/formations/${REFERENCE}/`],
])("une suite forgée reste chez nous : %s", async (vers, chemin) => {
  expect(await partir(vers, MOTS, deLAction)).toEqual({ chemin });
  expect(await partir(vers.startsWith("/") ? vers : `/${vers}`, MOTS_SESSION, deLaSession)).toMatchObject({
    chemin: expect.stringMatching(/^\/(?!\/|\\)/),
  });
});
