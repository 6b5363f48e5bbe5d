import { Writable } from "node:stream";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { actionFormation, sessionFormation, structure } from "../../../db/schema";
import { baseDeTest } from "../../../db/test";
import { listerActions } from "../../catalogue/liste.server";
import type { Profil } from "../../droits/droits";
import { plier } from "../../referentiels/texte";
import { contexteDEssai } from "../../server/requete-d-essai.server";
import { loader } from "./export";
import { loader as loaderDesConventionnees } from "./export-conventionnees";

const SIRET = "00043127000024";
const ANTENNE = "00043127000032";
const AUTRE = "00057241200013";
const NOMBRE = 250;

let base: BaseOuverte;
const reference = (n: number) => `20${String(n).padStart(10, "0")}`;

beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values([
    { siret: SIRET, nom: "Lycée de l'Œillet, « Poitiers »", raisonSociale: "Lycée", ville: "Poitiers" },
    { siret: ANTENNE, nom: "Lycée ; annexe", raisonSociale: "Lycée", ville: "Niort" },
    { siret: AUTRE, nom: "Voisin", raisonSociale: "Voisin", ville: "Pau" },
  ]);
  const action = (n: number, intitule: string) => ({
    reference: reference(n),
    siret: SIRET,
    etat: "publiee" as const,
    saisie: { intitule },
    recherche: plier(intitule),
    majLe: new Date("2026-11-24T23:30:00Z"),
  });
  await base.db.insert(actionFormation).values([
    {
      ...action(1, "Soudage ; « TIG »"),
      etat: "archivee",
      saisie: { intitule: 'Soudage ; "TIG"', certifications: ["RNCP37674", "RS5000"] },
    },
    { ...action(2, "Sans session"), etat: "archivee" },
    {
      ...action(3, "=1+1"),
      etat: "brouillon",
      saisie: { intitule: '=HYPERLINK("http://mechant.fr";"ici")' },
    },
    { ...action(4, "Sous contrat"), conventionnee: true },
    { ...action(5, "Chez le voisin"), siret: AUTRE },
    ...Array.from({ length: NOMBRE }, (_, n) => ({
      ...action(1000 + n, `Paie ${(n * 37) % NOMBRE}`),
      majLe: new Date(Date.UTC(2026, 0, 1 + (n % 7))),
    })),
  ]);
  const session = { actionReference: reference(1), siret: SIRET };
  await base.db.insert(sessionFormation).values([
    {
      ...session,
      reference: "00000043",
      saisie: {
        voieAcces: "fpc",
        debut: "2027-03-01",
        fin: "2027-03-12",
        lieuVille: "La Crèche",
        formateur: ANTENNE,
        etatRecrutement: "2",
      },
    },
    {
      ...session,
      reference: "00000042",
      saisie: { voieAcces: "apprentissage", debut: "2026-09-01", fin: "2028-06-30", formateur: SIRET },
    },
    { ...session, reference: "00000044", saisie: {} },
    {
      reference: "00000045",
      actionReference: reference(3),
      siret: SIRET,
      saisie: { lieuVille: "@SOMME(A1)", formateur: "-2+3" },
    },
  ]);
});
afterAll(() => base.fermer());

type Qui = { structures?: { siret: string; profil: Profil }[]; moderateur?: boolean } | null;

/** The answer that somebody of a portal gets, or what it throws. */
async function demander(adresse: string, qui: Qui = {}, reponse?: Writable): Promise<Response> {
  const { structures = [{ siret: SIRET, profil: "preinscription" }], moderateur = false } = qui ?? {};
  const context = await contexteDEssai(
    base,
    {
      maintenant: () => new Date("2026-11-25T23:30:00Z"),
      identite: {
        personne: () => (qui ? { courriel: "claire@exemple.fr", nom: "Claire" } : null),
        droits: () => ({ moderateur, structures }),
        connexion: (retour) => `/connexion?retour=${encodeURIComponent(retour)}`,
      },
    },
    reponse ? { reponse } : {},
  );
  const request = new Request(`http://localhost/formations/${adresse}`);
  const [, onglet] = /non-conventionnees\/([^/]*)\/export/.exec(adresse) ?? [];
  const args = { request, params: { onglet }, context };
  const charger = onglet === undefined ? loaderDesConventionnees : loader;
  return charger(args as unknown as Parameters<typeof loader>[0]).catch((levee: unknown) => {
    if (levee instanceof Response) return levee;
    throw levee;
  });
}

