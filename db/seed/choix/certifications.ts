/** The certifications, read from the reference file of the demonstration. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

export type Fiche = {
  numero: string;
  certifinfo: string;
  repertoire: string;
  niveau: string;
  intitule: string;
  fin: string;
  formacodes: string[];
  blocs: { code: string; libelle: string }[];
};

const lignes: Record<string, string>[] = parse(
  readFileSync(new URL("../certifications.csv", import.meta.url)),
  { columns: true, delimiter: ";" },
);

/** By number, RNCP or RS, or by Certif Info code when there is none. */
export const FICHES = new Map<string, Fiche>(
  lignes.map((l) => {
    const numero = l.numero || (l.codes_certifinfo ?? "");
    const codes = (l.codes_certifinfo ?? "").split("|");
    const blocs = (l.blocs ?? "").split("|").filter(Boolean);
    return [
      numero,
      {
        numero,
        certifinfo: codes.length === 1 ? (codes[0] ?? "") : "",
        repertoire: l.numero ? (l.repertoire ?? "") : "CI",
        niveau: l.niveau_europeen ?? "",
        intitule: l.intitule ?? "",
        fin: l.date_fin_enregistrement || "2028-12-31",
        formacodes: (l.formacodes ?? "").split("|").filter((c) => /^[1-4]/.test(c)),
        blocs: blocs.map((b) => ({ code: b.split("=")[0] ?? "", libelle: b.slice(b.indexOf("=") + 1) })),
      },
    ];
  }),
);
