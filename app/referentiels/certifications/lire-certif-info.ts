import { type LigneCsv, lireCsv } from "../csv";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "../erreurs";
import { type FicheCertification, lireNiveau, repertoireDe, sansDoublon } from "./fiche";

const COLONNES = [
  "Code_Diplome",
  "Libelle_Diplome",
  "Libelle_Type_Diplome",
  "Code_Niveau_Europeen",
  "Code_FormaCode",
  "Code_Nsf",
  "Code_RNCP",
  "Code_RS",
];

/**
 * Reads the open file of Certif Info: windows-1252, never quoted. Ids and fiches are n to n and an id may stand on
 * several lines, so lines are grouped by code first; the file is some megabytes. A line with neither RNCP nor RS
 * number gives a fiche `CI` + id. No end of validity is known here: France compétences has the last word.
 */
export async function* lireCertifInfo(
  source: Source,
  options: OptionsLecture = {},
): AsyncGenerator<FicheCertification> {
  const fiches = new Map<string, FicheCertification>();
  const lignes = lireCsv(source, {
    ...options,
    colonnes: COLONNES,
    encodage: "windows-1252",
    guillemets: false,
  });
  for await (const ligne of lignes) {
    const id = ligne.valeur("Code_Diplome");
    const intitule = ligne.valeur("Libelle_Diplome");
    const code = codeDe(ligne);
    const repertoire = repertoireDe(code);
    const raison = !/^\d{1,6}$/.test(id)
      ? `Code_Diplome illisible : « ${id} ».`
      : !repertoire
        ? `numéro RNCP ou RS illisible pour ${id} : « ${code} ».`
        : !intitule && `${id} n'a pas de libellé.`;
    if (raison || !repertoire) {
      signaler(new ErreurReferentiel(source.nom, ligne.ligne, raison || "ligne illisible."), options);
      continue;
    }
    const deja = fiches.get(code);
    fiches.set(code, deja ? completer(deja, ligne, id, intitule) : premiere(ligne, code, id, intitule));
  }
  yield* fiches.values();
}

function codeDe(ligne: LigneCsv): string {
  const rncp = ligne.valeur("Code_RNCP");
  const rs = ligne.valeur("Code_RS");
  return rncp ? `RNCP${rncp}` : rs ? `RS${rs}` : `CI${ligne.valeur("Code_Diplome")}`;
}

function premiere(ligne: LigneCsv, code: string, id: string, intitule: string): FicheCertification {
  return {
    code,
    repertoire: repertoireDe(code) ?? "CERTIFINFO",
    intitule,
    // the open file holds what is published; what is over leaves it
    actif: true,
    complement: repertoireDe(code) !== "CERTIFINFO",
    typeAbrege: ligne.valeur("Libelle_Type_Diplome") || null,
    niveau: lireNiveau(ligne.valeur("Code_Niveau_Europeen")),
    certifinfo: [id],
    libellesCertifinfo: { [id]: intitule },
    ...listes(ligne),
  };
}

function completer(
  fiche: FicheCertification,
  ligne: LigneCsv,
  id: string,
  intitule: string,
): FicheCertification {
  const autres = listes(ligne);
  const unir = (a: string[] | undefined, b: string[]) => sansDoublon([...(a ?? []), ...b]);
  return {
    ...fiche,
    certifinfo: unir(fiche.certifinfo, [id]),
    libellesCertifinfo: { ...fiche.libellesCertifinfo, [id]: intitule },
    formacodes: unir(fiche.formacodes, autres.formacodes),
    nsf: unir(fiche.nsf, autres.nsf),
    rome: unir(fiche.rome, autres.rome),
  };
}

function listes(ligne: LigneCsv) {
  return {
    formacodes: sansDoublon([ligne.valeur("Code_FormaCode")]),
    nsf: sansDoublon([ligne.valeur("Code_Nsf")]),
    rome: sansDoublon([1, 2, 3, 4, 5].map((n) => ligne.valeur(`Code_Rome_${n}`))),
  };
}
