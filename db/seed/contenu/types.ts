/** What distinguishes one formation of a subject from another: its level, its public or its setting. */
export type Variante = {
  suffixe: string;
  /** Sentences of the objective, with {a}, {b}, {c} for three of the subject's skills. */
  objectifs: readonly string[];
  /** First point of the programme kept, so that a beginner and an expert do not read the same one. */
  depart: number;
  heures: readonly number[];
};

export type Sujet = { intitule: string; formacodes: string[]; savoirs: string[]; points: string[] };

export type Famille = {
  nom: string;
  objectifGeneral: string;
  variantes: readonly Variante[];
  methodes: readonly string[];
  plus: readonly string[];
  sujets: readonly Sujet[];
};

/** A subject in one line each: title, Formacodes V14, four skills (infinitives), six points of programme. */
export function sujet(intitule: string, formacodes: string, savoirs: string, points: string): Sujet {
  const liste = (s: string) => s.split("|").map((x) => x.trim());
  return { intitule, formacodes: liste(formacodes), savoirs: liste(savoirs), points: liste(points) };
}
