import { describe, expect, it } from "vitest";
import type { Saisie } from "../../db/types";
import { DROITS } from "../droits/droits";
import { definition } from "../lheo/dictionnaire";
import type { Champ } from "./champs";
import { CHAMPS_ACTION } from "./champs-action";
import { GARDES_ACTION, GARDES_SESSION } from "./champs-gardes";
import { MANQUES_ACTION, MANQUES_SESSION } from "./champs-manques";
import { CHAMPS_SESSION } from "./champs-session";
import { choixPour, FINANCEURS, optionsDe } from "./nomenclatures";
import { differences, normaliser, SaisieForgee } from "./saisie";
import { ETATS, type Etat, ONGLETS, TRANSITIONS, type Transition } from "./workflow";

const TOUS = [...CHAMPS_ACTION, ...GARDES_ACTION, ...CHAMPS_SESSION, ...GARDES_SESSION] as const;
type NomDeChamp = (typeof TOUS)[number]["nom"];
const tous: readonly Champ[] = TOUS;
const MANQUES: Record<string, string> = { ...MANQUES_ACTION, ...MANQUES_SESSION };
/** The LHÉO element that carries each field, or our `extras` where the standard has none. */
const LHEO: Record<string, string> = {
  intitule: "intitule-formation",
  lePlus: "extras/le-plus",
  objectifGeneral: "objectif-general-formation",
  objectif: "objectif-formation",
  programme: "contenu-formation",
  validation: "resultats-attendus",
  certifications: "certification",
  publics: "code-public-vise",
  precisionPublic: "info-public-vise",
  niveauEntree: "code-niveau-entree",
  niveauExige: "niveau-entree-obligatoire",
  prerequis: "conditions-specifiques",
  modalitesAcces: "modalites-recrutement",
  accesHandicap: "acces-handicapes",
  tarif: "prix-total-TTC",
  lienWeb: "url-formation",
  contactNom: "contact-formation/coordonnees/nom",
  contactTelephone: "contact-formation/coordonnees/telfixe",
  contactCourriel: "contact-formation/coordonnees/courriel",
  parcours: "parcours-de-formation",
  formateur: "organisme-formateur",
  voieAcces: "extras/voie-acces",
  dureeCycle: "duree-cycle",
  anneesAccessibles: "cycle/annee-cycle",
  certificationsVisees: "reference-certification",
  certifinfo: "reference-certification/reference-code-CERTIFINFO",
  validations: "blocs-competences/validation-blocs",
  blocs: "blocs-competences/bloc-competences",
  modalite: "modalites-enseignement",
  heuresCentre: "nombre-heures-centre",
  heuresDistance: "extras/heures-distance",
  heuresEntreprise: "nombre-heures-entreprise",
  alternance: "modalites-alternance",
  typeEntree: "modalites-entrees-sorties",
  debut: "periode/debut",
  fin: "periode/fin",
  etatRecrutement: "etat-recrutement",
  recrutement: "recrutement/modalite-recrutement",
  reunions: "recrutement",
  commentaire: "extras/commentaire-session",
  lieuNom: "lieu-de-formation/coordonnees/nom",
  lieuAdresse: "lieu-de-formation/coordonnees/adresse",
  lieuCommune: "lieu-de-formation/coordonnees/adresse/code-INSEE-commune",
  lieuCodePostal: "lieu-de-formation/coordonnees/adresse/codepostal",
  lieuVille: "lieu-de-formation/coordonnees/adresse/ville",
  contactSessionNom: "contact-session/coordonnees/nom",
  contactSessionTelephone: "contact-session/coordonnees/telfixe",
  contactSessionCourriel: "contact-session/coordonnees/courriel",
  rythme: "rythme-formation",
  publicsSession: "code-public-vise",
  precisionPublicSession: "info-public-vise",
  niveauExigeSession: "niveau-entree-obligatoire",
  priseEnCharge: "prise-en-charge-frais-possible",
  detailPriseEnCharge: "detail-conditions-prise-en-charge",
  financeurs: "organisme-financeur",
} satisfies Record<NomDeChamp, string>;
/** The last element of the path. */
const elementDe = ({ nom }: Champ) => LHEO[nom]?.split("/").at(-1) ?? "";