const adresseDe = (onglet: string) => `non-conventionnees/${onglet}/export`;
// Response.text() takes the mark away.
const texteDe = async (reponse: Response) => Buffer.from(await reponse.arrayBuffer()).toString();
const lignesDe = async (reponse: Response): Promise<string[][]> =>
  parse(await texteDe(reponse), { delimiter: ";", bom: true });

describe("l'export d'une liste", () => {
  it("a une ligne par session, dans l'ordre de leurs dates, et une pour une action sans session", async () => {
    const reponse = await demander(adresseDe("archivees"));
    expect(reponse.status).toBe(200);
    const texte = await texteDe(reponse.clone());
    expect(texte.startsWith("\uFEFFRéférence de l'action;Intitulé;État;")).toBe(true);
    expect(texte.endsWith("\r\n")).toBe(true);
    const action = [`n° ${reference(1)}`, 'Soudage ; "TIG"', "Archivée", "Certifiante", "Non conventionnée"];
    const ici = "Lycée de l'Œillet, « Poitiers », Poitiers";
    expect(await lignesDe(reponse)).toEqual([
      [
        "Référence de l'action",
        "Intitulé",
        "État",
        "Type",
        "Financement",
        "Certifications",
        "Référence de la session",
        "Voie d'accès",
        "Début",
        "Fin",
        "Commune",
        "Organisme formateur",
        "État du recrutement",
        "Dernière modification",
      ],
      [
        ...[...action, "RNCP37674, RS5000", "n° 00000042", "Apprentissage", "01/09/2026", "30/06/2028"],
        ...["", ici, "", "25/11/2026"],
      ],
      [
        ...[...action, "RNCP37674, RS5000", "n° 00000043", "FPC", "01/03/2027", "12/03/2027"],
        ...["La Crèche", "Lycée ; annexe, Niort", "Fermé", "25/11/2026"],
      ],
      [...action, "RNCP37674, RS5000", "n° 00000044", "", "", "", "", "", "", "25/11/2026"],
      [
        ...[`n° ${reference(2)}`, "Sans session", "Archivée", "Simple", "Non conventionnée"],
        ...["", "", "", "", "", "", "", "", "25/11/2026"],
      ],
    ]);
  });

  it("se nomme d'après la structure, la liste et le jour à Paris, et ne se garde pas", async () => {
    const { headers } = await demander(adresseDe("publiees"));
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="lycee-de-l-oeillet-poitiers-publiees-2026-11-26.csv"',
      "cache-control": "no-store",
    });
    const conventionnees = await demander("conventionnees/export");
    expect(conventionnees.headers.get("Content-Disposition")).toContain("poitiers-conventionnees-2026");
    expect((await lignesDe(conventionnees)).slice(1).map(([r, , , , f]) => [r, f])).toEqual([
      [`n° ${reference(4)}`, "Conventionnée"],
    ]);
  });

  it("n'a que ses titres quand la liste est vide", async () => {
    for (const vide of [adresseDe("alerte"), `${adresseDe("publiees")}?filtre=soudage`]) {
      expect(await lignesDe(await demander(vide))).toHaveLength(1);
    }
  });

  for (const tri of ["reference", "intitule", "maj"] as const) {
    for (const sens of ["asc", "desc"] as const) {
      it(`va au bout de la liste, lot après lot, dans son ordre : ${tri} ${sens}`, async () => {
        const acteur = { id: 1, nom: "", moderateur: false, profils: { [SIRET]: "general" as const } };
        const ctx = { db: base.db, acteur, maintenant: new Date() };
        const attendues: string[] = [];
        for (let apres: { valeur: string; reference: string } | undefined; ; ) {
          const demande = { siret: SIRET, conventionnee: false, etat: "publiee" as const, tri, sens };
          const { lignes, suite } = await listerActions(ctx, { ...demande, ...(apres ? { apres } : {}) });
          attendues.push(...lignes.map((l) => `n° ${l.reference}`));
          const derniere = lignes.at(-1);
          if (!suite || !derniere) break;
          apres = { valeur: derniere.cle, reference: derniere.reference };
        }
        expect(attendues).toHaveLength(NOMBRE);
        // From its beginning, whatever the page that was shown.
        const page = `&apres=${reference(1100)}&cle=${reference(1100)}`;
        const lues = await lignesDe(
          await demander(`${adresseDe("publiees")}?tri=${tri}&sens=${sens}${page}`),
        );
        expect(lues.slice(1).map(([r]) => r)).toEqual(attendues);
      });
    }
  }

  it("garde le filtre de la liste", async () => {
    const lues = await lignesDe(await demander(`${adresseDe("publiees")}?filtre=PAIE+24`));
    // 24, 124, 224, and 240 to 249.
    expect(lues.slice(1)).toHaveLength(13);
  });

  it("ne laisse rien qu'un tableur prendrait pour une formule", async () => {
    const [, ligne] = await lignesDe(await demander(adresseDe("brouillons")));
    expect(ligne).toEqual(
      expect.arrayContaining([`'=HYPERLINK("http://mechant.fr";"ici")`, "'@SOMME(A1)", "'-2+3"]),
    );
    for (const cellule of ligne ?? []) expect(cellule).not.toMatch(/^[=+\-@\t\r]/);
  });

  it("va au pas de qui le lit, et s'arrête quand il part", async () => {
    const reponse = new Writable({ highWaterMark: 1, write: () => {} });
    const { body } = await demander(adresseDe("publiees"), {}, reponse);
    let texte = "";
    let fini = false;
    // As Remix does, without looking at what `write` says.
    const travail = (async () => {
      for await (const morceau of body as unknown as AsyncIterable<Uint8Array>) {
        texte += Buffer.from(morceau).toString();
        reponse.write(morceau);
      }
      fini = true;
    })();
    await expect.poll(() => texte).toContain(reference(1000));
    await new Promise((ok) => setTimeout(ok, 300));
    expect(fini).toBe(false);
    reponse.destroy();
    await travail;
    expect(texte).not.toContain(reference(1000 + NOMBRE - 1));
  });
});

