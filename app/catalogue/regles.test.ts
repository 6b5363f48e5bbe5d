import { describe, expect, it } from "vitest";
import type { Saisie } from "../../db/types";
import type { Faits } from "./regles";
import { raisonsAction } from "./regles-action";
import { raisonsSession } from "./regles-session";
import { remarques, remarquesAction, remarquesSession } from "./remarques";

const faits: Faits = {
  aujourdhui: "2026-11-23",
  certifications: {
    RNCP1: {
      code: "RNCP1",
      intitule: "Titre",
      repertoire: "RNCP",
      dateDebutEnregistrement: null,
      dateFinEnregistrement: "2027-08-31",
      actif: true,
      certifinfo: [],
      remplaceePar: null,
      apprentissage: null,
      blocs: [
        { code: "RNCP1BC01", libelle: "Un" },
        { code: "RNCP1BC02", libelle: "Deux" },
      ],
    },
    RS2: {
      code: "RS2",
      intitule: "Habilitation",
      repertoire: "RS",
      dateDebutEnregistrement: null,
      dateFinEnregistrement: null,
      actif: true,
      certifinfo: [],
      remplaceePar: null,
      apprentissage: null,
      blocs: [],
    },
  },
  certificationsAction: ["RNCP1"],
  communes: { "79048": { nom: "La Crèche" } },
  formateurs: ["00043127000024"],
};

const action: Saisie = {
  intitule: "Conduite de travaux",
  objectifGeneral: "6",
  objectif: "Conduire un chantier.",
  programme: "Préparer, suivre, clore.",
  validation: ["rncp"],
  certifications: ["RNCP1"],
  contactCourriel: "contact@exemple.fr",
};

const session: Saisie = {
  formateur: "00043127000024",
  voieAcces: "fpc",
  certificationsVisees: ["RNCP1"],
  validations: { RNCP1: "1" },
  modalite: "0",
  heuresCentre: "70",
  typeEntree: "fixes",
  debut: "2027-01-04",
  fin: "2027-02-26",
  etatRecrutement: "1",
  lieuAdresse: "1 rue Basse",
  lieuCommune: "79048",
};

const codesAction = (change: Saisie) =>
  raisonsAction({ ...action, ...change }, faits).map((r) => `${r.champ} ${r.code}`);
const codesSession = (change: Saisie) =>
  raisonsSession({ ...session, ...change }, faits).map((r) => `${r.champ} ${r.code}`);

