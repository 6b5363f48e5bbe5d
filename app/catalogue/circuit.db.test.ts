import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import {
  actionFormation,
  demande,
  formacode,
  journal,
  motif,
  publication,
  rattachement,
  sessionFormation,
  structure,
  utilisateur,
} from "../../db/schema";
import { chargerReferentielsDemonstration } from "../../db/seed/demonstration.server";
import { baseDeTest } from "../../db/test";
import type { Saisie } from "../../db/types";
import { identiteParId } from "../comptes/comptes.server";
import { fluxLheo } from "../diffusion/flux.server";
import { importerLheo } from "../import/importer.server";
import { demanderComplement, prendreEnCharge, publierAction } from "../moderation/decider.server";
import { passerLaNuit } from "../moderation/nuit.server";
import { repondreADemande } from "../moderation/repondre.server";
import { lireRevue } from "../moderation/revue.server";
import {
  commencerAction,
  type Enregistrement,
  enregistrerAction,
  reprendreAction,
  retirerAction,
  validerAction,
} from "./cas-d-usage/action.server";
import {
  demanderCorrectionDates,
  demanderPublication,
  demanderSuppressionSession,
  retirerDemande,
} from "./cas-d-usage/demandes.server";
import {
  changerRecrutement,
  type EnregistrementSession,
  enregistrerSession,
  supprimerSession,
} from "./cas-d-usage/session.server";
import type { Contexte } from "./contexte";
import { Refus } from "./contexte";
import { lireDossier } from "./dossier.server";
import { lireFiche } from "./fiche.server";
import { derniereReponse, lireHistorique } from "./historique.server";
import { listerActions } from "./liste.server";
import { MOTIFS_DE_NUIT, REPONSE_JOURS } from "./workflow";

const SIRET = "00043127000024";
const AUTRE = "00057241200013";
const MAINTENANT = new Date("2026-11-23T10:00:00Z");

