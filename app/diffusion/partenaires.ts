import type { Saisie } from "../../db/types";
import { liste, type Portee, texte } from "../catalogue/champs";
import { CHAMPS_SESSION } from "../catalogue/champs-session";
import { dateFr, manques, type Raison } from "../catalogue/regles";
import { raisonsApprentissage } from "../catalogue/regles-session";
import { ajouterJoursOuvres } from "../referentiels/jours-ouvres";
import { JOURS_APRES_FIN, sortDuFluxLe } from "./sortie";

/**
 * The words of a session and of its action, the approved ones where it is published, and the last days of registration
 * of the certifications, by code, as far as they are known.
 */
export type Mots = { action: Saisie; session: Saisie; echeances?: Echeances };
export type Echeances = Readonly<Record<string, string | null>>;

/** Why a partner does not take a session, in a sentence that says what to do, and the field that would change it. */
export type Empechement = { portee: Portee; champ: string; phrase: string };

const VOIES = CHAMPS_SESSION.find((c) => c.nom === "voieAcces")?.options ?? [];
type Voie = (typeof VOIES)[number]["code"];

/** What a partner needs beside: none when the session has it. `jour` is today, `AAAA-MM-JJ` in Paris. */
type Exigence = (mots: Mots, jour: string) => Empechement[];

/**
 * A partner of the « flux offre info »: the voies d'accès it takes (null: all), what it needs beside, and in how many
 * working days after the publication it shows what it took.
 */
export type Partenaire = {
  code: string;
  nom: string;
  voies: readonly Voie[] | null;
  exige: readonly Exigence[];
  delai: { min: number; max: number; jamaisLeLundi?: true };
  /** What it takes a session under, that nothing here can judge. */
  reserve?: string;
};

const surLaSession = ({ champ, phrase }: Pick<Raison, "champ" | "phrase">): Empechement => ({
  portee: "session",
  champ,
  phrase,
});

const manquants = (session: Saisie, ...champs: string[]): Empechement[] =>
  manques("session", session)
    .filter((r) => champs.includes(r.champ))
    .map(surLaSession);

/** S4, S5, R-25, R-26. A certification that still waits for its control is not one yet. */
const apprentissageComplet: Exigence = ({ action, session }) => {
  const approuvees = liste(action.certifications);
  const certificationsVisees = liste(session.certificationsVisees).filter((c) => approuvees.includes(c));
  return [
    ...manquants(session, "dureeCycle", "anneesAccessibles"),
    ...raisonsApprentissage({ ...session, certificationsVisees }).map(surLaSession),
  ];
};

/** R-28, S25: the session's own, else that of its action. */
const courriel: Exigence = ({ action, session }) =>
  texte(session.contactSessionCourriel) || texte(action.contactCourriel)
    ? []
    : [
        {
          portee: "action",
          champ: "contactCourriel",
          phrase: "Il y faut un courriel de contact : donnez-le sur l'action.",
        },
      ];

/** S5, R-28. */
const premiereAnnee: Exigence = ({ session }) => {
  const annees = liste(session.anneesAccessibles);
  if (annees.length === 0 || annees.includes("1")) return [];
  const phrase =
    "Seulement les sessions où l'on entre en première année : cochez « Année 1 » si elle est ouverte aux apprentis.";
  return [surLaSession({ champ: "anneesAccessibles", phrase })];
};

/** S10: what is wholly remote waits there for an arbitration. */
const pasToutADistance: Exigence = ({ session }) =>
  texte(session.modalite) === "2"
    ? [
        surLaSession({
          champ: "modalite",
          phrase:
            "Une session entièrement à distance n'y est pas publiée, dans l'attente d'un arbitrage : si une part se fait en présentiel, choisissez « Les deux (mixte) ».",
        }),
      ]
    : [];

/** the autumn of the campaign, that opens on 1 October. */
const automneDe = (jour: string) => Number(jour.slice(0, 4)) - (jour.slice(5) < "10-01" ? 1 : 0);

/** of the campaign opened in autumn N, the certification does not expire before 31/08/N+1. */
const certificationDurable: Exigence = ({ session, echeances = {} }, jour) => {
  const limite = `${automneDe(jour) + 1}-08-31`;
  return liste(session.certificationsVisees).flatMap((code) => {
    const echeance = echeances[code];
    if (!echeance || echeance >= limite) return [];
    const phrase = `L'enregistrement de ${code} prend fin le ${dateFr(echeance)}, avant le ${dateFr(limite)} : visez la certification qui la remplace.`;
    return [surLaSession({ champ: "certificationsVisees", phrase })];
  });
};

/** Whether the partner asks how long the certifications last. */
export const demandeLesEcheances = ({ exige }: Partenaire): boolean => exige.includes(certificationDurable);