describe("les règles de l'action", () => {
  it("ne reprochent rien à une action complète", () => expect(raisonsAction(action, faits)).toEqual([]));
  it("disent toutes les absences à la fois", () => {
    const champs = raisonsAction({}, faits).map((r) => r.champ);
    expect(champs).toEqual([
      "intitule",
      "objectifGeneral",
      "objectif",
      "programme",
      "validation",
      "contactCourriel",
    ]);
  });
  it.each([
    [{ intitule: "CONDUITE DE TRAVAUX" }, "intitule R-11"],
    [{ intitule: "Conduite de travaux, éligible CPF" }, "intitule A4"],
    [{ intitule: "Conduite de travaux à 1 200 €" }, "intitule A4"],
    [{ lePlus: "Voyez https://www.exemple.fr" }, "lePlus A5"],
    [{ objectif: "x".repeat(3001) }, "objectif R-10"],
    [{ programme: "<b>gras</b>" }, "programme R-10"],
    [{ lienWeb: "exemple.fr" }, "lienWeb A13"],
    [{ lienWeb: "javascript:alert(1)" }, "lienWeb A13"],
    [{ lienWeb: "https:www.exemple.fr" }, "lienWeb A13"],
    [{ tarif: "de 900 à 1200 euros" }, "tarif A24"],
    [{ tarif: "-5" }, "tarif A24"],
    [{ accesHandicap: "x".repeat(251) }, "accesHandicap R-10"],
    [{ contactCourriel: "contact@exemple" }, "contactCourriel A28"],
    [{ contactTelephone: "0--------" }, "contactTelephone A28"],
    [{ certifications: [] as string[] }, "certifications MANQUE"],
    [{ certifications: ["RNCP404"] }, "certifications A14"],
    [{ certifications: ["RS2"] }, "certifications R-12"],
    [{ validation: ["attestation", "rncp"] }, "validation R-12"],
    [{ validation: ["attestation"] }, "validation R-12"],
    [{ validation: ["attestation"], certifications: [] as string[] }, "objectifGeneral A6"],
  ])("refusent %o", (change, attendu) => expect(codesAction(change)).toContain(attendu));
  it("comptent les caractères comme une personne, jusqu'à la limite comprise", () => {
    expect(codesAction({ objectif: "😀".repeat(3000) })).toEqual([]);
    expect(codesAction({ objectif: "😀".repeat(3001) })).toEqual(["objectif R-10"]);
  });
  it("remarquent, sans la refuser, une certification sous un autre objectif", () => {
    const autre = { ...action, objectifGeneral: "2" };
    expect(raisonsAction(autre, faits)).toEqual([]);
    expect(remarquesAction(autre).map((r) => `${r.champ} ${r.code}`)).toEqual(["objectifGeneral A6"]);
    const sans = { validation: ["attestation"], certifications: [] as string[] };
    for (const change of [{ objectifGeneral: "6" }, { objectifGeneral: "" }, sans]) {
      expect(remarquesAction({ ...autre, ...change })).toEqual([]);
    }
  });
  it("laissent à un texte ses signes de comparaison", () => {
    expect(codesAction({ programme: "Équations : si x<y alors z>0." })).toEqual([]);
  });
});

describe("les règles de la session", () => {
  it("ne reprochent rien à une session complète", () => expect(raisonsSession(session, faits)).toEqual([]));
  it.each([
    [{ voieAcces: "" }, "voieAcces MANQUE"],
    [{ debut: "2027-02-30" }, "debut R-30"],
    [{ fin: "2026-12-31" }, "fin R-30"],
    [{ heuresCentre: "" }, "heuresCentre R-35"],
    [{ heuresCentre: "1,5" }, "heuresCentre R-35"],
    [{ lieuCommune: "75056" }, "lieuCommune R-38"],
    [{ lieuAdresse: `Bâtiment ${"x".repeat(42)}` }, "lieuAdresse S20"],
    [
      {
        lieuAdresse: Array(5)
          .fill(`Bâtiment ${"x".repeat(30)}`)
          .join(", "),
      },
      "lieuAdresse S20",
    ],
    [{ formateur: "11111111111111" }, "formateur S2"],
    [{ recrutement: ["9"] }, "reunions MANQUE"],
    [{ recrutement: ["9"], reunions: [{ date: "2027-01-01" }] }, "reunions R-37"],
    [{ recrutement: ["3"], reunions: [{ date: "2027-01-01", lieu: "Salle A" }] }, "recrutement R-37"],
    [{ reunions: [{ heure: "10:00" }] }, "recrutement R-37"],
    [{ certificationsVisees: [] as string[] }, "certificationsVisees S7"],
    [{ validations: {} }, "validations S8"],
    [{ validations: { RNCP1: "0" } }, "blocs S9"],
    [{ validations: { RNCP1: "0" }, blocs: ["RNCP1BC01", "RNCP1BC02"] }, "blocs S9"],
    [{ debut: "2027-09-01", fin: "2027-12-01" }, "certificationsVisees R-20"],
    [{ voieAcces: "apprentissage" }, "dureeCycle MANQUE"],
    [{ voieAcces: "apprentissage" }, "alternance MANQUE"],
    [{ voieAcces: "professionnalisation" }, "alternance MANQUE"],
    [{ voieAcces: "apprentissage", validations: { RNCP1: "2" }, blocs: ["RNCP1BC01"] }, "validations R-25"],
    [{ voieAcces: "apprentissage", dureeCycle: "2", anneesAccessibles: ["3"] }, "anneesAccessibles R-25"],
  ])("refusent %o", (change, attendu) => expect(codesSession(change)).toContain(attendu));
  it("ne jugent pas ce qui ne vaut que pour une autre voie d'accès", () => {
    const dApprenti = { dureeCycle: "2", anneesAccessibles: ["3"], alternance: "<b>1 semaine</b>" };
    expect(codesSession({ voieAcces: "fpc", ...dApprenti })).toEqual([]);
    expect(codesSession({ voieAcces: "professionnalisation", ...dApprenti })).toEqual(["alternance R-10"]);
    expect(codesSession({ voieAcces: "apprentissage", ...dApprenti })).toEqual(
      expect.arrayContaining(["anneesAccessibles R-25", "alternance R-10"]),
    );
  });
});