const SAISIE: Saisie = {
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

const SESSION: Saisie = {
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

let base: BaseOuverte;
let of: Contexte;
let autre: Contexte;
let lecteur: Contexte;
let mod: Contexte;

beforeAll(async () => {
  base = await baseDeTest();
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
    profil: "general" | "preinscription" = "general",
  ) => {
    const [u] = await db
      .insert(utilisateur)
      .values({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "", moderateur: siret === null })
      .returning();
    const id = u?.id ?? 0;
    if (siret) await db.insert(rattachement).values({ utilisateurId: id, siret, profil });
    return { db, acteur: (await identiteParId(db, id)).acteur, maintenant: MAINTENANT };
  };
  of = await contexte("of", SIRET);
  autre = await contexte("autre", AUTRE);
  lecteur = await contexte("lecteur", SIRET, "preinscription");
  mod = await contexte("mod", null);
});

afterAll(() => base.fermer());

const lire = async (reference: string) => {
  const [action] = await base.db
    .select()
    .from(actionFormation)
    .where(eq(actionFormation.reference, reference));
  if (!action) throw new Error(reference);
  return action;
};

/** What a person does on the page that shows the action as it is now: told whether it is live, every reason ticked. */
const saisir = async (ctx: Contexte, e: Omit<Enregistrement, "enLigne">) =>
  enregistrerAction(ctx, { ...e, enLigne: (await lire(e.reference)).etat === "publiee" });
const saisirSession = async (ctx: Contexte, e: Omit<EnregistrementSession, "enLigne">) =>
  enregistrerSession(ctx, { ...e, enLigne: (await lire(e.actionReference)).etat === "publiee" });
const motifsOuverts = async (reference: string) =>
  base.db
    .select()
    .from(motif)
    .where(and(eq(motif.actionReference, reference), isNull(motif.leveLe)))
    .orderBy(asc(motif.id));
const validerTout = async (ctx: Contexte, reference: string, revision: number) =>
  validerAction(ctx, reference, { revision, faits: (await motifsOuverts(reference)).map((m) => m.id) });
const reprendre = async (ctx: Contexte, reference: string) =>
  reprendreAction(ctx, reference, (await lire(reference)).revision);

const publieeDe = async (reference: string) =>
  (await base.db.select().from(publication).where(eq(publication.actionReference, reference)))[0];

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

async function refus(promesse: Promise<unknown>): Promise<Refus> {
  const erreur = await promesse.then(
    () => null,
    (e: unknown) => e,
  );
  expect(erreur).toBeInstanceOf(Refus);
  return erreur as Refus;
}

describe("le circuit d'une action", () => {
  it("enregistre un brouillon vide, et refuse de le valider avec toutes ses raisons", async () => {
    const reference = await commencerAction(of, SIRET, {});
    expect(reference).toMatch(/^20\d{10}$/);
    const r = await refus(validerTout(of, reference, 1));
    expect(r.statut).toBe(422);
    expect(r.raisons.map((x) => x.champ)).toEqual(
      expect.arrayContaining(["intitule", "objectif", "programme", "sessions"]),
    );
    expect((await lire(reference)).etat).toBe("brouillon");
  });

  it("va du brouillon à la publication, avec une échéance en jours ouvrés et un journal", async () => {
    const { reference } = await uneAction("creee");
    const creee = await lire(reference);
    expect([creee.etat, creee.echeance]).toEqual(["creee", "2026-11-27"]);
    expect(await publieeDe(reference)).toBeUndefined();
    await publierAction(mod, reference, { revision: creee.revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
    expect((await publieeDe(reference))?.fragment).toContain("Concevoir &amp; développer");
    const lignes = await base.db.select().from(journal).where(eq(journal.actionReference, reference));
    expect(lignes.map((l) => l.evenement)).toEqual(["commencer", "ajouterSession", "valider", "publier"]);
  });

  it("met en ligne tout de suite ce qui n'est pas la certification", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const fait = await saisir(of, {
      reference,
      version,
      saisie: { ...SAISIE, lePlus: "Nouveau.", objectifGeneral: "7" },
    });
    expect(fait).toEqual({ fait: "publie", version: version + 1 });
    const { fragment } = (await publieeDe(reference)) ?? {};
    expect(fragment).toContain("Nouveau.");
    expect(fragment).toContain("<objectif-general-formation>7<");
  });

  it("garde en ligne la certification approuvée jusqu'à la décision, et demande confirmation", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, lePlus: "Autre.", certifications: ["RNCP37674", "RNCP37873"] };
    expect(await saisir(of, { reference, version, saisie })).toMatchObject({ fait: "aConfirmer" });
    expect((await lire(reference)).etat).toBe("publiee");
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    expect((await lire(reference)).etat).toBe("modifiee");
    const enLigne = (await publieeDe(reference))?.fragment ?? "";
    expect(enLigne).toContain("Autre.");
    expect(enLigne).not.toContain("RNCP37873");
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await publieeDe(reference))?.fragment).toContain("RNCP37873");
  });

  it("ne met pas au contrôle les mêmes certifications dans un autre ordre, et garde celui du flux", async () => {
    const deux = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    const { reference } = await uneAction("publiee", deux);
    const { version } = await lire(reference);
    const saisie = { ...deux, lePlus: "Autre.", certifications: ["RNCP37873", "RNCP37674"] };
    expect(await saisir(of, { reference, version, saisie })).toMatchObject({ fait: "publie" });
    const { etat, saisie: gardee } = await lire(reference);
    expect([etat, gardee]).toEqual(["publiee", { ...deux, lePlus: "Autre." }]);
    expect((await publieeDe(reference))?.approuve.action).toEqual({ ...deux, lePlus: "Autre." });
  });

  it("rend la certification approuvée à qui annule sa modification", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    expect(await reprendre(of, reference)).toBe("annulerModification");
    const reprise = await lire(reference);
    expect([reprise.etat, reprise.saisie.certifications]).toEqual(["publiee", ["RNCP37674"]]);
  });

  it("ne met rien en ligne depuis une page ouverte sur le brouillon, sauvegarde automatique comprise", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const e = { reference, version, saisie: { ...SAISIE, lePlus: "À moitié t" }, enLigne: false };
    expect((await refus(enregistrerAction(of, e))).statut).toBe(409);
    const nouvelle = { actionReference: reference, reference: null, version: 0, enLigne: false };
    const saisie = { ...SESSION, debut: "2027-02-01" };
    expect((await refus(enregistrerSession(of, { ...nouvelle, saisie }))).statut).toBe(409);
    expect((await lire(reference)).version).toBe(version);
    expect((await publieeDe(reference))?.approuve.sessions).toHaveLength(1);
  });

  it("retient la validation et l'objectif avec la certification, et les rend avec elle", async () => {
    const { reference } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = {
      ...SAISIE,
      objectifGeneral: "7",
      lePlus: "En ligne.",
      validation: ["rncp", "autre"],
      certifications: ["RNCP37674", "RS6604"],
    };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    const { objectifGeneral, validation } = SAISIE;
    expect((await publieeDe(reference))?.approuve.action).toMatchObject({
      objectifGeneral,
      validation,
      lePlus: "En ligne.",
    });
    await reprendre(of, reference);
    const reprise = await lire(reference);
    expect(reprise.saisie).toEqual({ ...SAISIE, lePlus: "En ligne." });
    await saisir(of, {
      reference,
      version: reprise.version,
      saisie: { ...reprise.saisie, lePlus: "Encore." },
    });
  });

  it("publie la première certification d'une action dont les sessions sont déjà en ligne", async () => {
    const { certifications: _, ...reste } = SAISIE;
    const simple = { ...reste, objectifGeneral: "2", validation: ["attestation"] };
    const reference = await commencerAction(of, SIRET, simple);
    const fpc = Object.fromEntries(
      Object.entries({ ...SESSION, voieAcces: "fpc" }).filter(
        ([n]) => !/certifications|validations|Cycle|annees|alternance/.test(n),
      ),
    );
    const deLAction = { actionReference: reference, reference: null, saisie: fpc, version: 0 };
    const session = await saisirSession(of, deLAction);
    await validerTout(of, reference, (await lire(reference)).revision);
    const decision = async (formacodes: string[]) => ({
      revision: (await lire(reference)).revision,
      formacodes,
    });
    await publierAction(mod, reference, await decision(["21001"]));
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: SAISIE, certificationConfirmee: true });
    await publierAction(mod, reference, await decision([]));
    expect((await publieeDe(reference))?.fragment).toContain("RNCP37674");
    // From then on the session chooses what it leads to.
    const e = { ...deLAction, reference: session.reference, version: session.version };
    const sans = await refus(saisirSession(of, { ...e, saisie: { ...fpc, commentaire: "Complet." } }));
    expect(sans.raisons.map((r) => r.code)).toEqual(["S7"]);
  });

  it("compte l'âge d'une session du jour de la soumission, pas de la décision", async () => {
    const reference = await commencerAction(of, SIRET, SAISIE);
    const { recrutement: _, reunions: __, ...reste } = SESSION;
    const saisie = { ...reste, typeEntree: "fixes", debut: "2026-10-26" };
    await saisirSession(of, { actionReference: reference, reference: null, saisie, version: 0 });
    await validerTout(of, reference, (await lire(reference)).revision);
    const plusTard = { ...mod, maintenant: new Date("2026-11-27T10:00:00Z") };
    await publierAction(plusTard, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("n'annule pas la modification d'un collègue depuis une page qui proposait de reprendre la main", async () => {
    const { reference } = await uneAction("creee");
    const { revision } = await lire(reference);
    await publierAction(mod, reference, { revision, formacodes: [] });
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    expect((await refus(reprendreAction(of, reference, revision))).statut).toBe(409);
    expect((await lire(reference)).etat).toBe("modifiee");
  });

  it("ouvre et ferme le recrutement à tout moment, sans rien publier d'autre", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37674", "RNCP37873"] };
    await saisir(of, { reference, version, saisie, certificationConfirmee: true });
    const e = { actionReference: reference, reference: session, version: 1 };
    expect((await refus(changerRecrutement(of, { ...e, etatRecrutement: "" }))).statut).toBe(422);
    expect((await refus(changerRecrutement(autre, { ...e, etatRecrutement: "2" }))).statut).toBe(404);
    expect((await refus(changerRecrutement(lecteur, { ...e, etatRecrutement: "2" }))).statut).toBe(403);
    await changerRecrutement(of, { ...e, etatRecrutement: "2" });
    expect((await refus(changerRecrutement(of, { ...e, etatRecrutement: "3" }))).statut).toBe(409);
    const enLigne = (await publieeDe(reference))?.fragment ?? "";
    expect(enLigne).toContain("<etat-recrutement>2<");
    expect(enLigne).not.toContain("RNCP37873");
    // In alert the same is said by the form itself; what is not checked yet stays out of the feed.
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const change = { ...SESSION, etatRecrutement: "3", commentaire: "Pas encore lu." };
    await saisirSession(of, { ...e, version: 2, saisie: change });
    const ensuite = (await publieeDe(reference))?.fragment ?? "";
    expect(ensuite).toContain("<etat-recrutement>3<");
    expect(ensuite).not.toContain("Pas encore lu.");
    expect((await publieeDe(reference))?.approuve.sessions).toHaveLength(1);
  });

  it("ferme le recrutement d'une session en ligne que d'autres règles refuseraient aujourd'hui", async () => {
    const { reference, session } = await uneAction("publiee");
    const { heuresCentre: _, heuresDistance: __, heuresEntreprise: ___, ...sansHeures } = SESSION;
    await base.db
      .update(sessionFormation)
      .set({ saisie: sansHeures })
      .where(eq(sessionFormation.reference, session));
    const e = { actionReference: reference, reference: session, version: 1 };
    const autreChose = { ...sansHeures, etatRecrutement: "2", commentaire: "Et ceci." };
    expect((await refus(saisirSession(of, { ...e, saisie: autreChose }))).statut).toBe(422);
    await saisirSession(of, { ...e, saisie: { ...sansHeures, etatRecrutement: "2" } });
    // Saved again as it is, it adds nothing to the history.
    const lignes = () => base.db.select().from(journal).where(eq(journal.sessionReference, session));
    const avant = await lignes();
    const encore = { ...e, version: 2, saisie: { ...sansHeures, etatRecrutement: "2" } };
    expect(await saisirSession(of, encore)).toMatchObject({ version: 2 });
    expect(await lignes()).toEqual(avant);
    expect((await publieeDe(reference))?.fragment).toContain("<etat-recrutement>2<");
  });

  it("ne donne pas en alerte une formation conventionnée, que l'organisme ne peut pas corriger", async () => {
    const { reference } = await uneAction("publiee");
    await base.db
      .update(actionFormation)
      .set({ conventionnee: true })
      .where(eq(actionFormation.reference, reference));
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    const { revision } = await lire(reference);
    expect((await refus(demanderComplement(mod, reference, { revision, motifs }))).statut).toBe(409);
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("garde sur l'action publiée une certification qu'une session vise encore", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = await lire(reference);
    const saisie = { ...SAISIE, certifications: ["RNCP37873"] };
    const refuse = await refus(saisir(of, { reference, version, saisie }));
    expect(refuse.raisons.map((r) => [r.champ, r.code])).toEqual([["certifications", "R-14"]]);
    expect(refuse.raisons[0]?.phrase).toContain(session);
    expect((await lire(reference)).version).toBe(version);
  });

  describe("d'un organisme qui ne délivre plus de certification", () => {
    const { certifications: _, ...reste } = SAISIE;
    const ATTESTATION = { ...reste, objectifGeneral: "7", validation: ["attestation"] };
    const FPC: Saisie = { ...SESSION, voieAcces: "fpc" };

    async function publieeFpc() {
      const { reference, session } = await uneAction("publiee");
      const suite = { actionReference: reference, reference: session };
      await saisirSession(of, { ...suite, saisie: FPC, version: 1 });
      return { ...suite, version: (await lire(reference)).version };
    }
    const visees = async (reference: string) => {
      const { sessions, publication } = await lireDossier(mod, reference, "action:lire");
      const deLaPremiere = (s?: { saisie: Saisie }[]) => s?.[0]?.saisie.certificationsVisees;
      return { voulues: deLaPremiere(sessions), enLigne: deLaPremiere(publication?.approuve.sessions) };
    };

    it("la retire avec ce que ses sessions visent : en ligne, tout reste jusqu'à la décision", async () => {
      const { actionReference, reference, version } = await publieeFpc();
      const e = { reference: actionReference, version, saisie: ATTESTATION };
      expect(await saisir(of, e)).toEqual({ fait: "aConfirmer", version, sansCertification: true });
      expect(await visees(actionReference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
      expect(await saisir(of, { ...e, certificationConfirmee: true })).toMatchObject({ fait: "aControler" });
      expect(await visees(actionReference)).toEqual({ voulues: undefined, enLigne: ["RNCP37674"] });
      expect((await publieeDe(actionReference))?.fragment).toMatch(/<reference-code-RNCP>RNCP37674</);

      const places = { actionReference, reference, version: 3, etatRecrutement: "2" };
      await changerRecrutement(of, places);
      expect((await publieeDe(actionReference))?.fragment).toMatch(/<reference-code-RNCP>RNCP37674</);
      const revue = await lireRevue(mod, await lireDossier(mod, actionReference, "action:publier"));
      expect(revue.depuisPublication.filter((c) => c.apres === "").map((c) => c.libelle)).toEqual([
        "Certification / Diplôme préparé",
        `Session ${reference} : Certification(s) visée(s)`,
        `Session ${reference} : Validation de la certification`,
      ]);
      const { revision } = await lire(actionReference);
      await publierAction(mod, actionReference, { revision, formacodes: ["21001"] });
      expect(await visees(actionReference)).toEqual({ voulues: undefined, enLigne: undefined });
      const { fragment } = (await publieeDe(actionReference)) ?? {};
      expect(fragment).not.toContain("RNCP37674");
      expect(fragment).toContain("<certifiante>0</certifiante>");
    });

    it("la retrouve, sessions comprises, en annulant la modification", async () => {
      const { actionReference, version } = await publieeFpc();
      const e = { reference: actionReference, version, saisie: ATTESTATION, certificationConfirmee: true };
      await saisir(of, e);
      expect(await reprendre(of, actionReference)).toBe("annulerModification");
      expect(await visees(actionReference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
      const { sessions } = await lireDossier(of, actionReference, "action:lire");
      expect(sessions[0]?.saisie).toEqual(FPC);
      // Complete again: the rest of it is saved as before.
      const { version: reprise, saisie } = await lire(actionReference);
      const suite = { ...saisie, lePlus: "Encore." };
      expect(await saisir(of, { reference: actionReference, version: reprise, saisie: suite })).toMatchObject(
        {
          fait: "publie",
        },
      );
    });

    it("ne la retire pas à un apprentissage, et dit que faire d'abord", async () => {
      const { reference, session } = await uneAction("publiee");
      const { version } = await lire(reference);
      const e = { reference, version, saisie: ATTESTATION, certificationConfirmee: true };
      const { statut, raisons } = await refus(saisir(of, e));
      expect([statut, raisons.map((r) => [r.champ, r.code])]).toEqual([422, [["certifications", "R-25"]]]);
      expect(raisons[0]?.phrase).toContain(`La session ${session} est en apprentissage`);
      expect((await lire(reference)).etat).toBe("publiee");
      expect(await visees(reference)).toEqual({ voulues: ["RNCP37674"], enLigne: ["RNCP37674"] });
      // What the sentence says to do first is open, and then it is taken off.
      await saisirSession(of, { actionReference: reference, reference: session, saisie: FPC, version: 1 });
      expect(await saisir(of, e)).toMatchObject({ fait: "aControler" });
    });

    it("la retire en Alerte en enregistrant ses sessions telles que le formulaire les montre", async () => {
      const { actionReference, reference, version } = await publieeFpc();
      const motifs = [{ champ: "", code: "CERTIF_ECHUE", phrase: "" }];
      const { revision } = await lire(actionReference);
      await demanderComplement(mod, actionReference, { revision, motifs });
      await saisir(of, { reference: actionReference, version, saisie: ATTESTATION });
      const valider = async () => validerTout(of, actionReference, (await lire(actionReference)).revision);
      const { raisons } = await refus(valider());
      expect(raisons.map((r) => [r.champ, r.code])).toEqual([["certificationsVisees", "R-14"]]);
      expect(raisons[0]?.phrase).toContain("enregistrez la session telle quelle");
      const { certificationsVisees: __, validations: ___, ...montree } = FPC;
      await saisirSession(of, { actionReference, reference, saisie: montree, version: 2 });
      await valider();
      expect((await lire(actionReference)).etat).toBe("modifiee");
    });
  });

  it("publie de nouveau ce qui était archivé, et clôt la demande", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    await demanderPublication(of, reference, "Archivée par erreur.");
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect((await lire(reference)).etat).toBe("publiee");
    expect(await publieeDe(reference)).toBeDefined();
    const [close] = await base.db.select().from(demande).where(eq(demande.actionReference, reference));
    expect(close?.closeLe).toEqual(MAINTENANT);
    expect((await refus(demanderPublication(of, reference, "Encore."))).statut).toBe(409);
  });

  it("montre au modérateur ce qu'il a demandé et ce qui a changé depuis, sessions comprises", async () => {
    const { reference, session } = await uneAction("creee");
    const motifs = [{ champ: "", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const { version } = await lire(reference);
    await saisir(of, {
      reference,
      version,
      saisie: { ...SAISIE, programme: "Analyse et essais." },
    });
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie: { ...SESSION, fin: "2028-07-07" },
      version: 1,
    });
    await validerTout(of, reference, (await lire(reference)).revision);
    const revue = await lireRevue(mod, await lireDossier(mod, reference, "action:publier"));
    expect(revue.motifs).toEqual([
      { phrase: expect.stringContaining("relisez ce texte"), session: null, leve: true },
    ]);
    expect(revue.depuisComplement).toEqual([
      { libelle: "Programme", avant: "Analyse.\nDéveloppement.\nTests.", apres: "Analyse et essais." },
      { libelle: `Session ${session} : Fin`, avant: "30/06/2028", apres: "07/07/2028" },
    ]);
    expect(revue.depuisPublication).toEqual([]);
  });

  it("refuse une session qui en répète une autre, à l'enregistrement en ligne comme à la validation", async () => {
    const { reference } = await uneAction("publiee");
    const copie = { actionReference: reference, reference: null, saisie: SESSION, version: 0 };
    const enLigne = await refus(saisirSession(of, copie));
    expect(enLigne.raisons.map((r) => r.code)).toEqual(["R-08"]);
    expect(enLigne.raisons[0]?.phrase).toContain("commentaire");
    await saisirSession(of, { ...copie, saisie: { ...SESSION, debut: "2027-02-01" } });
    await saisirSession(of, { ...copie, saisie: { ...SESSION, commentaire: "Groupe B." } });
    await saisirSession(of, { ...copie, saisie: { ...SESSION, commentaire: "Groupe C." } });
    expect((await refus(saisirSession(of, copie))).raisons.map((r) => r.code)).toEqual(["R-08"]);
    const brouillon = await uneAction("brouillon");
    await saisirSession(of, { ...copie, actionReference: brouillon.reference });
    const valider = validerTout(of, brouillon.reference, (await lire(brouillon.reference)).revision);
    expect((await refus(valider)).raisons.map((r) => r.code)).toEqual(["R-08", "R-08"]);
  });

  it("rend à l'alerte ce qui en venait, même pour une action déjà publiée", async () => {
    const { reference } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await lire(reference)).etat).toBe("modifiee");
    await reprendre(of, reference);
    expect((await lire(reference)).etat).toBe("alerte");
  });

  it("ne fait qu'une ligne du journal des enregistrements d'une même séance, du premier mot au dernier", async () => {
    const reference = await commencerAction(of, SIRET, { intitule: "Premier" });
    const enregistrer = async (ctx: Contexte, saisie: Saisie) =>
      saisir(ctx, { reference, version: (await lire(reference)).version, saisie });
    await enregistrer(of, { intitule: "Deuxième", objectif: "Un." });
    await enregistrer(of, { intitule: "Troisième", lePlus: "Trois." });
    const plusTard = { ...of, maintenant: new Date(MAINTENANT.getTime() + 3_600_000) };
    await enregistrer(plusTard, { intitule: "Quatrième", lePlus: "Trois." });
    const lignes = await base.db
      .select()
      .from(journal)
      .where(and(eq(journal.actionReference, reference), eq(journal.evenement, "enregistrer")))
      .orderBy(asc(journal.id));
    expect(lignes.map((l) => [l.avant, l.apres])).toEqual([
      [
        { intitule: "Premier", objectif: "Un." },
        { intitule: "Troisième", lePlus: "Trois." },
      ],
      [{ intitule: "Troisième" }, { intitule: "Quatrième" }],
    ]);
  });

  it("ne laisse plus reprendre ce qu'un modérateur a pris en charge", async () => {
    const { reference } = await uneAction("creee");
    await prendreEnCharge(mod, reference, (await lire(reference)).revision);
    expect((await refus(reprendre(of, reference))).statut).toBe(409);
    expect((await lire(reference)).etat).toBe("creee");
  });

  it("demande un complément avec au moins un motif connu, puis revient après validation", async () => {
    const { reference, session } = await uneAction("creee");
    const { revision } = await lire(reference);
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [] }))).statut).toBe(422);
    const forge = { champ: "siret", code: "AUTRE", phrase: "x" };
    const ailleurs = { champ: "debut", code: "DATES_DUREE", phrase: "", sessionReference: "00999999" };
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [ailleurs] }))).statut).toBe(
      422,
    );
    expect((await refus(demanderComplement(mod, reference, { revision, motifs: [forge] }))).statut).toBe(422);
    // What was typed is never dropped: a row without its reason is named, by its place on the form.
    const vide = { champ: "", code: "", phrase: "" };
    const sansRaison = { ...vide, phrase: "Revoyez le programme." };
    const sansChamp = { ...vide, code: "AUTRE", phrase: "Revoyez le programme." };
    for (const [m, dit] of [
      [sansRaison, "Motif 2 : choisissez une raison"],
      [sansChamp, "Motif 2 : choisissez le champ"],
      [{ ...vide, code: "AUTRE", champ: "programme" }, "Motif 2 : écrivez la phrase"],
    ] as const) {
      const r = await refus(demanderComplement(mod, reference, { revision, motifs: [vide, m] }));
      expect([r.statut, r.message]).toEqual([422, expect.stringContaining(dit)]);
    }
    const motifs = [
      { champ: "programme", code: "TEXTE_ILLISIBLE", phrase: "" },
      { champ: "debut", code: "DATES_DUREE", phrase: "", sessionReference: session },
    ];
    await demanderComplement(mod, reference, { revision, motifs });
    const dits = await base.db.select().from(motif).where(eq(motif.actionReference, reference));
    expect(dits.map((m) => [m.champ, m.sessionReference])).toEqual([
      ["programme", null],
      ["debut", session],
    ]);
    const alerte = await lire(reference);
    expect(alerte.etat).toBe("alerte");
    await validerTout(of, reference, alerte.revision);
    expect((await lire(reference)).etat).toBe("creee");
  });

  it("exige un Formacode du thésaurus pour une action non certifiante", async () => {
    const { certifications: _, ...reste } = SAISIE;
    const { reference } = await uneAction("brouillon", {
      ...reste,
      objectifGeneral: "2",
      validation: ["attestation"],
    });
    const [s] = await base.db
      .select()
      .from(sessionFormation)
      .where(eq(sessionFormation.actionReference, reference));
    const fpc = Object.fromEntries(
      Object.entries({ ...SESSION, voieAcces: "fpc" }).filter(
        ([n]) => !/certifications|validations|Cycle|annees|alternance/.test(n),
      ),
    );
    await saisirSession(of, {
      actionReference: reference,
      reference: s?.reference ?? "",
      saisie: fpc,
      version: 1,
    });
    await validerTout(of, reference, (await lire(reference)).revision);
    const { revision } = await lire(reference);
    expect((await refus(publierAction(mod, reference, { revision, formacodes: [] }))).statut).toBe(422);
    await base.db
      .insert(formacode)
      .values({ code: "49999", libelle: "Sorti du thésaurus", version: "V13", recherche: "" });
    for (const code of ["99999", "49999"]) {
      const r = await refus(publierAction(mod, reference, { revision, formacodes: ["21001", code] }));
      expect([r.statut, r.message]).toEqual([
        422,
        expect.stringContaining(`« ${code} » n'est pas au thésaurus V14`),
      ]);
    }
    expect(await publieeDe(reference)).toBeUndefined();
    await publierAction(mod, reference, { revision, formacodes: ["21001"] });
    expect((await publieeDe(reference))?.fragment).toContain("21001");
  });

  it("archive en retirant du flux, et l'organisme ne revient pas dessus", async () => {
    const { reference } = await uneAction("publiee");
    const { revision } = await lire(reference);
    expect(await retirerAction(of, reference, "archiver", revision)).toEqual({ sessions: 1 });
    expect(await publieeDe(reference)).toBeUndefined();
    const { revision: apres } = await lire(reference);
    expect((await refus(retirerAction(of, reference, "supprimer", apres))).statut).toBe(403);
    expect((await refus(validerTout(of, reference, apres))).statut).toBe(409);
  });
});

