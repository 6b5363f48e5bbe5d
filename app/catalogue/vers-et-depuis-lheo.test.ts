import { describe, expect, it } from "vitest";
import type { Saisie } from "../../db/types";
import { ecrireNoeud, el, enfant, type Noeud, texteDe, tous, validerNoeud } from "../lheo";
import { CHAMPS_ACTION } from "./champs-action";
import { GARDES_ACTION, GARDES_SESSION } from "./champs-gardes";
import { CHAMPS_SESSION } from "./champs-session";
import { depuisLheo } from "./depuis-lheo";
import { dureeIndicative, heuresTotal } from "./durees";
import { type AEcrire, versLheo } from "./vers-lheo";
import type { OrganismeLheo } from "./vers-lheo-organisme";

const ORGANISME: OrganismeLheo = {
  siret: "00043127000024",
  nda: "75330000033",
  raisonSociale: "Institut du Clain",
  nom: "Le Clain",
  adresse: "27 rue des Tanneries",
  codePostal: "86000",
  ville: "Poitiers",
  codeInsee: "86194",
  telephone: "05 49 00 00 00",
  siteWeb: "https://www.exemple.fr",
  courriel: "contact@clain.exemple.fr",
};

const ACTION: Saisie = {
  intitule: "Développeur web & mobile <junior>",
  lePlus: "Une équipe\nà taille humaine",
  objectifGeneral: "6",
  objectif: "  - maquetter\n  - programmer",
  programme: "HTML\n\n- CSS",
  validation: ["rncp", "autre"],
  certifications: ["RNCP37674", "RS5000", "CI83899"],
  publics: ["80006", "82044", "80098"],
  precisionPublic: "De plus de 18 ans",
  niveauEntree: "13",
  niveauExige: ["1"],
  prerequis: "Savoir lire un plan.\n- Permis B",
  modalitesAcces: "Entretien, sous deux semaines.",
  accesHandicap: "Référente : Mme Petit. Locaux de plain-pied.",
  tarif: "1250.5",
  lienWeb: "https://clain.exemple.fr/a?b=1&c=2",
  contactNom: "Service des parcours",
  contactTelephone: "05 49 00 00 01",
  contactCourriel: "parcours@clain.exemple.fr",
  parcours: "4",
};

const SESSION: Saisie = {
  formateur: "00043127000024",
  voieAcces: "apprentissage",
  dureeCycle: "2",
  anneesAccessibles: ["1", "2"],
  certificationsVisees: ["RNCP37674", "RS5000"],
  certifinfo: { RNCP37674: "114920" },
  validations: { RNCP37674: "2", RS5000: "1" },
  blocs: ["RNCP37674BC02"],
  modalite: "1",
  heuresCentre: "400",
  heuresDistance: "60",
  heuresEntreprise: "0",
  alternance: "1 semaine en centre,\n2 en entreprise",
  typeEntree: "sequencees",
  debut: "2027-09-06",
  fin: "2028-06-30",
  etatRecrutement: "3",
  recrutement: ["8", "9", "3"],
  reunions: [
    { date: "2027-05-04", heure: "09:30", lieu: "Salle 2, Poitiers" },
    { date: "2027-06-04", lieu: "En visioconférence" },
  ],
  commentaire: "À distance le lundi",
  lieuNom: "Site de Poitiers",
  lieuAdresse: "Lycée agricole du Clain, bâtiment des Métiers, 27 rue des Tanneries, entrée B",
  lieuCommune: "86194",
  lieuCodePostal: "86000",
  lieuVille: "Poitiers",
  contactSessionNom: "CFA du Clain",
  contactSessionTelephone: "05 49 00 00 02",
  contactSessionCourriel: "cfa@clain.exemple.fr",
  rythme: "Temps plein,\nen journée",
  publicsSession: ["83056"],
  precisionPublicSession: "Sur dossier",
  niveauExigeSession: "0",
  priseEnCharge: "0",
  detailPriseEnCharge: "Après l'accord du conseiller.",
  financeurs: [
    { code: "16", places: "20", programme: "POEC", publics: "80006 80001", perimetre: "3" },
    { code: "2" },
  ],
};