/** the campaign opened in autumn N takes what begins from 01/08/N+1 to 31/07/N+2. */
const campagne: Exigence = ({ session }, jour) => {
  const debut = texte(session.debut);
  if (!debut) return manquants(session, "debut");
  const automne = automneDe(jour);
  const [premier, dernier] = [`${automne + 1}-08-01`, `${automne + 2}-07-31`];
  if (debut >= premier && debut <= dernier) return [];
  const quoi = `La campagne ouverte à l'automne ${automne} prend les débuts du ${dateFr(premier)} au ${dateFr(dernier)}`;
  const suite =
    debut < premier
      ? "ajoutez la session de cette rentrée."
      : "rien à faire, la session attend la campagne de sa rentrée.";
  return [surLaSession({ champ: "debut", phrase: `${quoi} : ${suite}` })];
};

/** R-40 (voie; a SIRET is checked wherever one enters), decision on Kairos, R-41. */
const FRANCE_TRAVAIL = {
  voies: ["fpc"],
  exige: [],
  delai: { min: 3, max: 7 },
} as const satisfies Partial<Partenaire>;

/** Guide, « Voie d'accès »; R-41: the apprenticeship catalogue, from which they all take, is made on no Monday. */
const APPRENTISSAGE = {
  voies: ["apprentissage"],
  delai: { min: 2, max: 3, jamaisLeLundi: true },
} as const satisfies Partial<Partenaire>;

/** S6: it is required of the place, and no form of ours asks it yet. */
const UAI = { reserve: "sous réserve du code UAI du lieu, que RafaelPro ne demande pas encore" } as const;

/** Guide, « Circuit de validation et diffusion »: those that take the feed whole. */
const TOUT = { voies: null, exige: [] } as const satisfies Partial<Partenaire>;

/** Who takes what: one row a partner (guide, « Circuit de validation et diffusion »), soonest shown first. */
export const PARTENAIRES: readonly Partenaire[] = [
  { code: "rafaelpro", nom: "RafaelPro", ...TOUT, delai: { min: 1, max: 1 } },
  { code: "cmaformation", nom: "CMAFormation", ...TOUT, delai: { min: 1, max: 1 } },
  { code: "carif-oref", nom: "Réseau des Carif-Oref", ...TOUT, delai: { min: 2, max: 2 } },
  { code: "kairos", nom: "Kairos (France Travail)", ...FRANCE_TRAVAIL },
  { code: "trouver-ma-formation", nom: "Trouver ma formation (France Travail)", ...FRANCE_TRAVAIL },
  {
    code: "parcoursup",
    nom: "Parcoursup",
    ...APPRENTISSAGE,
    ...UAI,
    exige: [apprentissageComplet, certificationDurable, premiereAnnee, campagne, pasToutADistance, courriel],
  },
  { code: "affelnet", nom: "Affelnet", ...APPRENTISSAGE, ...UAI, exige: [apprentissageComplet, courriel] },
  {
    code: "la-bonne-alternance",
    nom: "La bonne alternance",
    ...APPRENTISSAGE,
    exige: [apprentissageComplet, courriel],
  },
  { code: "cmonalternance", nom: "CmonAlternance", ...APPRENTISSAGE, exige: [apprentissageComplet] },
];

/** The partner of that code whose part of the feed is not the whole of it. */
export function partenaireAPart(code: string): Partenaire | undefined {
  return PARTENAIRES.find((p) => p.code === code && (p.voies || p.exige.length > 0));
}

/**
 * Every reason for which the partner does not take a session on that day (`AAAA-MM-JJ`, Paris); none when it takes it.
 */
export function empechements(partenaire: Partenaire, mots: Mots, jour: string): Empechement[] {
  const { voies, exige } = partenaire;
  const { session } = mots;
  const voie = texte(session.voieAcces);
  if (voies && !voie) return manquants(session, "voieAcces");
  // Nothing else counts for another voie.
  if (voies && !voies.some((v) => v === voie)) return [autreVoie(voies)];
  return [...finie(session, jour), ...exige.flatMap((e) => e(mots, jour))];
}

function autreVoie(voies: readonly Voie[]): Empechement {
  const dites = VOIES.filter((v) => voies.includes(v.code)).map((v) => `« ${v.libelle} »`);
  const phrase = `Seulement les sessions en ${dites.join(" ou ")} : si vous proposez aussi cette voie, créez une session pour elle.`;
  return surLaSession({ champ: "voieAcces", phrase });
}

function finie(session: Saisie, jour: string): Empechement[] {
  const sortie = sortDuFluxLe(session);
  if (!sortie || jour < sortie) return [];
  const phrase = `Finie le ${dateFr(texte(session.fin))}, il y a plus de ${JOURS_APRES_FIN} jours : ajoutez la session suivante.`;
  return [surLaSession({ champ: "fin", phrase })];
}

/** The last day, `AAAA-MM-JJ`, on which the partner comes to show what was published that day. */
export function paraitLe({ delai }: Partenaire, jour: string): string {
  const dernier = ajouterJoursOuvres(jour, delai.max);
  const lundi = new Date(`${dernier}T12:00:00Z`).getUTCDay() === 1;
  return lundi && delai.jamaisLeLundi ? ajouterJoursOuvres(dernier, 1) : dernier;
}