describe("ce qui ne doit jamais arriver", () => {
  it("un autre organisme, un profil préinscription ou personne n'écrit ni ne publie", async () => {
    const { reference, session } = await uneAction("publiee");
    const avant = await lire(reference);
    const e = { reference, version: avant.version, saisie: {} };
    expect((await refus(saisir(autre, e))).statut).toBe(404);
    expect((await refus(saisir({ ...of, acteur: null }, e))).statut).toBe(404);
    expect((await refus(saisir(lecteur, e))).statut).toBe(403);
    expect((await refus(publierAction(of, reference, { revision: 1, formacodes: [] }))).statut).toBe(403);
    expect((await refus(supprimerSession(autre, reference, session))).statut).toBe(404);
    expect((await refus(commencerAction(autre, SIRET, {}))).statut).toBe(403);
    expect(
      (await refus(listerActions(autre, { siret: SIRET, conventionnee: false, tri: "maj", sens: "asc" })))
        .statut,
    ).toBe(404);
    expect(await lire(reference)).toEqual(avant);
  });

  it("une décision ou un enregistrement sur une version dépassée", async () => {
    const { reference } = await uneAction("brouillon");
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Un." } });
    const r = await refus(saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Deux." } }));
    expect(r.statut).toBe(409);
    expect((await lire(reference)).saisie.lePlus).toBe("Un.");
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await refus(publierAction(mod, reference, { revision: 1, formacodes: [] }))).statut).toBe(409);
    expect(await publieeDe(reference)).toBeUndefined();
  });

  it("deux enregistrements simultanés passent tous les deux", async () => {
    const { reference } = await uneAction("brouillon");
    const { version } = await lire(reference);
    const essais = ["Un.", "Deux."].map((lePlus) =>
      saisir(of, { reference, version, saisie: { ...SAISIE, lePlus } }).then(
        () => "passe",
        () => "refuse",
      ),
    );
    expect((await Promise.all(essais)).sort()).toEqual(["passe", "refuse"]);
  });

  it("une session que personne n'a contrôlée part dans le flux avec ce qu'on enregistre à côté", async () => {
    const { reference, session } = await uneAction("publiee");
    const nouvelle = { actionReference: reference, reference: null, version: 0 };
    const [seule] = await base.db
      .insert(sessionFormation)
      .values({ reference: "00888888", actionReference: reference, siret: SIRET, saisie: {} })
      .returning();
    const { version } = await lire(reference);
    await saisir(of, { reference, version, saisie: { ...SAISIE, lePlus: "Nouveau." } });
    const autreSession = await saisirSession(of, {
      ...nouvelle,
      saisie: { ...SESSION, typeEntree: "fixes", debut: "2027-09-06" },
    });
    const enLigne = async () => (await publieeDe(reference))?.approuve.sessions.map((s) => s.reference);
    expect(await enLigne()).toEqual([session, autreSession.reference]);
    const relue = await lireDossier(of, reference, "action:lire");
    expect(relue.sessions.find((s) => s.reference === "00888888")).toEqual(seule);
    // It goes online by its own save, once it is complete.
    const complete = { ...nouvelle, reference: "00888888", version: 1 };
    expect((await refus(saisirSession(of, { ...complete, saisie: {} }))).statut).toBe(422);
    const saisie = { ...SESSION, typeEntree: "fixes", debut: "2027-10-04" };
    await saisirSession(of, { ...complete, saisie });
    expect(await enLigne()).toEqual([session, autreSession.reference, "00888888"]);
  });

  it("une session transmise change de dates ou disparaît", async () => {
    const { reference, session } = await uneAction("publiee");
    const [s] = await base.db.select().from(sessionFormation).where(eq(sessionFormation.reference, session));
    const version = s?.version ?? 0;
    const r = await refus(
      saisirSession(of, {
        actionReference: reference,
        reference: session,
        version,
        saisie: { ...SESSION, debut: "2027-02-01" },
      }),
    );
    expect(r.raisons[0]?.champ).toBe("debut");
    expect((await refus(supprimerSession(of, reference, session))).statut).toBe(409);
    expect((await refus(demanderSuppressionSession(of, reference, session, "  "))).statut).toBe(422);
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(demanderSuppressionSession(of, reference, session, "Encore."))).statut).toBe(409);
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      version,
      saisie: { ...SESSION, etatRecrutement: "2" },
    });
    expect((await publieeDe(reference))?.fragment).toContain("<etat-recrutement>2<");
  });

  it("la base accepte deux voies d'accès, un état inconnu ou un SIRET illisible", async () => {
    const { reference, session } = await uneAction("brouillon");
    const { db } = base;
    await expect(
      db
        .update(sessionFormation)
        .set({ saisie: { voieAcces: "fpc,apprentissage" } })
        .where(eq(sessionFormation.reference, session)),
    ).rejects.toThrow();
    await expect(
      db
        .update(actionFormation)
        .set({ etat: "ailleurs" as "publiee" })
        .where(eq(actionFormation.reference, reference)),
    ).rejects.toThrow();
    await expect(
      db.insert(structure).values({ siret: "abc", nom: "x", raisonSociale: "x" }),
    ).rejects.toThrow();
  });
});

