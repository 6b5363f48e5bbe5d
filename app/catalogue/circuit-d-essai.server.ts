import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { expect } from "vitest";
import {
  actionFormation,
  demande,
  journal,
  motif,
  publication,
  rattachement,
  structure,
  utilisateur,
} from "../../db/schema";
import { chargerReferentielsDemonstration } from "../../db/seed/demonstration.server";
import { baseDeTest } from "../../db/test";
import type { Saisie } from "../../db/types";
import { identiteParId } from "../comptes/comptes.server";
import type { Profil } from "../droits/droits";
import { publierAction } from "../moderation/decider.server";
import { repondreADemande } from "../moderation/repondre.server";
import {
  commencerAction,
  type Enregistrement,
  enregistrerAction,
  reprendreAction,
  validerAction,
} from "./cas-d-usage/action.server";
import { annulerModification } from "./cas-d-usage/annuler-modification.server";
import { demanderCorrectionDates } from "./cas-d-usage/demandes.server";
import { type EnregistrementSession, enregistrerSession } from "./cas-d-usage/session.server";
import { type Contexte, Refus } from "./contexte";

export const SIRET = "00043127000024";
export const AUTRE = "00057241200013";
export const MAINTENANT = new Date("2026-11-23T10:00:00Z");

/** The words of an action that certifies, of which nothing is missing. */
export const SAISIE: Saisie = {
  intitule: "Développement d'applications",
  lePlus: "Un plateau neuf.",
  objectifGeneral: "6",
  objectif: "Concevoir & développer des applications.",
  programme: "Analyse.\nDéveloppement.\nTests.",
  validation: ["rncp"],
  certifications: ["RNCP37674"],
  lienWeb: "https://www.exemple.fr/a?b=1&c=2",
  contactNom: "Accueil",
  contactTelephone: "05 36 49 00 00",
  contactCourriel: "accueil@exemple.fr",
};

/** The words of its session, in apprentissage, every field answered. */
export const SESSION: Saisie = {
  formateur: SIRET,
  voieAcces: "apprentissage",
  dureeCycle: "2",
  anneesAccessibles: ["1", "2"],
  certificationsVisees: ["RNCP37674"],
  validations: { RNCP37674: "1" },
  modalite: "1",
  heuresCentre: "400",
  heuresDistance: "50",
  heuresEntreprise: "600",
  alternance: "1 semaine en centre, 2 en entreprise",
  typeEntree: "sequencees",
  debut: "2027-01-04",
  fin: "2028-06-30",
  etatRecrutement: "1",
  recrutement: ["9", "3"],
  reunions: [{ date: "2026-12-10", heure: "14:00", lieu: "Salle A" }],
  commentaire: "Une semaine sur deux.",
  lieuNom: "Site de Poitiers",
  lieuAdresse: "27 rue des Tanneries",
  lieuCommune: "86194",
  lieuCodePostal: "86000",
  lieuVille: "Poitiers",
};

/** Read and saved with, unless a test says otherwise. */
const REMARQUES = ["R-08", "R-27", "R-32", "R-33", "R-34", "R-36"];

/** Other dates for it, which nothing refuses. */
export const DATES: Saisie = { typeEntree: "sequencees", debut: "2027-02-01", fin: "2028-06-30" };

/** The refusal that this ends in; anything else fails the test. */
export async function refus(promesse: Promise<unknown>): Promise<Refus> {
  const erreur = await promesse.then(
    () => null,
    (e: unknown) => e,
  );
  expect(erreur).toBeInstanceOf(Refus);
  return erreur as Refus;
}

/**
 * For the tests of the circuit: a fresh database with two structures, who acts in it (`of` and `lecteur` of the first,
 * `autre` of the second, `mod` who moderates), and what they do most, each from the page that shows the action as it is
 * now. To be closed with `base.fermer`.
 */
