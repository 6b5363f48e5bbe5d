import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import {
  actionFormation,
  courrier,
  demande,
  journal,
  rattachement,
  sessionFormation,
  structure,
  utilisateur,
} from "../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../db/test";
import { demarrerSmtp } from "../../scripts/test/smtp";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import type { Contexte } from "../catalogue/contexte";
import { choisirLesCourriels, recoitDesCourriels } from "../comptes/preference.server";
import type { Acteur } from "../droits/droits";
import { demanderComplement } from "../moderation/decider.server";
import { passerLaNuit } from "../moderation/nuit.server";
import { repondreADemande } from "../moderation/repondre.server";
import { distribuer } from "./distribuer.server";
import { lireServiceDeCourriel } from "./smtp.server";

const SIRET = "00043127000024";
const SEULE = "00057241200013";
const MAINTENANT = new Date("2026-11-26T10:00:00Z");
const plusTard = (minutes: number) => new Date(MAINTENANT.getTime() + minutes * 60_000);

let base: BaseOuverte;
let smtp: Awaited<ReturnType<typeof demarrerSmtp>>;
let service: NonNullable<ReturnType<typeof lireServiceDeCourriel>>;
let mod: Contexte;
let rang = 0;
const personnes: Record<string, number> = {};

async function uneAction(etat: "creee" | "publiee", siret = SIRET, fin = "2027-03-12") {
  rang += 1;
  const reference = `2099${String(rang).padStart(8, "0")}`;
  await base.db.insert(actionFormation).values({
    reference,
    siret,
    etat,
    saisie: { intitule: `Souder ${rang}` },
    echeance: etat === "creee" ? "2026-12-01" : null,
  });
  await base.db.insert(sessionFormation).values({
    reference: `00${String(rang).padStart(6, "0")}`,
    actionReference: reference,
    siret,
    saisie: { ...SESSION_COMPLETE, debut: "2026-01-05", fin },
  });
  return reference;
}

const revisionDe = async (reference: string) =>
  (await base.db.select().from(actionFormation).where(eq(actionFormation.reference, reference)))[0]
    ?.revision ?? 0;

async function complement(reference: string, phrase = "Reformulez l'intitulé.") {
  const revision = await revisionDe(reference);
  await demanderComplement(mod, reference, {
    revision,
    motifs: [{ champ: "intitule", code: "INTITULE", phrase }],
  });
}

const envoyer = (minutes = 0) => distribuer(base.db, service, () => plusTard(minutes));
const recus = () =>
  smtp.recus.map((c) => ({ a: [c.to].flat()[0]?.text, objet: c.subject, texte: c.text ?? "" }));
const enAttente = () => base.db.select().from(courrier);

beforeAll(async () => {
  [base, smtp] = await Promise.all([baseDeTest(), demarrerSmtp()]);
  const lu = lireServiceDeCourriel({
    SMTP_URL: smtp.url,
    COURRIEL_DE: "RafaelPro <offre@exemple.fr>",
    ADRESSE_PUBLIQUE: "https://offre.exemple.fr/catalogue",
    COURRIEL_PERIODE: "1",
  });
  if (!lu) throw new Error("L'envoi n'est pas réglé.");
  service = lu;
  await base.db.insert(structure).values(
    [SIRET, SEULE].map((siret) => ({
      siret,
      nom: siret === SIRET ? "Grande" : "Seule",
      raisonSociale: "Organisme",
      ville: "Poitiers",
      courriel: "contact@exemple.fr",
    })),
  );
  for (const [nom, profil] of [
    ["claire", "catalogue"],
    ["lea", "general"],
    ["paul", "preinscription"],
    ["hugo", null],
  ] as const) {
    const [p] = await base.db
      .insert(utilisateur)
      .values({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "", moderateur: profil === null })
      .returning();
    personnes[nom] = p?.id ?? 0;
    if (profil) {
      await base.db.insert(rattachement).values({ utilisateurId: p?.id ?? 0, siret: SIRET, profil });
    }
  }
  const hugo: Acteur = { id: personnes.hugo ?? 0, nom: "hugo", moderateur: true, profils: {} };
  mod = { db: base.db, acteur: hugo, maintenant: MAINTENANT };
});

beforeEach(async () => {
  smtp.recus.length = 0;
  smtp.refuses.clear();
  await base.db.delete(courrier);
});

afterAll(async () => {
  await smtp.arreter();
  await base.fermer();
});