describe("une session qui quitte l'apprentissage", () => {
  const SANS_OBJET = ["dureeCycle", "anneesAccessibles", "alternance"];
  const enClair = [
    "Durée du cycle, en années",
    "Années accessibles en apprentissage",
    "Rythme de l'alternance",
  ];

  /** Asked for a complément, the organisme has changed the voie d'accès of its session and nothing else. */
  async function quittee() {
    const { reference, session } = await uneAction("publiee");
    const motifs = [{ champ: "sessions", code: "VOIE_ACCES", phrase: "" }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const saisie = { ...SESSION, voieAcces: "fpc" };
    const { version } = await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie,
      version: 1,
    });
    return { reference, session, version };
  }
  const dossier = (reference: string) => lireDossier(mod, reference, "action:publier");
  const libelles = (lignes: { libelle: string }[]) => lignes.map((l) => l.libelle.split(" : ").at(-1));

  it("les garde dans son formulaire, et les reprend telles quelles", async () => {
    const { reference, session, version } = await quittee();
    const [gardee] = (await dossier(reference)).sessions;
    expect(gardee?.saisie).toEqual({ ...SESSION, voieAcces: "fpc" });
    const saisie = { ...gardee?.saisie, voieAcces: "apprentissage" };
    const revenue = { actionReference: reference, reference: session, saisie, version };
    expect(await saisirSession(of, revenue)).toMatchObject({ aRevoir: 0 });
    await validerTout(of, reference, (await lire(reference)).revision);
    expect((await lire(reference)).etat).toBe("modifiee");
  });

  it("ne les montre plus sur sa fiche, celle qu'on imprime et celle du modérateur", async () => {
    const avant = await uneAction("publiee");
    const [enApprentissage] = (await lireFiche(mod, await dossier(avant.reference))).sessions;
    expect(enApprentissage?.lignes.map((l) => l.champ)).toEqual(expect.arrayContaining(SANS_OBJET));
    const { reference } = await quittee();
    const [lue] = (await lireFiche(mod, await dossier(reference))).sessions;
    expect(lue?.lignes.filter((l) => SANS_OBJET.includes(l.champ))).toEqual([]);
    expect((await lireRevue(mod, await dossier(reference))).fiche.sessions).toEqual([lue]);
  });

  it("les dit retirées à qui compare, et dans l'historique, puis rendues", async () => {
    const { reference, session, version } = await quittee();
    const { depuisPublication, depuisComplement } = await lireRevue(mod, await dossier(reference));
    const retirees = depuisPublication.filter((c) => c.apres === "");
    expect(libelles(retirees)).toEqual(enClair);
    expect(depuisComplement).toEqual(depuisPublication);
    const derniere = async () => (await lireHistorique(mod, reference, "fr-FR"))[0]?.changements ?? [];
    expect(libelles((await derniere()).filter((c) => c.avant && !c.apres))).toEqual(enClair);

    // What is typed there meanwhile counts for nothing, and is kept.
    const autre = { ...SESSION, voieAcces: "fpc", dureeCycle: "3" };
    const suite = { actionReference: reference, reference: session };
    const encore = await saisirSession(of, { ...suite, saisie: autre, version });
    expect(libelles((await lireRevue(mod, await dossier(reference))).depuisPublication)).toEqual(
      libelles(depuisPublication),
    );
    const revenue = { ...autre, voieAcces: "apprentissage" };
    await saisirSession(of, { ...suite, saisie: revenue, version: encore.version });
    expect((await lireRevue(mod, await dossier(reference))).depuisPublication).toEqual([
      { libelle: `Session ${session} : Durée du cycle, en années`, avant: "2 ans", apres: "3 ans" },
    ]);
  });

  it("ne les met pas dans le flux, et n'en demande plus rien", async () => {
    const { reference } = await quittee();
    expect((await publieeDe(reference))?.fragment).toMatch(/<duree-cycle>2<.*<annee-cycle>2</s);
    await validerTout(of, reference, (await lire(reference)).revision);
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    const { fragment = "" } = (await publieeDe(reference)) ?? {};
    expect(fragment).toContain('<extra info="voie-acces">fpc</extra>');
    expect(fragment).not.toMatch(/duree-cycle|annee-cycle|semaine en centre/);
    expect(fragment).toContain("<modalites-alternance>-</modalites-alternance>");
  });
});

