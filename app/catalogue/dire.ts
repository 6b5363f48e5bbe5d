import type { Saisie } from "../../db/types";
import { texte } from "./champs";
import type { Dossier } from "./dossier.server";
import { derniereFin, joursEntre } from "./durees";
import { champsDe } from "./formulaires";
import type { Reponse } from "./reponses";
import { DELAI_DIT, ETATS, type Etat, estDeNuit, estRetiree } from "./workflow";

/**
 * What the screens say of an action: who has the ball and until when, what was asked of Cap Métiers and what it
 * answered. Said by the loaders: one sentence travels, not the making of them all.
 */

/** Writes a day `AAAA-MM-JJ` in the language of the person. */
export type Dater = (jour: string) => string;

export type TypeDemande = Dossier["demandes"][number]["type"];

/** What a state says to who only reads: nothing is asked of them. */
const POUR_LECTEUR: Record<Etat, string> = {
  brouillon: "En cours de rédaction : rien n'est encore transmis.",
  creee: "Au contrôle de Cap Métiers.",
  modifiee: "La certification modifiée est au contrôle de Cap Métiers.",
  alerte: "Un complément est attendu de l'organisme.",
  publiee: "En ligne.",
  archivee: "Retirée du catalogue.",
  supprimee: "Retirée du catalogue.",
};

type EnEtat = Pick<Dossier, "action" | "demandes"> & {
  publication: object | null;
  motifs: { code: string }[];
  sessions: { fin: string | null; transmiseLe: Date | null }[];
};

/**
 * Whether what was published has left the feed for the reason of an alert, and waits for a moderator to publish it again:
 * sessions that were transmitted, and nothing published any more.
 */
export const horsLigne = ({
  publication,
  sessions,
}: {
  publication: object | null;
  sessions: readonly { transmiseLe: Date | null }[];
}): boolean => publication === null && sessions.some((s) => s.transmiseLe !== null);

/**
 * The state of an action by its name, and who has the ball until when, in a sentence or two. `lecteur` cannot change it;
 * `jour` is today.
 */
export function direEtat(
  dossier: EnEtat,
  { lecteur, jour, date }: { lecteur: boolean; jour: string; date: Dater },
): { libelle: string; phrase: string } {
  const { etat, priseEnChargePar } = dossier.action;
  const prise = priseEnChargePar === null ? "" : " Un gestionnaire a commencé le contrôle.";
  const suite = etat === "publiee" && !lecteur ? bientotFinie(dossier, jour, date) : "";
  return { libelle: ETATS[etat].libelle, phrase: aQui(dossier, lecteur, date) + prise + suite };
}

/** Days before the end of the last session from which the next one is asked for. */
export const JOURS_D_ANNONCE = 30;

/** What is to be done before the last session ends: an action whose sessions have all ended goes to Alerte. */
export function direFin(jour: string, date: Dater): string {
  return `Sa dernière session finit le ${date(jour)} : ajoutez la suivante d'ici là, sinon l'action passera en Alerte.`;
}

function bientotFinie({ action, sessions }: EnEtat, jour: string, date: Dater): string {
  const derniere = derniereFin(sessions);
  if (!derniere || derniere < jour || action.conventionnee) return "";
  return joursEntre(jour, derniere) > JOURS_D_ANNONCE ? "" : ` ${direFin(derniere, date)}`;
}

function aQui(dossier: EnEtat, lecteur: boolean, date: Dater): string {
  const { action, publication, demandes, motifs } = dossier;
  if (action.conventionnee)
    return "Formation conventionnée : elle arrive par flux ou par Cap Métiers, en lecture seule.";
  const retiree = horsLigne(dossier) && !estRetiree(action.etat);
  if (lecteur) return POUR_LECTEUR[action.etat] + (retiree ? " Elle n'est plus publiée." : "");
  const horsFlux = retiree
    ? " Elle n'est plus publiée, et le sera de nouveau quand Cap Métiers l'aura contrôlée."
    : "";
  const enLigne = publication ? " La dernière version approuvée reste publiée." : horsFlux;
  const limite = action.echeance ? ` au plus tard le ${date(action.echeance)} (${DELAI_DIT})` : "";
  switch (action.etat) {
    case "brouillon":
      return "C'est à vous : complétez, ajoutez vos sessions, puis validez. Rien n'est encore transmis.";
    case "creee":
    case "modifiee":
      return `C'est à Cap Métiers : les gestionnaires de l'offre contrôlent et publient${limite}. D'ici là, l'action est en lecture seule.${enLigne}`;
    case "alerte":
      return `C'est à vous : ${deNuit(motifs) ? "une règle automatique signale ce qui est à revoir" : "Cap Métiers demande un complément"}. Corrigez les points signalés, puis validez de nouveau.${enLigne}`;
    case "publiee":
      return "En ligne. Vos modifications sont publiées tout de suite, sauf celle de la certification, que Cap Métiers contrôle.";
    case "archivee":
    case "supprimee": {
      const demandee = demandes.some((d) => d.type === "republication");
      return `Retirée du catalogue : vous ne pouvez plus la modifier ni la publier${demandee ? "" : ", mais vous pouvez demander sa publication"}.`;
    }
  }
}