describe("ce que Cap Métiers décide", () => {
  it("part à qui gère le catalogue de la structure, et à personne d'autre", async () => {
    const reference = await uneAction("creee");
    await complement(reference);
    expect(await envoyer()).toEqual({ partis: 2, remis: 0, abandonnes: 0 });
    expect(recus().map((c) => c.a)).toEqual(["claire@exemple.fr", "lea@exemple.fr"]);
    const [courriel] = smtp.recus;
    expect(courriel?.from?.text).toBe('"RafaelPro" <offre@exemple.fr>');
    expect(courriel?.subject).toBe(`RafaelPro : Souder ${rang} (${reference})`);
    expect(courriel?.messageId).toMatch(/^<courrier-\d+-\d+@offre\.exemple\.fr>$/);
    expect(courriel?.text).toContain("Grande, Poitiers");
    expect(courriel?.text).toContain("Cap Métiers demande un complément avant de la publier :");
    expect(courriel?.text).toContain("Reformulez l'intitulé.");
    expect(courriel?.text).toContain(`https://offre.exemple.fr/catalogue/formations/${reference}`);
    expect(await enAttente()).toEqual([]);
    expect(await envoyer()).toEqual({ partis: 0, remis: 0, abandonnes: 0 });
  });

  it("fait un seul courriel de ce qui s'est passé depuis le dernier", async () => {
    await complement(await uneAction("creee"));
    const retiree = await uneAction("publiee");
    const revision = await revisionDe(retiree);
    await retirerAction(mod, retiree, "archiver", { revision, pourquoi: "Elle ne se donne plus." });
    expect((await envoyer()).partis).toBe(2);
    const [claire] = recus();
    expect(claire?.objet).toBe("RafaelPro : des nouvelles de 2 de vos dossiers");
    expect(claire?.texte).toMatch(
      /Elle est archivée : elle n'est plus au catalogue\.\s+Elle ne se donne plus\./,
    );
  });

  it("dit la réponse à une demande avec ses mots", async () => {
    const reference = await uneAction("publiee");
    const session = `00${String(rang).padStart(6, "0")}`;
    const [d] = await base.db
      .insert(demande)
      .values({
        type: "suppression_session",
        actionReference: reference,
        sessionReference: session,
        contexte: "Annulée.",
      })
      .returning();
    await repondreADemande(mod, reference, {
      revision: await revisionDe(reference),
      demande: d?.id ?? 0,
      accordee: false,
      phrase: "Des stagiaires y sont inscrits.",
    });
    await envoyer();
    expect(recus()[0]?.texte).toContain(
      `Le 26/11/2026, Cap Métiers a refusé votre demande de supprimer la session ${session} : Des stagiaires y sont inscrits.`,
    );
  });

  it("part à l'adresse de la structure quand personne n'y est rattaché, et nulle part sans adresse", async () => {
    await complement(await uneAction("creee", SEULE));
    await envoyer();
    expect(recus().map((c) => [c.a, c.texte.split("\n")[0]])).toEqual([["contact@exemple.fr", "Bonjour,"]]);
    await base.db.update(structure).set({ courriel: null }).where(eq(structure.siret, SEULE));
    await complement(await uneAction("creee", SEULE));
    expect(await enAttente()).toEqual([]);
    await base.db.update(structure).set({ courriel: "contact@exemple.fr" }).where(eq(structure.siret, SEULE));
  });

  it("n'attend rien quand l'organisme agit lui-même", async () => {
    const reference = await uneAction("publiee");
    const claire: Acteur = {
      id: personnes.claire ?? 0,
      nom: "claire",
      moderateur: false,
      profils: { [SIRET]: "catalogue" },
    };
    await retirerAction({ ...mod, acteur: claire }, reference, "archiver", {
      revision: await revisionDe(reference),
    });
    expect(await enAttente()).toEqual([]);
  });
});

describe("qui ne veut plus, ou ne peut plus, recevoir", () => {
  it("ne reçoit plus rien, sans que l'adresse de la structure prenne sa place", async () => {
    const [claire = 0, lea = 0] = [personnes.claire, personnes.lea];
    await choisirLesCourriels(base.db, claire, false);
    await choisirLesCourriels(base.db, lea, false);
    expect(await recoitDesCourriels(base.db, claire)).toBe(false);
    await complement(await uneAction("creee"));
    expect(await enAttente()).toEqual([]);
    await choisirLesCourriels(base.db, claire, true);
    await choisirLesCourriels(base.db, lea, true);
    expect(await recoitDesCourriels(base.db, claire)).toBe(true);
  });

  it("n'a rien à choisir sans catalogue à gérer", async () => {
    expect(await recoitDesCourriels(base.db, personnes.paul ?? 0)).toBeNull();
    expect(await recoitDesCourriels(base.db, personnes.hugo ?? 0)).toBeNull();
  });

  it("n'est plus servi dès que son rattachement est retiré", async () => {
    await complement(await uneAction("creee"));
    const sien = and(eq(rattachement.utilisateurId, personnes.lea ?? 0), eq(rattachement.siret, SIRET));
    await base.db.delete(rattachement).where(sien);
    await envoyer();
    expect(recus().map((c) => c.a)).toEqual(["claire@exemple.fr"]);
    await base.db
      .insert(rattachement)
      .values({ utilisateurId: personnes.lea ?? 0, siret: SIRET, profil: "general" });
  });
});