describe("la table des champs", () => {
  it("donne à chaque champ un élément LHÉO qui existe, et une limite qu'il permet", () => {
    for (const c of tous) {
      if (LHEO[c.nom]?.startsWith("extras/")) continue;
      const def = definition(elementDe(c), "2.3");
      expect(def, c.nom).toBeDefined();
      if (def?.genre === "texte" && c.max) expect(c.max, c.nom).toBeLessThanOrEqual(def.max);
    }
  });

  it("dit que faire quand un champ exigé manque, et n'a pas deux champs du même nom", () => {
    for (const c of tous) if (c.exigePour) expect(MANQUES[c.nom], c.nom).toMatch(/\.$/);
    // Not even one in each table: a form that was kept is read back by the names alone.
    expect(new Set(tous.map((c) => c.nom)).size).toBe(tous.length);
  });

  it("n'emploie que des codes que LHÉO connaît", () => {
    const financeurs = definition("code-financeur", "2.3");
    for (const f of FINANCEURS) expect(financeurs?.genre === "code" && financeurs.codes).toContain(f.code);
    for (const c of tous) {
      const def = definition(elementDe(c), "2.3");
      if (def?.genre !== "code" || c.nom === "typeEntree") continue;
      for (const o of optionsDe(c) ?? []) expect(def.codes, c.nom).toContain(o.code);
    }
  });
});

const RETRAITS = {
  toujours: "quitte le flux",
  selonLeMotif: "quitte le flux si le motif le dit",
  jamais: "",
};

/** docs/circuit.md, made from the table: `vitest run -u app/catalogue/champs.test.ts` writes it again. */
function circuit(): string {
  const etats = (liste: readonly Etat[]) => liste.map((e) => ETATS[e].libelle).join(", ");
  const vers = ({ de, vers }: Transition) => {
    if (typeof vers === "string") return ETATS[vers].libelle;
    const depuis = (etat: Etat) =>
      [null, "alerte" as const].flatMap((etatPrecedent) =>
        [false, true].map((dejaPubliee) => vers({ etat, etatPrecedent, dejaPubliee })),
      );
    if (de.every((etat) => depuis(etat).every((arrivee) => arrivee === etat))) return "le même";
    const cas = de.flatMap(depuis);
    return [...new Set(cas)].map((e) => ETATS[e].libelle).join(" ou ");
  };
  const qui = ({ droit }: Transition) =>
    [DROITS[droit].profils.length > 0 ? "organisme" : "", DROITS[droit].moderateur ? "modérateur" : ""]
      .filter(Boolean)
      .join(", ");
  const lignes = TRANSITIONS.map(
    (t) =>
      `| ${etats(t.de)} | ${t.libelle} | ${qui(t)} | ${vers(t)} | ${t.exige ?? ""} | ${RETRAITS[t.retire ?? "jamais"]} |`,
  );
  return `# Le circuit d'une action

Écrit depuis la table de \`app/catalogue/workflow.ts\`, qu'un test lui compare.

| de | geste | qui | vers | ce qui doit tenir | effet |
|---|---|---|---|---|---|
${lignes.join("\n")}
`;
}

describe("la table du circuit", () => {
  it("est celle de la documentation", async () => {
    await expect(circuit()).toMatchFileSnapshot("../../docs/circuit.md");
  });

  it("n'a qu'un passage par événement et par état, et chaque état un onglet", () => {
    const cles = TRANSITIONS.flatMap((t) => t.de.map((e) => `${t.evenement} ${e}`));
    expect(new Set(cles).size).toBe(cles.length);
    expect([...ONGLETS].sort()).toEqual(Object.keys(ETATS).sort());
  });
});

