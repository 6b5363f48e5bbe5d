import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { connexion, courrier, lienMotDePasse, tentativeConnexion, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { Refus } from "../catalogue/contexte";
import type { Courriel } from "../courriels/courriel";
import { distribuer } from "../courriels/distribuer.server";
import { posterAux } from "../courriels/poster.server";
import { identifier } from "./comptes.server";
import { identiteDeSession, ouvrirConnexion } from "./connexions.server";
import { chiffrerMotDePasse } from "./mot-de-passe.server";
import { changerMotDePasse, compteDuLien, demanderUnLien } from "./mot-de-passe-oublie.server";

const MAINTENANT = new Date("2026-11-26T10:00:00Z");
const plusTard = (minutes: number) => new Date(MAINTENANT.getTime() + minutes * 60_000);
const CLAIRE = "claire@exemple.fr";

let base: BaseOuverte;
let ancien: string;
let claire: number;
let paul: number;
let partis: Courriel[] = [];
/** What the mail server says of the next mails. */
let panne: Error | undefined;

beforeAll(async () => {
  base = await baseDeTest();
  ancien = await chiffrerMotDePasse("ancien");
  const comptes = await base.db
    .insert(utilisateur)
    .values([
      // She declined the news: what she asks for comes nevertheless.
      { courriel: CLAIRE, nom: "Claire Dupuy", motDePasse: ancien, courriels: false },
      { courriel: "paul@exemple.fr", nom: "Paul", motDePasse: ancien },
      { courriel: "externe@exemple.fr", nom: "Externe", motDePasse: "" },
    ])
    .returning({ id: utilisateur.id });
  [claire = 0, paul = 0] = comptes.map((c) => c.id);
});

beforeEach(async () => {
  partis = [];
  panne = undefined;
  for (const table of [courrier, lienMotDePasse, connexion, tentativeConnexion]) await base.db.delete(table);
  await base.db.update(utilisateur).set({ motDePasse: ancien }).where(eq(utilisateur.id, claire));
});

afterAll(() => base.fermer());

const demander = (courriel = CLAIRE, adresse: string | null = "192.0.2.1", minutes = 0) =>
  demanderUnLien(base.db, { courriel, adresse }, plusTard(minutes)).catch((refus: Refus) => refus.raisons[0]);

const distribuerA = (minutes: number) =>
  distribuer(
    base.db,
    {
      adresse: "https://offre.exemple.fr",
      envoyer: async (courriel) => {
        if (panne) throw panne;
        partis.push(courriel);
      },
    },
    () => plusTard(minutes),
  );

const jetonDe = (courriel: Courriel | undefined) =>
  /\?lien=([\w-]+)$/m.exec(courriel?.texte ?? "")?.[1] ?? "";

async function unLien(courriel = CLAIRE): Promise<string> {
  await demander(courriel);
  await distribuerA(0);
  return jetonDe(partis.at(-1));
}

const changer = (lien: string, motDePasse = "tout nouveau mot", minutes = 0, motDePasseRepete = motDePasse) =>
  changerMotDePasse(base.db, { lien, motDePasse, motDePasseRepete }, plusTard(minutes)).catch(
    (refus: Refus) => refus.raisons.map((r) => `${r.champ} : ${r.phrase}`),
  );

const entre = (motDePasse: string) =>
  identifier(base.db, { courriel: CLAIRE, motDePasse, adresse: null }, MAINTENANT).then(
    () => true,
    () => false,
  );

describe("un lien demandé", () => {
  it("part seul dans son courriel, sans que son jeton soit gardé nulle part", async () => {
    await posterAux(
      base.db,
      [paul],
      { siret: null, titre: "Rattachement", phrase: "Accordé.", chemin: "structures" },
      MAINTENANT,
    );
    await demander("paul@exemple.fr");
    expect(JSON.stringify(await base.db.select().from(courrier))).not.toMatch(/lien=\w/);
    expect(await distribuerA(0)).toMatchObject({ partis: 2 });
    const [lien, autre] = partis.sort((a) => (a.texte.includes("?lien=") ? -1 : 1));
    expect(autre?.texte).not.toContain("lien=");
    expect(lien?.objet).toBe("RafaelPro : Choisir un nouveau mot de passe");
    expect(lien?.texte).toMatch(
      /^Bonjour Paul,\n\n {2}Choisir .*\n {2}.*pendant une heure\.\n {2}Si ce n'est pas vous.*\n {2}https:\/\/offre\.exemple\.fr\/connexion\/nouveau-mot-de-passe\?lien=[\w-]{43}\n$/,
    );
    const [garde] = await base.db.select().from(lienMotDePasse);
    expect(garde?.utilisateurId).toBe(paul);
    expect(garde?.empreinte).not.toBe(jetonDe(lien));
    expect(await base.db.select().from(courrier)).toEqual([]);
  });

  it("l'est sous n'importe quelle écriture de l'adresse, et deux fois ne font qu'un courriel", async () => {
    expect(await demander(" Claire@Exemple.FR ")).toBe(true);
    expect(await demander()).toBe(true);
    expect(await distribuerA(0)).toMatchObject({ partis: 1 });
    expect(partis.map((p) => p.a)).toEqual([CLAIRE]);
  });

  it("ne part à personne d'inconnu, ni à qui n'a pas de mot de passe, et la réponse est la même", async () => {
    for (const courriel of ["inconnue@exemple.fr", "externe@exemple.fr", `${"a".repeat(5000)}@exemple.fr`]) {
      expect(await demander(courriel)).toBe(true);
    }
    expect(await base.db.select().from(courrier)).toEqual([]);
  });

  it("est refusé à ce qui n'est pas une adresse, et n'est pas compté", async () => {
    expect(await demander(" ")).toMatchObject({
      champ: "courriel",
      phrase: expect.stringContaining("Donnez"),
    });
    expect(await demander("claire")).toMatchObject({ phrase: expect.stringContaining("nom@exemple.fr") });
    expect(await base.db.select().from(tentativeConnexion)).toEqual([]);
  });

  it("ne part plus une heure après : il n'est plus attendu", async () => {
    panne = new Error("ECONNREFUSED");
    await demander();
    expect(await distribuerA(0)).toMatchObject({ remis: 1 });
    panne = undefined;
    expect(await distribuerA(61)).toEqual({ partis: 0, remis: 0, abandonnes: 0 });
    expect(await base.db.select().from(courrier)).toEqual([]);
  });

  it("repart à la demande suivante, sans attendre la reprise d'un envoi qui a échoué", async () => {
    panne = new Error("ECONNREFUSED");
    await demander();
    await distribuerA(0);
    panne = undefined;
    expect(await distribuerA(5)).toMatchObject({ partis: 0 });
    await demander(CLAIRE, "192.0.2.1", 5);
    expect(await distribuerA(5)).toMatchObject({ partis: 1 });
  });
});

describe("trop de demandes", () => {
  it("trois par heure d'un même endroit pour un courriel, connu ou non", async () => {
    for (const courriel of [CLAIRE, "inconnue@exemple.fr"]) {
      const reponses = [];
      for (let i = 0; i < 4; i += 1) reponses.push(await demander(courriel));
      expect(reponses).toEqual([true, true, true, false]);
      expect(await demander(courriel, "192.0.2.1", 59)).toBe(false);
      expect(await demander(courriel, "192.0.2.1", 61)).toBe(true);
    }
  });

  it("six par heure pour un courriel, d'où qu'elles viennent et toutes à la fois", async () => {
    const reponses = await Promise.all(Array.from({ length: 9 }, (_, i) => demander(CLAIRE, `192.0.2.${i}`)));
    expect(reponses.filter(Boolean)).toHaveLength(6);
  });

  it("vingt par heure d'un même endroit, sans rien écrire ensuite", async () => {
    const reponses = [];
    for (let i = 0; i < 22; i += 1) reponses.push(await demander(`inventee${i}@exemple.fr`));
    expect(reponses.filter(Boolean)).toHaveLength(20);
    const cles = await base.db
      .select()
      .from(tentativeConnexion)
      .where(like(tentativeConnexion.cle, "oubli:courriel:%"));
    expect(cles).toHaveLength(20);
  });

  it("ne ferment pas la connexion, et les essais de connexion ne ferment pas la demande", async () => {
    for (let i = 0; i < 4; i += 1) await demander();
    expect(
      await identifier(base.db, { courriel: CLAIRE, motDePasse: "ancien", adresse: "192.0.2.1" }, MAINTENANT),
    ).toBe(claire);
    for (let i = 0; i < 9; i += 1) {
      await identifier(
        base.db,
        { courriel: "paul@exemple.fr", motDePasse: "faux", adresse: "192.0.2.2" },
        MAINTENANT,
      ).catch(() => {});
    }
    expect(await demander("paul@exemple.fr", "192.0.2.2")).toBe(true);
  });

  it("restent comptées une heure, bien que les essais de connexion s'oublient après un quart d'heure", async () => {
    for (let i = 0; i < 3; i += 1) await demander();
    await identifier(
      base.db,
      { courriel: "paul@exemple.fr", motDePasse: "ancien", adresse: null },
      plusTard(20),
    );
    expect(await demander(CLAIRE, "192.0.2.1", 21)).toBe(false);
  });
});

describe("un lien reçu", () => {
  it("change le mot de passe une fois, et ferme toutes les connexions du compte, et d'aucun autre", async () => {
    const lien = await unLien();
    const cle = await ouvrirConnexion(base.db, { utilisateurId: claire }, MAINTENANT);
    const autre = await ouvrirConnexion(base.db, { utilisateurId: paul }, MAINTENANT);
    const jusqua = plusTard(60).getTime();
    const qui = async (utilisateur: number, connexion: string) =>
      (await identiteDeSession(base.db, { utilisateur, connexion, jusqua }, MAINTENANT)).acteur?.nom;
    expect(await qui(claire, cle)).toBe("Claire Dupuy");

    expect(await changer(lien)).toBe(claire);
    expect([await entre("ancien"), await entre("tout nouveau mot")]).toEqual([false, true]);
    expect(await qui(claire, cle)).toBeUndefined();
    expect(await qui(paul, autre)).toBe("Paul");

    expect(await changer(lien, "encore")).toBeNull();
    expect(await compteDuLien(base.db, lien, MAINTENANT)).toBeNull();
    expect(await entre("tout nouveau mot")).toBe(true);
  });

  it("se lit autant de fois qu'on veut sans servir : les messageries ouvrent les liens", async () => {
    const lien = await unLien();
    for (let i = 0; i < 3; i += 1) {
      expect(await compteDuLien(base.db, lien, MAINTENANT)).toEqual({ id: claire, courriel: CLAIRE });
    }
    expect(await changer(lien)).toBe(claire);
  });

  it("ne sert plus après une heure", async () => {
    const lien = await unLien();
    expect(await compteDuLien(base.db, lien, plusTard(59))).not.toBeNull();
    expect(await compteDuLien(base.db, lien, plusTard(60))).toBeNull();
    expect(await changer(lien, "tout nouveau mot", 60)).toBeNull();
    expect(await entre("ancien")).toBe(true);
  });

  it("ne se forge pas, et son empreinte n'en est pas un", async () => {
    await unLien();
    const [garde] = await base.db.select().from(lienMotDePasse);
    for (const forge of ["", "A".repeat(43), garde?.empreinte ?? "", "' or ''='"]) {
      expect(await compteDuLien(base.db, forge, MAINTENANT)).toBeNull();
      expect(await changer(forge)).toBeNull();
    }
    expect(await entre("ancien")).toBe(true);
  });

  it("employé deux fois en même temps, ne change le mot de passe qu'une fois", async () => {
    const lien = await unLien();
    const issues = await Promise.all(
      ["le premier des mots", "le second des mots", "le troisième des mots"].map((m) => changer(lien, m)),
    );
    expect(issues.filter((i) => i === claire)).toHaveLength(1);
    expect(issues.filter((i) => i === null)).toHaveLength(2);
    const gagnant =
      ["le premier des mots", "le second des mots", "le troisième des mots"][issues.indexOf(claire)] ?? "";
    expect(await entre(gagnant)).toBe(true);
  });

  it("emporte les autres liens du compte, employés en même temps ou encore à partir", async () => {
    const [premier, second] = [await unLien(), await unLien()];
    expect(second).not.toBe(premier);
    await demander();
    const issues = await Promise.all([
      changer(premier, "le premier des mots"),
      changer(second, "le second des mots"),
    ]);
    expect(issues.filter((i) => i === null)).toHaveLength(1);
    expect(await base.db.select().from(lienMotDePasse)).toEqual([]);
    expect(await base.db.select().from(courrier)).toEqual([]);
  });

  it("sert encore après un mot de passe refusé, qui est dit à son champ", async () => {
    const lien = await unLien();
    expect(await changer(lien, "")).toEqual(["motDePasse : Écrivez le nouveau mot de passe."]);
    expect(await changer(lien, "onze lettre")).toEqual([
      "motDePasse : Choisissez un mot de passe d'au moins 12 caractères.",
    ]);
    expect(await changer(lien, "tout nouveau mot", 0, "tout nouveau mto")).toEqual([
      "motDePasseRepete : Les deux mots de passe ne sont pas les mêmes : écrivez deux fois le même.",
    ]);
    expect(await entre("ancien")).toBe(true);
    expect(await changer(lien)).toBe(claire);
  });

  it("s'oublie une fois passé, quand un autre part", async () => {
    await unLien();
    await demander("paul@exemple.fr", "192.0.2.1", 120);
    await distribuerA(120);
    expect((await base.db.select().from(lienMotDePasse)).map((l) => l.utilisateurId)).toEqual([paul]);
  });
});