describe("l'export est refusé d'une phrase", () => {
  const refus = async (reponse: Response) => [
    reponse.status,
    reponse.headers.get("Content-Type"),
    await reponse.text(),
  ];
  const texte = "text/plain; charset=utf-8";

  it("à qui n'a pas de structure, modérateur ou non", async () => {
    for (const adresse of [adresseDe("publiees"), "conventionnees/export"]) {
      for (const moderateur of [false, true]) {
        expect(await refus(await demander(adresse, { structures: [], moderateur }))).toEqual([
          403,
          texte,
          expect.stringContaining("rattaché à aucune structure"),
        ]);
      }
    }
  });

  it("à une adresse qui n'est pas celle d'un onglet", async () => {
    for (const onglet of ["import", "inconnu", "conventionnees", "toString"]) {
      expect(await refus(await demander(adresseDe(onglet)))).toEqual([
        404,
        texte,
        "Cet onglet n'existe pas.\n",
      ]);
    }
  });

  it("à personne : la connexion ramène à la liste, où est son lien", async () => {
    const reponse = await demander(`${adresseDe("publiees")}?filtre=paie`, null);
    expect([reponse.status, reponse.headers.get("Location")]).toEqual([
      302,
      `/connexion?retour=${encodeURIComponent("/formations/non-conventionnees/publiees?filtre=paie")}`,
    ]);
  });

  it("d'une autre structure, il ne montre rien", async () => {
    const autre = { structures: [{ siret: AUTRE, profil: "general" as const }] };
    const lues = await lignesDe(await demander(adresseDe("publiees"), autre));
    expect(lues.slice(1).map(([r]) => r)).toEqual([`n° ${reference(5)}`]);
    expect(await texteDe(await demander(adresseDe("archivees"), autre))).not.toContain("Soudage");
  });
});
