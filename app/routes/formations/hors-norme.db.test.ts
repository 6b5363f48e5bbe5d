import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, formacode, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../../db/test";
import type { Contexte } from "../../catalogue/contexte";
import type { Acteur } from "../../droits/droits";
import { publierAction } from "../../moderation/decider.server";
import { repondreUneFois } from "../../server/jeton.server";
import type { RequetePostee } from "../../server/route.server";
import { traiterAction } from "./action/traiter.server";
import { traiterSession } from "./session/traiter.server";

const SIRET = "00043127000024";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const MAINTENANT = new Date("2026-11-23T10:00:00Z");

const PHRASE = /^L'action 200000000042 ne peut pas entrer dans le flux LHÉO : <numtel> compte 33 caractères/;

type Mots = Record<string, string>;

const MOTS = {
  intitule: "Taille de la vigne",
  objectifGeneral: "2",
  objectif: "Tailler une vigne.",
  programme: "Taille, attache.",
  validation: "attestation",
  contactCourriel: "vigne@exemple.fr",
};

const MOTS_SESSION = { ...SESSION_COMPLETE, formateur: SIRET };

let base: BaseOuverte;

/** A published action of an organisme whose phone is longer than LHÉO takes. */
beforeAll(async () => {
  base = await baseDeTest();
  const [siret, actionReference] = [SIRET, REFERENCE];
  await base.db.insert(structure).values({
    siret,
    nom: "Le Clain",
    raisonSociale: "Le Clain",
    ville: "Poitiers",
    codePostal: "86000",
    telephone: "05 49 00 00 00, ou 05 49 00 00 01",
  });
  await base.db.insert(actionFormation).values({
    reference: REFERENCE,
    siret,
    etat: "publiee",
    saisie: { ...MOTS, validation: ["attestation"] },
    formacodes: ["21001"],
  });
  await base.db
    .insert(sessionFormation)
    .values({ reference: SESSION, actionReference, siret, saisie: MOTS_SESSION, transmiseLe: MAINTENANT });
});
afterAll(() => base.fermer());

const contexte = (moderateur = false): Contexte & { acteur: Acteur } => ({
  db: base.db,
  acteur: { id: 1, nom: "Claire", moderateur, profils: { [SIRET]: "general" } },
  maintenant: MAINTENANT,
});

/** Posts these words as the form of a page does: a refusal undoes all that was written before it. */
async function poster(mots: Mots, traiter: (r: RequetePostee<Acteur>) => Promise<unknown>) {
  const form = new FormData();
  for (const [nom, valeur] of Object.entries({
    ...mots,
    version: "1",
    enLigne: "oui",
    bouton: "enregistrer",
  })) {
    form.append(nom, valeur);
  }
  const ctx = contexte();
  return repondreUneFois(ctx, "jeton", async (tx) => ({
    resultat: await traiter({ form, siret: SIRET, ctx: { ...ctx, db: tx.db } } as RequetePostee<Acteur>),
  }));
}

it.each<[string, Mots, (r: RequetePostee<Acteur>) => Promise<unknown>]>([
  ["une action", { ...MOTS, lePlus: "Nouveau." }, (r) => traiterAction(r, REFERENCE)],
  ["une session", { ...MOTS_SESSION, heuresCentre: "77" }, (r) => traiterSession(r, REFERENCE, SESSION)],
])("%s que la norme n'accepte pas revient avec ses mots et la phrase qui le dit", async (_, mots, traiter) => {
  expect(await poster(mots, traiter)).toMatchObject({
    resultat: {
      init: { status: 422 },
      data: { version: 1, resultat: { initialValue: mots, error: { "": [expect.stringMatching(PHRASE)] } } },
    },
  });
});

it.each([
  "enregistrer",
  "reprendre",
])("les dates corrigées entre-temps prennent la place des anciennes : %s", async (bouton) => {
  const corrigees = { ...MOTS_SESSION, fin: "2027-03-19" };
  await base.db.update(sessionFormation).set({ saisie: corrigees, version: 2 });
  const mots = { ...MOTS_SESSION, commentaire: "Groupe A." };
  const { resultat } = (await poster(mots, (r) => {
    r.form.set("bouton", bouton);
    return traiterSession(r, REFERENCE, SESSION);
  })) as { resultat: unknown };
  expect(resultat).toMatchObject({
    data: {
      reprise: expect.any(String),
      resultat: { initialValue: { ...corrigees, commentaire: "Groupe A." } },
      ...(bouton === "enregistrer" ? { version: 2, conflit: { lignes: [{ champ: "commentaire" }] } } : {}),
    },
  });
});

it("le modérateur qui la publie lit la même phrase", async () => {
  await base.db.insert(formacode).values({ code: "21001", libelle: "Vigne", version: "V14", recherche: "" });
  await base.db.update(actionFormation).set({ etat: "creee", echeance: "2026-11-27" });
  const decision = { revision: 1, formacodes: ["21001"] };
  await expect(publierAction(contexte(true), REFERENCE, decision)).rejects.toMatchObject({
    statut: 422,
    message: expect.stringMatching(PHRASE),
  });
});
