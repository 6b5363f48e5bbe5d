import { mots } from "../texte";

export type Repertoire = "RNCP" | "RS" | "CERTIFINFO";

export type Bloc = { code: string; libelle: string };

/**
 * `habilitation`: HABILITATION_FORMER, _ORGANISER (examination only) or _ORGA_FORM; CERTIFICATEUR for one.
 * `etat`: Actif, Inactif or Supprimé, null where the file says none (the CSV export).
 */
export type Partenaire = { siret: string; nom: string; habilitation: string; etat: string | null };

/**
 * A certification as one file describes it. `undefined` is « this file does not say »: what another file said is
 * kept. `null` or an empty list is « there is none ».
 */
export type FicheCertification = {
  code: string;
  repertoire: Repertoire;
  intitule: string;
  actif: boolean;
  /** The file has no authority over the fiche: of one that is known already it only adds `certifinfo`. */
  complement?: boolean | undefined;
  typeAbrege?: string | null | undefined;
  niveau?: number | null | undefined;
  dateDebutEnregistrement?: string | undefined;
  dateFinEnregistrement?: string | null | undefined;
  dateLimiteDelivrance?: string | null | undefined;
  remplaceePar?: string | null | undefined;
  apprentissage?: boolean | undefined;
  formacodes?: string[] | undefined;
  nsf?: string[] | undefined;
  rome?: string[] | undefined;
  certifinfo?: string[] | undefined;
  /** By Certif Info id. */
  libellesCertifinfo?: Record<string, string> | undefined;
  blocs?: Bloc[] | undefined;
  partenaires?: Partenaire[] | undefined;
};

/** The repertoire of a code (`RNCP37488`, `RS5000`, `CI83899`), or undefined when it is no such code. */
export function repertoireDe(code: string): Repertoire | undefined {
  if (/^RNCP\d{1,5}$/.test(code)) return "RNCP";
  if (/^RS\d{1,5}$/.test(code)) return "RS";
  if (/^CI\d{1,6}$/.test(code)) return "CERTIFINFO";
  return undefined;
}

/**
 * The codes that a text may be: its own, however spaced (« rncp 37 674 »), or, of a number alone, those of each
 * repertoire. Null for another text.
 */
export function codesDe(texte: string): { codes: string[]; numero: string } | null {
  const compact = mots(texte).join("").toUpperCase();
  const [, prefixe, numero] = /^(RNCP|RS|CI|CERTIFINFO)?(\d{2,6})$/.exec(compact) ?? [];
  if (!numero) return null;
  const prefixes = prefixe ? [prefixe.replace("CERTIFINFO", "CI")] : ["RNCP", "RS", "CI"];
  return { codes: prefixes.map((p) => p + numero), numero };
}

/** A date JJ/MM/AAAA or AAAA-MM-JJ… as AAAA-MM-JJ; null when empty, undefined when it is no date. */
export function lireDate(texte: string): string | null | undefined {
  const s = texte.trim();
  if (!s) return null;
  const fr = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(s);
  const iso = fr ? `${fr[3]}-${fr[2]}-${fr[1]}` : /^\d{4}-\d{2}-\d{2}(?=$|T| )/.exec(s)?.[0];
  if (!iso) return undefined;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/**
 * When the registration begins, for which a fiche has two dates: its effect, or else the decision. Null when it says
 * neither, undefined when what it says is no date.
 */
export function lireDebut(effet: string, decision: string): string | null | undefined {
  return lireDate(effet.trim() === "" ? decision : effet);
}

/**
 * a certification registered by right may be prepared in apprentissage; one registered on request, when its fiche
 * has a jury for apprentices (the rule of the academic catalogue). Undefined when the file does not say.
 */
export function enApprentissage(enregistrement: string, jury: boolean | undefined): boolean | undefined {
  if (enregistrement === "Enregistrement de droit" || jury) return true;
  return enregistrement === "Enregistrement sur demande" ? jury : undefined;
}

/** The level of « NIV5 », « Niveau 5 » or « 5 »; null for none and for the old « REPRISE ». */
export function lireNiveau(texte: string): number | null {
  const chiffre = /^(?:NIV|Niveau )?([1-8])$/i.exec(texte.trim())?.[1];
  return chiffre ? Number(chiffre) : null;
}

/** Among the fiches that replace one, the newest: numbers grow with time. */
export function derniereFiche(codes: string[]): string | null {
  const numero = (code: string) => Number(code.replace(/\D/g, ""));
  const connus = codes.filter((code) => repertoireDe(code));
  return connus.sort((a, b) => numero(b) - numero(a))[0] ?? null;
}

/** The values of a list once each, in their order, without the empty ones. */
export function sansDoublon(valeurs: Iterable<string>): string[] {
  return [...new Set(valeurs)].filter(Boolean);
}

/** One entry per bloc code; the first label wins. */
export function blocsSansDoublon(blocs: Bloc[]): Bloc[] {
  const parCode = new Map<string, Bloc>();
  for (const bloc of blocs) if (bloc.code && !parCode.has(bloc.code)) parCode.set(bloc.code, bloc);
  return [...parCode.values()];
}

/**
 * One entry per SIRET and habilitation; of those without SIRET, whom nothing could recognise, one. A partner may stand several times with
 * different states, once withdrawn and given back: the active one is the one that holds.
 */
export function partenairesSansDoublon(partenaires: Partenaire[]): Partenaire[] {
  const parCle = new Map<string, Partenaire>();
  for (const p of partenaires) {
    const cle = `${p.siret} ${p.habilitation}`;
    const deja = parCle.get(cle);
    if (!deja || (deja.etat !== "Actif" && p.etat === "Actif")) parCle.set(cle, p);
  }
  return [...parCle.values()];
}