describe("les motifs d'un complément", () => {
  const complement = async (reference: string, phrase: string) =>
    demanderComplement(mod, reference, {
      revision: (await lire(reference)).revision,
      motifs: [{ champ: "programme", code: "AUTRE", phrase }],
    });
  const ouverts = async (reference: string) =>
    (await lireDossier(of, reference, "action:lire")).motifs.map((m) => m.phrase);
  const valider = async (ctx: Contexte, reference: string) =>
    validerTout(ctx, reference, (await lire(reference)).revision);

  it("se cochent un à un avant de valider", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Un.");
    const { revision } = await lire(reference);
    const [un] = await motifsOuverts(reference);
    const r = await refus(validerAction(of, reference, { revision, faits: [] }));
    expect([r.statut, r.raisons.map((x) => x.champ)]).toEqual([422, [`motif${un?.id}`]]);
    expect((await lire(reference)).etat).toBe("alerte");
    await validerAction(of, reference, { revision, faits: [un?.id ?? 0] });
    expect((await lire(reference)).etat).toBe("creee");
  });

  it("se rouvrent quand l'organisme reprend la main, et ceux d'avant restent levés à leur date", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Premier tour.");
    await valider(of, reference);
    expect(await ouverts(reference)).toEqual([]);
    await complement(reference, "Second tour.");
    const plusTard = { ...of, maintenant: new Date(MAINTENANT.getTime() + 3_600_000) };
    await valider(plusTard, reference);
    const revue = await lireRevue(mod, await lireDossier(mod, reference, "action:publier"));
    expect(revue.motifs).toEqual([{ phrase: "Second tour.", session: null, leve: true }]);
    await reprendre(plusTard, reference);
    expect(await ouverts(reference)).toEqual(["Second tour."]);
  });

  it("ne restent pas sur une action archivée puis publiée de nouveau, ni la prise en charge", async () => {
    const { reference } = await uneAction("creee");
    await complement(reference, "Précisez.");
    await valider(of, reference);
    await prendreEnCharge(mod, reference, (await lire(reference)).revision);
    await complement(reference, "Précisez encore.");
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    expect((await lire(reference)).priseEnChargePar).toBeNull();
    await publierAction(mod, reference, { revision: (await lire(reference)).revision, formacodes: [] });
    expect(await ouverts(reference)).toEqual([]);
  });
});

