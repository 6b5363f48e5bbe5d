import { stringify } from "csv-stringify/sync";

/**
 * Lines of a `;` CSV, as spreadsheets of this country read it. A cell that one would run gets an apostrophe before it, by
 * which they know a text: an intitulé is anybody's words.
 */
export function lignesCsv(lignes: readonly (readonly string[])[]): string {
  return stringify(
    lignes.map((cellules) => [...cellules]),
    { delimiter: ";", record_delimiter: "windows", quoted_match: /\n/, escape_formulas: true },
  );
}
