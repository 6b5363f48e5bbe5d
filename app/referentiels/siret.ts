/** A SIRET as people read it: « 314 901 729 00033 ». What is not 14 digits comes back as it was. */
export function formaterSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1 $2 $3 $4");
}
