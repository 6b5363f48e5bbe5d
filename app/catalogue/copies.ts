import type { Saisie } from "../../db/types";
import { texte } from "./champs";
import { CHAMPS_SESSION } from "./champs-session";
import { joursPlusTard } from "./durees";
import { dateExiste } from "./regles";
import { raisonsApprentissage } from "./regles-session";
import { enVigueur } from "./saisie";

/** The voies d'accès there are. */
export const VOIES = CHAMPS_SESSION.find((c) => c.nom === "voieAcces")?.options ?? [];

/** What a copy of a session changes by itself: its voie d'accès, or its dates, a year on. */
export type Variante = { voie: string } | { decalage: "an" };

/** Which session a new one is a copy of, and what it changes by itself. */
export type Copie = { copieDe: string; variante: Variante | null };

/** The one that an address asks for, one at most; null for a plain copy. */
export function lireVariante(adresse: string): Variante | null {
  const p = new URL(adresse).searchParams;
  const voie = p.get("voie");
  if (voie !== null) return VOIES.some((v) => v.code === voie) ? { voie } : null;
  return p.get("decalage") === "an" ? { decalage: "an" } : null;
}

/**
 * The words of a copy once it is so changed, `aujourdhui` (AAAA-MM-JJ); what another voie leaves without object does not come
 * along.
 */
export function varier(copie: Saisie, variante: Variante | null, aujourdhui: string): Saisie {
  if (!variante) return copie;
  if ("voie" in variante) return enVigueur("session", { ...copie, voieAcces: variante.voie });
  const { debut, fin } = desAnneesPlusTard(copie, aujourdhui) ?? copie;
  return { ...copie, ...(debut && fin ? { debut, fin } : {}) };
}

const SEMAINES = 52;
/** A session longer than this is none. */
const ANNEES_MAX = 20;

/**
 * The dates a year later, or as many years as bring the beginning to come: 52 weeks a year, the same days of the week; where
 * one enters any day, the same days of the calendar, as such a session is annual. Undefined without both dates.
 */
export function desAnneesPlusTard(
  saisie: Saisie,
  aujourdhui: string,
): { debut: string; fin: string; annees: number } | undefined {
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  if (!dateExiste(debut) || !dateExiste(fin)) return undefined;
  const plusTard = (jour: string, annees: number) =>
    enPermanence(saisie) ? dansDesAnnees(jour, annees) : joursPlusTard(jour, 7 * SEMAINES * annees);
  let annees = 1;
  while (plusTard(debut, annees) < aujourdhui && annees < ANNEES_MAX) annees += 1;
  return { debut: plusTard(debut, annees), fin: plusTard(fin, annees), annees };
}

/** Whether one enters any day. */
export const enPermanence = ({ typeEntree }: Saisie) => typeEntree === "permanentes";

const dansDesAnnees = (jour: string, annees: number) => {
  const suite = jour.slice(4);
  const annee = Number(jour.slice(0, 4)) + annees;
  return dateExiste(annee + suite) ? annee + suite : `${annee}-02-28`;
};

/** A session of the action, as far as its copies need it. */
export type SessionCopiee = {
  reference: string;
  voieAcces: string | null;
  debut: string | null;
  fin: string | null;
  commune: string | null;
};

/**
 * The voies that no session of the action at the same dates and in the same commune has yet; the apprentissage only where a
 * certification of the action can be prepared so.
 */
export function voiesADecliner(
  { debut, fin, commune }: SessionCopiee,
  sessions: readonly SessionCopiee[],
  certifications: readonly string[],
): string[] {
  const prises = sessions
    .filter((s) => s.debut === debut && s.fin === fin && s.commune === commune)
    .map((s) => s.voieAcces);
  const possible = (voieAcces: string) =>
    voieAcces !== "apprentissage" ||
    certifications.some((c) => raisonsApprentissage({ voieAcces, certificationsVisees: [c] }).length === 0);
  return VOIES.map((v) => v.code).filter((voie) => !prises.includes(voie) && possible(voie));
}
