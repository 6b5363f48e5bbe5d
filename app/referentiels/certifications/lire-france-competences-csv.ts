import { type LigneCsv, lireCsv } from "../csv";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "../erreurs";
import { siretDe } from "../siret";
import {
  type Bloc,
  blocsSansDoublon,
  derniereFiche,
  enApprentissage,
  type FicheCertification,
  lireDate,
  lireDebut,
  lireNiveau,
  type Partenaire,
  partenairesSansDoublon,
  repertoireDe,
  sansDoublon,
} from "./fiche";

/** The files of the export that are read. Standard holds the fiches; each of the others completes them. */
export type FichierFranceCompetences =
  | "Standard"
  | "Blocs"
  | "Certificateurs"
  | "Partenaires"
  | "Formacode"
  | "Nsf"
  | "Rome"
  | "Voies"
  | "Ancienne_Nouvelle";

const PREFIXES: [string, FichierFranceCompetences][] = [
  ["Standard", "Standard"],
  ["Blocs_De_Comp", "Blocs"],
  ["Certificateurs", "Certificateurs"],
  ["Partenaires", "Partenaires"],
  ["Formacode", "Formacode"],
  ["Nsf", "Nsf"],
  ["Rome", "Rome"],
  ["VoixdAcc", "Voies"],
  ["Ancienne_Nouvelle", "Ancienne_Nouvelle"],
];

/**
 * Which file of the export a file name is (`export_fiches_CSV_Standard_2026_08_16.csv`). Two names read hold an accent,
 * composed or decomposed with the unzip: only what comes before the accent is compared.
 */
export function fichierFranceCompetences(nom: string): FichierFranceCompetences | undefined {
  const suite = /(?:^|[/\\])export_fiches_CSV_([^/\\]*)\.csv$/i.exec(nom)?.[1]?.toLowerCase();
  return PREFIXES.find(([prefixe]) => suite?.startsWith(prefixe.toLowerCase()))?.[1];
}

/**
 * Reads the nightly CSV export of France compétences. The joined files are read first and kept in memory, Standard
 * then streams. What a file not given would say is left undefined, as are the dates limites de délivrance and the
 * states of partners, which this export does not hold.
 */
