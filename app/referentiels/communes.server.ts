import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { plier } from "./texte";

/** A commune of Nouvelle-Aquitaine, as the Code officiel géographique lists it. */
export type Commune = { insee: string; nom: string; departement: string; codesPostaux: string[] };

/** The twelve départements of Nouvelle-Aquitaine, by code. */
export const DEPARTEMENTS_NA: Readonly<Record<string, string>> = {
  "16": "Charente",
  "17": "Charente-Maritime",
  "19": "Corrèze",
  "23": "Creuse",
  "24": "Dordogne",
  "33": "Gironde",
  "40": "Landes",
  "47": "Lot-et-Garonne",
  "64": "Pyrénées-Atlantiques",
  "79": "Deux-Sèvres",
  "86": "Vienne",
  "87": "Haute-Vienne",
};

type LigneCog = {
  code: string;
  nom: string;
  departement?: string;
  region?: string;
  type: string;
  codesPostaux?: string[];
  anciensCodes?: string[];
  population?: number;
};

type Entree = { commune: Commune; cle: string; population: number };
type Index = { entrees: Entree[]; parInsee: Map<string, Commune> };

let index: Index | undefined;

/** The commune of an INSEE code; the code of a commune merged since gives the commune it is now part of. */
export function communeParInsee(code: string): Commune | undefined {
  return charger().parInsee.get(code.trim().toUpperCase());
}

/** Whether an INSEE code is, or was, that of a commune of Nouvelle-Aquitaine. */
export function estEnNouvelleAquitaine(insee: string): boolean {
  return communeParInsee(insee) !== undefined;
}

/** The communes a postal code serves, the most populated first: often several, so the person has to choose. */
export function communesDuCodePostal(cp: string): Commune[] {
  return charger()
    .entrees.filter((e) => e.commune.codesPostaux.includes(cp.trim()))
    .map((e) => e.commune);
}

/**
 * Communes by the beginning of a postal code or by name, accents and hyphens ignored and « St » read as « Saint »:
 * the exact name first, then names that begin with the text, then names that hold it, each by population.
 */
export function chercherCommunes(texte: string, limite = 10): Commune[] {
  const { entrees } = charger();
  const chiffres = texte.replace(/\s/g, "");
  if (/^\d{2,5}$/.test(chiffres)) {
    return entrees
      .filter((e) => e.commune.codesPostaux.some((cp) => cp.startsWith(chiffres)))
      .slice(0, limite)
      .map((e) => e.commune);
  }
  const cherche = cle(texte);
  if (!cherche) return [];
  const rangs: Commune[][] = [[], [], []];
  for (const e of entrees) {
    const rang = e.cle === cherche ? 0 : e.cle.startsWith(cherche) ? 1 : e.cle.includes(` ${cherche}`) ? 2 : -1;
    rangs[rang]?.push(e.commune);
  }
  return rangs.flat().slice(0, limite);
}

function cle(nom: string): string {
  return plier(nom)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte");
}

/** Reads the package's file by itself, once: its index.js looks for its data in the current folder. */
function charger(): Index {
  if (index) return index;
  const chemin = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
  const lignes = JSON.parse(readFileSync(chemin, "utf8")) as LigneCog[];
  const entrees: Entree[] = [];
  const parInsee = new Map<string, Commune>();
  const anciens: [string, Commune][] = [];
  for (const l of lignes) {
    if (l.type !== "commune-actuelle" || l.region !== "75" || !l.departement) continue;
    const commune = {
      insee: l.code,
      nom: l.nom,
      departement: l.departement,
      codesPostaux: l.codesPostaux ?? [],
    };
    entrees.push({ commune, cle: cle(l.nom), population: l.population ?? 0 });
    parInsee.set(l.code, commune);
    for (const ancien of l.anciensCodes ?? []) anciens.push([ancien, commune]);
  }
  // after the present ones: a code given up by a merger may have come back into use
  for (const [code, commune] of anciens) if (!parInsee.has(code)) parInsee.set(code, commune);
  entrees.sort((a, b) => b.population - a.population || a.commune.insee.localeCompare(b.commune.insee));
  index = { entrees, parInsee };
  return index;
}
