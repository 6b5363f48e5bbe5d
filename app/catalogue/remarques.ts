import type { Saisie } from "../../db/types";
import { liste, texte } from "./champs";
import { chevauchement } from "./doublons";
import { heuresTotal, joursTotal } from "./durees";
import type { Raison } from "./regles";
import { CERTIFICATION } from "./regles-action";

type SessionARelire = { reference: string; saisie: Saisie; transmiseLe: Date | null };

/**
 * What is worth a second look that day and refuses nothing (the rules of severity W): of the action, and of its sessions
 * that were not transmitted yet.
 */
export function remarques(action: Saisie, sessions: readonly SessionARelire[], aujourdhui: string): Raison[] {
  return [
    ...remarquesAction(action),
    ...sessions.flatMap((s) =>
      s.transmiseLe === null
        ? remarquesDUne(s, sessions, aujourdhui).map((r) => ({ ...r, session: s.reference }))
        : [],
    ),
  ];
}

/** R-51, `NDA_ABSENT`: it is said, and nothing is refused. Cap Métiers alone enters it. */
export const NDA_ABSENT =
  "Votre numéro de déclaration d'activité manque : donnez-le à offre@cap-metiers.pro, qui l'inscrit. D'ici là, votre offre part sans lui.";

/** Those of one session of the action, `sessions` being all of them. */
export function remarquesDUne(
  session: Pick<SessionARelire, "reference" | "saisie">,
  sessions: readonly Pick<SessionARelire, "reference" | "saisie">[],
  aujourdhui: string,
): Raison[] {
  return [...remarquesSession(session.saisie, aujourdhui), ...chevauchement(session, sessions)];
}

/**
 * A6: LHÉO calls « Certification » the objective of what leads to one, but a habilitation of the Répertoire spécifique may
 * come with an honest « Perfectionnement », and files hold some.
 */
export function remarquesAction(saisie: Saisie): Raison[] {
  const objectif = texte(saisie.objectifGeneral);
  if (liste(saisie.certifications).length === 0 || objectif === "" || objectif === CERTIFICATION) return [];
  const phrase =
    "L'action délivre une certification, et son objectif général n'est pas « Certification » : l'un des deux est à revoir si ce n'est pas voulu. Cela n'empêche ni de valider ni de publier.";
  return [{ champ: "objectifGeneral", code: "A6", phrase }];
}

const SEMAINE_HEURES = 35;
const ANNEE_JOURS = 366;
/** under so many hours over more than so many days, people most often enter at any time. */
const COURTE = { heures: 35, jours: 60 };
/** what a contrat de professionnalisation gives at least. */
const CONTRAT_PRO_HEURES = 150;

/** what a cycle of apprentissage lasts, in days at least and at most, and in years at most. */
const CYCLE = { joursMin: 180, joursMax: 1096, ans: 3 };

/** of dates and hours that the rules accept. */
export function remarquesSession(saisie: Saisie, aujourdhui: string): Raison[] {
  const raisons: Raison[] = [];
  const dire = (champ: string, code: string, phrase: string) => raisons.push({ champ, code, phrase });
  const [heures, jours] = [heuresTotal(saisie), joursTotal(saisie)];
  const semaines = Math.ceil(jours / 7);
  if (semaines > 0 && heures > SEMAINE_HEURES * semaines) {
    const duree = semaines === 1 ? "une semaine" : `${semaines} semaines`;
    dire(
      "heuresCentre",
      "R-36",
      `${heures} heures en ${duree}, c'est plus de ${SEMAINE_HEURES} heures par semaine : vérifiez les heures et les dates.`,
    );
  }
  const fixes = texte(saisie.typeEntree) === "fixes";
  const debut = texte(saisie.debut);
  if (fixes && debut && debut < aujourdhui) {
    dire("debut", "R-32", "La session a déjà commencé : vérifiez la date de début.");
  }
  if (fixes && heures > 0 && heures < COURTE.heures && jours > COURTE.jours) {
    dire(
      "typeEntree",
      "R-33",
      `${heures} heures entre deux dates que ${jours} jours séparent : si l'on entre à tout moment, choisissez des entrées permanentes.`,
    );
  }
  if (!fixes && jours > ANNEE_JOURS) {
    dire("fin", "R-34", "La session dure plus d'un an : une session à entrées permanentes est annuelle.");
  }
  if (saisie.voieAcces === "professionnalisation" && heures > 0 && heures < CONTRAT_PRO_HEURES) {
    dire(
      "heuresCentre",
      "R-27",
      `${heures} heures : un contrat de professionnalisation en prévoit ${CONTRAT_PRO_HEURES} au moins.`,
    );
  }
  if (saisie.voieAcces === "apprentissage") {
    const long = Number(texte(saisie.dureeCycle)) > CYCLE.ans;
    // Of entries at any time, the dates are those of the entries and not of a cycle.
    if (long || (fixes && (jours < CYCLE.joursMin || jours > CYCLE.joursMax))) {
      const phrase =
        "En apprentissage, un cycle dure de six mois à trois ans : vérifiez sa durée et les dates.";
      dire(long ? "dureeCycle" : "fin", "R-27", phrase);
    }
  }
  return raisons;
}