export async function circuitDEssai() {
  const base = await baseDeTest();
  const { db } = base;
  await chargerReferentielsDemonstration(db);
  await db.insert(structure).values(
    [SIRET, AUTRE].map((siret) => ({
      siret,
      nda: "54860999186",
      nom: `Organisme ${siret}`,
      raisonSociale: "Organisme",
      adresse: "1 rue Basse",
      codePostal: "86000",
      ville: "Poitiers",
      codeInsee: "86194",
      telephone: "0536490000",
      courriel: "accueil@exemple.fr",
    })),
  );
  const contexte = async (
    nom: string,
    siret: string | null,
    profil: Profil = "general",
  ): Promise<Contexte> => {
    const [u] = await db
      .insert(utilisateur)
      .values({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "", moderateur: siret === null })
      .returning();
    const id = u?.id ?? 0;
    if (siret) await db.insert(rattachement).values({ utilisateurId: id, siret, profil });
    return { db, acteur: (await identiteParId(db, id)).acteur, maintenant: MAINTENANT };
  };
  const of = await contexte("of", SIRET);
  const autre = await contexte("autre", AUTRE);
  const lecteur = await contexte("lecteur", SIRET, "preinscription");
  const mod = await contexte("mod", null);

  const lire = async (reference: string) => {
    const [action] = await db.select().from(actionFormation).where(eq(actionFormation.reference, reference));
    if (!action) throw new Error(reference);
    return action;
  };
  const publieeDe = async (reference: string) =>
    (await db.select().from(publication).where(eq(publication.actionReference, reference)))[0];
  const motifsOuverts = (reference: string) =>
    db
      .select()
      .from(motif)
      .where(and(eq(motif.actionReference, reference), isNull(motif.leveLe)))
      .orderBy(asc(motif.id));
  const dernierJournal = async (reference: string) =>
    (
      await db
        .select()
        .from(journal)
        .where(eq(journal.actionReference, reference))
        .orderBy(desc(journal.id))
        .limit(1)
    )[0];

  const saisir = async (ctx: Contexte, e: Omit<Enregistrement, "enLigne">) =>
    enregistrerAction(ctx, { ...e, enLigne: (await lire(e.reference)).etat === "publiee" });
  const saisirSession = async (ctx: Contexte, e: Omit<EnregistrementSession, "enLigne">) =>
    enregistrerSession(ctx, {
      vues: REMARQUES,
      ...e,
      enLigne: (await lire(e.actionReference)).etat === "publiee",
    });
  /** Every reason ticked. */
  const validerTout = async (ctx: Contexte, reference: string, revision: number) =>
    validerAction(ctx, reference, { revision, faits: (await motifsOuverts(reference)).map((m) => m.id) });
  const reprendre = async (ctx: Contexte, reference: string) =>
    reprendreAction(ctx, reference, (await lire(reference)).revision);
  const annuler = async (ctx: Contexte, reference: string) =>
    annulerModification(ctx, reference, (await lire(reference)).revision);
  const corriger = (
    actionReference: string,
    reference: string,
    saisie: Saisie,
    contexteDit = "Report d'un mois, personne n'est inscrit.",
    ctx = of,
  ) => demanderCorrectionDates(ctx, { actionReference, reference, saisie, contexte: contexteDit });
  /** Answers the first demande of the action. */
  const repondre = async (ctx: Contexte, reference: string, accordee: boolean, phrase: string) => {
    const [derniere] = await db
      .select()
      .from(demande)
      .where(eq(demande.actionReference, reference))
      .orderBy(desc(demande.id))
      .limit(1);
    const { revision } = await lire(reference);
    return repondreADemande(ctx, reference, {
      revision,
      demande: derniere?.id ?? 0,
      accordee,
      phrase,
    });
  };

  /** An action of `of` in this state, with its session. */
  async function uneAction(etat: "brouillon" | "creee" | "publiee", saisie: Saisie = SAISIE) {
    const reference = await commencerAction(of, SIRET, saisie);
    const session = await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: { ...SESSION, ...(saisie.certifications ? {} : { certificationsVisees: [] }) },
      version: 0,
    });
    if (etat !== "brouillon") await validerTout(of, reference, (await lire(reference)).revision);
    if (etat === "publiee") {
      await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    }
    return { reference, session: session.reference };
  }

  return {
    base,
    of,
    autre,
    lecteur,
    mod,
    lire,
    publieeDe,
    motifsOuverts,
    dernierJournal,
    saisir,
    saisirSession,
    validerTout,
    reprendre,
    annuler,
    corriger,
    repondre,
    uneAction,
  };
}
