import { type Definition, definition, type Enfant, type Version } from "./dictionnaire";
import type { Noeud } from "./noeud";

/** What is wrong, in French, with the element, its line and what is allowed. */
export type Anomalie = { ligne: number; element: string; message: string };

/** Everything of this element and below that the standard does not allow, in the order of the file. */
export function validerNoeud(noeud: Noeud, version: Version): Anomalie[] {
  const def = definition(noeud.nom, version);
  if (!def) return [anomalie(noeud, `<${noeud.nom}> n'existe pas en LHÉO ${version}.`)];
  switch (def.genre) {
    case "suite":
      return [...validerSuite(noeud, def.enfants, version), ...validerEnfants(noeud, def, version)];
    case "choix":
      return [...validerChoix(noeud, def.enfants), ...validerEnfants(noeud, def, version)];
    case "libre":
      return [];
    default:
      return noeud.enfants.length > 0
        ? [anomalie(noeud, `<${noeud.nom}> ne contient que du texte, pas d'autre élément.`)]
        : validerTexte(noeud, def);
  }
}

function anomalie(noeud: Noeud, message: string): Anomalie {
  return { ligne: noeud.ligne, element: noeud.nom, message };
}

function validerEnfants(noeud: Noeud, def: Definition, version: Version): Anomalie[] {
  const permis = "enfants" in def ? def.enfants.map((e) => (typeof e === "string" ? e : e.nom)) : [];
  return noeud.enfants.filter((e) => permis.includes(e.nom)).flatMap((e) => validerNoeud(e, version));
}

function validerChoix(noeud: Noeud, permis: readonly string[]): Anomalie[] {
  return noeud.enfants
    .filter((e) => !permis.includes(e.nom))
    .map((e) => anomalie(e, `<${e.nom}> n'est pas permis dans <${noeud.nom}>.`));
}

/** Children in order and in number: the first one out of place stops the count, as a schema's automaton does. */
function validerSuite(noeud: Noeud, attendus: readonly Enfant[], version: Version): Anomalie[] {
  if (noeud.texte.trim() !== "") {
    return [
      anomalie(
        noeud,
        `<${noeud.nom}> contient du texte hors de ses éléments : « ${noeud.texte.trim().slice(0, 40)} ».`,
      ),
    ];
  }
  let reste = 0;
  for (const attendu of attendus) {
    let nombre = 0;
    while (noeud.enfants[reste]?.nom === attendu.nom) {
      nombre += 1;
      reste += 1;
    }
    if (nombre > attendu.max) {
      const dernier = noeud.enfants[reste - 1] ?? noeud;
      return [
        anomalie(
          dernier,
          `<${attendu.nom}> : ${attendu.max} au plus dans <${noeud.nom}>, ${nombre} trouvés.`,
        ),
      ];
    }
    if (nombre < attendu.min) {
      const suivant = noeud.enfants[reste];
      // A stranger in the way is the cause; what it hides may well follow it.
      if (suivant && !attendus.some((a) => a.nom === suivant.nom)) return [inattendu(suivant)];
      const trouve = suivant ? ` (trouvé : <${suivant.nom}>)` : "";
      return [anomalie(suivant ?? noeud, `Il manque <${attendu.nom}> dans <${noeud.nom}>${trouve}.`)];
    }
  }
  const enTrop = noeud.enfants[reste];
  return enTrop ? [inattendu(enTrop)] : [];

  function inattendu(enfant: Noeud): Anomalie {
    if (attendus.some((a) => a.nom === enfant.nom)) {
      return anomalie(
        enfant,
        `<${enfant.nom}> n'est pas à sa place dans <${noeud.nom}> : l'ordre des éléments est obligatoire.`,
      );
    }
    return anomalie(
      enfant,
      definition(enfant.nom, version)
        ? `<${enfant.nom}> n'est pas permis dans <${noeud.nom}>.`
        : `<${enfant.nom}> n'existe pas en LHÉO ${version}.`,
    );
  }
}

function validerTexte(noeud: Noeud, def: Definition): Anomalie[] {
  const texte = noeud.texte;
  switch (def.genre) {
    case "texte": {
      const longueur = [...texte].length;
      if (longueur < def.min || longueur > def.max) {
        const permis = def.min === def.max ? `${def.min}` : `de ${def.min} à ${def.max}`;
        return [anomalie(noeud, `<${noeud.nom}> compte ${longueur} caractères : ${permis} sont permis.`)];
      }
      return [];
    }
    case "code":
      return def.codes.includes(texte.trim())
        ? []
        : [
            anomalie(
              noeud,
              `<${noeud.nom}> vaut « ${texte.trim()} » : valeurs permises ${def.codes.join(", ")}.`,
            ),
          ];
    case "date":
      return /^\d{4}[019]\d[01239]\d$/.test(texte.trim())
        ? []
        : [anomalie(noeud, `<${noeud.nom}> vaut « ${texte.trim()} » : une date s'écrit AAAAMMJJ.`)];
    case "entier":
      return /^[+-]?\d+$/.test(texte.trim())
        ? []
        : [anomalie(noeud, `<${noeud.nom}> vaut « ${texte.trim()} » : un nombre entier est attendu.`)];
    default:
      return [];
  }
}
