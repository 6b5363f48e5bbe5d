import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai, envoiDEssai, MODERATEUR, quiDuPortail } from "../../server/requete-d-essai.server";
import * as action from "../formations/action/page";
import * as valider from "../formations/action/valider";
import * as fiche from "./fiche";
import * as nouvelle from "./nouvelle";
import * as mesStructures from "./page";

const SIRET = "00043127000024";
const AILLEURS = "00057241200013";
const NOUVEAU = "31490172900033";
const REFERENCE = "200000000001";

/** Where the portal says who is attached, it says who is référent too. */
const rattachee = (referent: boolean) =>
  quiDuPortail("Rosa", { moderateur: false, structures: [{ siret: SIRET, profil: "catalogue", referent }] });
const ROSA = rattachee(true);
const MUET = { info: () => {}, warn: () => {}, error: () => {} };

const MOTS = {
  raisonSociale: "Le Clain",
  nom: "Le Clain",
  adresse: "1 rue Basse",
  codePostal: "86000",
  ville: "Poitiers",
  telephone: "05 49 11 11 11",
};

let base: BaseOuverte;
beforeEach(async () => {
  await base?.fermer();
  base = await baseDeTest();
  const creation = { raisonSociale: "Le Clain", nom: "Le Clain", ville: "Poitiers", codePostal: "86000" };
  await base.db.insert(structure).values([SIRET, AILLEURS].map((siret) => ({ siret, ...creation })));
});
afterAll(() => base.fermer());

type Page = { loader: (args: never) => Promise<unknown>; action: (args: never) => Promise<unknown> };
type Qui = typeof MODERATEUR | "comptes";

async function ouvrir<P extends Page>(page: P, identite: Qui, chemin: string, siret?: string) {
  const context = await contexteDEssai(base, { identite, journal: MUET });
  const request = new Request(`http://localhost${chemin}`);
  return (await page.loader({
    request,
    params: { siret, reference: REFERENCE },
    context,
  } as never)) as Awaited<ReturnType<P["loader"]>>;
}

async function envoyer(page: Page, identite: Qui, mots: Record<string, string>, siret?: string) {
  const context = await contexteDEssai(base, { identite, journal: MUET });
  const request = envoiDEssai("/structures", mots);
  return page.action({ request, params: { siret }, context } as never);
}

const lue = async (siret = SIRET) =>
  (await base.db.select().from(structure).where(eq(structure.siret, siret)))[0];

describe("la fiche d'un organisme", () => {
  it("se corrige par le référent que le portail nomme, ses coordonnées seules", async () => {
    const { champs, version, identite } = await ouvrir(fiche, ROSA, "/", SIRET);
    expect(champs.map((c) => c.nom)).toEqual([
      "nom",
      "adresse",
      "codePostal",
      "ville",
      "telephone",
      "courriel",
      "siteWeb",
    ]);
    expect(identite).toMatchObject({ absent: expect.stringContaining("numéro de déclaration d'activité") });
    const reponse = await envoyer(fiche, ROSA, { ...MOTS, raisonSociale: "Autre", version }, SIRET);
    expect((reponse as Response).headers.get("Location")).toBe("/structures");
    expect(await lue()).toMatchObject({ telephone: "05 49 11 11 11", raisonSociale: "Le Clain" });
  });

  it("est refusée à un collègue, à un inconnu et à personne, et rien ne change", async () => {
    const { version } = await ouvrir(fiche, ROSA, "/", SIRET);
    const collegue = rattachee(false);
    const refuse = (status: number) => ({ init: { status } });
    await expect(ouvrir(fiche, collegue, "/", SIRET)).rejects.toMatchObject(refuse(403));
    await expect(ouvrir(fiche, ROSA, "/", AILLEURS)).rejects.toMatchObject(refuse(404));
    // A right lost, or a session over, since the page was opened: the words come back with the refusal.
    const avecSesMots = (status: number) => ({ ...refuse(status), data: { envoi: expect.anything() } });
    const mots = { ...MOTS, version };
    await expect(envoyer(fiche, collegue, mots, SIRET)).rejects.toMatchObject(avecSesMots(403));
    await expect(envoyer(fiche, "comptes", mots, SIRET)).rejects.toMatchObject(avecSesMots(401));
    await expect(envoyer(fiche, ROSA, mots, AILLEURS)).rejects.toMatchObject(refuse(404));
    expect([await lue(), await lue(AILLEURS)]).toMatchObject([{ telephone: null }, { telephone: null }]);
  });

  it("montre les deux textes à qui enregistre le second, puis garde le sien", async () => {
    const { version } = await ouvrir(fiche, ROSA, "/", SIRET);
    await envoyer(
      fiche,
      MODERATEUR,
      {
        ...MOTS,
        version: (await ouvrir(fiche, MODERATEUR, "/", SIRET)).version,
      },
      SIRET,
    );
    const mots = { ...MOTS, telephone: "05 49 22 22 22", version };
    const reponse = (await envoyer(fiche, ROSA, mots, SIRET)) as { data: { version: string } };
    expect(reponse).toMatchObject({
      init: { status: 409 },
      data: {
        saisie: mots,
        conflit: [{ champ: "telephone", actuel: "05 49 11 11 11", saisi: "05 49 22 22 22" }],
      },
    });
    expect(await lue()).toMatchObject({ telephone: "05 49 11 11 11" });
    await envoyer(fiche, ROSA, { ...mots, version: reponse.data.version }, SIRET);
    expect(await lue()).toMatchObject({ telephone: "05 49 22 22 22" });
  });

  it("rend au formulaire ce qui ne va pas, avec tout ce qui est tapé", async () => {
    const { version } = await ouvrir(fiche, ROSA, "/", SIRET);
    const mots = { ...MOTS, telephone: "12", version };
    expect(await envoyer(fiche, ROSA, mots, SIRET)).toMatchObject({
      init: { status: 422 },
      data: { saisie: mots, version, refus: { raisons: [{ champ: "telephone" }] } },
    });
  });
});