function aEcrire(action: Saisie = ACTION, session: Saisie = SESSION): AEcrire {
  return {
    reference: "200000000042",
    approuve: { action, formacodes: ["31088"], sessions: [{ reference: "00000007", saisie: session }] },
    responsable: ORGANISME,
    formateurs: [ORGANISME],
    certifications: [
      {
        code: "RNCP37674",
        repertoire: "RNCP",
        intitule: "Développeur web et web mobile",
        certifinfo: ["114920", "114921"],
        formacodes: ["31090"],
        blocs: [
          { code: "RNCP37674BC01", libelle: "Partie front-end" },
          { code: "RNCP37674BC02", libelle: "Partie back-end" },
        ],
      },
    ],
  };
}

const ecrire = (action?: Saisie, session?: Saisie) => versLheo(aEcrire(action, session));

describe("les mots d'une formation en LHÉO et retour", () => {
  const noeud = ecrire();
  const lue = depuisLheo(noeud);

  it.each([...CHAMPS_ACTION, ...GARDES_ACTION].map((c) => c.nom))("action : %s", (nom) => {
    expect(ACTION[nom]).toBeDefined();
    expect(lue.action[nom]).toEqual(ACTION[nom]);
  });

  it.each([...CHAMPS_SESSION, ...GARDES_SESSION].map((c) => c.nom))("session : %s", (nom) => {
    expect(SESSION[nom]).toBeDefined();
    expect(lue.sessions[0]?.saisie[nom]).toEqual(SESSION[nom]);
  });

  it("garde les numéros, l'organisme, les Formacodes et ce qui est conventionné", () => {
    expect(lue.numero).toBe("200000000042");
    expect(lue.sessions.map((s) => s.numero)).toEqual(["00000007"]);
    expect(lue.responsable).toEqual(ORGANISME);
    expect(lue.formacodes).toEqual(["31088"]);
    expect(depuisLheo(versLheo({ ...aEcrire(), conventionnee: true })).conventionnee).toBe(true);
    expect(depuisLheo(versLheo({ ...aEcrire(), conventionnee: false })).conventionnee).toBe(false);
  });

  it.each([
    ["fpc", "0", "fixes"],
    ["professionnalisation", "2", "permanentes"],
  ])("garde aussi une session en %s", (voieAcces, modalite, typeEntree) => {
    const { dureeCycle: _, anneesAccessibles: __, alternance, ...reste } = SESSION;
    const session = {
      ...reste,
      ...(voieAcces === "fpc" || alternance === undefined ? {} : { alternance }),
      voieAcces,
      modalite,
      typeEntree,
      recrutement: ["9"],
    };
    expect(depuisLheo(ecrire(ACTION, session)).sessions[0]?.saisie).toEqual(session);
  });

  it("dit les conditions d'accès et le tarif sur chaque session, et « Aucune » quand il n'y en a pas", () => {
    const dits = (action: Saisie) => {
      const a = enfant(ecrire(action, { ...SESSION, voieAcces: "fpc" }), "action");
      return ["conditions-specifiques", "modalites-recrutement", "acces-handicapes", "prix-total-TTC"].map(
        (nom) => texteDe(a, nom),
      );
    };
    expect(dits({ ...ACTION, tarif: "1 250,50 €" })).toEqual([
      ACTION.prerequis,
      ACTION.modalitesAcces,
      ACTION.accesHandicap,
      "1250.50",
    ]);
    expect(dits({ ...ACTION, prerequis: "", modalitesAcces: "", accesHandicap: "", tarif: "" })).toEqual([
      "Aucune",
      "",
      "",
      "",
    ]);
  });

  it("ne demande rien à un apprenti, et garde ce que paient les autres", () => {
    const deux = aEcrire();
    deux.approuve.sessions.push({ reference: "00000008", saisie: { ...SESSION, voieAcces: "fpc" } });
    const n = versLheo(deux);
    expect(tous(n, "action").map((a) => texteDe(a, "prix-total-TTC"))).toEqual(["0", "1250.5"]);
    expect(depuisLheo(n).action.tarif).toBe("1250.5");
    expect(texteDe(enfant(noeud, "action"), "prix-total-TTC")).toBe("0");
    const sansPrix = depuisLheo(ecrire({ ...ACTION, tarif: "" }));
    expect(sansPrix.action.tarif, "0 n'a été tapé par personne").toBeUndefined();
  });

  it("est valide, même pour le strict minimum et un organisme dont on sait peu", () => {
    expect(validerNoeud(noeud, "2.3")).toEqual([]);
    const { lePlus: _, certifications: __, lienWeb: ___, contactNom: ____, ...action } = ACTION;
    const minimum = aEcrire({ ...action, validation: ["attestation"] });
    const discret = {
      ...ORGANISME,
      nda: null,
      adresse: "",
      codeInsee: null,
      telephone: null,
      courriel: null,
    };
    const n = versLheo({ ...minimum, responsable: discret, formateurs: [discret] });
    expect(validerNoeud(n, "2.3")).toEqual([]);
    expect(texteDe(n, "certifiante")).toBe("0");
    expect(depuisLheo(n).responsable.nda).toBeNull();
  });

  it("ne prend pas pour un contact donné le nom de l'organisme, même coupé", () => {
    const { contactNom: _, contactTelephone: __, contactCourriel: ___, ...action } = ACTION;
    const nom = "Institut de formation aux métiers de la vigne et du vin du Haut-Poitou";
    const n = versLheo({ ...aEcrire(action), responsable: { ...ORGANISME, nom } });
    expect(depuisLheo(n).action.contactNom).toBeUndefined();
  });

  it("nomme par son code un bloc dont le référentiel ne dit pas le nom", () => {
    const a = aEcrire();
    const blocs = [{ code: "RNCP37674BC02", libelle: "" }];
    const n = versLheo({ ...a, certifications: a.certifications.map((c) => ({ ...c, blocs })) });
    expect(validerNoeud(n, "2.3")).toEqual([]);
    const bloc = enfant(n, "action", "session", "blocs-competences", "bloc-competences");
    expect(texteDe(bloc, "libelle-bloc")).toBe("RNCP37674BC02");
  });

  it("garde tous les blocs d'une validation totale, et une longue adresse d'organisme", () => {
    const session = { ...SESSION, validations: { RNCP37674: "1", RS5000: "1" } };
    expect(depuisLheo(ecrire(ACTION, session)).sessions[0]?.saisie).toEqual(session);
    const adresse = "Bâtiment des Arts et des Métiers, 27 rue des Tanneries, zone artisanale du Pont";
    const n = versLheo({ ...aEcrire(), responsable: { ...ORGANISME, adresse } });
    expect(validerNoeud(n, "2.3")).toEqual([]);
    expect(depuisLheo(n).responsable.adresse).toBe(adresse);
  });

  it("ne publie jamais une certification visée que l'action n'a pas approuvée", () => {
    const session = { ...SESSION, certificationsVisees: ["RNCP37674", "RNCP99999"] };
    const n = ecrire({ ...ACTION, certifications: ["RNCP37674"] }, session);
    expect(ecrireNoeud(n)).not.toContain("99999");
    expect(depuisLheo(n).sessions[0]?.saisie.certificationsVisees).toEqual(["RNCP37674"]);
  });

  it("dit le niveau de sortie des certifications qui s'accordent, et lui seul", () => {
    const niveauDit = (...niveaux: (number | null)[]) => {
      const codes = niveaux.map((_, i) => `RNCP${i}`);
      const a = aEcrire({ ...ACTION, certifications: codes });
      const fiches = codes.map((code, i) => ({
        ...{ code, repertoire: "RNCP", intitule: code, certifinfo: [], formacodes: [], blocs: [] },
        niveau: niveaux[i] ?? null,
      }));
      const n = versLheo({ ...a, certifications: fiches });
      expect(validerNoeud(n, "2.3")).toEqual([]);
      return texteDe(n, "code-niveau-sortie");
    };
    expect(niveauDit(5)).toBe("15");
    expect(niveauDit(3, 3, null)).toBe("13");
    expect(niveauDit(3, 4)).toBe("");
    expect(niveauDit(null)).toBe("");
    expect(niveauDit(0)).toBe("");
  });

  it("ne choisit pas entre plusieurs codes Certif Info d'une même fiche", () => {
    for (const certifinfo of [{}, { RNCP37674: "999" }] as Record<string, string>[]) {
      const n = ecrire(ACTION, { ...SESSION, certifinfo });
      expect(validerNoeud(n, "2.3")).toEqual([]);
      expect(ecrireNoeud(n)).not.toMatch(/11492|999/);
      expect(texteDe(n, "certification", "code-RNCP")).toBe("RNCP37674");
      expect(depuisLheo(n).action.certifications).toEqual(ACTION.certifications);
    }
  });

  it("dit chaque option que ses sessions préparent, à laquelle chacune renvoie, cinq certifications au plus", () => {
    const a = aEcrire();
    const ecrireOptions = (options: (string | undefined)[]) => {
      const sessions = options.map((option, i) => ({
        reference: `0000000${i}`,
        saisie: { ...SESSION, certifinfo: { RNCP37674: option ?? "" } },
      }));
      const certifications = a.certifications.map((c) => ({
        ...c,
        certifinfo: ["114920", "114921", "114922", "114923"],
      }));
      const n = versLheo({ ...a, certifications, approuve: { ...a.approuve, sessions } });
      expect(validerNoeud(n, "2.3")).toEqual([]);
      expect(depuisLheo(n).action.certifications).toEqual(ACTION.certifications);
      return {
        dites: tous(n, "certification").map((c) => texteDe(c, "code-CERTIFINFO")),
        lues: depuisLheo(n).sessions.map((s) => (s.saisie.certifinfo as Saisie | undefined)?.RNCP37674),
      };
    };
    const trois = ["114921", "114920", undefined];
    expect(ecrireOptions(trois)).toEqual({ dites: ["114921", "114920", "", "", "83899"], lues: trois });
    const quatre = ["114920", "114921", "114922", "114923"];
    expect(ecrireOptions(quatre)).toEqual({ dites: ["", "", "83899"], lues: quatre });
  });

  it("ne dit pas d'alternance d'une session qui n'en est pas", () => {
    const n = ecrire(ACTION, { ...SESSION, voieAcces: "fpc" });
    expect(texteDe(enfant(n, "action"), "modalites-alternance")).toBe("-");
    expect(depuisLheo(n).sessions[0]?.saisie.alternance).toBeUndefined();
  });

  it("écrit les codes comme LHÉO les veut", () => {
    const codes = tous(noeud, "certification").map((c) => c.enfants.map((e) => `${e.nom}=${e.texte}`));
    expect(codes).toEqual([
      ["code-RNCP=RNCP37674", "code-CERTIFINFO=114920"],
      ["code-RS=RS5000"],
      ["code-CERTIFINFO=83899"],
    ]);
    const action = enfant(noeud, "action");
    expect(texteDe(action, "modalites-enseignement")).toBe("1");
    expect(texteDe(action, "modalites-entrees-sorties")).toBe("1");
    expect(texteDe(action, "nombre-heures-total")).toBe("460");
    expect(texteDe(action, "session", "cycle", "type-cycle")).toBe("1");
  });

  it.each([
    ["fpc", null],
    ["apprentissage", ["1", "1"]],
    ["professionnalisation", ["0", "2"]],
  ])("dit le contrat d'une session en %s dans les termes de LHÉO 2.3", (voieAcces, dit) => {
    const n = ecrire(ACTION, { ...SESSION, voieAcces });
    expect(validerNoeud(n, "2.3")).toEqual([]);
    const cycle = enfant(n, "action", "session", "cycle");
    const lu = [texteDe(cycle, "type-cycle"), texteDe(cycle, "alternance", "type-alternance")];
    expect(cycle && lu).toEqual(dit ?? undefined);
    // Without our own word of it, or the network's.
    const sansExtras = (x: Noeud): Noeud => ({
      ...x,
      enfants: x.enfants.filter((e) => e.nom !== "extras").map(sansExtras),
    });
    expect(depuisLheo(sansExtras(n)).sessions[0]?.saisie.voieAcces).toBe(voieAcces);
  });
});