describe("les règles qui tiennent au temps et à la cohérence", () => {
  it.each([
    ["un début trop ancien", { debut: "2026-10-01" }, "debut R-32"],
    ["une année de fin mal tapée", { debut: "2027-01-04", fin: "2127-12-15" }, "fin ANNEE"],
    ["une année de début mal tapée", { debut: "2107-01-04", fin: "2107-03-15" }, "debut ANNEE"],
    [
      "une session permanente finie",
      { typeEntree: "permanentes", debut: "2026-01-01", fin: "2026-10-31" },
      "fin R-32",
    ],
    ["des heures en centre à distance", { modalite: "2" }, "heuresCentre S10"],
    [
      "une réunion après l'entrée",
      { recrutement: ["9"], reunions: [{ date: "2027-01-05", lieu: "Salle A" }] },
      "reunions R-37",
    ],
    [
      "un code Certif Info en apprentissage",
      {
        voieAcces: "apprentissage",
        dureeCycle: "1",
        anneesAccessibles: ["1"],
        certificationsVisees: ["CI3"],
      },
      "certificationsVisees R-26",
    ],
  ] as [string, Saisie, string][])("refusent %s", (_quoi, change, attendu) => {
    expect(codesSession(change)).toContain(attendu);
  });

  it("laissent une session commencée il y a peu, permanente en cours, ou déjà transmise", () => {
    expect(codesSession({ debut: "2026-11-02" })).toEqual([]);
    expect(codesSession({ typeEntree: "permanentes", debut: "2026-01-01", fin: "2026-12-31" })).toEqual([]);
    expect(raisonsSession({ ...session, debut: "2026-01-05" }, faits, { transmise: true })).toEqual([]);
    expect(raisonsSession({ ...session, fin: "2040-01-05" }, faits, { transmise: true })).toEqual([]);
  });

  it("demandent la case qui va avec un code RS, et suivent l'ordre du formulaire", () => {
    expect(codesAction({ certifications: ["RNCP1", "RS2"] })).toEqual(["validation R-12"]);
    expect(codesAction({ contactCourriel: "x", intitule: "abc" })).toEqual([
      "intitule A4",
      "contactCourriel A28",
    ]);
  });
});