export async function* lireFranceCompetencesCsv(
  fichiers: Partial<Record<FichierFranceCompetences, Source>>,
  options: OptionsLecture = {},
): AsyncGenerator<FicheCertification> {
  const standard = fichiers.Standard;
  if (!standard) {
    throw new ErreurReferentiel(
      "export CSV de France compétences",
      undefined,
      "le fichier Standard n'est pas donné.",
    );
  }

  const joindre = async <T>(
    fichier: FichierFranceCompetences,
    colonnes: string[],
    lire: (ligne: LigneCsv) => T | undefined,
  ): Promise<Map<string, T[]> | undefined> => {
    const source = fichiers[fichier];
    if (!source) return undefined;
    const parFiche = new Map<string, T[]>();
    for await (const ligne of lireCsv(source, { ...options, colonnes: ["Numero_Fiche", ...colonnes] })) {
      const valeur = lire(ligne);
      if (valeur === undefined) continue;
      const numero = ligne.valeur("Numero_Fiche");
      const deja = parFiche.get(numero);
      if (deja) deja.push(valeur);
      else parFiche.set(numero, [valeur]);
    }
    return parFiche;
  };
  const codes = (fichier: FichierFranceCompetences, colonne: string) =>
    joindre<string>(fichier, [colonne], (l) => l.valeur(colonne) || undefined);

  const blocs = await joindre<Bloc>("Blocs", ["Bloc_Competences_Code", "Bloc_Competences_Libelle"], (l) => ({
    code: l.valeur("Bloc_Competences_Code"),
    libelle: l.valeur("Bloc_Competences_Libelle"),
  }));
  const certificateurs = await joindre<Partenaire>(
    "Certificateurs",
    ["Siret_Certificateur", "Nom_Certificateur"],
    (l) => ({
      siret: siretDe(l.valeur("Siret_Certificateur")) ?? "",
      nom: l.valeur("Nom_Certificateur"),
      habilitation: "CERTIFICATEUR",
      etat: null,
    }),
  );
  const partenaires = await joindre<Partenaire>(
    "Partenaires",
    ["Nom_Partenaire", "Siret_Partenaire", "Habilitation_Partenaire"],
    (l) => ({
      siret: siretDe(l.valeur("Siret_Partenaire")) ?? "",
      nom: l.valeur("Nom_Partenaire"),
      habilitation: l.valeur("Habilitation_Partenaire"),
      etat: null,
    }),
  );
  const formacodes = await codes("Formacode", "Formacode_Code");
  const nsf = await codes("Nsf", "Nsf_Code");
  const rome = await codes("Rome", "Codes_Rome_Code");
  const voies = await codes("Voies", "Si_Jury");
  const nouvelles = await codes("Ancienne_Nouvelle", "Nouvelle_Certification");

  const colonnes = [
    "Numero_Fiche",
    "Intitule",
    "Abrege_Intitule",
    "Nomenclature_Europe_Niveau",
    "Date_Decision",
    "Date_Fin_Enregistrement",
    "Date_Effet",
    "Type_Enregistrement",
    "Actif",
  ];
  for await (const ligne of lireCsv(standard, { ...options, colonnes })) {
    const fiche = lireLigne(ligne);
    if (typeof fiche === "string") {
      signaler(new ErreurReferentiel(standard.nom, ligne.ligne, fiche), options);
      continue;
    }
    const { code, enregistrement, ...dite } = fiche;
    const liste = (valeurs: Map<string, string[]> | undefined) =>
      valeurs && sansDoublon(valeurs.get(code) ?? []);
    yield {
      ...dite,
      code,
      apprentissage: enApprentissage(
        enregistrement,
        voies?.get(code)?.some((voie) => voie.startsWith("En contrat d") && voie.endsWith("apprentissage")),
      ),
      remplaceePar: nouvelles && derniereFiche(nouvelles.get(code) ?? []),
      formacodes: liste(formacodes),
      nsf: liste(nsf),
      rome: liste(rome),
      blocs: blocs && blocsSansDoublon(blocs.get(code) ?? []),
      // both files or nothing: half of the list would erase the other half
      partenaires:
        certificateurs &&
        partenaires &&
        partenairesSansDoublon([...(certificateurs.get(code) ?? []), ...(partenaires.get(code) ?? [])]),
    };
  }
}

function lireLigne(ligne: LigneCsv): (FicheCertification & { enregistrement: string }) | string {
  const code = ligne.valeur("Numero_Fiche");
  const repertoire = repertoireDe(code);
  if (!repertoire || repertoire === "CERTIFINFO") return `numéro de fiche illisible : « ${code} ».`;
  const intitule = ligne.valeur("Intitule");
  if (!intitule) return `la fiche ${code} n'a pas d'intitulé.`;
  const actif = ligne.valeur("Actif");
  if (actif !== "ACTIVE" && actif !== "INACTIVE") {
    return `Actif vaut « ${actif} » pour la fiche ${code} (ACTIVE ou INACTIVE attendu).`;
  }
  const fin = lireDate(ligne.valeur("Date_Fin_Enregistrement"));
  const debut = lireDebut(ligne.valeur("Date_Effet"), ligne.valeur("Date_Decision"));
  if (debut === undefined || fin === undefined) {
    return `date illisible pour la fiche ${code} (JJ/MM/AAAA attendu).`;
  }
  return {
    code,
    repertoire,
    intitule,
    actif: actif === "ACTIVE",
    typeAbrege: ligne.valeur("Abrege_Intitule") || null,
    niveau: lireNiveau(ligne.valeur("Nomenclature_Europe_Niveau")),
    dateDebutEnregistrement: debut ?? undefined,
    dateFinEnregistrement: fin,
    enregistrement: ligne.valeur("Type_Enregistrement"),
  };
}
