/**
 * Letters folded for a search: lower case, no accents, ligatures opened, one kind of apostrophe. A word folded by
 * TypeScript is looked for in texts that PostgreSQL folds (db/schema/comptes.ts): both rules stand here, made of the
 * same letters.
 */
export function plierLettres(texte: string): string {
  const nues = texte.toLowerCase().normalize("NFD").replace(ACCENT, "");
  return LETTRES.reduce((t, [de, vers]) => t.replaceAll(de, vers), nues);
}

/** The SQL that folds the letters of that SQL expression. */
export function plierEnSql(expression: string): string {
  const nues = `regexp_replace(normalize(lower(${expression}), NFD), '[${ACCENTS}]', '', 'g')`;
  return LETTRES.reduce((e, [de, vers]) => `replace(${e}, '${de}', '${vers.replace("'", "''")}')`, nues);
}

/** What a letter has beside itself once it is decomposed, as both kinds of regular expressions write it. */
const ACCENTS = "\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f";

const ACCENT = new RegExp(`[${ACCENTS}]`, "g");

const LETTRES = [
  ["œ", "oe"],
  ["æ", "ae"],
  ["’", "'"],
] as const;
