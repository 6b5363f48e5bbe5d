import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { BaseOuverte } from "../../db/client";
import { actionFormation, publication, sessionFormation, structure } from "../../db/schema";
import { chargerReferentielsDemonstration } from "../../db/seed/demonstration.server";
import { baseDeTest, SESSION_COMPLETE, SESSION_EN_APPRENTISSAGE } from "../../db/test";
import type { Saisie } from "../../db/types";
import { lireLheo, tous, validerNoeud } from "../lheo";
import { passerLaNuit } from "../moderation/nuit.server";
import { fluxDuPartenaire, fluxLheo } from "./flux.server";
import { publierFragment, retirerFragment } from "./fragment.server";
import { PARTENAIRES, partenaireAPart } from "./partenaires";
import { retirerLesSessionsFinies } from "./recopier.server";

const SIRET = "00043127000024";
const MAINTENANT = new Date("2026-11-26T10:00:00Z");
const JOUR = "2026-11-26";
const schema = fileURLToPath(new URL("../../../shared/lheo/xsd/lheo-2.3.xsd", import.meta.url));

const ACTION: Saisie = {
  // What a text holds is no tag, whatever it looks like.
  intitule: 'Vigne </action><action numero="00000001">',
  objectifGeneral: "6",
  objectif: "Tailler une vigne.",
  programme: "Taille, attache.",
  validation: ["rncp"],
  certifications: ["RNCP37674"],
  contactCourriel: "vigne@exemple.fr",
};
const FPC: Saisie = { ...SESSION_COMPLETE, formateur: SIRET };
const CONTRAT: Saisie = { ...FPC, voieAcces: "professionnalisation", alternance: "2 jours et 3 jours" };
const APPRENTI: Saisie = { ...SESSION_EN_APPRENTISSAGE, formateur: SIRET };

let base: BaseOuverte;
let suivante = 1;

beforeAll(async () => {
  base = await baseDeTest();
  await chargerReferentielsDemonstration(base.db);
  await base.db.insert(structure).values({
    siret: SIRET,
    raisonSociale: "Centre",
    nom: "Centre",
    codePostal: "86000",
    ville: "Poitiers",
    adresse: "1 rue Basse",
  });
});
afterAll(() => base.fermer());

const publier = (reference: string, sessions: { reference: string; saisie: Saisie }[]) =>
  publierFragment(base.db, {
    reference,
    siret: SIRET,
    approuve: { action: ACTION, formacodes: ["21001"], sessions },
    maintenant: MAINTENANT,
  });

/** A published action with these sessions: its reference and theirs. */
async function uneAction(...saisies: Saisie[]) {
  const rang = suivante++;
  const reference = `20${String(rang).padStart(10, "0")}`;
  const sessions = saisies.map((saisie, i) => ({
    reference: `00${String(rang * 100 + i).padStart(6, "0")}`,
    saisie,
  }));
  await base.db
    .insert(actionFormation)
    .values({ reference, siret: SIRET, etat: "publiee", saisie: ACTION, formacodes: ["21001"] });
  await base.db
    .insert(sessionFormation)
    .values(
      sessions.map((s) => ({ ...s, actionReference: reference, siret: SIRET, transmiseLe: MAINTENANT })),
    );
  await publier(reference, sessions);
  return { reference, sessions };
}

async function lire({ corps }: Pick<ReturnType<typeof fluxLheo>, "corps">): Promise<string> {
  let texte = "";
  for await (const morceau of corps) texte += morceau;
  return texte;
}

const flux = (code: string, jour = JOUR) => {
  const partenaire = partenaireAPart(code);
  if (!partenaire) throw new Error(code);
  return fluxDuPartenaire(base.lire, partenaire, jour);
};
const etag = async (code: string, jour = JOUR) => (await flux(code, jour).derniereMaj).etag;

/** The sessions of that action in a document, by reference; null when the action is not in it. */
async function sessionsDe(texte: string, reference: string): Promise<string[] | null> {
  async function* source() {
    yield texte;
  }
  for await (const lu of lireLheo(source())) {
    if (lu.type === "formation" && lu.noeud.attributs.numero === reference) {
      return tous(lu.noeud, "action").map((a) => a.attributs.numero ?? "");
    }
  }
  return null;
}

