import type { Saisie } from "../../db/types";
import { liste, texte } from "./champs";
import { joursPlusTard } from "./durees";
import type { FaitsCertification, Raison } from "./regles";
import { MOTIFS_DE_NUIT } from "./workflow";

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
 * Of the certifications of an action (`fiches`), those that nobody may enter any more, the `remplacees` apart, and those
 * that end soon. The form puts another in the place of the `remplacables` alone: of one whose replacement has ended in its
 * turn, or is not known, it offers none. One that stands beside its replacement only for sessions already begun asks for nothing.
 */
export function finsDeCertification<F extends Fiche>(
  fiches: readonly F[],
  sessions: readonly { saisie: Saisie }[],
  { jour, remplacables }: { jour: string; remplacables: readonly string[] },
): { terminees: F[]; remplacees: F[]; proches: F[] } {
  const dejaRemplacee = ({ code, remplaceePar }: F) =>
    fiches.some((f) => f.code === remplaceePar) &&
    !sessions.some((s) => aVenir(s.saisie, jour) && liste(s.saisie.certificationsVisees).includes(code));
  const vues = fiches.filter((f) => !dejaRemplacee(f));
  const limite = joursPlusTard(jour, JOURS_AVANT_FIN);
  const finies = vues.filter((f) => !enregistree(f, jour));
  return {
    terminees: finies.filter((f) => !remplacables.includes(f.code)),
    remplacees: finies.filter((f) => remplacables.includes(f.code)),
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

const direFinies =
  (geste: string): Dire =>
  (fiches, jour, date) =>
    `L'enregistrement d'une certification a pris fin, plus personne ne peut entrer en formation pour elle : ${enumerer(fiches, jour, date)}. ${geste} Si l'action s'arrête, archivez-la quand ses sessions sont terminées.`;

/** What is to be done of those that nobody may enter any more. */
export const direTerminees: Dire = (...dites) =>
  direFinies(
    "Retirez-la quand plus aucune session ne la vise, ou ajoutez-en une autre et choisissez-la dans vos sessions à venir.",
  )(...dites);

/** The same, of those that another replaces. */
export const direRemplacees: Dire = (...dites) =>
  direFinies(
    "Remplacez-la par la nouvelle dans le formulaire : vos sessions qui n'ont pas commencé la suivent.",
  )(...dites);

/** What is to be done of those that end soon. */
export const direProches: Dire = (fiches, jour, date) =>
  `L'enregistrement d'une certification prend bientôt fin : ${enumerer(fiches, jour, date)}. Après, plus personne n'entre en formation pour elle : remplacez-la, ou prévoyez la fin de l'action, sinon elle passera en Alerte.`;

/** What the page of the action says of its certifications, unless a reason given at night says it already. */
export function remarquesDeFin(
  fiches: readonly Fiche[],
  { sessions, motifs }: { sessions: readonly { saisie: Saisie }[]; motifs: readonly { code: string }[] },
  { date, ...faits }: { jour: string; remplacables: readonly string[]; date: (jour: string) => string },
): Raison[] {
  const { jour } = faits;
  const { terminees, remplacees, proches } = finsDeCertification(fiches, sessions, faits);
  const dire = (finies: readonly Fiche[], phrase: Dire): Raison[] =>
    finies.length > 0 ? [{ champ: "certifications", code: "R-22", phrase: phrase(finies, jour, date) }] : [];
  const deNuit = [MOTIFS_DE_NUIT.certifications, MOTIFS_DE_NUIT.remplacees];
  return [
    ...(motifs.some((m) => deNuit.includes(m.code))
      ? []
      : [...dire(terminees, direTerminees), ...dire(remplacees, direRemplacees)]),
    ...dire(proches, direProches),
  ];
}
