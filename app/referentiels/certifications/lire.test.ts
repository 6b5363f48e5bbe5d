import { expect, test } from "vitest";
import type { ErreurReferentiel, Source } from "../erreurs";
import { enApprentissage, type FicheCertification, lireDebut } from "./fiche";
import { lireCertifInfo } from "./lire-certif-info";
import { lireExemples } from "./lire-exemples";
import { fichierFranceCompetences, lireFranceCompetencesCsv } from "./lire-france-competences-csv";
import { lireFranceCompetencesXml } from "./lire-france-competences-xml";

/** The bytes come by threes, so that every cut inside a letter, a tag or a line happens. */
function source(nom: string, contenu: string | Buffer): Source {
  const octets = Buffer.from(contenu);
  return {
    nom,
    octets: (async function* () {
      for (let i = 0; i < octets.length; i += 3) yield octets.subarray(i, i + 3);
    })(),
  };
}

async function tout<T>(fiches: AsyncIterable<T>): Promise<T[]> {
  const lues: T[] = [];
  for await (const fiche of fiches) lues.push(fiche);
  return lues;
}

const ENTETE =
  "Id_Fiche;Numero_Fiche;Intitule;Abrege_Libelle;Abrege_Intitule;Nomenclature_Europe_Niveau;Nomenclature_Europe_Intitule;Accessible_Nouvelle_Caledonie;Accessible_Polynesie_Francaise;Date_dernier_jo;Date_Decision;Date_Fin_Enregistrement;Date_Effet;Type_Enregistrement;Validation_Partielle;Actif";
const RNCP509 = `"14791";"RNCP509";"Agent vérificateur d'appareils extincteurs";"CAP";"Certificat d'aptitude professionnelle";"NIV3";"Niveau 3";"Non";"Non";;;"31/08/2023";;"Enregistrement de droit";;"INACTIVE"`;
const RS5000 = `"1";"RS5000";"Exploiter la ""blockchain""";;;;;"Non";"Non";;"24/05/2019";;;"Enregistrement sur demande";;"ACTIVE"`;
const csv = (...lignes: string[]) => `${lignes.join("\r\n")}\r\n`;

test("the files of the CSV export are known by name, accents composed or not", () => {
  const blocs = "export_fiches_CSV_Blocs_De_Compétences_2024_02_22.csv";
  expect(fichierFranceCompetences(blocs.normalize("NFC"))).toBe("Blocs");
  expect(fichierFranceCompetences(`/un/dossier/${blocs.normalize("NFD")}`)).toBe("Blocs");
  expect(fichierFranceCompetences("export_fiches_CSV_Standard_2024_02_22.csv")).toBe("Standard");
  expect(fichierFranceCompetences("export_fiches_CSV_CCN_2024_02_22.csv")).toBeUndefined();
  expect(fichierFranceCompetences("autre.csv")).toBeUndefined();
});

test("CSV of France compétences: the files joined, TAB before SIRET, bare bloc codes", async () => {
  const fiches = await tout(
    lireFranceCompetencesCsv({
      Standard: source("standard.csv", `\ufeff${csv(ENTETE, RNCP509, RS5000)}`),
      Blocs: source(
        "blocs.csv",
        csv(
          "Numero_Fiche;Bloc_Competences_Code;Bloc_Competences_Libelle",
          `"RNCP509";"RNCP509BC05";"UG2 : Mathématiques"`,
          `"RNCP509";"01";"Un bloc nu"`,
        ),
      ),
      Certificateurs: source(
        "certificateurs.csv",
        csv("Numero_Fiche;Siret_Certificateur;Nom_Certificateur", `"RNCP509";;"SNVEL"`),
      ),
      Partenaires: source(
        "partenaires.csv",
        csv(
          "Numero_Fiche;Nom_Partenaire;Siret_Partenaire;Habilitation_Partenaire",
          `"RS5000";"ALYRA";"\t82815245400033";"HABILITATION_ORGA_FORM"`,
        ),
      ),
      Nsf: source("nsf.csv", csv("Numero_Fiche;Nsf_Code;Nsf_Intitule", `"RNCP509";"221w";"221w : Commerce"`)),
      Voies: source(
        "voies.csv",
        csv("Numero_Fiche;Si_Jury", `"RNCP509";"Par expérience"`, `"RS5000";"Par expérience"`),
      ),
      Ancienne_Nouvelle: source(
        "ancienne.csv",
        csv("Numero_Fiche;Ancienne_Certification;Nouvelle_Certification", `"RNCP509";;"RNCP38228"`),
      ),
    }),
  );
  expect(fiches[0]).toMatchObject({
    code: "RNCP509",
    repertoire: "RNCP",
    typeAbrege: "Certificat d'aptitude professionnelle",
    niveau: 3,
    dateFinEnregistrement: "2023-08-31",
    actif: false,
    remplaceePar: "RNCP38228",
    // by right: to be prepared in apprentissage too
    apprentissage: true,
    nsf: ["221w"],
    blocs: [
      { code: "RNCP509BC05", libelle: "UG2 : Mathématiques" },
      { code: "01", libelle: "Un bloc nu" },
    ],
    partenaires: [{ siret: "", nom: "SNVEL", habilitation: "CERTIFICATEUR", etat: null }],
  });
  expect(fiches[1]).toMatchObject({
    code: "RS5000",
    intitule: 'Exploiter la "blockchain"',
    niveau: null,
    actif: true,
    dateDebutEnregistrement: "2019-05-24",
    dateFinEnregistrement: null,
    apprentissage: false,
    blocs: [],
    partenaires: [
      { siret: "82815245400033", nom: "ALYRA", habilitation: "HABILITATION_ORGA_FORM", etat: null },
    ],
  });
  // what no file given says stays unsaid
  expect(fiches[0]?.formacodes).toBeUndefined();
  expect(fiches[0]?.dateLimiteDelivrance).toBeUndefined();
  expect(fiches[0]?.dateDebutEnregistrement).toBeUndefined();
});

