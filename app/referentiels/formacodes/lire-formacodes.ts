import { lireCsv } from "../csv";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "../erreurs";

/** An entry of the thesaurus; `synonymes` are other words it is found by. */
export type EntreeFormacode = {
  code: string;
  libelle: string;
  version: string;
  champ: string;
  synonymes: string[];
};

/** Reads a Formacode file: code;libelle;version;champ_code;champ_libelle;parent;synonymes (synonyms by `|`). */
export async function* lireFormacodes(
  source: Source,
  options: OptionsLecture = {},
): AsyncGenerator<EntreeFormacode> {
  const colonnes = ["code", "libelle", "version", "champ_libelle", "synonymes"];
  for await (const ligne of lireCsv(source, { ...options, colonnes })) {
    const code = ligne.valeur("code");
    const libelle = ligne.valeur("libelle");
    const version = ligne.valeur("version");
    const raison = !/^\d{5}$/.test(code)
      ? `formacode illisible : « ${code} » (5 chiffres attendus).`
      : !libelle
        ? `le formacode ${code} n'a pas de libellé.`
        : !/^V\d+$/.test(version) && `version illisible pour ${code} : « ${version} » (V14 attendu).`;
    if (raison) {
      signaler(new ErreurReferentiel(source.nom, ligne.ligne, raison), options);
      continue;
    }
    yield {
      code,
      libelle,
      version,
      champ: ligne.valeur("champ_libelle"),
      synonymes: ligne
        .valeur("synonymes")
        .split("|")
        .map((s) => s.trim())
        .filter(Boolean),
    };
  }
}
