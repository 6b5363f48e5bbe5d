/** What a spreadsheet reads as a formula begins so. */
const FORMULE = /^[=+\-@\t\r\n]/;

/**
 * A line of a `;` CSV. A cell that a spreadsheet would run gets an apostrophe before it, by which spreadsheets know a
 * text: an intitulé is anybody's words.
 */
export function ligneCsv(cellules: readonly string[]): string {
  return `${cellules.map(cellule).join(";")}\r\n`;
}

function cellule(texte: string): string {
  const inerte = FORMULE.test(texte) ? `'${texte}` : texte;
  return /[";\r\n]/.test(inerte) ? `"${inerte.replaceAll('"', '""')}"` : inerte;
}
