import { createReadStream, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { BaseOuverte } from "../../db/client";
import {
  type Approuve,
  actionFormation,
  demande,
  journal,
  publication,
  sessionFormation,
  structure,
  structureARecopier,
} from "../../db/schema";
import { baseDeTest, SESSION_COMPLETE } from "../../db/test";
import type { Saisie } from "../../db/types";
import { enregistrerSession, supprimerSession } from "../catalogue/cas-d-usage/session.server";
import type { Contexte } from "../catalogue/contexte";
import { fluxLheo } from "../diffusion/flux.server";
import { retirerFragment } from "../diffusion/fragment.server";
import { recopierLesNotees } from "../diffusion/recopier.server";
import { lireLheo, validerNoeud } from "../lheo";
import { repondreADemande } from "../moderation/repondre.server";
import { importerLheo, type OptionsImport } from "./importer.server";

const HIER = new Date("2026-11-23T10:00:00Z");
const DEMAIN = new Date("2026-11-25T10:00:00Z");
const officiels = fileURLToPath(new URL("../../../shared/lheo/", import.meta.url));
const SIRET = "00043127000024";

type Dit = Partial<
  Record<"numero" | "siret" | "intitule" | "commune" | "debut" | "certif" | "sessions" | "suite", string>
>;

const adresse = (insee = "33063") =>
  `<adresse><ligne>-</ligne><codepostal>33000</codepostal><ville>Bordeaux</ville><code-INSEE-commune>${insee}</code-INSEE-commune></adresse>`;
const session = (numero: string, debut = "20270906") =>
  `<session numero="${numero}"><periode><debut>${debut}</debut><fin>20280630</fin></periode><adresse-inscription>${adresse()}</adresse-inscription></session>`;

/** A formation as another Carif writes it in 2.2, with what the test changes. */
const formation = (d: Dit = {}) => `
<formation numero="${d.numero ?? "24_1"}">
<domaine-formation><code-FORMACODE ref="V12">32688</code-FORMACODE></domaine-formation>
<intitule-formation>${d.intitule ?? "Gestionnaire de paie"}</intitule-formation>
<objectif-formation>-</objectif-formation><resultats-attendus>Attestation</resultats-attendus>
<contenu-formation>-</contenu-formation><certifiante>0</certifiante>
<contact-formation><coordonnees>${adresse()}</coordonnees></contact-formation>
<parcours-de-formation>4</parcours-de-formation><code-niveau-entree>0</code-niveau-entree>
<objectif-general-formation>2</objectif-general-formation>${d.certif ?? ""}
<action numero="24_2"><rythme-formation>-</rythme-formation><code-public-vise ref="V12">80006</code-public-vise>
<niveau-entree-obligatoire>0</niveau-entree-obligatoire><modalites-alternance>-</modalites-alternance>
<modalites-enseignement>2</modalites-enseignement><conditions-specifiques>-</conditions-specifiques>
<prise-en-charge-frais-possible>1</prise-en-charge-frais-possible>
<lieu-de-formation><coordonnees>${adresse(d.commune)}</coordonnees></lieu-de-formation>
<modalites-entrees-sorties>0</modalites-entrees-sorties>${d.sessions ?? session("1", d.debut)}${d.suite ?? ""}
</action>
<organisme-formation-responsable><numero-activite>75330000033</numero-activite>
<SIRET-organisme-formation><SIRET>${d.siret ?? SIRET}</SIRET></SIRET-organisme-formation>
<nom-organisme>Le Clain</nom-organisme><raison-sociale>Institut du Clain</raison-sociale>
<coordonnees-organisme><coordonnees>${adresse()}</coordonnees></coordonnees-organisme>
<contact-organisme><coordonnees>${adresse()}</coordonnees></contact-organisme>
</organisme-formation-responsable></formation>`;

const fichier = (...formations: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://www.lheo.org/2.2"><offres>${formations.join("")}</offres></lheo>`;

async function* source(...morceaux: string[]) {
  yield* morceaux;
}

describe("l'import d'un fichier LHÉO", () => {
  let base: BaseOuverte;
  beforeEach(async () => {
    base = await baseDeTest();
  });
  afterEach(() => base.fermer());

  const importer = (xml: string, options: Partial<OptionsImport> = {}) =>
    importerLheo(base.db, source(xml), { maintenant: HIER, ...options });
  const actions = () => base.db.select().from(actionFormation).orderBy(asc(actionFormation.reference));
  const sessions = () => base.db.select().from(sessionFormation).orderBy(asc(sessionFormation.reference));
  const feed = async () => {
    let texte = "";
    for await (const m of fluxLheo(base.lire).corps) texte += m;
    return texte;
  };

  it("crée la structure, l'action publiée sous une référence de chez nous, et son journal", async () => {
    const bilan = await importer(fichier(formation()));
    expect(bilan).toEqual({ formations: 1, ajoutees: 1, modifiees: 0, inchangees: 0, refus: [] });
    const [action] = await actions();
    expect(action).toMatchObject({
      siret: SIRET,
      etat: "publiee",
      origine: "24_1",
      recherche: "gestionnaire de paie",
    });
    expect(action?.reference).toMatch(/^20\d{10}$/);
    const [s] = await sessions();
    expect(s).toMatchObject({ origine: "1", debut: "2027-09-06", transmiseLe: HIER });
    expect(s?.reference).toMatch(/^00\d{6}$/);
    expect(await base.db.select().from(journal)).toHaveLength(1);
    expect(await base.db.select().from(structure)).toMatchObject([{ siret: SIRET, nda: "75330000033" }]);
  });

  it("deux fois ne change rien, même quand les numéros de session se répètent", async () => {
    const xml = fichier(formation({ sessions: session("1") + session("1", "20271004") }));
    await importer(xml);
    const avant = [await actions(), await sessions(), await base.db.select().from(publication)];
    const bilan = await importer(xml, { maintenant: DEMAIN });
    expect(bilan).toMatchObject({ ajoutees: 0, modifiees: 0, inchangees: 1, refus: [] });
    expect([await actions(), await sessions(), await base.db.select().from(publication)]).toEqual(avant);
    expect(await sessions()).toHaveLength(2);
  });

  it("une fiche qui change passe dans les autres fragments de l'organisme, à la tournée", async () => {
    await importer(fichier(formation(), formation({ numero: "24_9" })));
    const tournee = () => recopierLesNotees(base.db, new Date(DEMAIN.getTime() + 60_000));
    // All of it is new: there is nothing to write again.
    expect(await base.db.$count(structureARecopier)).toBe(0);
    const change = formation({ intitule: "Paie et social" }).replace(
      "<nom-organisme>Le Clain",
      "<nom-organisme>La Vienne",
    );
    await importer(fichier(change), { maintenant: DEMAIN });
    expect((await feed()).match(/La Vienne<\/nom-organisme>/g)).toHaveLength(1);
    expect(await tournee()).toEqual({ recopies: 1, invalides: [] });
    expect((await feed()).match(/La Vienne<\/nom-organisme>/g)).toHaveLength(2);
  });

  it("ne laisse pas le code d'une commune à l'adresse d'une autre", async () => {
    const chezLui = `<coordonnees-organisme><coordonnees>${adresse()}`;
    const avec = (intitule: string, coordonnees: string) =>
      fichier(
        formation({ intitule }).replace(
          chezLui,
          `<coordonnees-organisme><coordonnees>${coordonnees}<telfixe><numtel>${intitule}</numtel></telfixe>`,
        ),
      );
    const ailleurs = (intitule: string, codePostal: string, ville: string) =>
      avec(
        intitule,
        `<adresse><ligne>-</ligne><codepostal>${codePostal}</codepostal><ville>${ville}</ville></adresse>`,
      );
    const code = async () => (await base.db.select().from(structure))[0]?.codeInsee;
    await importer(fichier(formation()));
    await importer(ailleurs("La même", "33000", "Bordeaux"));
    expect(await code(), "ce que le fichier tait n'efface rien").toBe("33063");
    await importer(ailleurs("Ici", "86000", "Poitiers"));
    expect(await code()).toBe("86194");
    await importer(avec("Sans adresse", "<nom>Accueil</nom>"));
    expect(await code()).toBe("86194");
    await importer(ailleurs("Là", "75011", "Paris"));
    expect(await code()).toBeNull();
  });

  it("suit un fichier qui change : mots, session ajoutée, session retirée, première transmission gardée", async () => {
    await importer(fichier(formation({ sessions: session("1") + session("2") })));
    const xml = fichier(formation({ intitule: "Paie et social", sessions: session("2") + session("3") }));
    expect(await importer(xml, { maintenant: DEMAIN })).toMatchObject({ modifiees: 1, refus: [] });
    expect(await actions()).toMatchObject([{ intitule: "Paie et social", version: 2, revision: 2 }]);
    expect((await sessions()).map((s) => [s.origine, s.transmiseLe])).toEqual([
      ["2", HIER],
      ["3", DEMAIN],
    ]);
    const [p] = await base.db.select().from(publication);
    expect(p).toMatchObject({ publieeLe: HIER, majLe: DEMAIN });
    expect((await importer(xml)).inchangees).toBe(1);
  });

  it("compare comme le reste du catalogue : ni l'ordre des certifications, ni ce qui est sans objet", async () => {
    const certifie = (...codes: string[]) =>
      codes.map((c) => `<certification><code-RNCP>${c}</code-RNCP></certification>`).join("");
    await importer(fichier(formation({ certif: certifie("37674", "37873") })));
    const autreOrdre = fichier(formation({ certif: certifie("37873", "37674") }));
    const avant = await actions();
    expect(await importer(autreOrdre, { maintenant: DEMAIN })).toMatchObject({ inchangees: 1, refus: [] });
    expect(await actions()).toEqual(avant);

    // The years of an apprenticeship that the session no longer is wait in its row: nothing there waits to be published.
    const [s] = await sessions();
    const gardee = { ...s?.saisie, voieAcces: "fpc", dureeCycle: "2" };
    await base.db.update(sessionFormation).set({ saisie: gardee });
    const { dureeCycle: _, ...enVigueur } = gardee;
    const [p] = await base.db.select().from(publication);
    const approuve = { ...p?.approuve, sessions: [{ reference: s?.reference, saisie: enVigueur }] };
    await base.db.update(publication).set({ approuve: approuve as Approuve });
    await base.db.update(actionFormation).set({ etat: "alerte" });
    const suite = fichier(formation({ certif: certifie("37674", "37873"), intitule: "Venu du fichier" }));
    expect(await importer(suite)).toMatchObject({ modifiees: 1, refus: [] });
    expect((await sessions())[0]?.saisie).toEqual(gardee);
  });

  const of = (): Contexte => ({
    db: base.db,
    acteur: { id: 1, nom: "Claire", moderateur: false, profils: { [SIRET]: "general" } },
    maintenant: HIER,
  });
  const saisirIci = async (plus: Saisie = {}) => {
    const [action] = await actions();
    const saisie = { ...SESSION_COMPLETE, formateur: SIRET, ...plus };
    const fait = await enregistrerSession(of(), {
      actionReference: action?.reference ?? "",
      reference: null,
      saisie,
      version: 0,
      enLigne: action?.etat === "publiee",
    });
    return fait.reference;
  };
  const enLigne = async () => {
    const [p] = await base.db.select().from(publication);
    return p?.approuve.sessions.map((s) => s.reference) ?? [];
  };

  it.each([
    ["les nôtres", "200000000900", ["00000900", "00000901", "00000902"]],
    ["ceux d'un autre", "24_1", ["1", "2", "3"]],
  ])("garde la session saisie ici quand le fichier en retire, les numéros étant %s", async (_, numero, n) => {
    // Not in the order of the dates, which is that of the saves made here.
    const avec = (premiere = "", ...autres: (string | undefined)[]) =>
      fichier(
        formation({
          numero,
          sessions: session(premiere, "20271004") + autres.map((x) => session(String(x))).join(""),
        }),
      );
    await importer(avec(n[0], n[1]));
    const [, deuxieme] = await enLigne();
    const saisie = await saisirIci();
    const [avant] = await actions();
    expect((await importer(avec(n[0], n[1]))).inchangees).toBe(1);
    expect(await actions()).toEqual([avant]);

    expect(await importer(avec(n[0], n[2]), { maintenant: DEMAIN })).toMatchObject({
      modifiees: 1,
      refus: [],
    });
    const restent = await enLigne();
    expect(restent).toHaveLength(3);
    expect(restent).toContain(saisie);
    expect(restent).not.toContain(deuxieme);
    expect((await sessions()).map((s) => s.reference)).toEqual(restent.toSorted());
    expect(await feed()).toContain(`<session numero="${saisie}"`);
    expect((await importer(avec(n[0], n[2]))).inchangees).toBe(1);

    // What later files brought goes with them, and what was typed here still stays.
    expect((await importer(avec(n[0]))).modifiees).toBe(1);
    expect((await enLigne()).toSorted()).toEqual([restent[0], saisie].toSorted());
  });

  it("ne publie pas avec un fichier la session commencée ici sur une action en alerte", async () => {
    await importer(fichier(formation()));
    const publiees = await enLigne();
    await base.db.update(actionFormation).set({ etat: "alerte" });
    const commencee = await saisirIci({ heuresCentre: "" });
    const autre = fichier(formation({ intitule: "Venu du fichier" }));
    expect((await importer(autre)).refus[0]?.raison).toMatch(/pas encore publiés/);
    expect(await actions()).toMatchObject([{ etat: "alerte", intitule: "Gestionnaire de paie" }]);
    expect(await enLigne()).toEqual(publiees);
    await supprimerSession(of(), (await actions())[0]?.reference ?? "", commencee);
    expect((await importer(autre)).modifiees).toBe(1);
    expect(await actions()).toMatchObject([{ etat: "publiee", intitule: "Venu du fichier" }]);
  });

  it("ne remet pas en ligne avec un fichier ce qu'une alerte a retiré du flux", async () => {
    await importer(fichier(formation()));
    await base.db.update(actionFormation).set({ etat: "alerte" });
    await base.db.delete(publication);
    for (const n of [formation(), formation({ intitule: "Venu du fichier" })]) {
      expect((await importer(fichier(n))).refus[0]?.raison).toMatch(/pas encore publiés/);
    }
    expect(await actions()).toMatchObject([{ etat: "alerte", intitule: "Gestionnaire de paie" }]);
    expect(await base.db.select().from(publication)).toEqual([]);
  });

  it("retire avec le fichier la session saisie ici qui avait été supprimée, puis rapportée par lui", async () => {
    const sans = fichier(formation({ numero: "200000000900", sessions: session("00000900") }));
    await importer(sans);
    const saisie = await saisirIci();
    const avec = fichier(
      formation({ numero: "200000000900", sessions: session("00000900") + session(saisie) }),
    );
    const [d] = await base.db
      .insert(demande)
      .values({
        type: "suppression_session",
        actionReference: "200000000900",
        sessionReference: saisie,
        contexte: "Annulée.",
      })
      .returning();
    const [action] = await actions();
    const moderateur = { ...of(), acteur: { id: 2, nom: "Hugo", moderateur: true, profils: {} } };
    await repondreADemande(moderateur, "200000000900", {
      revision: action?.revision ?? 0,
      demande: d?.id ?? 0,
      accordee: true,
      phrase: "",
    });
    await importer(avec);
    expect(await enLigne()).toContain(saisie);
    await importer(sans);
    expect(await enLigne()).toEqual(["00000900"]);
  });

  it.each<[string, Dit, RegExp]>([
    ["un SIRET à la mauvaise clé", { siret: "00043127000025" }, /SIRET 00043127000025/],
    ["un lieu hors de la région", { commune: "75110" }, /n'est pas en Nouvelle-Aquitaine/],
    ["une date inconnue", { debut: "99999999" }, /dates de début et de fin/],
    ["une fin avant le début", { debut: "20290101" }, /finit avant de commencer/],
    ["un élément hors de la norme", { certif: "<sigle>X</sigle>" }, /<sigle> n'existe pas/],
    ["une formation sans numéro", { numero: "" }, /attribut numero/],
  ])("refuse %s, dit pourquoi, et prend les autres", async (_, dit, raison) => {
    const bilan = await importer(fichier(formation({ numero: "24_0", ...dit }), formation()));
    expect(bilan).toMatchObject({ formations: 2, ajoutees: 1 });
    expect(bilan.refus).toHaveLength(1);
    expect(bilan.refus[0]?.raison).toMatch(raison);
    expect(bilan.refus[0]?.ligne).toBeGreaterThan(1);
    expect((await actions()).map((a) => a.origine)).toEqual(["24_1"]);
  });

  it("prend un lieu hors région quand on l'accepte", async () => {
    const bilan = await importer(fichier(formation({ commune: "75110" })), { horsRegion: true });
    expect(bilan).toMatchObject({ ajoutees: 1, refus: [] });
  });

  it("refuse un numéro déjà vu dans le fichier, un fichier sans formation, un XML coupé", async () => {
    const double = await importer(fichier(formation(), formation({ intitule: "Autre" })));
    expect(double).toMatchObject({ ajoutees: 1, refus: [{ reference: "24_1" }] });
    expect(await actions()).toMatchObject([{ intitule: "Gestionnaire de paie" }]);
    expect((await importer(fichier())).refus[0]?.raison).toMatch(/aucune formation/);
    const coupe = await importer(fichier(formation()).slice(0, -40));
    expect(coupe.refus.at(-1)?.raison).toMatch(/XML/);
  });

  it("ne touche pas à l'action d'une autre structure, ni à la session d'une autre action", async () => {
    await importer(fichier(formation({ numero: "200000000900", sessions: session("00000900") })));
    const bilan = await importer(fichier(formation({ numero: "200000000900", siret: "00057241200013" })));
    expect(bilan.refus[0]?.raison).toMatch(/autre structure/);
    await importer(fichier(formation({ numero: "24_9", sessions: session("00000900") })));
    const [premiere, seconde] = await sessions().then((l) =>
      l.toSorted((a) => (a.origine === null ? -1 : 1)),
    );
    expect(premiere).toMatchObject({ reference: "00000900", actionReference: "200000000900" });
    expect(seconde).toMatchObject({ origine: "00000900" });
  });

  it("n'efface pas ce qui attend ici et ne ramène pas ce qui a été archivé", async () => {
    await importer(fichier(formation()));
    const autre = fichier(formation({ intitule: "Venu du fichier" }));
    await base.db
      .update(actionFormation)
      .set({ etat: "modifiee", echeance: "2026-12-01", saisie: { intitule: "Tapé ici" } });
    expect((await importer(autre)).refus[0]?.raison).toMatch(/pas encore publiés/);
    await base.db.update(actionFormation).set({ etat: "archivee", echeance: null });
    const [action] = await actions();
    await retirerFragment(base.db, action?.reference ?? "");
    expect((await importer(autre)).refus[0]?.raison).toMatch(/archivée/);
    expect(await actions()).toMatchObject([{ intitule: "Tapé ici" }]);
  });

  it("reconnaît ce qui est conventionné, et le flux le redit", async () => {
    const region = "<organisme-financeur><code-financeur>2</code-financeur></organisme-financeur>";
    await importer(fichier(formation({ suite: region }), formation({ numero: "24_3" })));
    expect((await actions()).map((a) => [a.origine, a.conventionnee])).toEqual([
      ["24_1", true],
      ["24_3", false],
    ]);
    expect(await feed()).toContain("<conventionnement>1</conventionnement>");
  });

  it("ce que le flux publie est valide et se relit à l'identique dans une base vide", async () => {
    const certif = "<certification><code-RNCP>37674</code-RNCP></certification>";
    await importer(
      fichier(formation({ certif }), formation({ numero: "24_3", sessions: session("1") + session("2") })),
    );
    const flux = await feed();
    for await (const lu of lireLheo(source(flux))) {
      if (lu.type === "formation") expect(validerNoeud(lu.noeud, "2.3")).toEqual([]);
    }
    const schema = `${officiels}xsd/lheo-2.3.xsd`;
    if (existsSync(schema)) {
      const { errors } = await validateXML({
        xml: [{ fileName: "flux.xml", contents: flux }],
        schema: [{ fileName: "lheo-2.3.xsd", contents: readFileSync(schema, "utf8") }],
      });
      expect(errors.map((e) => e.message)).toEqual([]);
    }
    const vide = await baseDeTest();
    try {
      expect(await importerLheo(vide.db, source(flux), { maintenant: HIER })).toMatchObject({
        ajoutees: 2,
        refus: [],
      });
      for (const p of await base.db.select().from(publication)) {
        const [copie] = await vide.db
          .select()
          .from(publication)
          .where(eq(publication.actionReference, p.actionReference));
        expect(copie?.approuve).toEqual(p.approuve);
        expect(copie?.fragment).toBe(p.fragment);
      }
      const copies = await vide.db.select().from(structure);
      expect(copies).toEqual(await base.db.select().from(structure));
    } finally {
      await vide.fermer();
    }
  });

  it("sans publication, le flux reste un document bien formé ; son empreinte suit ce qui entre et sort", async () => {
    const entete = [];
    for await (const lu of lireLheo(source(await feed()))) entete.push(lu.type);
    expect(entete).toEqual(["entete"]);
    const vide = await fluxLheo(base.lire).derniereMaj;
    await importer(fichier(formation()));
    const pleine = await fluxLheo(base.lire).derniereMaj;
    expect(pleine.lastModified.getTime()).toBeGreaterThan(vide.lastModified.getTime());
    expect(pleine.etag).not.toBe(vide.etag);
  });

  it("traite les fichiers réels comme il faut", async () => {
    const cas: [string, number, number][] = [
      ["01_centre_etoile_plaquiste_2.2.xml", 1, 0],
      ["03_paca_espacecompetences_poec_2.2.xml", 1, 0],
      ["08_anotea_intercarif_test_INVALID_2.2.xml", 0, 4],
      ["09_edof_exemple_officiel_v7r0.xml", 0, 1],
    ];
    for (const [nom, ajoutees, refus] of cas) {
      const chemin = `${officiels}samples/${nom}`;
      if (!existsSync(chemin)) continue;
      const bilan = await importerLheo(base.db, createReadStream(chemin), {
        maintenant: HIER,
        horsRegion: true,
      });
      expect([nom, bilan.ajoutees, bilan.refus.length]).toEqual([nom, ajoutees, refus]);
    }
  });
});
