import type { Saisie } from "../../db/types";
import { jourDe } from "./contexte";
import { direReponse } from "./dire";
import { enVrac } from "./en-clair";
import { champsDe } from "./formulaires";
import { dateFr } from "./regles";
import { EVENEMENTS_DE_REPONSE, type LigneDeReponse, reponseDe } from "./reponses";

/** A line of the journal, as far as what is told of it needs. */
export type LigneDite = LigneDeReponse & { avant: Saisie };

type Dire = (ligne: LigneDite) => string;

const A_VOUS = "C'est à vous : corrigez ces points, puis validez de nouveau.";
const RECOURS = "Si c'est une erreur, demandez sa publication depuis sa page.";
const PLUS_EN_LIGNE =
  "D'ici là, elle n'est plus publiée : elle le sera de nouveau quand Cap Métiers aura contrôlé ce que vous aurez validé.";
const EN_ROUTE =
  "Elle part vers les sites partenaires : « Diffusion », sur sa page, dit où et quand elle y paraît. Vous pouvez la modifier et y ajouter des sessions.";

const motif: Dire = ({ apres }) => enVrac(apres.motif);

/** What was published left the feed with that line, or before it. */
const retiree = ({ apres }: LigneDite): boolean => apres.enLigne === "non";

const reponse: Dire = (ligne) => {
  const r = reponseDe(ligne);
  const dite = direReponse(r, jourDe(r.le), false, dateFr);
  return r.phrase ? `${dite} : ${r.phrase}` : `${dite}.`;
};

const correction: Dire = ({ sessionReference: session, apres, avant }) => {
  const noms = new Set([...Object.keys(avant), ...Object.keys(apres)]);
  const libelles = champsDe(session ? "session" : "action").flatMap((c) =>
    noms.has(c.nom) ? c.libelle : [],
  );
  const quoi = [...libelles, ...(noms.has("formacodes") ? ["Formacodes"] : [])].join(", ");
  const ou = session ? ` de la session ${session}` : "";
  const pourquoi = apres.message ? `\n${enVrac(apres.message)}` : "";
  return `Cap Métiers a corrigé votre saisie${ou} : ${quoi}.${pourquoi}\nVous n'avez rien à faire : l'avant et l'après sont dans son historique.`;
};

/**
 * What is done by Cap Métiers, or by a rule, and told by e-mail to the gestionnaires of the structure, with what they read
 * of it: an event of the journal, then its sentence. What they do themselves is not told to them.
 */
const SUITES: Record<string, Dire> = {
  publier: () => `Cap Métiers l'a publiée. ${EN_ROUTE}`,
  republier: () => `Cap Métiers l'a publiée de nouveau. ${EN_ROUTE}`,
  demanderComplement: (l) =>
    `Cap Métiers demande un complément avant de la publier :\n${motif(l)}\n${A_VOUS}${retiree(l) ? ` ${PLUS_EN_LIGNE}` : ""}`,
  mettreEnAlerte: (l) =>
    `Elle est en Alerte :\n${motif(l)}\n${A_VOUS} ${retiree(l) ? PLUS_EN_LIGNE : "D'ici là, ce qui en est publié le reste."}`,
  corriger: correction,
  archiver: (l) => `Elle est archivée : elle n'est plus au catalogue.\n${motif(l)}\n${RECOURS}`,
  supprimer: (l) => `Elle est supprimée : elle n'est plus au catalogue.\n${motif(l)}\n${RECOURS}`,
  finDansUnMois: motif,
  finDansUneSemaine: motif,
  finDeCertification: motif,
  ...Object.fromEntries(EVENEMENTS_DE_REPONSE.map((evenement) => [evenement, reponse])),
};

/** Whether that event is told by e-mail. */
export const aUneSuite = (evenement: string): boolean => Object.hasOwn(SUITES, evenement);

/** What the gestionnaires read of that line of the journal; "" when it is not told. */
export function direSuite(ligne: LigneDite): string {
  return SUITES[ligne.evenement]?.(ligne) ?? "";
}
