import type { Saisie } from "../../db/types";
import { ancreDuChamp, texte } from "../catalogue/champs";
import { VOIES_COURTES } from "../catalogue/codes";
import { jourDe } from "../catalogue/contexte";
import { type Dater, horsLigne } from "../catalogue/dire";
import type { Dossier } from "../catalogue/dossier.server";
import { DELAI_DIT, estRetiree } from "../catalogue/workflow";
import { type Echeances, empechements, PARTENAIRES, type Partenaire, paraitLe } from "./partenaires";

/** The partners that answer the same of a session: whether and when it shows there, or why not and where to change it. */
export type Reponse = { partenaires: string; parait: string; raisons: { phrase: string; vers: string }[] };

export type Diffusion = {
  /** What the answers below stand for. */
  phrase: string;
  sessions: { reference: string; resume: string; reponses: Reponse[] }[];
};

type Diffuse = Pick<Dossier, "publication"> & {
  action: Pick<Dossier["action"], "reference" | "etat" | "saisie">;
  sessions: Pick<Dossier["sessions"][number], "reference" | "saisie" | "transmiseLe">[];
};

/**
 * Where each session of the action shows on that day (`AAAA-MM-JJ`, Paris), or will show once it is published;
 * `echeances` are those of its certifications.
 */
export function direDiffusion(
  dossier: Diffuse,
  jour: string,
  date: Dater,
  echeances: Echeances = {},
): Diffusion {
  const { action, publication, sessions } = dossier;
  if (estRetiree(action.etat)) {
    const phrase = "Cette action est retirée du catalogue : elle n'est plus transmise à aucun partenaire.";
    return { phrase, sessions: [] };
  }
  if (sessions.length === 0) {
    return { phrase: "Aucune session encore : ce sont elles que les partenaires montrent.", sessions: [] };
  }
  return {
    phrase: publication
      ? `Ce qui suit vaut pour la version publiée, mise à jour le ${date(jourDe(publication.majLe))}.`
      : `${horsLigne(dossier) ? "Cette action n'est plus publiée. " : ""}Ce qui suit vaut une fois l'action publiée : Cap Métiers la contrôle en ${DELAI_DIT} après sa validation.`,
    sessions: sessions.map((s) => direSession(dossier, s, { jour, date, echeances })),
  };
}

function direSession(
  { action, publication }: Diffuse,
  { reference, saisie, transmiseLe }: Diffuse["sessions"][number],
  { jour, date, echeances }: { jour: string; date: Dater; echeances: Echeances },
): Diffusion["sessions"][number] {
  const enLigne = publication?.approuve.sessions.find((s) => s.reference === reference);
  const session = enLigne?.saisie ?? saisie;
  const mots = { action: (enLigne && publication?.approuve.action) ?? action.saisie, session, echeances };
  // Taken out of the feed and published again, it shows anew.
  const depuis = [transmiseLe, publication?.publieeLe]
    .flatMap((d) => (d ? jourDe(d) : []))
    .sort()
    .at(-1);
  const publiee = enLigne && publication && depuis ? { depuis, majLe: jourDe(publication.majLe) } : null;
  const lignes = PARTENAIRES.map((partenaire) => {
    const raisons = empechements(partenaire, mots, jour).map(({ portee, champ, phrase }) => ({
      phrase,
      vers: `formations/${action.reference}${portee === "session" ? `/sessions/${reference}` : ""}${ancreDuChamp(portee, champ)}`,
    }));
    const oui = publiee
      ? quand(partenaire, publiee, jour, date)
      : `Oui, ${delaiDit(partenaire)} après la publication`;
    const parait = [oui, ...(partenaire.reserve ? [partenaire.reserve] : [])].join(", ");
    return { partenaires: partenaire.nom, parait: raisons.length > 0 ? "Non" : parait, raisons };
  });
  const parue = publiee
    ? `publiée le ${date(publiee.depuis)}`
    : `${transmiseLe ? "n'est plus" : "pas encore"} publiée`;
  return { reference, resume: resume(session, parue, date), reponses: reunir(lignes) };
}

function resume(session: Saisie, parue: string, date: Dater): string {
  const [debut, fin] = [texte(session.debut), texte(session.fin)];
  return [
    VOIES_COURTES[texte(session.voieAcces)],
    debut && fin ? `du ${date(debut)} au ${date(fin)}` : "",
    texte(session.lieuVille),
    parue,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Of a session published before its last change, only that change may still be on its way. */
function quand(
  p: Partenaire,
  { depuis, majLe }: { depuis: string; majLe: string },
  jour: string,
  date: Dater,
): string {
  const [premiere, derniere] = [paraitLe(p, depuis), paraitLe(p, majLe)];
  if (premiere >= jour) return `Oui, au plus tard le ${date(premiere)}`;
  return derniere >= jour
    ? `Oui, à jour au plus tard le ${date(derniere)}`
    : `Oui, à jour depuis le ${date(derniere)}`;
}

function delaiDit({ delai: { min, max } }: Partenaire): string {
  const jours = max > 1 ? "jours ouvrables" : "jour ouvrable";
  return `${min === max ? max : `${min} à ${max}`} ${jours}`;
}

function reunir(lignes: Reponse[]): Reponse[] {
  const reunies = new Map<string, Reponse>();
  for (const l of lignes) {
    const cle = JSON.stringify([l.parait, l.raisons]);
    const deja = reunies.get(cle);
    reunies.set(cle, deja ? { ...l, partenaires: `${deja.partenaires}, ${l.partenaires}` } : l);
  }
  return [...reunies.values()];
}

/** What to do with the reference of a session that Kairos shows (S1); null for another. */
export function direReference(
  { publication }: Pick<Dossier, "publication">,
  reference: string | undefined,
  jour: string,
): string | null {
  const kairos = PARTENAIRES.find((p) => p.code === "kairos");
  const { action, sessions = [] } = publication?.approuve ?? {};
  const session = sessions.find((s) => s.reference === reference)?.saisie;
  if (!kairos || !action || !session || empechements(kairos, { action, session }, jour).length > 0)
    return null;
  return `À fournir à France Travail pour un devis AIF : la référence ${reference}.`;
}
