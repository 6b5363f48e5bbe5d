/** What one field of a form holds: a text, several codes, a list of small records, or a record of texts. */
export type Valeur = string | string[] | Record<string, string>[] | Record<string, string>;

/** What a form holds, by field name (app/catalogue/champs.ts). An absent key is an empty field. */
export type Saisie = { [champ: string]: Valeur | undefined };
