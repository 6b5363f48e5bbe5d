import type { Saisie } from "../../db/types";
import { texte } from "./champs";
import { CHAMPS_SESSION } from "./champs-session";
import type { Dater } from "./dire";
import { joursPlusTard } from "./durees";
import { dateExiste } from "./regles";
import { raisonsApprentissage } from "./regles-session";
import { enVigueur } from "./saisie";

const VOIES = CHAMPS_SESSION.find((c) => c.nom === "voieAcces")?.options ?? [];

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

/** The words of a copy once it is so changed; what another voie leaves without object does not come along. */
export function varier(copie: Saisie, variante: Variante | null): Saisie {
  if (!variante) return copie;
  if ("voie" in variante) return enVigueur("session", { ...copie, voieAcces: variante.voie });
  return { ...copie, ...unAnPlusTard(copie) };
}

const SEMAINES = 52;

/**
 * The dates a year later: 52 weeks on, the same days of the week; where one enters any day, the same days of the calendar,
 * as such a session is annual. Undefined without both dates.
 */
function unAnPlusTard(saisie: Saisie): { debut: string; fin: string } | undefined {
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  if (!dateExiste(debut) || !dateExiste(fin)) return undefined;
  const plusTard = enPermanence(saisie)
    ? lAnneeSuivante
    : (jour: string) => joursPlusTard(jour, 7 * SEMAINES);
  return { debut: plusTard(debut), fin: plusTard(fin) };
}

const enPermanence = ({ typeEntree }: Saisie) => typeEntree === "permanentes";

const lAnneeSuivante = (jour: string) =>
  `${Number(jour.slice(0, 4)) + 1}${jour.slice(4).replace("-02-29", "-02-28")}`;

type Session = {
  reference: string;
  voieAcces: string | null;
  debut: string | null;
  fin: string | null;
  commune: string | null;
};

/**
 * What the screen of a copy says: its title, what it proposes, and the other copies that may be wanted instead, `fin` being
 * the end of their address. `sessions` are all those of the action, `certifications` the codes of its own.
 */
export function direCopie(
  { copieDe, variante }: Copie,
  {
    saisie,
    sessions,
    certifications,
  }: { saisie: Saisie; sessions: readonly Session[]; certifications: readonly string[] },
  date: Dater,
): { titre: string; phrase: string | null; autres: { fin: string; libelle: string }[] } {
  const source = sessions.find((s) => s.reference === copieDe);
  const dates = unAnPlusTard({ ...saisie, debut: source?.debut ?? "", fin: source?.fin ?? "" });
  const decalees = dates && `du ${date(dates.debut)} au ${date(dates.fin)}`;
  const voies = source ? voiesADecliner(source, sessions, certifications) : [];
  const autres = [
    { fin: "", libelle: "La même, telle quelle" },
    ...voies.map((voie) => ({ fin: `?voie=${voie}`, libelle: `La même, ${enVoie(voie)}` })),
    ...(decalees ? [{ fin: "?decalage=an", libelle: `Un an plus tard, ${decalees}` }] : []),
  ];
  const sauf = (fin: string) => autres.filter((a) => a.fin !== fin);
  if (variante && "voie" in variante) {
    return {
      titre: `Dupliquer la session ${enVoie(variante.voie)}`,
      phrase: `Copie de la session ${copieDe} pour une autre voie d'accès : complétez ce que celle-ci demande. ${RIEN}`,
      autres: sauf(`?voie=${variante.voie}`),
    };
  }
  if (variante && decalees) {
    const comment = enPermanence(saisie)
      ? "les mêmes jours de l'année suivante"
      : `${SEMAINES} semaines après, les mêmes jours de la semaine`;
    return {
      titre: "Dupliquer la session un an plus tard",
      phrase: `Copie de la session ${copieDe} aux dates proposées : ${decalees}, ${comment}. ${RIEN}`,
      autres: sauf("?decalage=an"),
    };
  }
  return { titre: "Dupliquer la session", phrase: null, autres: sauf("") };
}

const RIEN = "Rien n'en est encore enregistré.";

function enVoie(code: string): string {
  return `en ${(VOIES.find((v) => v.code === code)?.libelle ?? code).toLowerCase()}`;
}

/**
 * The voies that no session of the action at the same dates and in the same commune has yet; the apprentissage only where a
 * certification of the action can be prepared so.
 */
function voiesADecliner(
  { debut, fin, commune }: Session,
  sessions: readonly Session[],
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
