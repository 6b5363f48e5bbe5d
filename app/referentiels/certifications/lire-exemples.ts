import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import type { FicheCertification } from "./fiche";

/** Reads the certifications that the demonstration uses (db/seed/certifications.csv: `;`, lists by `|`, ISO dates). */
export async function* lireExemples(fichier: string): AsyncGenerator<FicheCertification> {
  const lignes = createReadStream(fichier).pipe(parse({ delimiter: ";", columns: true, bom: true, quote: null }));
  for await (const l of lignes as AsyncIterable<Record<string, string>>) {
    const plusieurs = (v: string | undefined) => (v ? v.split("|").map((x) => x.trim()) : []);
    yield {
      code: /^\d+$/.test(l.numero ?? "") ? `CI${l.numero}` : (l.numero ?? ""),
      repertoire: l.repertoire === "RNCP" || l.repertoire === "RS" ? l.repertoire : "CERTIFINFO",
      intitule: l.intitule ?? "",
      typeAbrege: l.type_abrege || null,
      niveau: Number(l.niveau_europeen) || null,
      dateFinEnregistrement: l.date_fin_enregistrement || null,
      dateLimiteDelivrance: l.date_limite_delivrance || null,
      actif: l.etat !== "inactive",
      remplaceePar: plusieurs(l.remplacee_par)[0] ?? null,
      formacodes: plusieurs(l.formacodes),
      nsf: plusieurs(l.nsf),
      rome: plusieurs(l.rome),
      certifinfo: plusieurs(l.codes_certifinfo),
      blocs: plusieurs(l.blocs).map((b) => {
        const [code = "", ...libelle] = b.split("=");
        return { code, libelle: libelle.join("=") };
      }),
      partenaires: [],
    };
  }
}
