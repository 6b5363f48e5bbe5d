/** The digits that a text is, however a person or a file groups them; null for another text. */
export function chiffresDe(texte: string): string | null {
  return /^\d+$/.exec(texte.replaceAll(/[\s.]/g, ""))?.[0] ?? null;
}

/** The SIRET that a text is, its key unchecked; null for another text. */
export function siretDe(texte: string): string | null {
  const chiffres = chiffresDe(texte);
  return chiffres?.length === 14 ? chiffres : null;
}

/** `31490172900033` as « 314 901 729 00033 », on one line. */
export function formaterSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");
}