describe("la règle de la certification encore active (R-20)", () => {
  const HIER = "2026-11-22";
  /** The session aimed at that certification, its other rules kept. */
  const juger = (fiche: { actif: boolean; fin: string | null }, change: Saisie = {}, transmise = false) => {
    const { RNCP1 } = faits.certifications;
    const certifications = { RNCP1: { ...RNCP1, actif: fiche.actif, dateFinEnregistrement: fiche.fin } };
    return raisonsSession({ ...session, ...change }, { ...faits, certifications } as Faits, { transmise })
      .filter((r) => r.code === "R-20")
      .map((r) => r.champ);
  };

  it.each([null, "2027-08-31", faits.aujourdhui])("refuse une certification retirée, échéance %s", (fin) => {
    const debut = faits.aujourdhui;
    expect(juger({ actif: false, fin }, { debut })).toEqual(["certificationsVisees"]);
    expect(juger({ actif: false, fin }, { debut }, true)).toEqual([]);
    expect(juger({ actif: true, fin }, { debut })).toEqual([]);
  });

  it("laisse celle qui a pris fin d'elle-même, du jour du début au plus tôt", () => {
    expect(juger({ actif: false, fin: HIER }, { debut: HIER })).toEqual([]);
    expect(juger({ actif: false, fin: HIER }, { debut: "2026-11-02" })).toEqual([]);
    expect(juger({ actif: false, fin: HIER }, { debut: faits.aujourdhui })).toEqual(["certificationsVisees"]);
  });

  it.each(["permanentes", "sequencees"])("ferme les entrées %s à l'échéance", (typeEntree) => {
    const fiche = { actif: true, fin: "2027-02-26" };
    expect(juger(fiche, { typeEntree, fin: "2027-02-26" })).toEqual([]);
    expect(juger(fiche, { typeEntree, fin: "2027-02-27" })).toEqual(["fin"]);
    expect(juger(fiche, { typeEntree, fin: "2027-02-27" }, true)).toEqual([]);
    expect(juger(fiche, { typeEntree: "fixes", fin: "2027-02-27" })).toEqual([]);
  });
});

describe("ce qu'une certification permet à une session (R-20, R-26)", () => {
  const juger = (
    fiche: { dateDebutEnregistrement?: string; apprentissage?: boolean; certifinfo?: string[] },
    change: Saisie = {},
    transmise = false,
  ) => {
    const certifications = { ...faits.certifications, RNCP1: { ...faits.certifications.RNCP1, ...fiche } };
    return raisonsSession({ ...session, ...change }, { ...faits, certifications } as Faits, { transmise });
  };
  const APPRENTISSAGE: Saisie = {
    voieAcces: "apprentissage",
    dureeCycle: "1",
    anneesAccessibles: ["1"],
    alternance: "Une semaine sur deux",
  };

  it("refuse un début avant celui de l'enregistrement, quand il est connu", () => {
    expect(juger({ dateDebutEnregistrement: "2027-01-04" })).toEqual([]);
    const [raison, ...autres] = juger({ dateDebutEnregistrement: "2027-01-05" });
    expect(autres).toEqual([]);
    expect(raison).toMatchObject({ champ: "certificationsVisees", code: "R-20" });
    expect(raison?.phrase).toContain("L'enregistrement de RNCP1 commence le 05/01/2027");
    expect(juger({ dateDebutEnregistrement: "2027-01-05" }, {}, true)).toEqual([]);
  });

  it("demande en apprentissage l'option de celle qui en a plusieurs, et n'en prend pas d'une autre", () => {
    const options = { certifinfo: ["11", "12"] };
    const choix = (option: string) => ({ certifinfo: { RNCP1: option } });
    const S7 = [{ champ: "certifinfo", code: "S7" }];
    expect(juger(options)).toEqual([]);
    expect(juger(options, choix("13"))).toMatchObject(S7);
    expect(juger(options, APPRENTISSAGE)).toMatchObject(S7);
    expect(juger(options, APPRENTISSAGE, true)).toEqual([]);
    expect(juger(options, { ...APPRENTISSAGE, ...choix("12") })).toEqual([]);
    expect(juger({ certifinfo: ["11"] }, { ...APPRENTISSAGE, ...choix("13") })).toEqual([]);
  });

  it("refuse l'apprentissage à celle dont on sait qu'elle ne s'y prépare pas", () => {
    expect(juger({}, APPRENTISSAGE)).toEqual([]);
    expect(juger({ apprentissage: true }, APPRENTISSAGE)).toEqual([]);
    expect(juger({ apprentissage: false })).toEqual([]);
    expect(juger({ apprentissage: false }, APPRENTISSAGE)).toMatchObject([
      { champ: "certificationsVisees", code: "R-26" },
    ]);
    expect(juger({ apprentissage: false }, APPRENTISSAGE, true)).toEqual([]);
  });
});

