import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { courrier, demandeRattachement, rattachement, structure, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { type ContexteConnecte, Refus } from "../catalogue/contexte";
import { identiteParId } from "./comptes.server";
import {
  demanderRattachement,
  mesDemandes,
  retirerDemandeDeRattachement,
} from "./demander-rattachement.server";
import {
  compterDemandesARepondre,
  demandesARepondre,
  repondreAuRattachement,
} from "./repondre-rattachement.server";

const GRANDE = "00043127000024";
const SANS_REFERENT = "00057241200013";
const VOULU = { siret: "000 431 270 00024", profil: "catalogue", contexte: "Responsable pédagogique." };

let base: BaseOuverte;
const qui: Record<"referente" | "simple" | "ailleurs" | "nouveau" | "moderateur", number> = {
  referente: 0,
  simple: 0,
  ailleurs: 0,
  nouveau: 0,
  moderateur: 0,
};

async function comme(
  nom: keyof typeof qui,
  maintenant = new Date("2026-11-26T10:00:00Z"),
): Promise<ContexteConnecte> {
  const { acteur } = await identiteParId(base.db, qui[nom]);
  if (!acteur) throw new Error(`Personne ne s'appelle ${nom}.`);
  return { db: base.db, acteur, maintenant };
}

async function refus(promesse: Promise<unknown>): Promise<Refus> {
  const erreur = await promesse.then(
    () => null,
    (e: unknown) => e,
  );
  expect(erreur).toBeInstanceOf(Refus);
  return erreur as Refus;
}

/** The only demande that waits. */
async function attendue(): Promise<number> {
  const [d, ...autres] = await demandesARepondre(await comme("moderateur"));
  expect(autres).toEqual([]);
  return d?.id ?? 0;
}

const profilDe = async (nom: keyof typeof qui, siret = GRANDE) =>
  (await identiteParId(base.db, qui[nom])).acteur?.profils[siret];
const courriels = () => base.db.select().from(courrier);

beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values(
    [GRANDE, SANS_REFERENT].map((siret) => ({
      siret,
      nom: siret === GRANDE ? "Grande" : "Sans référent",
      raisonSociale: "Organisme",
      ville: "Poitiers",
    })),
  );
  for (const nom of Object.keys(qui) as (keyof typeof qui)[]) {
    const [p] = await base.db
      .insert(utilisateur)
      .values({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "", moderateur: nom === "moderateur" })
      .returning();
    qui[nom] = p?.id ?? 0;
  }
});

beforeEach(async () => {
  await base.db.delete(demandeRattachement);
  await base.db.delete(rattachement);
  await base.db.insert(rattachement).values([
    { utilisateurId: qui.referente, siret: GRANDE, profil: "general", referent: true },
    { utilisateurId: qui.simple, siret: GRANDE, profil: "catalogue" },
    { utilisateurId: qui.ailleurs, siret: SANS_REFERENT, profil: "general" },
  ]);
  await base.db.delete(courrier);
});

afterAll(() => base.fermer());

