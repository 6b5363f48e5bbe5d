import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "./erreurs";

/** One line of a CSV file: its number and its trimmed values by column, "" where the line is short. */
export type LigneCsv = { ligne: number; valeur: (colonne: string) => string };

type OptionsCsv = OptionsLecture & {
  colonnes: readonly string[];
  encodage?: "utf-8" | "windows-1252";
  guillemets?: boolean;
};

/**
 * Reads a `;` CSV whose first line holds at least `colonnes`, line after line. Values are trimmed: SIRET of France
 * compétences begin with a TAB inside their quotes. Without `guillemets`, a `"` is a character like another.
 */
export async function* lireCsv(source: Source, options: OptionsCsv): AsyncGenerator<LigneCsv> {
  const { colonnes, encodage = "utf-8", guillemets = true } = options;
  const refusees: ErreurReferentiel[] = [];
  const parser = parse({
    delimiter: ";",
    quote: guillemets ? '"' : null,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (erreur) => {
      if (erreur) refusees.push(new ErreurReferentiel(source.nom, ligneDe(erreur), raisonCsv(erreur)));
      return undefined;
    },
  });
  const textes = Readable.from(decoder(source, encodage), { objectMode: true });
  textes.on("error", (e) => parser.destroy(e));
  textes.pipe(parser);
  let rangs: Map<string, number> | undefined;
  let derniere = 0;
  try {
    for await (const lu of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      for (const e of refusees.splice(0)) signaler(e, options);
      // the parser counts to the end of the record, which may span lines
      const ligne = derniere + 1;
      derniere = lu.info.lines;
      if (!rangs) {
        rangs = entete(source.nom, lu.record, colonnes);
        continue;
      }
      const places = rangs;
      yield { ligne, valeur: (colonne) => lu.record[places.get(colonne) ?? -1]?.trim() ?? "" };
    }
    for (const e of refusees.splice(0)) signaler(e, options);
  } catch (erreur) {
    if (erreur instanceof CsvError)
      throw new ErreurReferentiel(source.nom, ligneDe(erreur), raisonCsv(erreur));
    throw erreur;
  } finally {
    textes.destroy();
    parser.destroy();
  }
  if (!rangs) throw new ErreurReferentiel(source.nom, undefined, "le fichier est vide.");
}

function entete(nom: string, noms: string[], attendues: readonly string[]): Map<string, number> {
  const rangs = new Map(noms.map((colonne, rang) => [colonne.trim().normalize("NFC"), rang]));
  const absentes = attendues.filter((colonne) => !rangs.has(colonne));
  if (absentes.length > 0) {
    const quoi = absentes.length > 1 ? "colonnes absentes" : "colonne absente";
    throw new ErreurReferentiel(nom, 1, `${quoi} : ${absentes.join(", ")} (séparateur attendu « ; »).`);
  }
  return rangs;
}

function ligneDe(erreur: CsvError): number | undefined {
  return typeof erreur.lines === "number" ? erreur.lines : undefined;
}

function raisonCsv(erreur: CsvError): string {
  switch (erreur.code) {
    case "INVALID_OPENING_QUOTE":
      return "un guillemet se trouve au milieu d'une valeur qui n'est pas entre guillemets.";
    case "CSV_INVALID_CLOSING_QUOTE":
      return "un guillemet ferme une valeur avant sa fin ; à l'intérieur d'une valeur il doit être doublé.";
    case "CSV_QUOTE_NOT_CLOSED":
      return "un guillemet ouvert n'est jamais fermé.";
    default:
      return `ligne illisible (${erreur.code}).`;
  }
}

async function* decoder(source: Source, encodage: "utf-8" | "windows-1252"): AsyncGenerator<string> {
  if (encodage === "windows-1252") {
    // line by line, so that a stray UTF-8 pair is never cut in two
    let reste = "";
    for await (const octets of source.octets) {
      const texte = reste + Buffer.from(octets).toString("latin1");
      const fin = texte.lastIndexOf("\n") + 1;
      reste = texte.slice(fin);
      yield depuisWindows1252(texte.slice(0, fin));
    }
    yield depuisWindows1252(reste);
    return;
  }
  yield* decoderUtf8(source);
}

/** The text of an UTF-8 file, refused at the first byte that is not UTF-8. */
export async function* decoderUtf8(source: Source): AsyncGenerator<string> {
  const decodeur = new TextDecoder("utf-8", { fatal: true });
  let ligne = 1;
  const morceau = (octets?: Uint8Array) => {
    try {
      return octets ? decodeur.decode(octets, { stream: true }) : decodeur.decode();
    } catch {
      throw new ErreurReferentiel(source.nom, ligne, "le fichier n'est pas en UTF-8 à partir d'ici environ.");
    }
  };
  for await (const octets of source.octets) {
    const texte = morceau(octets);
    yield texte;
    ligne += texte.split("\n").length - 1;
  }
  yield morceau();
}

const CP1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009dž\u009f".replace("\u009f", "Ÿ");

/**
 * Windows-1252 bytes read as latin1, into text. Done by hand since Node 20's TextDecoder("windows-1252") leaves
 * 0x80–0x9F as control characters. A stray UTF-8 pair (« Ã© ») becomes the letter it stood for.
 */
function depuisWindows1252(latin1: string): string {
  return latin1
    .replace(
      /\u00c3[\u0080-\u00bf]|\u00c5[\u0092\u0093]|\u00c2[\u00a0\u00ab\u00b0\u00bb]|\u00e2\u0080[\u0090-\u00bf]/g,
      (s) => Buffer.from(s, "latin1").toString("utf8"),
    )
    .replace(/[\u0080-\u009f]/g, (c) => CP1252[c.charCodeAt(0) - 0x80] ?? c);
}
