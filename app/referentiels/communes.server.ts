import lignes from "./communes.json" with { type: "json" };
import { plier } from "./texte";

export type Commune = {
  insee: string;
  nom: string;
  codesPostaux: string[];
  population: number;
};

/** INSEE code, name, population, postal codes: as scripts/communes.ts writes them. */
export type LigneCommune = [insee: string, nom: string, population: number, ...codesPostaux: string[]];

let index: { parInsee: Map<string, Commune>; cherchables: { commune: Commune; mots: string }[] } | undefined;

/** The communes of Nouvelle-Aquitaine (official geographic code), indexed once. */
function charger() {
  if (index) return index;
  const communes = (lignes as unknown as LigneCommune[]).map(
    ([insee, nom, population, ...codesPostaux]): Commune => ({
      insee,
      nom,
      codesPostaux,
      population,
    }),
  );
  index = {
    parInsee: new Map(communes.map((c) => [c.insee, c])),
    cherchables: communes.map((commune) => ({ commune, mots: plier(commune.nom).replaceAll("-", " ") })),
  };
  return index;
}

/** The commune of that INSEE code, when it is in Nouvelle-Aquitaine. */
export function communeParInsee(insee: string): Commune | undefined {
  return charger().parInsee.get(insee);
}

/**
 * Communes of the region by name, postal code or both, as people write them (« 87200 St-Junien », « Bordeaux cedex »,
 * « Poitiers (86) »): exact names first, then beginnings, then the largest.
 */
export function chercherCommunes(texte: string, limite: number): Commune[] {
  const ecrit = plier(texte).replace(/\(.*/, "");
  const codePostal = /\b\d{5}\b/.exec(ecrit)?.[0];
  const nom = ecrit
    .replace(codePostal ?? "", "")
    .replace(/\bcedex\b.*/, "")
    .replaceAll("-", " ")
    .replace(/\bst(e?)\b/g, "saint$1")
    .trim();
  if (!codePostal && nom.length < 2) return [];
  const rang = (mots: string) => (mots === nom ? 0 : mots.startsWith(nom) ? 1 : 2);
  return charger()
    .cherchables.filter(
      ({ commune, mots }) => mots.includes(nom) && (!codePostal || commune.codesPostaux.includes(codePostal)),
    )
    .sort((a, b) => rang(a.mots) - rang(b.mots) || b.commune.population - a.commune.population)
    .slice(0, limite)
    .map(({ commune }) => commune);
}