test("France compétences: the effect before the decision, apprentissage by a jury", () => {
  expect(lireDebut("01/09/2024", "28/03/2024")).toBe("2024-09-01");
  expect(lireDebut("", "28/03/2024")).toBe("2024-03-28");
  expect(lireDebut("", "")).toBeNull();
  expect(lireDebut("bientôt", "28/03/2024")).toBeUndefined();
  expect(enApprentissage("Enregistrement sur demande", true)).toBe(true);
  expect(enApprentissage("Enregistrement sur demande", false)).toBe(false);
  expect(enApprentissage("Enregistrement sur demande", undefined)).toBeUndefined();
  expect(enApprentissage("", false)).toBeUndefined();
  const voies = "export_fiches_CSV_VoixdAccès_2024_02_22.csv";
  expect(fichierFranceCompetences(voies.normalize("NFD"))).toBe("Voies");
});

test("CSV of France compétences: each bad line is named with its reason, the others are read", async () => {
  const erreurs: ErreurReferentiel[] = [];
  const fiches = await tout(
    lireFranceCompetencesCsv(
      {
        Standard: source(
          "standard.csv",
          csv(
            ENTETE,
            RNCP509.replace("INACTIVE", "PEUT-ETRE"),
            RNCP509.replace("RNCP509", "RNCP"),
            RNCP509.replace("31/08/2023", "31/02/2023"),
            RNCP509.replace("Agent vérificateur", 'Agent "vérificateur'),
            RS5000,
          ),
        ),
      },
      { surErreur: (e) => erreurs.push(e) },
    ),
  );
  expect(fiches.map((f) => f.code)).toEqual(["RS5000"]);
  const messages = erreurs.map((e) => e.message);
  expect(messages).toContain(
    "standard.csv, ligne 2 : Actif vaut « PEUT-ETRE » pour la fiche RNCP509 (ACTIVE ou INACTIVE attendu).",
  );
  expect(messages).toContain("standard.csv, ligne 3 : numéro de fiche illisible : « RNCP ».");
  expect(messages).toContain(
    "standard.csv, ligne 4 : date illisible pour la fiche RNCP509 (JJ/MM/AAAA attendu).",
  );
  expect(messages.some((m) => m.startsWith("standard.csv, ligne 5 : un guillemet"))).toBe(true);
});

