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
    cherchables: communes.map((commune) => ({ commune, mots: nomSeul(commune.nom) })),
  };
  return index;
}

/** The commune of that INSEE code, when it is in Nouvelle-Aquitaine. */
export function communeParInsee(insee: string): Commune | undefined {
  return charger().parInsee.get(insee);
}

/**
 * Which commune an address of the region names, its CEDEX aside: that of its postal code, else (a code of a CEDEX is none
 * of a commune) of its département. Undefined for another, and for an address elsewhere.
 */
export function communeDeLAdresse(codePostal: string, ville: string): Commune | undefined {
  const nom = nomSeul(ville);
  const portent = charger().cherchables.filter(({ mots }) => mots === nom);
  const duCode = portent.find(({ commune }) => commune.codesPostaux.includes(codePostal));
  if (duCode || communesDuCodePostal(codePostal).length > 0) return duCode?.commune;
  return portent.find(({ commune }) => commune.insee.startsWith(codePostal.slice(0, 2)))?.commune;
}

/** A name as it is compared: « St-Jean-d'Angély Cedex » is « saint jean d angely ». */
const nomSeul = (ville: string) =>
  plier(ville)
    .replace(/\bcedex\b.*$/, "")
    .replaceAll(/[-']/g, " ")
    .replaceAll(/\bst(e?)\b/g, "saint$1")
    .trim();

/** The communes of the region that have that postal code. */
export function communesDuCodePostal(codePostal: string): Commune[] {
  return charger()
    .cherchables.filter(({ commune }) => commune.codesPostaux.includes(codePostal))
    .map(({ commune }) => commune);
}

/**
 * Communes of the region by name, postal code or both, as people write them (« 87200 St-Junien », « Bordeaux cedex »,
 * « Poitiers (86) »): exact names first, then beginnings, then the largest.
 */
export function chercherCommunes(texte: string, limite: number): Commune[] {
  const ecrit = texte.replace(/\(.*/, "");
  const codePostal = /\b\d{5}\b/.exec(ecrit)?.[0];
  const nom = nomSeul(ecrit.replace(codePostal ?? "", ""));
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
