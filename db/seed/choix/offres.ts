/** What a structure may offer: the subjects of its families, and its certifications, each in its variants. */
import {
  CERTIFIANTES,
  type Certifiante,
  VARIANTE_BLOCS,
  VARIANTES_CERTIFIANTES,
} from "../contenu/certifiantes";
import { HUMAIN } from "../contenu/humain";
import type { Structure } from "../contenu/structures";
import { TECHNIQUE } from "../contenu/technique";
import { TERTIAIRE } from "../contenu/tertiaire";
import type { Famille, Sujet, Variante } from "../contenu/types";
import { FICHES, type Fiche } from "./certifications";
import { melanger } from "./hasard";

/** What a formation is before its words and sessions: either a subject of a family, or a certification. */
export type Offre = {
  sujet: Sujet;
  variante: Variante;
  famille?: Famille;
  certifiante?: Certifiante;
  fiche?: Fiche;
};

const FAMILLES: readonly Famille[] = [...TERTIAIRE, ...TECHNIQUE, ...HUMAIN];

/** Subjects that make no sense with some suffixes of their family. */
const EXCLUS: readonly [RegExp, RegExp][] = [
  [/^Découverte de l'ordinateur/, /perfectionnement|équipe/],
  [/^Création et reprise|^Gestion d'une association/, /TPE/],
  [/^Réception et accueil|^Taille de la vigne|^Hygiène alimentaire|^Service en salle/, /diversifier/],
  [/^Référent santé/, /personne-ressource|sensibilisation/],
  [/^Lecture de plans|^Habilitation/, /rénovation|personne-ressource/],
];

const exclu = (sujet: Sujet, v: Variante) =>
  EXCLUS.some(([s, f]) => s.test(sujet.intitule) && f.test(v.suffixe));

/** All that a structure could offer without a certification, in a drawn order. */
export function sansCertification(s: Structure): Offre[] {
  const familles = FAMILLES.filter((f) => s.familles === "toutes" || s.familles.includes(f.nom));
  const offres = familles.flatMap((famille) =>
    famille.sujets.flatMap((sujet) =>
      famille.variantes.filter((v) => !exclu(sujet, v)).map((variante) => ({ sujet, variante, famille })),
    ),
  );
  const ordre = melanger(offres);
  if (s.familles === "toutes") return ordre;
  // In a small catalogue, a subject comes back only once the others have been used.
  const vus = new Map<string, number>();
  const rang = new Map(
    ordre.map((o) => {
      const n = vus.get(o.sujet.intitule) ?? 0;
      vus.set(o.sujet.intitule, n + 1);
      return [o, n] as const;
    }),
  );
  return ordre.sort((a, b) => (rang.get(a) ?? 0) - (rang.get(b) ?? 0));
}

/** All the certifications of a structure, each in the variants it can be taught in. */
export function avecCertification(s: Structure): Offre[] {
  const retenues = CERTIFIANTES.filter(
    (c) => s.certifiantes === "toutes" || s.certifiantes.includes(c.certification),
  );
  return retenues.flatMap((certifiante) => {
    const fiche = FICHES.get(certifiante.certification);
    if (!fiche) throw new Error(`Certification absente : ${certifiante.certification}`);
    const courte = certifiante.cycle === 0;
    const toutes = courte ? VARIANTES_CERTIFIANTES.slice(0, 1) : VARIANTES_CERTIFIANTES;
    const variantes = s.certifiantes === "toutes" ? toutes : toutes.slice(0, 1);
    const blocs = s.certifiantes === "toutes" && fiche.blocs.length > 1 ? [VARIANTE_BLOCS] : [];
    return [...variantes, ...blocs].map((variante) => ({
      sujet: certifiante.sujet,
      variante,
      certifiante,
      fiche,
    }));
  });
}