describe("le flux d'un partenaire", () => {
  it("ne tient que les sessions qu'il prend, mot pour mot celles du flux entier", async () => {
    const { reference, sessions } = await uneAction(FPC, CONTRAT, APPRENTI, { ...FPC, debut: "2027-02-01" });
    const [fpc, , apprenti, fpc2] = sessions.map((s) => s.reference);
    const entier = await lire(fluxLheo(base.lire));
    expect(await sessionsDe(entier, reference)).toEqual(sessions.map((s) => s.reference));
    const kairos = await lire(flux("kairos"));
    expect(await sessionsDe(kairos, reference)).toEqual([fpc, fpc2]);
    expect(await lire(flux("trouver-ma-formation"))).toBe(kairos);
    const affelnet = await lire(flux("affelnet"));
    expect(await sessionsDe(affelnet, reference)).toEqual([apprenti]);
    const bloc = (texte: string, numero?: string) =>
      new RegExp(`<action numero="${numero}">.*?</action>`).exec(texte)?.[0];
    expect(bloc(kairos, fpc)).toBe(bloc(entier, fpc));
    expect(bloc(affelnet, apprenti)).toBe(bloc(entier, apprenti));
    // Before and after its sessions, an action stands as in the whole.
    const autour = (texte: string) =>
      /<formation .*/.exec(texte)?.[0].replaceAll(/<action numero="\d+">.*?<\/action>/g, "");
    expect(autour(kairos)).toBe(autour(entier));
  });

  it("ne tient pas l'action dont il ne prend aucune session", async () => {
    const { reference } = await uneAction(CONTRAT);
    expect(await sessionsDe(await lire(fluxLheo(base.lire)), reference)).toHaveLength(1);
    for (const { code } of PARTENAIRES.filter((p) => partenaireAPart(p.code))) {
      expect(await sessionsDe(await lire(flux(code)), reference)).toBeNull();
    }
  });

  it("est valide en LHÉO 2.3, même vide", async () => {
    await uneAction(FPC, APPRENTI);
    const vide = await baseDeTest();
    try {
      for (const partenaire of PARTENAIRES.filter((p) => partenaireAPart(p.code))) {
        const texte = await lire(fluxDuPartenaire(base.lire, partenaire, JOUR));
        expect(texte).toContain("<formation ");
        async function* source() {
          yield texte;
        }
        for await (const lu of lireLheo(source())) {
          if (lu.type === "formation") expect(validerNoeud(lu.noeud, "2.3")).toEqual([]);
        }
        expect(await lire(fluxDuPartenaire(vide.lire, partenaire, JOUR))).toMatch(
          /<offres>\n<\/offres>\n<\/lheo>\n$/,
        );
        if (!existsSync(schema)) continue;
        const { errors } = await validateXML({
          xml: [{ fileName: "flux.xml", contents: texte }],
          schema: [{ fileName: "lheo-2.3.xsd", contents: readFileSync(schema, "utf8") }],
        });
        expect(errors.map((e) => e.message)).toEqual([]);
      }
    } finally {
      await vide.fermer();
    }
  });

  it("suit le jour : trente jours après sa fin la session y est encore, le lendemain non", async () => {
    const finie = { ...FPC, debut: "2026-10-01", fin: "2026-10-27" };
    const seule = await uneAction(finie);
    const autre = await uneAction(finie, { ...FPC, debut: "2026-12-01", fin: "2027-01-29" });
    expect(await sessionsDe(await lire(flux("kairos", "2026-11-26")), seule.reference)).toHaveLength(1);
    const lendemain = await lire(flux("kairos", "2026-11-27"));
    expect(await sessionsDe(lendemain, seule.reference)).toBeNull();
    expect(await sessionsDe(lendemain, autre.reference)).toEqual([autre.sessions[1]?.reference]);
    expect(await etag("kairos", "2026-11-27")).not.toBe(await etag("kairos", "2026-11-26"));
    // The whole is written again within a minute of that day.
    await retirerLesSessionsFinies(base.db, new Date("2026-11-27T08:00:00Z"));
    const entier = await lire(fluxLheo(base.lire));
    expect(await sessionsDe(entier, seule.reference)).toBeNull();
    expect(await sessionsDe(entier, autre.reference)).toEqual([autre.sessions[1]?.reference]);
    expect(entier).toMatch(/<\/formation>\n<\/offres>/);
  });

  it("la nuit qui met en alerte n'y change rien : la version approuvée y reste ses trente jours", async () => {
    const { reference } = await uneAction({ ...FPC, debut: "2026-10-01", fin: "2026-11-26" });
    await passerLaNuit(base.db, new Date("2026-11-27T02:00:00Z"));
    const [action] = await base.db
      .select({ etat: actionFormation.etat })
      .from(actionFormation)
      .where(eq(actionFormation.reference, reference));
    expect(action?.etat).toBe("alerte");
    expect(await sessionsDe(await lire(flux("kairos", "2026-12-26")), reference)).toHaveLength(1);
    expect(await sessionsDe(await lire(flux("kairos", "2026-12-27")), reference)).toBeNull();
  });

  it("change d'empreinte quand on publie et quand on retire, et n'en change pas sans cela", async () => {
    const { reference, sessions } = await uneAction(FPC);
    const avant = await etag("kairos");
    expect(await etag("kairos")).toBe(avant);
    await publier(
      reference,
      sessions.map((s) => ({ ...s, saisie: CONTRAT })),
    );
    const apres = await etag("kairos");
    expect(apres).not.toBe(avant);
    expect(await sessionsDe(await lire(flux("kairos")), reference)).toBeNull();
    await retirerFragment(base.db, reference);
    expect(await etag("kairos")).not.toBe(apres);
    expect((await fluxLheo(base.lire).derniereMaj).etag).toMatch(/^"\d+"$/);
  });

  it("ne tient jamais une session que les mots approuvés n'ont pas", async () => {
    const { reference, sessions } = await uneAction(FPC, { ...FPC, debut: "2027-02-01" });
    const [premiere] = sessions;
    await base.db
      .update(publication)
      .set({ approuve: { action: ACTION, formacodes: [], sessions: premiere ? [premiere] : [] } })
      .where(eq(publication.actionReference, reference));
    expect(await sessionsDe(await lire(flux("kairos")), reference)).toEqual([premiere?.reference]);
  });

  it("tient ce qu'une version d'avant lui a publié, sans qu'on le publie de nouveau", async () => {
    const reference = "209999999999";
    await base.db
      .insert(actionFormation)
      .values({ reference, siret: SIRET, etat: "publiee", saisie: ACTION });
    const sessions = [
      { reference: "00999998", saisie: CONTRAT },
      { reference: "00999999", saisie: FPC },
    ];
    const actions = sessions.map((s) => `<action numero="${s.reference}"><session/></action>`);
    await base.db.insert(publication).values({
      actionReference: reference,
      siret: SIRET,
      approuve: { action: ACTION, formacodes: [], sessions },
      fragment: `<formation numero="${reference}">${actions.join("")}</formation>`,
      publieeLe: MAINTENANT,
      majLe: MAINTENANT,
    });
    expect(await lire(flux("kairos"))).toContain(
      `<formation numero="${reference}"><action numero="00999999"><session/></action></formation>\n`,
    );
    await retirerFragment(base.db, reference);
  });

  it("passe par lots, tout entier, et s'arrête avec son lecteur", async () => {
    const combien = 300;
    for (let i = 0; i < combien; i += 1) await uneAction(i % 3 === 0 ? FPC : CONTRAT);
    const texte = await lire(flux("kairos"));
    expect(texte.match(/<formation /g)?.length).toBeGreaterThanOrEqual(combien / 3);
    const partenaire = partenaireAPart("kairos");
    if (!partenaire) throw new Error("kairos");
    const coupe = await lire(fluxDuPartenaire(base.lire, partenaire, JOUR, async () => false));
    expect(coupe).not.toContain("</lheo>");
    expect(coupe.length).toBeLessThan(texte.length / 2);
  });
});