describe("demander un rattachement", () => {
  it("le dit au référent de la structure, et à personne d'autre", async () => {
    expect(await demanderRattachement(await comme("nouveau"), VOULU)).toEqual({ aReferent: true });
    const [dit, ...autres] = await courriels();
    expect(autres).toEqual([]);
    expect(dit).toMatchObject({ utilisateurId: qui.referente, siret: GRANDE, chemin: "structures/demandes" });
    expect(dit?.phrase).toContain("nouveau demande à être « Gestionnaire OF catalogue formation »");
    expect(dit?.phrase).toContain("Responsable pédagogique.");
    expect(await compterDemandesARepondre(await comme("referente"))).toBe(1);
    expect(await compterDemandesARepondre(await comme("simple"))).toBe(0);
    expect(await compterDemandesARepondre(await comme("ailleurs"))).toBe(0);
    expect(await mesDemandes(await comme("nouveau"))).toMatchObject([{ structure: "Grande", closeLe: null }]);
    expect(await mesDemandes(await comme("simple"))).toEqual([]);
  });

  it("va à Cap Métiers quand la structure n'a pas de référent", async () => {
    const demande = demanderRattachement(await comme("nouveau"), { ...VOULU, siret: SANS_REFERENT });
    expect(await demande).toEqual({ aReferent: false });
    expect(await courriels()).toEqual([]);
    expect(await compterDemandesARepondre(await comme("moderateur"))).toBe(1);
    expect(await compterDemandesARepondre(await comme("referente"))).toBe(0);
  });

  it("est refusé avec toutes ses raisons à la fois", async () => {
    const r = await refus(
      demanderRattachement(await comme("nouveau"), { siret: "123", profil: "admin", contexte: " " }),
    );
    expect([r.statut, r.raisons.map((x) => x.champ)]).toEqual([422, ["siret", "profil", "contexte"]]);
    const inconnue = await refus(
      demanderRattachement(await comme("nouveau"), { ...VOULU, siret: "73282932000074" }),
    );
    expect(inconnue.raisons.map((x) => x.phrase)).toEqual([
      expect.stringContaining("n'est pas dans RafaelPro"),
    ]);
    const long = await refus(
      demanderRattachement(await comme("nouveau"), { ...VOULU, contexte: "x".repeat(2001) }),
    );
    expect(long.raisons.map((x) => x.champ)).toEqual(["contexte"]);
    expect(await base.db.select().from(demandeRattachement)).toEqual([]);
  });

  it("ne se fait pas deux fois pour la même structure, même en même temps", async () => {
    const nouveau = await comme("nouveau");
    const faites = await Promise.allSettled([1, 2].map(() => demanderRattachement(nouveau, VOULU)));
    expect(faites.map((f) => f.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const r = await refus(demanderRattachement(nouveau, VOULU));
    expect(r.raisons[0]?.phrase).toContain("déjà une demande en attente");
  });

  it("s'arrête à cinq demandes en attente", async () => {
    const sirets = ["35600000000048", "73282932000074", "44306184100047", "55208131766522", "55210055400013"];
    const autres = sirets.map((siret) => ({ siret, nom: siret, raisonSociale: siret }));
    await base.db.insert(structure).values(autres);
    const nouveau = await comme("nouveau");
    for (const siret of sirets) await demanderRattachement(nouveau, { ...VOULU, siret });
    expect((await refus(demanderRattachement(nouveau, VOULU))).raisons[0]?.phrase).toContain("5 demandes");
    await base.db.delete(structure).where(inArray(structure.siret, sirets));
  });

  it("ne sert à rien avec le profil qu'on a déjà, et sert à en changer", async () => {
    const simple = await comme("simple");
    expect((await refus(demanderRattachement(simple, VOULU))).raisons[0]?.champ).toBe("profil");
    await demanderRattachement(simple, { ...VOULU, profil: "general" });
    await repondreAuRattachement(await comme("referente"), {
      demande: await attendue(),
      accordee: true,
      phrase: "",
    });
    expect(await profilDe("simple")).toBe("general");
  });
});

describe("répondre à une demande", () => {
  it("l'accorde : la personne a ce droit tout de suite, et le lit", async () => {
    await demanderRattachement(await comme("nouveau"), VOULU);
    await base.db.delete(courrier);
    await repondreAuRattachement(await comme("referente"), {
      demande: await attendue(),
      accordee: true,
      phrase: "Bienvenue.",
    });
    expect(await profilDe("nouveau")).toBe("catalogue");
    expect(await courriels()).toMatchObject([
      { utilisateurId: qui.nouveau, siret: null, chemin: "structures" },
    ]);
    expect((await courriels())[0]?.phrase).toBe(
      "Votre demande est accordée : vous y êtes « Gestionnaire OF catalogue formation ».\nBienvenue.",
    );
    const nouveau = await comme("nouveau");
    expect(await mesDemandes(nouveau)).toMatchObject([{ accordee: true, reponse: "Bienvenue." }]);
    const plusTard = { ...nouveau, maintenant: new Date("2026-12-28T10:00:00Z") };
    expect(await mesDemandes(plusTard)).toEqual([]);
  });

  it("la refuse d'une phrase, qui est obligatoire", async () => {
    await demanderRattachement(await comme("nouveau"), VOULU);
    const demande = await attendue();
    const referente = await comme("referente");
    const r = await refus(repondreAuRattachement(referente, { demande, accordee: false, phrase: " " }));
    expect([r.statut, r.raisons[0]?.champ]).toEqual([422, `reponse${demande}`]);
    await repondreAuRattachement(referente, { demande, accordee: false, phrase: "Inconnu chez nous." });
    expect(await profilDe("nouveau")).toBeUndefined();
    expect(await mesDemandes(await comme("nouveau"))).toMatchObject([{ accordee: false }]);
  });

  it("laisse référent qui l'était", async () => {
    await demanderRattachement(await comme("referente"), VOULU);
    await repondreAuRattachement(await comme("moderateur"), {
      demande: await attendue(),
      accordee: true,
      phrase: "",
    });
    const [r] = await base.db
      .select()
      .from(rattachement)
      .where(and(eq(rattachement.utilisateurId, qui.referente), eq(rattachement.siret, GRANDE)));
    expect(r).toMatchObject({ profil: "catalogue", referent: true });
  });

  it("n'est pas à qui n'est pas référent de cette structure, ni à la personne elle-même", async () => {
    await demanderRattachement(await comme("nouveau"), VOULU);
    const demande = await attendue();
    for (const nom of ["simple", "ailleurs", "nouveau"] as const) {
      const r = await refus(
        repondreAuRattachement(await comme(nom), { demande, accordee: true, phrase: "" }),
      );
      expect(r.statut).toBe(404);
    }
    expect(await profilDe("nouveau")).toBeUndefined();
  });

  it("n'est pas au référent quand il demande pour lui-même : c'est à Cap Métiers", async () => {
    const referente = await comme("referente");
    const { aReferent } = await demanderRattachement(referente, { ...VOULU, profil: "preinscription" });
    expect(aReferent).toBe(false);
    const demande = await attendue();
    const r = await refus(repondreAuRattachement(referente, { demande, accordee: true, phrase: "" }));
    expect(r.statut).toBe(404);
    expect(await demandesARepondre(referente)).toEqual([]);
    expect(await compterDemandesARepondre(referente)).toBe(0);
  });

  it("ne se fait qu'une fois", async () => {
    await demanderRattachement(await comme("nouveau"), VOULU);
    const demande = await attendue();
    const referente = await comme("referente");
    const reponses = await Promise.allSettled([
      repondreAuRattachement(referente, { demande, accordee: true, phrase: "" }),
      repondreAuRattachement(referente, { demande, accordee: false, phrase: "Non." }),
    ]);
    expect(reponses.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const tard = await refus(repondreAuRattachement(referente, { demande, accordee: true, phrase: "" }));
    expect(tard.statut).toBe(409);
  });
});

describe("retirer sa demande", () => {
  it("est à la personne seule, et plus possible après la réponse", async () => {
    await demanderRattachement(await comme("nouveau"), VOULU);
    const demande = await attendue();
    expect((await refus(retirerDemandeDeRattachement(await comme("simple"), demande))).statut).toBe(409);
    await retirerDemandeDeRattachement(await comme("nouveau"), demande);
    expect(await mesDemandes(await comme("nouveau"))).toEqual([]);
    expect((await refus(retirerDemandeDeRattachement(await comme("nouveau"), demande))).statut).toBe(409);
  });
});
