/** A certification as every source gives it, before it is written. */
export type FicheCertification = {
  code: string;
  repertoire: "RNCP" | "RS" | "CERTIFINFO";
  intitule: string;
  typeAbrege: string | null;
  niveau: number | null;
  dateFinEnregistrement: string | null;
  dateLimiteDelivrance: string | null;
  actif: boolean;
  remplaceePar: string | null;
  formacodes: string[];
  nsf: string[];
  rome: string[];
  certifinfo: string[];
  blocs: { code: string; libelle: string }[];
  partenaires: { siret: string; nom: string; habilitation: string; etat: string | null }[];
};

/** `JJ/MM/AAAA` or `AAAA-MM-JJ` as `AAAA-MM-JJ`; null when empty or of another shape. */
export function dateIso(date: string | undefined): string | null {
  const jma = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(date ?? "");
  if (jma) return `${jma[3]}-${jma[2]}-${jma[1]}`;
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? "")?.[0] ?? null;
}
