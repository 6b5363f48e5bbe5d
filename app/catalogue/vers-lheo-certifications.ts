import type { Approuve } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { el, type Noeud } from "../lheo";
import { dictionnaire, liste } from "./champs";

export type CertificationLheo = {
  code: string;
  repertoire: string;
  intitule: string;
  /** 1 to 8, of the European framework. */
  niveau?: number | null;
  certifinfo: string[];
  formacodes: string[];
  blocs: { code: string; libelle: string }[];
};

/** The option that the session prepares, of a fiche that Certif Info splits into several; undefined when it says none. */
export function optionDe(
  { certifinfo }: Saisie,
  { code, certifinfo: ids }: CertificationLheo,
): string | undefined {
  return ids.find((id) => ids.length > 1 && id === dictionnaire(certifinfo)[code]);
}

const CERTIFICATIONS_MAX = 5;

/**
 * The certifications, each option that sessions prepare for itself: they refer to it. LHÉO takes five in all: beyond, each
 * certification is said once.
 */
export function certificationsLheo(certifications: CertificationLheo[], sessions: Approuve["sessions"]) {
  const preparees = (c: CertificationLheo) => {
    const visent = sessions.filter(({ saisie }) => liste(saisie.certificationsVisees).includes(c.code));
    return new Set(visent.length > 0 ? visent.map(({ saisie }) => optionDe(saisie, c)) : [undefined]);
  };
  const ecrire = (c: CertificationLheo, option?: string) =>
    el("certification", null, codesCertification(c, "", option));
  const parOption = certifications.flatMap((c) => [...preparees(c)].map((option) => ecrire(c, option)));
  return parOption.length > CERTIFICATIONS_MAX ? certifications.map((c) => ecrire(c)) : parOption;
}

/** Of several Certif Info ids of a fiche, one for each of its options: the `option`, or none when it is unknown. */
export function codesCertification(
  c: CertificationLheo,
  prefixe: "" | "reference-",
  option?: string,
): (Noeud | undefined)[] {
  const ids = c.repertoire === "CERTIFINFO" ? [c.code.slice(2)] : option ? [option] : c.certifinfo;
  return [
    c.repertoire === "RNCP" ? el(`${prefixe}code-RNCP`, null, c.code) : undefined,
    ids.length === 1 ? el(`${prefixe}code-CERTIFINFO`, null, ids) : undefined,
    c.repertoire === "RS" ? el(`${prefixe}code-RS`, null, c.code) : undefined,
  ];
}

/** LHÉO, table of the niveaux: 11 to 18 are the levels 1 to 8. Nothing is said of certifications of several. */
export function niveauDeSortie(certifications: CertificationLheo[]): string {
  const niveaux = new Set(certifications.flatMap((c) => c.niveau ?? []));
  const [niveau = 0] = niveaux;
  return niveaux.size === 1 && niveau >= 1 && niveau <= 8 ? String(10 + niveau) : "";
}

export function resultats(certifications: CertificationLheo[]): string {
  return certifications.length > 0
    ? certifications
        .map((c) => c.intitule || c.code)
        .join("\n")
        .slice(0, 3000)
    : "Attestation de fin de formation.";
}

/** A code that the reference tables do not hold (yet): approved all the same, so it is said by its code alone. */
export function sansFiche(code: string): CertificationLheo {
  const repertoire = code.startsWith("CI") ? "CERTIFINFO" : code.startsWith("RS") ? "RS" : "RNCP";
  return { code, repertoire, intitule: "", certifinfo: [], formacodes: [], blocs: [] };
}

export function blocsLheo(c: CertificationLheo, s: Saisie): Noeud | undefined {
  const validation = dictionnaire(s.validations)[c.code] ?? "1";
  const vises = validation === "1" ? c.blocs : c.blocs.filter((b) => liste(s.blocs).includes(b.code));
  const blocs = vises.filter((b) => b.code.length >= 8);
  if (blocs.length === 0) return undefined;
  return el(
    "blocs-competences",
    null,
    el("validation-blocs", null, validation),
    el("reference-certification", null, codesCertification(c, "reference-", optionDe(s, c))),
    blocs.map((b) =>
      el(
        "bloc-competences",
        null,
        el("libelle-bloc", null, (b.libelle || b.code).slice(0, 500)),
        el("code-bloc", null, b.code),
      ),
    ),
  );
}