describe("ajouter un organisme", () => {
  it("est à Cap Métiers", async () => {
    await expect(ouvrir(nouvelle, ROSA, "/")).rejects.toMatchObject({ init: { status: 403 } });
    const envoi = envoyer(nouvelle, ROSA, { ...MOTS, siret: NOUVEAU });
    await expect(envoi).rejects.toMatchObject({ init: { status: 403 } });
    expect(await lue(NOUVEAU)).toBeUndefined();
  });

  it("part du SIRET cherché, et de ce que l'entreprise dit déjà", async () => {
    await base.db.update(structure).set({ nda: "75860123486" }).where(eq(structure.siret, SIRET));
    const { valeurs } = await ouvrir(nouvelle, MODERATEUR, "/structures/nouvelle?siret=00043127000032");
    expect(valeurs).toEqual({ siret: "00043127000032", raisonSociale: "Le Clain", nda: "75860123486" });
    expect((await ouvrir(nouvelle, MODERATEUR, "/structures/nouvelle?siret=x")).valeurs).toEqual({
      siret: "",
    });
  });

  it("mène à la fiche de celui qui y est déjà", async () => {
    expect(await envoyer(nouvelle, MODERATEUR, { ...MOTS, siret: SIRET })).toMatchObject({
      init: { status: 422 },
      data: { connu: SIRET, saisie: { siret: SIRET }, refus: { raisons: [{ champ: "siret" }] } },
    });
    const reponse = (await envoyer(nouvelle, MODERATEUR, { ...MOTS, siret: NOUVEAU })) as Response;
    expect(reponse.headers.get("Location")).toBe(`/moderation/recherche?mots=${NOUVEAU}`);
    expect(await lue(NOUVEAU)).toMatchObject({ nom: "Le Clain", codeInsee: "86194" });
  });
});

it("un numéro de déclaration d'activité absent se dit sur la structure, l'action et sa validation, puis plus", async () => {
  await base.db
    .insert(actionFormation)
    .values({ reference: REFERENCE, siret: SIRET, etat: "brouillon", saisie: { intitule: "Vigne" } });
  const dits = async () => [
    (await ouvrir(mesStructures, ROSA, "/structures")).structures[0]?.nda,
    (await ouvrir(action, ROSA, "/")).nda,
    (await ouvrir(valider, ROSA, "/")).nda,
  ];
  const manque = expect.stringMatching(/^Votre numéro de déclaration d'activité manque/);
  expect(await dits()).toEqual([manque, manque, manque]);
  await base.db.update(structure).set({ nda: "75860123486" });
  expect(await dits()).toEqual([null, null, null]);
});