describe("ce que l'organisme demande", () => {
  const repondre = async (ctx: Contexte, reference: string, accordee: boolean, phrase: string, rang = 0) => {
    const demandes = await base.db
      .select()
      .from(demande)
      .where(eq(demande.actionReference, reference))
      .orderBy(asc(demande.id));
    const { revision } = await lire(reference);
    return repondreADemande(ctx, reference, {
      revision,
      demande: demandes[rang]?.id ?? 0,
      accordee,
      phrase,
    });
  };
  const dernierJournal = async (reference: string) =>
    (
      await base.db
        .select()
        .from(journal)
        .where(eq(journal.actionReference, reference))
        .orderBy(desc(journal.id))
        .limit(1)
    )[0];

  it("est accordé par un modérateur : la session quitte le catalogue et le flux, les autres y restent", async () => {
    const { reference, session } = await uneAction("publiee");
    const autreSession = await saisirSession(of, {
      actionReference: reference,
      reference: null,
      saisie: { ...SESSION, debut: "2027-09-06" },
      version: 0,
    });
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(of, reference, true, ""))).statut).toBe(403);
    await repondre(mod, reference, true, "");
    const publiee = await publieeDe(reference);
    expect(publiee?.approuve.sessions.map((s) => s.reference)).toEqual([autreSession.reference]);
    expect(publiee?.fragment).not.toContain(`<session numero="${session}"`);
    expect(publiee?.fragment).toContain(`<session numero="${autreSession.reference}"`);
    expect(
      await base.db.select().from(sessionFormation).where(eq(sessionFormation.reference, session)),
    ).toEqual([]);
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "accorderDemande",
      sessionReference: session,
      avant: { debut: SESSION.debut },
    });
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
  });

  it("n'est pas accordé pour la dernière session publiée", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("dernière session");
    expect((await publieeDe(reference))?.fragment).toContain(`<session numero="${session}"`);
  });

  it("n'est pas accordé pour la dernière session d'une action archivée, ni demandé pour elle", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("dernière session");
    await repondre(mod, reference, false, "L'action est archivée.");
    const encore = demanderSuppressionSession(of, reference, session, "Encore.");
    expect((await refus(encore)).message).toContain("n'est plus en ligne");
  });

  const corriger = (
    actionReference: string,
    reference: string,
    saisie: Saisie,
    contexte = "Report d'un mois, personne n'est inscrit.",
    ctx = of,
  ) => demanderCorrectionDates(ctx, { actionReference, reference, saisie, contexte });
  const DATES: Saisie = { typeEntree: "sequencees", debut: "2027-02-01", fin: "2028-06-30" };

  it("corrige les dates d'une session en ligne : d'ici l'accord, rien ne change", async () => {
    const { reference, session } = await uneAction("publiee");
    await corriger(reference, session, DATES);
    expect((await publieeDe(reference))?.fragment).toContain("<debut>20270104</debut>");
    expect((await lireDossier(of, reference, "action:lire")).demandes).toMatchObject([
      { type: "correction_dates", sessionReference: session, voulu: DATES },
    ]);
    expect((await refus(corriger(reference, session, DATES))).message).toContain("déjà en cours");
    expect((await refus(demanderSuppressionSession(of, reference, session, "Non."))).statut).toBe(409);
    expect((await refus(repondre(of, reference, true, ""))).statut).toBe(403);
    await repondre(mod, reference, true, "");
    const publiee = await publieeDe(reference);
    expect(publiee?.fragment).toContain("<debut>20270201</debut>");
    expect(publiee?.approuve.sessions[0]?.saisie).toEqual({ ...SESSION, ...DATES });
    const dossier = await lireDossier(of, reference, "action:lire");
    expect(dossier.demandes).toEqual([]);
    expect(dossier.sessions[0]).toMatchObject({ saisie: { ...SESSION, ...DATES }, debut: "2027-02-01" });
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "accorderCorrection",
      avant: { debut: "2027-01-04" },
      apres: { debut: "2027-02-01" },
    });
    expect(await derniereReponse(of, reference)).toMatchObject({
      accordee: true,
      type: "correction_dates",
      session,
    });
    // The form opened before holds the former dates: both texts are to be compared.
    const perimee = enregistrerSession(of, {
      actionReference: reference,
      reference: session,
      saisie: SESSION,
      version: 1,
      enLigne: true,
    });
    expect((await refus(perimee)).statut).toBe(409);
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
  });

  it("ne corrige que ce qui est en ligne, autrement qu'il n'est, avec des dates possibles et un contexte", async () => {
    const { reference, session } = await uneAction("publiee");
    const champs = async (saisie: Saisie, contexte?: string) =>
      (await refus(corriger(reference, session, saisie, contexte))).raisons.map((r) => r.champ);
    expect(await champs(SESSION)).toEqual(["debut"]);
    expect(await champs({ ...DATES, fin: "2026-12-31" }, " ")).toEqual(["fin", "contexte"]);
    expect(await champs({ typeEntree: "fixes", debut: "2027-02-01" })).toEqual(["fin"]);
    // Fewer weeks than its hours need: said at the dates, the only fields there.
    expect(await champs({ ...DATES, fin: "2027-02-12" })).toContain("debut");
    expect((await refus(corriger(reference, session, DATES, undefined, lecteur))).statut).toBe(403);
    expect((await refus(corriger(reference, session, DATES, undefined, autre))).statut).toBe(404);
    // A session that began in the past may be said so.
    await corriger(reference, session, { ...DATES, debut: "2026-09-01" });
    const brouillon = await uneAction("brouillon");
    expect((await refus(corriger(brouillon.reference, brouillon.session, DATES))).message).toContain(
      "avec le reste",
    );
    const archivee = await uneAction("publiee");
    await retirerAction(of, archivee.reference, "archiver", (await lire(archivee.reference)).revision);
    expect((await refus(corriger(archivee.reference, archivee.session, DATES))).message).toContain(
      "n'est plus en ligne",
    );
  });

  it("ne corrige pas vers des dates que les mots en ligne, ou l'échéance de la certification, ne permettent pas", async () => {
    const { reference, session } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "AUTRE", phrase: "Précisez." }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    const peu = { ...SESSION, heuresCentre: "100", heuresDistance: "0", heuresEntreprise: "0" };
    await saisirSession(of, { actionReference: reference, reference: session, saisie: peu, version: 1 });
    const court = await refus(corriger(reference, session, { ...DATES, fin: "2027-03-31" }));
    expect(court.raisons.map((r) => r.phrase).join()).toContain("1050 heures en");
    const apres = await refus(corriger(reference, session, { ...DATES, fin: "2029-01-01" }));
    expect(apres.raisons.map((r) => [r.code, r.champ])).toContainEqual(["R-20", "fin"]);
    await corriger(reference, session, DATES);
  });

  it("se retire tant que Cap Métiers n'a pas répondu, par l'organisme seul", async () => {
    const { reference, session } = await uneAction("publiee");
    expect((await refus(retirerDemande(of, reference, session))).statut).toBe(409);
    await corriger(reference, session, DATES);
    expect((await refus(retirerDemande(lecteur, reference, session))).statut).toBe(403);
    expect((await refus(retirerDemande(mod, reference, session))).statut).toBe(403);
    await retirerDemande(of, reference, session);
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
    expect(await dernierJournal(reference)).toMatchObject({ evenement: "retirerDemande" });
    await corriger(reference, session, { ...DATES, debut: "2027-03-01" });
  });

  it("n'accorde pas des dates que la session, changée depuis, ne permet plus", async () => {
    const { reference, session } = await uneAction("publiee");
    await corriger(reference, session, { ...DATES, fin: "2027-12-31" });
    await saisirSession(of, {
      actionReference: reference,
      reference: session,
      saisie: { ...SESSION, heuresCentre: "2400" },
      version: 1,
    });
    expect((await refus(repondre(mod, reference, true, ""))).message).toContain("ne conviennent plus");
    expect((await refus(repondre(mod, reference, false, ""))).statut).toBe(422);
    await repondre(mod, reference, false, "Trop d'heures pour ces dates.");
    expect(await dernierJournal(reference)).toMatchObject({ evenement: "refuserCorrection" });
    expect((await publieeDe(reference))?.fragment).toContain("<debut>20270104</debut>");
    await corriger(reference, session, DATES);
  });

  it("est refusé avec une phrase, une fois, et peut se redemander", async () => {
    const { reference, session } = await uneAction("publiee");
    await demanderSuppressionSession(of, reference, session, "Plus de formateur.");
    expect((await refus(repondre(mod, reference, false, " "))).statut).toBe(422);
    const { revision } = await lire(reference);
    await repondre(mod, reference, false, "Des personnes sont inscrites.");
    expect((await lire(reference)).revision).toBe(revision + 1);
    expect(await dernierJournal(reference)).toMatchObject({
      evenement: "refuserDemande",
      apres: { motif: "Des personnes sont inscrites." },
    });
    expect((await refus(repondre(mod, reference, false, "Encore."))).statut).toBe(409);
    expect(await derniereReponse(of, reference)).toEqual({
      le: mod.maintenant,
      accordee: false,
      type: "suppression_session",
      session,
      phrase: "Des personnes sont inscrites.",
    });
    const plusTard = new Date(mod.maintenant.getTime() + (REPONSE_JOURS + 1) * 86_400_000);
    expect(await derniereReponse({ ...of, maintenant: plusTard }, reference)).toBeNull();
    await demanderSuppressionSession(of, reference, session, "Elles sont prévenues.");
  });

  it("tient, comme ce qu'on y répond, en 2000 caractères tels qu'une personne les compte", async () => {
    const { reference, session } = await uneAction("publiee");
    // 2000 for a person: an emoji is one, an end of line too.
    const pleine = `😀\r\n${"x".repeat(1998)}`;
    const longue = `${pleine}x`;
    const trop = async (promesse: Promise<unknown>) => {
      const r = await refus(promesse);
      expect([r.statut, r.message]).toEqual([422, expect.stringContaining("2001 caractères : 2000 au plus")]);
      return r.raisons[0]?.champ;
    };
    expect(await trop(demanderSuppressionSession(of, reference, session, longue))).toBe("contexte");
    await demanderSuppressionSession(of, reference, session, pleine);
    expect(await trop(repondre(mod, reference, false, longue))).toMatch(/^reponse\d+$/);
    expect(await trop(repondre(mod, reference, true, longue))).toMatch(/^reponse\d+$/);
    await repondre(mod, reference, false, pleine);
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    expect(await trop(demanderPublication(of, reference, longue))).toBe("contexte");
    await demanderPublication(of, reference, pleine);

    const { reference: creee } = await uneAction("creee");
    const complement = async (phrase: string) =>
      demanderComplement(mod, creee, {
        revision: (await lire(creee)).revision,
        motifs: [{ champ: "programme", code: "AUTRE", phrase }],
      });
    expect(await trop(complement(longue))).toBe("motif1");
    await complement(pleine);
  });

  it("n'est demandé qu'une fois, même par deux personnes au même moment", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    const faites = await Promise.allSettled(
      ["Une.", "Deux.", "Trois."].map((contexte) => demanderPublication(of, reference, contexte)),
    );
    expect(faites.filter((f) => f.status === "fulfilled")).toHaveLength(1);
  });

  it("pour publier de nouveau, s'accorde en publiant et se refuse d'une phrase", async () => {
    const { reference } = await uneAction("publiee");
    await retirerAction(of, reference, "archiver", (await lire(reference)).revision);
    await demanderPublication(of, reference, "Une erreur.");
    expect((await refus(repondre(mod, reference, true, ""))).statut).toBe(409);
    await repondre(mod, reference, false, "La session est passée : déclarez-en une nouvelle.");
    await demanderPublication(of, reference, "Elle est corrigée.");
  });
});