describe("ce que les formulaires envoient", () => {
  it("garde un texte trop long, écarte les champs inconnus et refuse une réponse hors liste", () => {
    const long = "é".repeat(4000);
    expect(normaliser("action", { objectif: long, etat: "publiee" })).toEqual({ objectif: long });
    expect(() => normaliser("action", { objectifGeneral: "99" })).toThrow(SaisieForgee);
    expect(() => normaliser("session", { voieAcces: ["fpc", "apprentissage"].join(",") })).toThrow(
      SaisieForgee,
    );
  });

  it("prend les réponses que seuls les fichiers donnent, et les propose à qui les a déjà", () => {
    const dites = { publics: ["80006", "80098", "84999"], niveauEntree: "5" };
    expect(normaliser("action", dites)).toEqual(dites);
    for (const forgee of [{ publics: ["32688"] }, { publics: ["8000"] }, { niveauEntree: "9" }]) {
      expect(() => normaliser("action", forgee)).toThrow(SaisieForgee);
    }
    const { publics = [], niveauEntree = [] } = choixPour(dites);
    expect(publics.slice(-2)).toEqual([
      { code: "80098", libelle: "Jeune (dans le cadre du plan jeune)" },
      { code: "84999", libelle: "84999" },
    ]);
    expect(niveauEntree.at(-1)?.libelle).toContain("Niveau IV");
    expect(choixPour({}).publics).toHaveLength(12);
  });

  it("n'écrit rien de ce qu'aucun formulaire ne demande", () => {
    const forge = Object.fromEntries([...GARDES_ACTION, ...GARDES_SESSION].map((c) => [c.nom, "1"]));
    expect([normaliser("action", forge), normaliser("session", forge)]).toEqual([{}, {}]);
  });

  it("normalise les puces et retire ce que XML refuse, sans toucher au reste", () => {
    const texte = "• Un\n ▪ Deux\t(2)\n- Trois\u000b\u0000 – non";
    expect(normaliser("action", { programme: texte }).programme).toBe("- Un\n- Deux (2)\n- Trois – non");
    const deTraitementDeTexte = "\uf0b7\tUn\n\uf0fc Deux\no   Trois\nØ Quatre\n§ 5 de l'annexe\nosier";
    expect(normaliser("action", { programme: deTraitementDeTexte }).programme).toBe(
      "- Un\n- Deux\n- Trois\n- Quatre\n§ 5 de l'annexe\nosier",
    );
  });
});

describe("ce qui change entre deux versions", () => {
  const changes = (portee: "action" | "session", avant: Saisie, apres: Saisie) =>
    differences(portee, avant, apres).map((d) => d.champ.nom);

  it("ne compte pas l'ordre des certifications ni des cases, mais leur ajout et leur retrait", () => {
    const avant = { certifications: ["RNCP1", "RNCP2"], validation: ["rncp", "autre"] };
    const apres = { certifications: ["RNCP2", "RNCP1"], validation: ["autre", "rncp"] };
    expect(changes("action", avant, apres)).toEqual([]);
    expect(changes("action", avant, { ...apres, certifications: ["RNCP2"] })).toEqual(["certifications"]);
    expect(changes("action", avant, { ...apres, certifications: ["RNCP2", "RNCP3"] })).toEqual([
      "certifications",
    ]);
    expect(changes("session", { recrutement: ["9", "3"] }, { recrutement: ["3", "9"] })).toEqual([]);
  });

  it("compte l'ordre des réunions, non celui de leurs parties", () => {
    const [un, deux] = [{ date: "2027-01-04", lieu: "A" }, { date: "2027-01-05" }];
    expect(changes("session", { reunions: [un, deux] }, { reunions: [deux, un] })).toEqual(["reunions"]);
    expect(
      changes("session", { reunions: [un] }, { reunions: [{ lieu: "A", date: "2027-01-04", heure: "" }] }),
    ).toEqual([]);
  });
});