const deNuit = (motifs: { code: string }[]) => motifs.length > 0 && motifs.every((m) => estDeNuit(m.code));

/** The title of what is to be done again in Alerte. */
export function titreDesMotifs(motifs: { code: string }[]): string {
  return deNuit(motifs) ? "Ce qui est à revoir" : "Ce que Cap Métiers vous demande";
}

/**
 * What comes of a change of certification once it is confirmed; `derniere`: the action has none left; `suivent`: the
 * sessions that aim at the one that takes the place of another, in words.
 */
export function direAConfirmer(derniere: boolean, suivent = ""): string {
  const sessions = derniere
    ? " Vous retirez la dernière certification : vos sessions n'en viseront plus aucune, et gardent en ligne jusque-là celle qui est approuvée."
    : suivent &&
      ` Vos sessions qui n'ont pas commencé viseront la nouvelle certification, et gardent en ligne jusque-là celle qui est approuvée : ${suivent}.`;
  return `Le reste de vos modifications sera en ligne tout de suite. Ce qui est déjà approuvé reste publié jusqu'à la décision, sous ${DELAI_DIT} ; d'ici là, l'action est dans l'onglet « ${ETATS.modifiee.libelleOnglet} ».${sessions}`;
}

/** What is asked, as it follows « demande de » or stands alone. */
export function direDemande(type: TypeDemande, session: string | null): string {
  switch (type) {
    case "suppression_session":
      return `supprimer la session ${session}`;
    case "correction_dates":
      return `corriger les dates de la session ${session}`;
    case "republication":
      return "publier de nouveau";
  }
}

/** What is asked of a session, in its row; `limite` is the last day for the answer. */
export function direEnLigne(type: TypeDemande, limite: string, date: Dater): string {
  const quoi = type === "correction_dates" ? "Correction des dates" : "Suppression";
  return `${quoi} demandée, réponse au plus tard le ${date(limite)}`;
}

/** The same on the screen of the session. */
export function direSurLaSession(
  { type, voulu }: Pick<Dossier["demandes"][number], "type" | "voulu">,
  limite: string,
  date: Dater,
): string {
  const quoi =
    type === "correction_dates"
      ? `la correction de ses dates (${typeDEntree(voulu)}, du ${date(texte(voulu?.debut))} au ${date(texte(voulu?.fin))})`
      : "la suppression de cette session";
  return `Vous avez demandé ${quoi} : Cap Métiers vous répond au plus tard le ${date(limite)}, sur la page de l'action.`;
}

function typeDEntree(voulu: Saisie | null): string {
  const options = champsDe("session").find((c) => c.nom === "typeEntree")?.options ?? [];
  return (options.find((o) => o.code === voulu?.typeEntree)?.libelle ?? "").toLowerCase();
}

/** What is asked of a whole action; `le` is when. */
export function direRepublication(le: string, limite: string, lecteur: boolean, date: Dater): string {
  return `${lecteur ? "L'organisme a" : "Vous avez"} demandé sa publication le ${date(le)} : c'est à Cap Métiers de répondre, au plus tard le ${date(limite)} (${DELAI_DIT}).`;
}

/** How an action left the catalogue; `phrase` is "" when nobody said why. */
export type Retrait = { etat: Etat; le: Date; auteur: string; phrase: string };

/** The same, before its reason; `le` is when. */
export function direRetrait({ etat, auteur }: Retrait, le: string, date: Dater): string {
  return `${ETATS[etat].libelle} le ${date(le)} par ${auteur}`;
}

/** What Cap Métiers answered, before the sentence of its own; `le` is when. */
export function direReponse(
  { accordee, type, session }: Reponse,
  le: string,
  lecteur: boolean,
  date: Dater,
): string {
  return `Le ${date(le)}, Cap Métiers a ${accordee ? "accordé" : "refusé"} ${lecteur ? "la" : "votre"} demande de ${direDemande(type, session)}`;
}