test("without a place for errors, reading stops at the first", async () => {
  const lire = (contenu: string | Buffer) =>
    tout(lireFranceCompetencesCsv({ Standard: source("s.csv", contenu) }));
  await expect(lire(csv(ENTETE, RNCP509.replace("RNCP509", "X")))).rejects.toThrow("s.csv, ligne 2");
  await expect(lire(csv("Numero_Fiche,Intitule"))).rejects.toThrow("s.csv, ligne 1 : colonnes absentes");
  await expect(lire("")).rejects.toThrow("s.csv : le fichier est vide.");
  await expect(lire(Buffer.from(csv(ENTETE, RNCP509), "latin1"))).rejects.toThrow("n'est pas en UTF-8");
  await expect(tout(lireFranceCompetencesCsv({}))).rejects.toThrow("Standard n'est pas donné");
});

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>
<FICHE><ID_FICHE>1</ID_FICHE><NUMERO_FICHE>RNCP36612</NUMERO_FICHE>
<NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>RNCP999</ID_FICHE_NOUVELLE_CERTIFICATION></NOUVELLE_CERTIFICATION>
<NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>RNCP41827</ID_FICHE_NOUVELLE_CERTIFICATION></NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS>
<TYPE_ENREGISTREMENT>Enregistrement sur demande</TYPE_ENREGISTREMENT><INTITULE>Assistant &amp; paie <![CDATA[<RH>]]></INTITULE><ETAT_FICHE>Modifications à valider</ETAT_FICHE>
<ABREGE><CODE>TP</CODE><LIBELLE>Titre professionnel</LIBELLE></ABREGE>
<NOMENCLATURE_EUROPE><NIVEAU>NIV5</NIVEAU><LIBELLE>Niveau 5</LIBELLE></NOMENCLATURE_EUROPE>
<CODES_NSF><NSF><CODE>315t</CODE><LIBELLE>RH</LIBELLE></NSF></CODES_NSF>
<FORMACODES><FORMACODE><CODE>35014</CODE><LIBELLE>x</LIBELLE></FORMACODE></FORMACODES>
<CERTIFICATEURS>
<CERTIFICATEUR><SIRET_CERTIFICATEUR>18750002000073</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>CCI FRANCE</NOM_CERTIFICATEUR><ETAT_CERTIFICATEUR>Inactif</ETAT_CERTIFICATEUR></CERTIFICATEUR>
<CERTIFICATEUR><SIRET_CERTIFICATEUR>18750002000073</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>CCI FRANCE</NOM_CERTIFICATEUR><ETAT_CERTIFICATEUR>Actif</ETAT_CERTIFICATEUR></CERTIFICATEUR>
</CERTIFICATEURS>
<PARTENAIRES>
<PARTENAIRE><NOM_PARTENAIRE>A</NOM_PARTENAIRE><SIRET_PARTENAIRE>82815245400033</SIRET_PARTENAIRE><HABILITATION_PARTENAIRE>HABILITATION_ORGANISER</HABILITATION_PARTENAIRE><ETAT_HABILITATION>Actif</ETAT_HABILITATION></PARTENAIRE>
<PARTENAIRE><NOM_PARTENAIRE>B</NOM_PARTENAIRE><SIRET_PARTENAIRE>79279132900016</SIRET_PARTENAIRE><HABILITATION_PARTENAIRE>HABILITATION_FORMER</HABILITATION_PARTENAIRE><ETAT_HABILITATION>Supprimé</ETAT_HABILITATION></PARTENAIRE>
</PARTENAIRES>
<SI_JURY_FI><ACTIF>Non</ACTIF></SI_JURY_FI>
<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>01</CODE><LIBELLE>Un bloc</LIBELLE><LISTE_COMPETENCES>beaucoup de prose</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES>
<DATE_EFFET>08/07/2022</DATE_EFFET><DATE_DECISION>01/07/2022</DATE_DECISION>
<DATE_FIN_ENREGISTREMENT>01/07/2027</DATE_FIN_ENREGISTREMENT><ACTIF>Oui</ACTIF>
<SI_JURY_CA><ACTIF>Non</ACTIF></SI_JURY_CA><DATE_LIMITE_DELIVRANCE>01/07/2028</DATE_LIMITE_DELIVRANCE></FICHE>
<FICHE><NUMERO_FICHE>RS1</NUMERO_FICHE><INTITULE>Sans rien</INTITULE><ACTIF>Non</ACTIF></FICHE>
<FICHE><NUMERO_FICHE>RS2</NUMERO_FICHE><INTITULE>Sans état</INTITULE></FICHE>
</FICHES>`;

test("XML of France compétences: a jury's ACTIF is not the fiche's, each partner has its state", async () => {
  const erreurs: ErreurReferentiel[] = [];
  const fiches = await tout(
    lireFranceCompetencesXml(source("rncp.xml", XML), { surErreur: (e) => erreurs.push(e) }),
  );
  expect(fiches[0]).toEqual<FicheCertification>({
    code: "RNCP36612",
    repertoire: "RNCP",
    intitule: "Assistant & paie <RH>",
    typeAbrege: "Titre professionnel",
    niveau: 5,
    actif: true,
    dateDebutEnregistrement: "2022-07-08",
    dateFinEnregistrement: "2027-07-01",
    dateLimiteDelivrance: "2028-07-01",
    remplaceePar: "RNCP41827",
    apprentissage: false,
    formacodes: ["35014"],
    nsf: ["315t"],
    rome: [],
    blocs: [{ code: "01", libelle: "Un bloc" }],
    partenaires: [
      { siret: "18750002000073", nom: "CCI FRANCE", habilitation: "CERTIFICATEUR", etat: "Actif" },
      { siret: "82815245400033", nom: "A", habilitation: "HABILITATION_ORGANISER", etat: "Actif" },
      { siret: "79279132900016", nom: "B", habilitation: "HABILITATION_FORMER", etat: "Supprimé" },
    ],
  });
  expect(fiches[1]).toMatchObject({ code: "RS1", actif: false, niveau: null, dateFinEnregistrement: null });
  expect(erreurs.map((e) => e.message)).toEqual([
    "rncp.xml, ligne 25 : ACTIF vaut «  » pour la fiche RS2 (Oui ou Non attendu).",
  ]);
});

test("XML: another root, a cut file and an entity are refused with the line", async () => {
  const lire = (xml: string) => tout(lireFranceCompetencesXml(source("f.xml", xml)));
  await expect(lire("<lheo/>")).rejects.toThrow("f.xml, ligne 1 : racine <lheo> au lieu de <FICHES>.");
  await expect(lire("<FICHES>\n<FICHE>")).rejects.toThrow("f.xml, ligne 2 : XML illisible");
  await expect(
    lire('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<FICHES>&x;</FICHES>'),
  ).rejects.toThrow("f.xml, ligne 2 : XML illisible");
});

const CERTIF_INFO =
  "Code_Diplome;Libelle_Diplome;Libelle_Type_Diplome;Code_Niveau_Europeen;Code_FormaCode;Code_Rome_1;Code_Nsf;Code_RNCP;Code_RS";
const certifInfo = (...lignes: string[]) =>
  Buffer.concat(
    [CERTIF_INFO, ...lignes].map((ligne) =>
      // the marks of windows-1252 that latin1 does not have
      Buffer.from(`${ligne}\r\n`.replaceAll("’", "\u0092").replaceAll("œ", "\u009c"), "latin1"),
    ),
  );

test("Certif Info: windows-1252, literal quotes, ids and fiches n to n", async () => {
  const fiches = await tout(
    lireCertifInfo(
      source(
        "ci.csv",
        certifInfo(
          "83899;Accompagnement VAE;Autre;;15064;;415;;",
          `114728;Option "A" de l’œuvre;Certificat;4;31045;M1810;326;37488;`,
          "115835;Option B;Certificat;4;31006;M1802;326;37488;",
          "116630;Enseigner;;;44515;;;;6547",
          "116630;Enseigner;;;44515;;;;5888",
          "1900;M\u00c3\u00a9tier d\u00e9coup\u00e9;;;;;;;",
        ),
      ),
    ),
  );
  expect(fiches.map((f) => [f.code, f.certifinfo, f.complement])).toEqual([
    ["CI83899", ["83899"], false],
    ["RNCP37488", ["114728", "115835"], true],
    ["RS6547", ["116630"], true],
    ["RS5888", ["116630"], true],
    ["CI1900", ["1900"], false],
  ]);
  expect(fiches[1]).toMatchObject({
    intitule: 'Option "A" de l’œuvre',
    libellesCertifinfo: { 114728: 'Option "A" de l’œuvre', 115835: "Option B" },
    niveau: 4,
    formacodes: ["31045", "31006"],
    rome: ["M1810", "M1802"],
    nsf: ["326"],
  });
  expect(fiches[4]?.intitule).toBe("Métier découpé");
});

test("Certif Info: a bad id is named", async () => {
  await expect(
    tout(lireCertifInfo(source("ci.csv", certifInfo("1;a;;;;;;;", "x;b;;;;;;;")))),
  ).rejects.toThrow("ci.csv, ligne 3 : Code_Diplome illisible : « x ».");
});

test("the demonstration file is read whole", async () => {
  const fiches = await tout(lireExemples("db/seed/certifications.csv"));
  expect(fiches).toHaveLength(30);
  const parCode = new Map(fiches.map((f) => [f.code, f]));
  expect(parCode.get("RNCP37488")).toMatchObject({
    certifinfo: ["114728", "115835"],
    blocs: [{ code: "RNCP37488BC01" }, { code: "RNCP37488BC02", libelle: "Cybersécurité" }],
  });
  expect(parCode.get("RNCP40344")?.partenaires).toEqual([
    { siret: "52875765100013", nom: "ANIMAL PRO FORMATION", habilitation: "CERTIFICATEUR", etat: "Actif" },
    { siret: "", nom: "SNVEL", habilitation: "CERTIFICATEUR", etat: "Actif" },
  ]);
  expect(parCode.get("CI83899")).toMatchObject({
    repertoire: "CERTIFINFO",
    certifinfo: ["83899"],
    actif: true,
  });
  expect(parCode.get("RNCP34762")).toMatchObject({ actif: false, remplaceePar: "RNCP39568" });
});