const ELEMENTS = [
  "rythme-formation",
  "code-public-vise",
  "info-public-vise",
  "niveau-entree-obligatoire",
  "prise-en-charge-frais-possible",
  "detail-conditions-prise-en-charge",
  "organisme-financeur",
];
/** The elements of an action that nobody fills in here, in the order of the file. */
const dits = (n: Noeud) =>
  tous(n, "action").map((a) =>
    a.enfants
      .filter((e) => ELEMENTS.includes(e.nom))
      .map((e) =>
        [
          e.nom,
          e.texte ||
            e.enfants
              .map((x) => x.texte)
              .join(" ")
              .trim(),
        ].join("="),
      ),
  );

describe("ce que personne n'a donné", () => {
  const noms = new Set<string>([...GARDES_ACTION, ...GARDES_SESSION].map((c) => c.nom));
  const sans = (saisie: Saisie, ...autres: string[]): Saisie =>
    Object.fromEntries(Object.entries(saisie).filter(([nom]) => !noms.has(nom) && !autres.includes(nom)));
  const action = sans(ACTION, "publics", "precisionPublic", "niveauEntree", "niveauExige");
  const session = sans(SESSION, "contactSessionNom", "contactSessionTelephone", "contactSessionCourriel");

  it("n'a que les constantes que LHÉO exige, et se relit comme n'ayant rien dit", () => {
    const n = ecrire(action, session);
    expect(validerNoeud(n, "2.3")).toEqual([]);
    expect(dits(n)).toEqual([
      [
        "rythme-formation=Non communiqué",
        "code-public-vise=83056",
        "niveau-entree-obligatoire=0",
        "prise-en-charge-frais-possible=1",
      ],
    ]);
    expect([texteDe(n, "parcours-de-formation"), texteDe(n, "code-niveau-entree")]).toEqual(["1", "0"]);
    expect(enfant(n, "action", "session", "contact-session")).toBeUndefined();
    expect(depuisLheo(n).action).toEqual(action);
    expect(depuisLheo(n).sessions[0]?.saisie).toEqual(session);
  });

  it("la session a ce que dit son action, jusqu'à ce qu'elle dise autre chose", () => {
    const deux = aEcrire(ACTION, { ...session, publicsSession: ["80001"], niveauExigeSession: "0" });
    deux.approuve.sessions.push({ reference: "00000008", saisie: session });
    const n = versLheo(deux);
    expect(validerNoeud(n, "2.3")).toEqual([]);
    expect(dits(n).map((d) => d.filter((e) => /public|niveau/.test(e)))).toEqual([
      ["code-public-vise=80001", "niveau-entree-obligatoire=0"],
      [
        "code-public-vise=80006",
        "code-public-vise=82044",
        "code-public-vise=80098",
        "info-public-vise=De plus de 18 ans",
        "niveau-entree-obligatoire=1",
      ],
    ]);
    const lue = depuisLheo(n);
    expect(lue.action).toEqual(ACTION);
    expect(lue.sessions.map((s) => s.saisie)).toEqual(deux.approuve.sessions.map((s) => s.saisie));
  });
});