describe("ce qui est publié", () => {
  it("se relit tel quel dans un catalogue vide, champ par champ, et deux fois ne change rien", async () => {
    const { reference } = await uneAction("publiee");
    const morceaux: string[] = [];
    for await (const m of fluxLheo(base.lire).corps) morceaux.push(m.toString());
    const vide = await baseDeTest();
    try {
      await chargerReferentielsDemonstration(vide.db);
      const source = async function* () {
        yield* morceaux;
      };
      const bilan = await importerLheo(vide.db, source(), { maintenant: MAINTENANT });
      expect(bilan.refus).toEqual([]);
      expect(bilan.ajoutees).toBe(bilan.formations);
      const publiees = await base.db.select().from(publication);
      for (const p of publiees) {
        const [copie] = await vide.db
          .select()
          .from(publication)
          .where(eq(publication.actionReference, p.actionReference));
        expect(copie?.approuve).toEqual(p.approuve);
        expect(copie?.fragment).toBe(p.fragment);
      }
      expect(publiees.map((p) => p.actionReference)).toContain(reference);
      const encore = await importerLheo(vide.db, source(), { maintenant: MAINTENANT });
      expect([encore.inchangees, encore.ajoutees, encore.modifiees]).toEqual([bilan.formations, 0, 0]);
    } finally {
      await vide.fermer();
    }
  });
});

