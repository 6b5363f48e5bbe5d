import { definition, ESPACES } from "./dictionnaire";
import type { Noeud } from "./noeud";

/** What stands before and after the formations of a LHÉO 2.3 document. */
export const ENTETE_LHEO_23 = `<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="${ESPACES["2.3"]}">\n<offres>\n`;
export const PIED_LHEO_23 = "</offres>\n</lheo>\n";

/** The element as LHÉO 2.3 XML on one line, its children in the order of the dictionary. */
export function ecrireNoeud(noeud: Noeud): string {
  const attributs = Object.entries(noeud.attributs).map(([nom, valeur]) => ` ${nom}="${echapper(valeur)}"`);
  const interieur = echapper(noeud.texte) + ranger(noeud).map(ecrireNoeud).join("");
  return `<${noeud.nom}${attributs.join("")}>${interieur}</${noeud.nom}>`;
}

/**
 * What `ecrireNoeud` wrote, with only those of its `nom` children whose `numero` is kept; null when none is. Every text
 * in it is escaped: what looks like a tag is one. Such a child holds no other of its name.
 */
export function garderEnfants(ecrit: string, nom: string, garde: (numero: string) => boolean): string | null {
  const [ouvrante, fermante] = [`<${nom} numero="`, `</${nom}>`];
  const morceaux: string[] = [];
  let lu = 0;
  let gardes = 0;
  for (let debut = ecrit.indexOf(ouvrante); debut !== -1; debut = ecrit.indexOf(ouvrante, lu)) {
    const numero = debut + ouvrante.length;
    const fin = ecrit.indexOf(fermante, numero) + fermante.length;
    const garder = garde(ecrit.slice(numero, ecrit.indexOf('"', numero)));
    if (garder) gardes += 1;
    morceaux.push(ecrit.slice(lu, garder ? fin : debut));
    lu = fin;
  }
  return gardes > 0 ? morceaux.join("") + ecrit.slice(lu) : null;
}

function ranger(noeud: Noeud): Noeud[] {
  const def = definition(noeud.nom, "2.3");
  if (def?.genre !== "suite") return noeud.enfants;
  const rang = new Map(def.enfants.map((e, i) => [e.nom, i]));
  return [...noeud.enfants].sort((a, b) => (rang.get(a.nom) ?? 0) - (rang.get(b.nom) ?? 0));
}

// XML 1.0 forbids most control characters, even escaped; a lone surrogate is no character.
const INTERDITS = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function echapper(texte: string): string {
  return texte
    .replace(INTERDITS, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}
