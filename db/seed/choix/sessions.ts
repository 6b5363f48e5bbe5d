/** The sessions of a formation: by which voie d'accès, and how each takes place. */
import { VARIANTE_BLOCS } from "../contenu/certifiantes";
import { CONDITIONS } from "../contenu/conditions";
import type { Lieu, Structure } from "../contenu/structures";
import { AUJOURDHUI, DERNIER, JOUR, jour, lundi } from "./calendrier";
import { type Creneau, creneauApprentissage, creneaux, creneauxAnnee } from "./creneaux";
import { chance, entier, melanger, un } from "./hasard";
import { commentaire, titre } from "./mots";
import type { Offre } from "./offres";

type Voie = "fpc" | "professionnalisation" | "apprentissage";
type Prevue = Creneau & {
  voie: Voie;
  partielle: boolean;
  conventionnee: boolean;
  heures: { centre: number; entreprise: number };
};

/** An information collective: where it stands in the file, its place is the session's. */
type Reunion = { jour: number; heure: number; places: number };

/** All that the file says of a session. */
export type Session = Creneau & {
  numero: string;
  lieu: Lieu;
  voie: Voie;
  alternance: string;
  modalite: number;
  conditions: (typeof CONDITIONS)[number];
  tarif: number;
  heures: { centre: number; distance: number; entreprise: number; total: number };
  /** Years of the cycle of an apprenticeship, and those that one may enter; none otherwise. */
  cycle: number;
  anneesOuvertes: number[];
  etatRecrutement: number;
  reunion: Reunion | undefined;
  recrutements: number[];
  /** Those of its certification that it leads to: all, or all but the last. */
  blocs: { code: string; libelle: string }[];
  partielle: boolean;
  /** Places that the Région buys, or none. */
  placesFinancees: number | undefined;
  commentaire: string;
};

const RYTHMES: Record<Voie, string> = {
  fpc: "-",
  professionnalisation: "2 jours en centre, 3 jours en entreprise",
  apprentissage: "1 semaine en centre, 2 semaines en entreprise",
};

/** Hours in the centre, whatever the session: a price is asked for them. */
const dureeDe = (o: Offre) => o.certifiante?.centre ?? Math.max(0, ...o.variante.heures);

/** When a formation is given: for a certification, by several voies d'accès; else in formation continue. */
export function sessionsPrevues(o: Offre, conventionnee: boolean): Prevue[] {
  const { certifiante: c, fiche, variante } = o;
  const limite = fiche ? jour(fiche.fin) : DERNIER;
  if (!c || !fiche) {
    const total = un(variante.heures);
    const entreprise = total >= 210 ? 70 : 0;
    const nombre = conventionnee ? 2 : un([1, 1, 1, 1, 1, 1, 2, 2, 3, 4]);
    return creneaux(o, total, nombre, limite).map((k) => ({
      ...k,
      voie: "fpc",
      partielle: false,
      conventionnee,
      heures: { centre: total - entreprise, entreprise },
    }));
  }
  const alternance = variante.suffixe.includes("alternance");
  const partielle = variante === VARIANTE_BLOCS;
  const heures = {
    centre: partielle ? Math.round(c.centre / 2) : c.centre,
    entreprise: partielle ? 0 : c.entreprise,
  };
  const fait: Prevue[] = [];
  const ajouter = (k: Creneau | undefined, voie: Voie) => {
    if (k) fait.push({ ...k, voie, partielle, conventionnee: conventionnee && voie === "fpc", heures });
  };
  // « Validation totale » is said by the list of the blocs: without it, no apprenticeship.
  if (fiche.blocs.length && c.cycle > 0 && (alternance || variante.suffixe === "")) {
    ajouter(creneauApprentissage(c.cycle, limite), "apprentissage");
  }
  if (alternance) ajouter(creneauxAnnee(c, limite), "professionnalisation");
  if (!alternance) {
    for (const k of creneaux(o, heures.centre + heures.entreprise, un([1, 2, 2]), limite)) ajouter(k, "fpc");
  }
  return fait;
}

let numeroSession = 100000;

/** How a session takes place: where, at a distance or not, whom it recruits and how. */
export function detailler(s: Structure, o: Offre, prevue: Prevue): Session {
  const { debut, fin, entree, voie, partielle, conventionnee } = prevue;
  const numero = `00${++numeroSession}`;
  const lieu = s.lieux.length > 1 && chance(0.45) ? un(s.lieux) : (s.lieux[0] ?? un(s.lieux));
  const entreprise = prevue.heures.entreprise + (voie === "professionnalisation" ? prevue.heures.centre : 0);
  const pratique = ["batiment", "industrie", "securite", "bouche"].includes(o.famille?.nom ?? "");
  const modalite = voie === "apprentissage" || pratique ? 0 : un([0, 0, 0, 0, 1, 1, 2]);
  const enCentre = prevue.heures.centre;
  const distance =
    modalite === 2 ? enCentre : modalite === 1 ? Math.round(enCentre * un([0.2, 0.3, 0.5])) : 0;
  const dit = commentaire(modalite === 1);
  const conditions = CONDITIONS[titre(o).length % CONDITIONS.length] ?? un(CONDITIONS);
  const cycle = voie === "apprentissage" ? (o.certifiante?.cycle ?? 1) : 0;
  const annees = Array.from({ length: cycle }, (_, i) => i + 1);
  const anneesOuvertes = annees.length > 1 && chance(0.5) ? annees.slice(0, 1) : annees;
  const passee = debut < AUJOURDHUI && entree === "fixes";
  const etatRecrutement = passee ? 2 : un([1, 1, 1, 1, 1, 1, 1, 2, 3]);
  const blocs = o.fiche?.blocs ?? [];
  return {
    numero,
    lieu,
    debut,
    fin,
    entree,
    voie,
    alternance: RYTHMES[voie],
    modalite,
    conditions,
    tarif: Math.round((conditions.tauxHoraire * dureeDe(o)) / 10) * 10,
    heures: { centre: enCentre - distance, distance, entreprise, total: enCentre + entreprise },
    cycle,
    anneesOuvertes,
    etatRecrutement,
    ...recrutements(prevue),
    blocs: partielle ? blocs.slice(0, Math.max(1, blocs.length - 1)) : blocs,
    partielle,
    placesFinancees: conventionnee ? entier(8, 14) : undefined,
    commentaire: dit,
  };
}

/** The ways of recruiting; an information collective has its date and hours, before the session starts. */
function recrutements({ debut, entree, conventionnee }: Prevue) {
  const codes = melanger([8, 3, 7, 4]).slice(0, un([0, 0, 1, 1, 2]));
  if (entree !== "fixes" || !chance(conventionnee ? 0.9 : 0.2)) {
    return { recrutements: codes, reunion: undefined };
  }
  const reunion: Reunion = {
    jour: lundi(debut - entier(4, 8) * 7 * JOUR) + entier(1, 3) * JOUR,
    heure: un([9, 10, 14]),
    places: un([15, 20, 25]),
  };
  return { recrutements: codes, reunion };
}
