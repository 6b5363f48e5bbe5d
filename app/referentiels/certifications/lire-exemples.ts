import { createReadStream } from "node:fs";
import { type LigneCsv, lireCsv } from "../csv";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "../erreurs";
import { siretDe } from "../siret";
import {
  enApprentissage,
  type FicheCertification,
  lireDate,
  lireNiveau,
  repertoireDe,
  sansDoublon,
} from "./fiche";

const COLONNES = [
  "numero",
  "codes_certifinfo",
  "intitule",
  "type_abrege",
  "niveau_europeen",
  "type_enregistrement",
  "date_debut_enregistrement",
  "date_fin_enregistrement",
  "date_limite_delivrance",
  "etat",
  "certificateurs",
  "formacodes",
  "nsf",
  "rome",
  "voies_acces",
  "remplacee_par",
  "blocs",
];

/** Reads the demonstration file (db/seed/certifications.csv, by its path): lists by `|`, blocs as `code=libellé`. */
export async function* lireExemples(
  fichier: string | Source,
  options: OptionsLecture = {},
): AsyncGenerator<FicheCertification> {
  const source = typeof fichier === "string" ? { nom: fichier, octets: createReadStream(fichier) } : fichier;
  for await (const ligne of lireCsv(source, { ...options, colonnes: COLONNES })) {
    const fiche = lireLigne(ligne);
    if (typeof fiche === "string") signaler(new ErreurReferentiel(source.nom, ligne.ligne, fiche), options);
    else yield fiche;
  }
}

function lireLigne(ligne: LigneCsv): FicheCertification | string {
  const liste = (colonne: string) =>
    sansDoublon(
      ligne
        .valeur(colonne)
        .split("|")
        .map((s) => s.trim()),
    );
  const certifinfo = liste("codes_certifinfo");
  const code = ligne.valeur("numero") || `CI${certifinfo[0] ?? ""}`;
  const repertoire = repertoireDe(code);
  if (!repertoire) return `numéro illisible : « ${code} ».`;
  const intitule = ligne.valeur("intitule");
  if (!intitule) return `${code} n'a pas d'intitulé.`;
  const fin = lireDate(ligne.valeur("date_fin_enregistrement"));
  const limite = lireDate(ligne.valeur("date_limite_delivrance"));
  const debut = lireDate(ligne.valeur("date_debut_enregistrement"));
  if (debut === undefined || fin === undefined || limite === undefined)
    return `date illisible pour ${code} (AAAA-MM-JJ attendu).`;
  return {
    code,
    repertoire,
    intitule,
    actif: ligne.valeur("etat") !== "inactive",
    typeAbrege: ligne.valeur("type_abrege") || null,
    niveau: lireNiveau(ligne.valeur("niveau_europeen")),
    dateDebutEnregistrement: debut ?? undefined,
    dateFinEnregistrement: fin,
    dateLimiteDelivrance: limite,
    remplaceePar: ligne.valeur("remplacee_par") || null,
    apprentissage: enApprentissage(ligne.valeur("type_enregistrement"), liste("voies_acces").includes("CA")),
    formacodes: liste("formacodes"),
    nsf: liste("nsf"),
    rome: liste("rome"),
    certifinfo,
    blocs: liste("blocs").map((bloc) => {
      const egal = bloc.indexOf("=");
      return { code: bloc.slice(0, egal), libelle: bloc.slice(egal + 1) };
    }),
    partenaires: liste("certificateurs").map((certificateur) => {
      const [, nom = certificateur, siret = ""] = /^(.*?)\s*\[(\d{14})\]$/.exec(certificateur) ?? [];
      return { siret: siretDe(siret) ?? "", nom, habilitation: "CERTIFICATEUR", etat: "Actif" };
    }),
  };
}