describe("le fichier d'un autre Carif, rendu comme il est venu", () => {
  /** As the network writes it: a POEC of an OPCO, then a session of the Region for other people. */
  const actionDe = (numero: string, codePublic: string, ...financeurs: (Noeud | undefined)[]) =>
    el(
      "action",
      { numero },
      el("rythme-formation", null, "FOAD"),
      el("code-public-vise", { ref: "V12" }, codePublic),
      el("niveau-entree-obligatoire", null, "1"),
      el("modalites-alternance", null, "-"),
      el("modalites-enseignement", null, "2"),
      el("conditions-specifiques", null, "-"),
      el("prise-en-charge-frais-possible", null, "0"),
      el("modalites-entrees-sorties", null, "0"),
      el(
        "session",
        { numero },
        el("periode", null, el("debut", null, "20270910"), el("fin", null, "20271210")),
        el("etat-recrutement", null, "1"),
      ),
      el("detail-conditions-prise-en-charge", null, "Voir votre conseiller."),
      el("conventionnement", null, "1"),
      financeurs,
    );
  const financeur = (code: string, places: string, programme: string) =>
    el(
      "organisme-financeur",
      null,
      el("code-financeur", null, code),
      el("nb-places-financees", null, places),
      el(
        "extras",
        { info: "specificites" },
        el("extra", { info: "code-public-vise", ref: "V12" }, "80006"),
        el("extra", { info: "code-perimetre-recrutement" }, "3"),
        el("extra", { info: "programme-financeur" }, programme),
      ),
    );
  const fichier = el(
    "formation",
    { numero: "24_162227" },
    el("domaine-formation", null, [
      el("code-FORMACODE", { ref: "V12", tag: "principal" }, "32688"),
      el("code-FORMACODE", { ref: "V12" }, "32663"),
    ]),
    el("intitule-formation", null, "Gestionnaire de paie (POEC)"),
    el("parcours-de-formation", null, "4"),
    el("code-niveau-entree", null, "5"),
    el("certification", null, el("code-RNCP", null, "37674")),
    actionDe("1", "80006", financeur("16", "20", "POEC")),
    actionDe("2", "83056", financeur("2", "5", "Programme régional"), financeur("4", "0", "AFC")),
  ) as Noeud;
  const lue = depuisLheo(fichier);
  const rendu = versLheo({
    ...aEcrire(),
    approuve: {
      action: lue.action,
      formacodes: lue.formacodes,
      sessions: lue.sessions.map(({ numero, saisie }) => ({ reference: numero, saisie })),
    },
  });

  it("le public, le rythme, la prise en charge et les financeurs de chaque session", () => {
    expect(dits(rendu)).toEqual(dits(fichier));
    expect(dits(rendu)[1]).toContain("code-public-vise=83056");
    const extras = (n: Noeud) =>
      tous(n, "action").flatMap((a) =>
        tous(a, "organisme-financeur").map((f) =>
          tous(enfant(f, "extras"), "extra").map((e) => [e.attributs.info, e.texte]),
        ),
      );
    expect(extras(rendu)).toEqual(extras(fichier));
  });

  it("le parcours, le niveau d'avant 2019 et les Formacodes, même quand l'action certifie", () => {
    for (const nom of ["parcours-de-formation", "code-niveau-entree"]) {
      expect(texteDe(rendu, nom)).toBe(texteDe(fichier, nom));
    }
    const formacodes = (n: Noeud) =>
      tous(enfant(n, "domaine-formation"), "code-FORMACODE").map((f) => [f.texte, f.attributs.tag]);
    expect(formacodes(rendu).slice(0, 2)).toEqual(formacodes(fichier));
  });

  it("et se relit comme il a été lu", () => {
    const { action, formacodes, sessions } = depuisLheo(rendu);
    expect([action, formacodes]).toEqual([lue.action, lue.formacodes]);
    const propres = (s: typeof sessions) => s.map(({ saisie }) => [saisie.publicsSession, saisie.financeurs]);
    expect(propres(sessions)).toEqual(propres(lue.sessions));
  });
});