describe("la règle des heures par semaine (R-36)", () => {
  const [debut, lundi, mardi] = ["2027-01-04", "2027-01-11", "2027-01-12"];
  it.each<[string, Saisie, string[]]>([
    ["48 heures en un jour", { heuresCentre: "48", debut, fin: debut }, []],
    ["49 heures en un jour", { heuresCentre: "49", debut, fin: debut }, ["heuresCentre R-36"]],
    ["49 heures en sept jours", { heuresCentre: "49", debut, fin: "2027-01-10" }, ["heuresCentre R-36"]],
    ["96 heures en huit jours", { heuresCentre: "96", debut, fin: lundi }, []],
    ["97 heures en neuf jours", { heuresCentre: "97", debut, fin: mardi }, ["heuresCentre R-36"]],
    ["384 heures en huit semaines", { heuresCentre: "40", heuresEntreprise: "344" }, []],
    [
      "385 heures en huit semaines, surtout en entreprise",
      { heuresCentre: "40", heuresDistance: "1", heuresEntreprise: "344", modalite: "1" },
      ["heuresEntreprise R-36"],
    ],
    ["des heures sans dates", { heuresCentre: "99999", debut: "", fin: "" }, ["debut MANQUE", "fin MANQUE"]],
    ["des dates à l'envers", { heuresCentre: "99999", fin: "2026-12-31" }, ["fin R-30"]],
  ])("juge %s", (_quoi, change, attendu) => expect(codesSession(change)).toEqual(attendu));
});

describe("le lieu d'une réunion", () => {
  const chez = (lieu: string) =>
    codesSession({ recrutement: ["9"], reunions: [{ date: "2026-12-10", lieu }] });

  it("tient en 500 caractères, sans HTML", () => {
    expect(chez("😀".repeat(500))).toEqual([]);
    expect(chez("x".repeat(501))).toEqual(["reunions R-10"]);
    expect(chez("<b>Salle A</b>")).toEqual(["reunions R-10"]);
  });

  it("se dit sans que la case décochée en cache les défauts", () => {
    expect(codesSession({ reunions: [{ date: "2027-01-05", lieu: "Salle A" }] })).toEqual([
      "recrutement R-37",
      "reunions R-37",
    ]);
  });
});

