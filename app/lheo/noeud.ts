/** An XML element as read: its name without prefix, attributes, own text, children, and its line in the file. */
export type Noeud = {
  nom: string;
  attributs: Record<string, string>;
  texte: string;
  enfants: Noeud[];
  ligne: number;
};

export type Contenu = string | number | Noeud | null | undefined | false | Contenu[];

/**
 * Builds an element. Texts become its text, nodes its children; null, undefined, false and "" are left out, and an
 * element left with nothing is itself undefined, so that an optional branch writes itself away.
 */
export function el(
  nom: string,
  attributs: Record<string, string | undefined> | null,
  ...contenu: Contenu[]
): Noeud | undefined {
  const plat = aplatir(contenu).filter((c) => c !== null && c !== undefined && c !== false && c !== "");
  if (plat.length === 0) return undefined;
  const estNoeud = (c: Contenu): c is Noeud => typeof c === "object";
  return {
    nom,
    attributs: Object.fromEntries(
      Object.entries(attributs ?? {}).filter((paire): paire is [string, string] => paire[1] !== undefined),
    ),
    texte: plat.filter((c) => !estNoeud(c)).join(""),
    enfants: plat.filter(estNoeud),
    ligne: 0,
  };
}

/** The first child at that path. */
export function enfant(noeud: Noeud | undefined, ...chemin: string[]): Noeud | undefined {
  return chemin.reduce<Noeud | undefined>((n, nom) => n?.enfants.find((e) => e.nom === nom), noeud);
}

/** The text at that path, trimmed; "" when there is none. */
export function texteDe(noeud: Noeud | undefined, ...chemin: string[]): string {
  return enfant(noeud, ...chemin)?.texte.trim() ?? "";
}

/** All the children of that name. */
export function tous(noeud: Noeud | undefined, nom: string): Noeud[] {
  return noeud?.enfants.filter((e) => e.nom === nom) ?? [];
}

function aplatir(contenu: Contenu[]): Contenu[] {
  return contenu.flatMap((c) => (Array.isArray(c) ? aplatir(c) : [c]));
}