describe("la nuit", () => {
  const nuit = (jour: string, reglages?: { moisAvantArchive: number }) =>
    passerLaNuit(base.db, new Date(`${jour}T02:00:00Z`), reglages);
  const ouverts = async (reference: string) =>
    (await motifsOuverts(reference)).map(({ champ, code, auteurId }) => ({ champ, code, auteurId }));
  const PASSEES = { champ: "sessions", code: MOTIFS_DE_NUIT.sessions, auteurId: null };

  it("met en alerte l'action publiée dont toutes les sessions sont terminées, et la garde en ligne", async () => {
    const { reference } = await uneAction("publiee");
    const controle = await uneAction("creee");
    await nuit("2028-06-30");
    expect((await lire(reference)).etat).toBe("publiee");
    const bilan = await nuit("2028-07-01");
    expect(bilan.sessionsPassees).toBeGreaterThan(0);
    expect((await lire(reference)).etat).toBe("alerte");
    expect(await ouverts(reference)).toEqual([PASSEES]);
    const [dit] = await motifsOuverts(reference);
    expect(dit?.phrase).toContain("terminées depuis le 30/06/2028");
    expect(dit?.phrase).toContain("archivée après le 30/06/2029");
    expect(await publieeDe(reference)).toBeDefined();
    const [ligne] = await base.db
      .select()
      .from(journal)
      .where(eq(journal.actionReference, reference))
      .orderBy(desc(journal.id));
    expect(ligne).toMatchObject({ evenement: "mettreEnAlerte", auteurNom: "Règle automatique" });
    expect((await lire(controle.reference)).etat).toBe("creee");
    expect(await nuit("2028-07-01")).toEqual({
      annoncees: 0,
      sessionsPassees: 0,
      certificationsEchues: 0,
      archivees: 0,
    });
  });

  it("ne le redit pas d'une action que Cap Métiers a publiée ainsi", async () => {
    const { reference } = await uneAction("publiee");
    await nuit("2028-07-01");
    const apres = (ctx: Contexte) => ({ ...ctx, maintenant: new Date("2028-07-02T10:00:00Z") });
    await validerTout(apres(of), reference, (await lire(reference)).revision);
    const { revision } = await lire(reference);
    await publierAction(apres(mod), reference, { revision, formacodes: [] });
    await nuit("2028-07-03");
    expect((await lire(reference)).etat).toBe("publiee");
  });

  it("archive, le délai passé, celle où rien n'a été ajouté : elle quitte le flux", async () => {
    const { reference } = await uneAction("publiee");
    const suivie = await uneAction("publiee");
    await nuit("2028-07-01");
    await saisirSession(of, {
      actionReference: suivie.reference,
      reference: null,
      saisie: { ...SESSION, debut: "2028-07-10", fin: "2029-12-31" },
      version: 0,
    });
    await nuit("2029-06-30");
    expect((await lire(reference)).etat).toBe("alerte");
    await nuit("2029-07-01");
    expect((await lire(reference)).etat).toBe("archivee");
    expect(await publieeDe(reference)).toBeUndefined();
    expect((await lire(suivie.reference)).etat).toBe("alerte");
    const autreDelai = await uneAction("publiee");
    await nuit("2028-07-01");
    await nuit("2028-12-31", { moisAvantArchive: 6 });
    expect((await lire(autreDelai.reference)).etat).toBe("alerte");
    await nuit("2029-01-01", { moisAvantArchive: 6 });
    expect((await lire(autreDelai.reference)).etat).toBe("archivee");
  });

  it("met en alerte celle dont la certification n'est plus enregistrée", async () => {
    const { reference, session } = await uneAction("publiee");
    const { version } = (await lireDossier(of, reference, "action:lire")).sessions[0] ?? {};
    expect(version).toBe(1);
    await base.db
      .update(sessionFormation)
      .set({ saisie: { ...SESSION, typeEntree: "fixes", fin: "2029-06-30" } })
      .where(eq(sessionFormation.reference, session));
    await nuit("2028-09-01");
    expect((await lire(reference)).etat).toBe("publiee");
    const bilan = await nuit("2028-09-02");
    expect(bilan.certificationsEchues).toBeGreaterThan(0);
    expect(await ouverts(reference)).toEqual([
      { champ: "certifications", code: MOTIFS_DE_NUIT.certifications, auteurId: null },
    ]);
    expect((await motifsOuverts(reference))[0]?.phrase).toContain("RNCP37674 le 01/09/2028");
    expect(await publieeDe(reference)).toBeDefined();
  });

  it("laisse un mois à qui n'a pas été prévenu, même des années après", async () => {
    const { reference } = await uneAction("publiee");
    await nuit("2031-01-10");
    expect((await lire(reference)).etat).toBe("alerte");
    expect((await motifsOuverts(reference))[0]?.phrase).toContain("archivée après le 09/02/2031");
    await nuit("2031-02-09");
    expect((await lire(reference)).etat).toBe("alerte");
    await nuit("2031-02-10");
    expect((await lire(reference)).etat).toBe("archivee");
  });

  it("le dit aussi de ce qu'un modérateur avait mis en alerte, et l'archive", async () => {
    const { reference } = await uneAction("publiee");
    const motifs = [{ champ: "programme", code: "AUTRE", phrase: "Précisez." }];
    await demanderComplement(mod, reference, { revision: (await lire(reference)).revision, motifs });
    await nuit("2028-07-01");
    await nuit("2028-07-02");
    expect((await ouverts(reference)).map((m) => m.code)).toEqual(["AUTRE", MOTIFS_DE_NUIT.sessions]);
    await nuit("2029-07-01");
    expect((await lire(reference)).etat).toBe("archivee");
  });

  it("passe deux fois en même temps comme une seule", async () => {
    const { reference } = await uneAction("publiee");
    await Promise.all([nuit("2028-07-01"), nuit("2028-07-01")]);
    expect(await ouverts(reference)).toEqual([PASSEES]);
  });
});