describe("les heures d'une session", () => {
  const HEURES = ["nombre-heures-centre", "nombre-heures-entreprise", "nombre-heures-total"];
  const ecrites = (heures: Saisie) => {
    const { heuresCentre: _, heuresDistance: __, heuresEntreprise: ___, ...reste } = SESSION;
    const noeud = ecrire(ACTION, { ...reste, ...heures });
    expect(validerNoeud(noeud, "2.3")).toEqual([]);
    return enfant(noeud, "action");
  };

  it("que personne n'a données ne sont pas zéro heure", () => {
    const action = ecrites({});
    expect(action?.enfants.filter((e) => HEURES.includes(e.nom) || e.nom === "duree-indicative")).toEqual([]);
    expect(texteDe(ecrites({ heuresCentre: "7" }), "duree-indicative")).toContain("7 heures");
  });

  it.each<[string, string, Record<string, string>, Saisie]>([
    ["le total seul", "0", { total: "400" }, { heuresCentre: "400" }],
    ["le total seul, à distance", "2", { total: "400" }, { heuresDistance: "400" }],
    [
      "le total et l'entreprise",
      "0",
      { entreprise: "112", total: "697" },
      { heuresCentre: "585", heuresEntreprise: "112" },
    ],
    [
      "tout, et la somme est juste",
      "1",
      { centre: "585", entreprise: "112", total: "697" },
      { heuresCentre: "585", heuresEntreprise: "112" },
    ],
    [
      "davantage en tout, en mixte",
      "1",
      { centre: "400", total: "460" },
      { heuresCentre: "400", heuresDistance: "60" },
    ],
    ["davantage en tout, en présentiel", "0", { centre: "400", total: "460" }, { heuresCentre: "460" }],
    ["moins en tout", "0", { centre: "400", total: "300" }, { heuresCentre: "400" }],
    ["rien", "0", {}, {}],
  ])("d'un autre Carif, qui en dit %s, se retrouvent", (_, modalite, dites, heures) => {
    const action = el(
      "action",
      null,
      el("modalites-enseignement", null, modalite),
      el("session", { numero: "1" }, el("etat-recrutement", null, "1")),
      ["centre", "entreprise", "total"].map((ou) => el(`nombre-heures-${ou}`, null, dites[ou])),
    );
    const { saisie } = depuisLheo(el("formation", { numero: "24_1" }, action) as Noeud).sessions[0] ?? {};
    const lues = Object.entries(saisie ?? {}).filter(([nom]) => nom.startsWith("heures"));
    expect(Object.fromEntries(lues)).toEqual(heures);
  });
});