describe("un envoi qui échoue", () => {
  it("est remis à plus tard sans retenir les autres, puis part", async () => {
    smtp.refuses.add("claire@exemple.fr");
    await complement(await uneAction("creee"));
    const bilan = await envoyer();
    expect(bilan).toMatchObject({ partis: 1, remis: 1, abandonnes: 0 });
    expect(bilan.raison).not.toContain("claire");
    expect((await envoyer(9)).partis).toBe(0);
    smtp.refuses.clear();
    expect((await envoyer(11)).partis).toBe(1);
    expect(recus().map((c) => c.a)).toEqual(["lea@exemple.fr", "claire@exemple.fr"]);
  });

  it("est abandonné au huitième essai", async () => {
    smtp.refuses.add("claire@exemple.fr").add("lea@exemple.fr");
    await complement(await uneAction("creee"));
    for (let essai = 1; essai < 8; essai += 1) {
      expect(await envoyer(essai * 700)).toMatchObject({ remis: 2, abandonnes: 0 });
    }
    expect(await envoyer(8 * 700)).toMatchObject({ remis: 0, abandonnes: 2 });
    expect(await enAttente()).toEqual([]);
  });

  it("a ses huit essais, même joint à un plus ancien qui a eu les siens", async () => {
    smtp.refuses.add("claire@exemple.fr").add("lea@exemple.fr");
    await complement(await uneAction("creee"));
    for (let essai = 1; essai < 8; essai += 1) await envoyer(essai * 700);
    await complement(await uneAction("creee"));
    expect(await envoyer(8 * 700)).toMatchObject({ remis: 2, abandonnes: 0 });
    expect(await enAttente()).toHaveLength(2);
    smtp.refuses.clear();
    expect(await envoyer(9 * 700)).toMatchObject({ partis: 2 });
  });

  it("n'est plus tenté après une semaine : ce n'est plus une nouvelle", async () => {
    await complement(await uneAction("creee"));
    expect(await envoyer(7 * 24 * 60 + 1)).toEqual({ partis: 0, remis: 0, abandonnes: 0 });
    expect(await enAttente()).toEqual([]);
  });

  it("laisse le reste à la prochaine tournée quand le serveur d'envoi ne répond plus", async () => {
    await base.db.insert(structure).values(
      ["00000000000001", "00000000000002"].map((siret) => ({
        siret,
        nom: siret,
        raisonSociale: siret,
        courriel: `${siret}@exemple.fr`,
      })),
    );
    for (const siret of [SIRET, SEULE, "00000000000001", "00000000000002"]) {
      await complement(await uneAction("creee", siret));
    }
    const essais: string[] = [];
    const panne = {
      ...service,
      envoyer: async ({ a }: { a: string }) => {
        essais.push(a);
        throw new Error("ECONNREFUSED");
      },
    };
    expect(await distribuer(base.db, panne, () => MAINTENANT)).toMatchObject({ partis: 0, remis: 3 });
    expect(essais).toHaveLength(3);
  });
});

describe("deux processus qui distribuent en même temps", () => {
  it("n'envoient pas deux fois le même courriel", async () => {
    await complement(await uneAction("creee"));
    const bilans = await Promise.all([envoyer(), envoyer(), envoyer()]);
    expect(bilans.reduce((n, b) => n + b.partis, 0)).toBe(2);
    expect(recus()).toHaveLength(2);
  });

  it("reprend ce qu'un processus arrêté n'a pas fini, sous la même clé", async () => {
    await complement(await uneAction("creee", SEULE));
    const cles: string[] = [];
    const arrete = distribuer(
      base.db,
      {
        ...service,
        envoyer: ({ cle }) => {
          cles.push(cle);
          return new Promise(() => {});
        },
      },
      () => MAINTENANT,
    );
    void arrete;
    await expect.poll(() => cles.length).toBe(1);
    expect((await envoyer(14)).partis).toBe(0);
    expect((await envoyer(16)).partis).toBe(1);
    expect(smtp.recus[0]?.messageId).toBe(`<${cles[0]}@offre.exemple.fr>`);
  });

  it("laisse à chaque courriel son délai entier, si longue que soit la tournée", async () => {
    await complement(await uneAction("creee"));
    let minute = 0;
    const cles: string[] = [];
    const lent = {
      ...service,
      envoyer: async ({ cle }: { cle: string }) => {
        cles.push(cle);
        minute += 10;
        if (cles.length === 2) expect((await envoyer(minute)).partis).toBe(0);
      },
    };
    expect((await distribuer(base.db, lent, () => plusTard(minute))).partis).toBe(2);
    expect(cles).toHaveLength(2);
  });
});