describe("ce qui se regarde une seconde fois", () => {
  const heures = (heuresCentre: string) => ({ heuresCentre, heuresDistance: "", heuresEntreprise: "" });
  it.each([
    [{ ...heures("80"), debut: "2027-03-01", fin: "2027-03-12" }, ["heuresCentre R-36"]],
    [{ ...heures("70"), debut: "2027-03-01", fin: "2027-03-12" }, []],
    [{ ...heures("30"), debut: "2027-03-01", fin: "2027-06-30" }, ["typeEntree R-33"]],
    [{ ...heures("30"), debut: "2027-03-01", fin: "2027-03-31" }, []],
    [{ ...heures("300"), typeEntree: "permanentes", debut: "2027-01-01", fin: "2028-06-30" }, ["fin R-34"]],
    [{ ...heures("300"), typeEntree: "permanentes", debut: "2027-01-01", fin: "2027-12-31" }, []],
    [
      { ...heures("100"), voieAcces: "professionnalisation", debut: "2027-03-01", fin: "2027-04-30" },
      ["heuresCentre R-27"],
    ],
    [{ debut: "2026-11-22" }, ["debut R-32"]],
    [{ debut: faits.aujourdhui }, []],
    [{ typeEntree: "permanentes", debut: "2026-11-02" }, []],
    [{ voieAcces: "apprentissage", dureeCycle: "1" }, ["fin R-27"]],
    [{ voieAcces: "apprentissage", dureeCycle: "1", fin: "2027-07-04" }, []],
    [{ voieAcces: "apprentissage", dureeCycle: "3", fin: "2030-01-03" }, []],
    [{ voieAcces: "apprentissage", dureeCycle: "3", fin: "2030-06-30" }, ["fin R-27"]],
    [{ voieAcces: "apprentissage", dureeCycle: "1", typeEntree: "sequencees" }, []],
    [{ voieAcces: "apprentissage", dureeCycle: "4", fin: "2027-07-04" }, ["dureeCycle R-27"]],
    [{ heuresCentre: "", debut: "", fin: "" }, []],
  ] as [Saisie, string[]][])("d'une session : %o", (change, attendu) => {
    const dites = remarquesSession({ ...session, ...change }, faits.aujourdhui);
    expect(dites.map((r) => `${r.champ} ${r.code}`)).toEqual(attendu);
  });

  it("ne se redit pas d'une session déjà transmise", () => {
    const longue = { ...session, ...heures("80"), debut: "2027-03-01", fin: "2027-03-12" };
    const deux = [
      { reference: "00000001", saisie: longue, transmiseLe: new Date() },
      { reference: "00000002", saisie: longue, transmiseLe: null },
    ];
    expect(remarques({}, deux, faits.aujourdhui).map((r) => r.session)).toEqual(["00000002"]);
  });

  it.each([
    [{ debut: "2027-02-01", fin: "2027-03-26" }, ["debut R-08"]],
    [{ debut: "2027-02-26", fin: "2027-03-26" }, ["debut R-08"]],
    [{ debut: "2027-02-27", fin: "2027-03-26" }, []],
    // The same dates are refused, where a comment that differs is what the refusal asks for.
    [{}, []],
    [{ fin: "2027-02-25", commentaire: "Groupe B." }, []],
    [{ fin: "2027-02-25", lieuCommune: "86194" }, []],
    [{ fin: "" }, []],
  ] as [Saisie, string[]][])("d'une session à côté d'une autre : %o", (change, attendu) => {
    const deux = [
      { reference: "00000001", saisie: session, transmiseLe: new Date() },
      { reference: "00000002", saisie: { ...session, ...change }, transmiseLe: null },
    ];
    expect(remarques({}, deux, faits.aujourdhui).map((r) => `${r.champ} ${r.code}`)).toEqual(attendu);
  });
});

describe("à qui s'adresse l'action, et qui l'on contacte", () => {
  const champs = (raisons: { champ: string; code: string }[]) => raisons.map((r) => [r.champ, r.code]);

  it("prend dix publics au plus, et un niveau là où l'on en exige un", () => {
    const publics = Array.from({ length: 11 }, (_, i) => `800${10 + i}`);
    expect(raisonsAction({ ...action, publics }, faits)).toEqual([
      { champ: "publics", code: "A18", phrase: "Dix publics au plus : décochez-en 1." },
    ]);
    expect(raisonsAction({ ...action, publics: publics.slice(1) }, faits)).toEqual([]);
    expect(champs(raisonsAction({ ...action, niveauExige: ["1"] }, faits))).toEqual([
      ["niveauEntree", "A16"],
    ]);
    expect(raisonsAction({ ...action, niveauExige: ["1"], niveauEntree: "13" }, faits)).toEqual([]);
    expect(champs(raisonsAction({ ...action, precisionPublic: "é".repeat(251) }, faits))).toEqual([
      ["precisionPublic", "R-10"],
    ]);
  });

  it("refuse un contact de session qu'on ne peut pas joindre", () => {
    const contact = { contactSessionTelephone: "12", contactSessionCourriel: "cfa@" };
    expect(champs(raisonsSession({ ...session, ...contact }, faits))).toEqual([
      ["contactSessionTelephone", "S25"],
      ["contactSessionCourriel", "S25"],
    ]);
    const joignable = { contactSessionTelephone: "05 49 00 00 02", contactSessionCourriel: "cfa@exemple.fr" };
    expect(raisonsSession({ ...session, ...joignable }, faits)).toEqual([]);
  });
});