it.each([
  ["9h", "09:00"],
  ["9h30", "09:30"],
  ["14h00", "14:00"],
])("l'heure d'une réunion se lit comme un champ d'heure la prend : %s", (dite, lue) => {
  const recrutement = el(
    "recrutement",
    null,
    el("modalite-recrutement", null, "9"),
    el("periode", null, el("debut", null, "20270504"), el("fin", null, "20270504")),
    el("heure-debut", null, dite),
  );
  const session = el("session", { numero: "1" }, el("etat-recrutement", null, "1"), recrutement);
  const formation = el("formation", { numero: "24_1" }, el("action", null, session)) as Noeud;
  expect(depuisLheo(formation).sessions[0]?.saisie.reunions).toEqual([{ date: "2027-05-04", heure: lue }]);
});

describe("la voie d'accès d'un fichier d'un autre Carif", () => {
  const lire = (...plus: (Noeud | undefined)[]) =>
    depuisLheo(
      el(
        "formation",
        { numero: "24_1" },
        el(
          "action",
          null,
          el("session", { numero: "1" }, plus[0], el("etat-recrutement", null, "1")),
          plus[1],
        ),
      ) as Noeud,
    ).sessions[0]?.saisie.voieAcces;
  const dispositif = (info: string) => el("extras", { info: "dispositif" }, el("extra", { info }, "1"));

  it("vient du cycle, de l'alternance ou du dispositif, sinon c'est la formation continue", () => {
    expect(lire()).toBe("fpc");
    expect(lire(el("cycle", null, el("type-cycle", null, "1")))).toBe("apprentissage");
    expect(lire(undefined, dispositif("contrat-apprentissage"))).toBe("apprentissage");
    expect(lire(undefined, dispositif("contrat-professionnalisation"))).toBe("professionnalisation");
    const alternance = el("alternance", null, el("type-alternance", null, "2"));
    expect(lire(el("cycle", null, el("type-cycle", null, "0"), alternance))).toBe("professionnalisation");
  });
});

