/** `31490172900033` as « 314 901 729 00033 », on one line. */
export function formaterSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");
}
