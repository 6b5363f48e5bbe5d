import type { Saisie } from "../../db/types";
import { liste, texte } from "./champs";
import { joursPlusTard } from "./durees";
import type { FaitsCertification } from "./regles";

/** The end of a certification, seen in time. */

/** Days before the end of a registration from which it is said. */
export const JOURS_AVANT_FIN = 180;

type Fiche = Pick<FaitsCertification, "code" | "actif" | "dateFinEnregistrement" | "remplaceePar">;

/** Whether people may enter a training for it that day. */
export function enregistree({ actif, dateFinEnregistrement: fin }: Fiche, jour: string): boolean {
  return actif && (fin === null || fin >= jour);
}

/** Whether France compétences withdrew it before the end it had announced, or without any. */
export function retiree({ actif, dateFinEnregistrement: fin }: Fiche, jour: string): boolean {
  return !actif && (fin === null || fin >= jour);
}

/** Whether a session is yet to begin: it may still aim at another certification. */
export function aVenir(saisie: Saisie, jour: string): boolean {
  const debut = texte(saisie.debut);
  return debut === "" || debut > jour;
}

/**
 * Of the certifications of an action (`fiches`), those that nobody may enter any more, and those that end soon. One that
 * stands beside its replacement only for sessions already begun asks for nothing.
 */
export function finsDeCertification<F extends Fiche>(
  fiches: readonly F[],
  sessions: readonly { saisie: Saisie }[],
  jour: string,
): { terminees: F[]; proches: F[] } {
  const remplacee = ({ code, remplaceePar }: F) =>
    fiches.some((f) => f.code === remplaceePar) &&
    !sessions.some((s) => aVenir(s.saisie, jour) && liste(s.saisie.certificationsVisees).includes(code));
  const vues = fiches.filter((f) => !remplacee(f));
  const limite = joursPlusTard(jour, JOURS_AVANT_FIN);
  return {
    terminees: vues.filter((f) => !enregistree(f, jour)),
    proches: vues.filter(
      (f) => enregistree(f, jour) && f.dateFinEnregistrement !== null && f.dateFinEnregistrement <= limite,
    ),
  };
}

/** When it ends, or that it is withdrawn: the words by which the night knows that it was said. */
export function direQuand(fiche: Fiche, jour: string, date: (jour: string) => string): string {
  const quand = retiree(fiche, jour) ? "retirée" : `le ${date(fiche.dateFinEnregistrement ?? "")}`;
  return `${fiche.code} ${quand}`;
}

type Dire = (fiches: readonly Fiche[], jour: string, date: (jour: string) => string) => string;

const enumerer: Dire = (fiches, jour, date) =>
  fiches
    .map((f) => direQuand(f, jour, date) + (f.remplaceePar ? `, remplacée par ${f.remplaceePar}` : ""))
    .join(" ; ");

/** What is to be done of those that nobody may enter any more, `remplacees` or not. */
export const direTerminees =
  (remplacees: boolean): Dire =>
  (fiches, jour, date) => {
    const geste = remplacees
      ? "Remplacez-la par la nouvelle dans le formulaire : vos sessions qui n'ont pas commencé la suivent."
      : "Retirez-la quand plus aucune session ne la vise, ou ajoutez-en une autre et choisissez-la dans vos sessions à venir.";
    return `L'enregistrement d'une certification a pris fin, plus personne ne peut entrer en formation pour elle : ${enumerer(fiches, jour, date)}. ${geste} Si l'action s'arrête, archivez-la quand ses sessions sont terminées.`;
  };

/** What is to be done of those that end soon. */
export const direProches: Dire = (fiches, jour, date) =>
  `L'enregistrement d'une certification prend bientôt fin : ${enumerer(fiches, jour, date)}. Après, plus personne n'entre en formation pour elle : remplacez-la, ou prévoyez la fin de l'action, sinon elle passera en Alerte.`;