describe("les durées", () => {
  it("additionne les heures et ignore ce qui n'en est pas", () => {
    expect(heuresTotal(SESSION)).toBe(460);
    expect(heuresTotal({ heuresCentre: "deux", heuresDistance: "7" })).toBe(7);
    expect(heuresTotal({})).toBe(0);
  });

  it.each([
    [{ heuresCentre: "1" }, "1 heure"],
    [{ heuresCentre: "7", debut: "2027-03-01", fin: "2027-03-01" }, "7 heures, 1 jour"],
    [{ heuresCentre: "21", debut: "2027-03-01", fin: "2027-03-03" }, "21 heures, 3 jours"],
    [{ heuresCentre: "105", debut: "2027-03-01", fin: "2027-03-21" }, "105 heures, environ 3 semaines"],
    [{ heuresCentre: "490", debut: "2027-01-01", fin: "2027-05-31" }, "490 heures, environ 5 mois"],
    [{ heuresCentre: "7", debut: "2027-03-02", fin: "2027-03-01" }, "7 heures"],
  ])("dit la durée : %j", (saisie, mots) => {
    expect(dureeIndicative(saisie)).toBe(mots);
  });
});

it("garde le nom d'un lieu et toute l'adresse d'une réunion, où un fichier d'ailleurs les dit", () => {
  const adresse = el(
    "adresse",
    null,
    el("denomination", null, "Maison de l'emploi"),
    el("ligne", null, "Bâtiment C"),
    el("ligne", null, "3 rue Haute"),
    el("codepostal", null, "86000"),
    el("ville", null, "Poitiers"),
  );
  const formation = el(
    "formation",
    { numero: "24_1" },
    el(
      "action",
      null,
      el("lieu-de-formation", null, el("coordonnees", null, el("nom", null, "Mme Petit"), adresse)),
      el(
        "session",
        { numero: "1" },
        el(
          "recrutement",
          null,
          el("modalite-recrutement", null, "9"),
          adresse,
          el("periode", null, el("debut", null, "20270504")),
        ),
      ),
    ),
  ) as Noeud;
  const [session] = depuisLheo(formation).sessions;
  expect(session?.saisie.lieuNom).toBe("Maison de l'emploi");
  expect(session?.saisie.reunions).toEqual([
    { date: "2027-05-04", lieu: "Maison de l'emploi, Bâtiment C, 3 rue Haute, 86000, Poitiers" },
  ]);
});