describe("la fin de la dernière session", () => {
  const nuit = (jour: string) => passerLaNuit(base.db, new Date(`${jour}T02:00:00Z`));
  const annonces = async (reference: string) =>
    (await base.db.select().from(journal).where(eq(journal.actionReference, reference))).map(
      (l) => l.evenement,
    );

  it("est annoncée un mois avant, puis une semaine avant, une fois chacune", async () => {
    const reference = await uneAction("publiee", SIRET, "2027-08-31");
    await nuit("2027-07-31");
    expect(await annonces(reference)).toEqual([]);
    expect((await nuit("2027-08-01")).annoncees).toBe(1);
    expect((await nuit("2027-08-02")).annoncees).toBe(0);
    expect((await nuit("2027-08-24")).annoncees).toBe(1);
    expect((await nuit("2027-08-31")).annoncees).toBe(0);
    expect(await annonces(reference)).toEqual(["finDansUnMois", "finDansUneSemaine"]);
    await distribuer(base.db, service, () => new Date("2027-08-24T03:00:00Z"));
    expect(recus()[0]?.texte).toContain(
      "Sa dernière session finit le 31/08/2027 : ajoutez la suivante d'ici là, sinon l'action passera en Alerte.",
    );
  });

  it("l'est une seule fois quand il reste moins d'une semaine, et de nouveau pour une autre session", async () => {
    const reference = await uneAction("publiee", SIRET, "2028-05-10");
    expect((await nuit("2028-05-08")).annoncees).toBe(1);
    expect((await nuit("2028-05-09")).annoncees).toBe(0);
    await base.db.insert(sessionFormation).values({
      reference: "00999999",
      actionReference: reference,
      siret: SIRET,
      saisie: { ...SESSION_COMPLETE, debut: "2028-06-01", fin: "2028-09-30" },
    });
    expect((await nuit("2028-05-10")).annoncees).toBe(0);
    expect((await nuit("2028-09-01")).annoncees).toBe(1);
    expect(await annonces(reference)).toEqual(["finDansUneSemaine", "finDansUnMois"]);
  });

  /** The night, for which this happens once it has found the action, before it holds it. */
  const nuitPendant = (jour: string, geste: () => Promise<unknown>) => {
    const { db } = base;
    const transaction: typeof db.transaction = async (...travail) => {
      await geste();
      return db.transaction(...travail);
    };
    const interrompue = Object.assign(Object.create(db) as typeof db, { transaction });
    return passerLaNuit(interrompue, new Date(`${jour}T02:00:00Z`));
  };

  it("ne l'est pas d'une action à laquelle une session s'ajoute, ou qui est retirée, pendant la nuit", async () => {
    const suivie = await uneAction("publiee", SIRET, "2026-12-20");
    const bilan = await nuitPendant("2026-12-01", () =>
      base.db.insert(sessionFormation).values({
        reference: "00999998",
        actionReference: suivie,
        siret: SIRET,
        saisie: { ...SESSION_COMPLETE, debut: "2027-06-01", fin: "2027-09-30" },
      }),
    );
    expect([bilan.annoncees, await annonces(suivie)]).toEqual([0, []]);

    const retiree = await uneAction("publiee", SIRET, "2026-12-20");
    await nuitPendant("2026-12-01", () =>
      base.db.update(actionFormation).set({ etat: "archivee" }).where(eq(actionFormation.reference, retiree)),
    );
    expect(await annonces(retiree)).toEqual([]);
  });

  it("ne l'est qu'une fois par deux nuits qui passent en même temps", async () => {
    const reference = await uneAction("publiee", SIRET, "2026-12-20");
    const bilan = await nuitPendant("2026-12-01", () => nuit("2026-12-01"));
    expect([bilan.annoncees, await annonces(reference)]).toEqual([0, ["finDansUnMois"]]);
  });
});
