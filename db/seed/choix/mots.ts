/** The words of a formation, drawn from contenu/. */
import { METHODES_CERTIFIANTES } from "../contenu/certifiantes";
import { chance, melanger, un } from "./hasard";
import type { Offre } from "./offres";

/** A sentence with its three skills; « de » is elided before a vowel. */
function phrase(modele: string, savoirs: readonly string[]): string {
  const par: Record<string, string> = { a: savoirs[0] ?? "", b: savoirs[1] ?? "", c: savoirs[2] ?? "" };
  return modele
    .replace(/\bde \{([abc])\}/g, (_, k: string) =>
      /^[aeéèêiou]/.test(par[k] ?? "") ? `d'${par[k]}` : `de ${par[k]}`,
    )
    .replace(/\{([abc])\}/g, (_, k: string) => par[k] ?? "");
}

const COMPLEMENTS = [
  "Autre compétence travaillée : {a}.",
  "Le parcours permet aussi d'apprendre à {a}.",
  "Chacun s'entraîne également à {a}.",
  "Un temps est réservé pour apprendre à {a}.",
];

/** What the formation is for, in one sentence or two. */
export function objectif(o: Offre): string {
  const savoirs = melanger(o.sujet.savoirs);
  const debut = phrase(un(o.variante.objectifs), savoirs);
  return debut.length < 210 || chance(0.4) ? `${debut} ${phrase(un(COMPLEMENTS), savoirs.slice(3))}` : debut;
}

/** The points of the programme, one a line, then the methods. */
export function programme(o: Offre): string {
  const points = o.famille ? o.sujet.points.slice(o.variante.depart, o.variante.depart + 5) : o.sujet.points;
  const methodes = melanger(o.famille?.methodes ?? METHODES_CERTIFIANTES).slice(
    0,
    points.join("").length < 190 ? 3 : 2,
  );
  const avant = o.variante.depart > 0 ? ["Tour de table et analyse des pratiques de chacun"] : [];
  return `${[...avant, ...points].map((p) => `${p}.`).join("\n")}\n${methodes.join(" ")}`;
}

/** The title of the formation. */
export const titre = (o: Offre) => o.sujet.intitule + o.variante.suffixe;

const COMMENTAIRES = [
  "Horaires : de 9 h à 12 h 30 et de 13 h 30 à 17 h. Salle accessible aux personnes à mobilité réduite.",
  "Un entretien est proposé à chaque candidat dans les dix jours qui suivent sa demande.",
  "Apporter un ordinateur portable ; un prêt est possible sur demande.",
  "Stationnement gratuit et arrêt de bus à deux minutes à pied.",
  "La session est maintenue à partir de cinq inscrits ; une confirmation est envoyée trois semaines avant.",
  "Prévoir une tenue adaptée au travail en atelier et des chaussures de sécurité.",
  "Restauration possible sur place, hébergement chez nos partenaires à proximité.",
];
const A_DISTANCE = "Les journées à distance ont lieu en classe virtuelle, le mardi et le jeudi matin.";

/** What is said of a session besides its fields: often nothing. */
export function commentaire(mixte: boolean): string {
  if (mixte && chance(0.5)) return A_DISTANCE;
  return chance(0.25) ? un(COMMENTAIRES) : "";
}
