import { type LigneEnClair, lectureDe } from "../catalogue/en-clair";
import { champsDe } from "../catalogue/formulaires";
import { SaisieForgee } from "../catalogue/saisie";
import { TECHNIQUES } from "../champs-caches";
import { CHAMPS_A_MOTIVER } from "../moderation/decider.server";
import { MOTIFS } from "../moderation/motifs";
import { lireFormulaire } from "./formulaire.server";

/** A form that could not be answered, kept so that it can be sent again as it was. */
export type Envoi = {
  champs: [nom: string, valeur: string][];
  /** Asked anew, never sent back. */
  secrets: string[];
  /** What was typed, in words. */
  lignes: Pick<LigneEnClair, "libelle" | "valeur">[];
};

/** What the error page receives when asking again may work. */
export type Panne = {
  message: string;
  /** What the page is called; by default that the person may try again. */
  titre?: string;
  envoi: Envoi | null;
  /** Where to sign in first, in another tab. */
  connexion?: string;
};

/** Keeps a form that was posted. */
export function garderEnvoi(form: FormData): Envoi {
  const envoi: Envoi = { champs: [], secrets: [], lignes: enMots(form) };
  for (const [nom, valeur] of form) {
    if (SECRET.test(nom)) envoi.secrets.push(nom);
    // No form of ours has a file.
    else envoi.champs.push([nom, String(valeur)]);
  }
  return envoi;
}

const SECRET = /mot.?de.?passe|password/i;
/** Beside what any form carries: what those of one button do, the word that a search has answered, Conform's own. */
const CHOISIS = /^(suite|autre|siret|motif|courriels|retirer|recherche.*Faite|__.*__)$/;
const estTechnique = (nom: string) => TECHNIQUES.test(nom) || CHOISIS.test(nom);

/** What the fields that no table describes are called on their screens; a number at their end apart. */
const LIBELLES: Record<string, string> = {
  courriel: "Adresse électronique",
  contexte: "Contexte de la demande",
  pourquoi: "Votre motif",
  profil: "Votre profil",
  reponse: "Votre réponse",
  message: "Votre mot aux gestionnaires de l'offre",
  note: "Votre mot à l'organisme",
  profilDe: "Profil dans l'équipe",
  formacodes: "Formacodes",
  rechercheCertification: "Rechercher une certification",
  rechercheFormacode: "Chercher un Formacode",
  rechercheFormateur: "Un autre organisme",
  rechercheSession: "Filtrer",
  rechercheCommune: "Nom ou code postal de la commune",
};

/** The fields of both tables, and the sessions as a whole: no two bear the same name. */
const CHAMPS = [...CHAMPS_A_MOTIVER.action, ...CHAMPS_A_MOTIVER.session];
const libelleDuChamp = (nom: string) => CHAMPS.find((c) => c.nom === nom)?.libelle;

function enMots(form: FormData): Envoi["lignes"] {
  const { lignes, lus } = lignesDuCatalogue(form);
  const autres = [...form].flatMap(([nom, valeur]) => {
    const racine = /^[^.[]*/.exec(nom)?.[0] ?? nom;
    if (typeof valeur !== "string" || !valeur.trim() || estTechnique(racine) || SECRET.test(nom)) return [];
    return lus.has(racine) ? [] : [ligneAutre(racine, valeur)];
  });
  return [...lignes.map(({ libelle, valeur }) => ({ libelle, valeur })), ...autres];
}

/** What the tables of the catalogue make of the form, and the fields that they have read. */
function lignesDuCatalogue(form: FormData): { lignes: LigneEnClair[]; lus: Set<string> } {
  const lignes: LigneEnClair[] = [];
  const lus = new Set<string>();
  for (const portee of ["action", "session"] as const) {
    try {
      lignes.push(...lectureDe(portee, lireFormulaire(portee, form).saisie));
      for (const { nom } of champsDe(portee)) lus.add(nom);
    } catch (erreur) {
      if (!(erreur instanceof SaisieForgee)) throw erreur;
    }
  }
  return { lignes, lus };
}

function ligneAutre(nom: string, valeur: string): Envoi["lignes"][number] {
  const [, partie = "", rang] = /^(code|champ|phrase)(\d+)$/.exec(nom) ?? [];
  if (!rang) return { libelle: libelleDuChamp(nom) ?? LIBELLES[nom.replace(/\d+$/, "")] ?? nom, valeur };
  const motif = `Motif ${Number(rang) + 1}`;
  if (partie === "phrase") return { libelle: `${motif} : phrase pour l'organisme`, valeur };
  if (partie === "code") {
    return { libelle: `${motif} : raison`, valeur: MOTIFS.find((m) => m.code === valeur)?.libelle ?? valeur };
  }
  const [champ = "", session] = valeur.split("/").reverse();
  const dit = libelleDuChamp(champ) ?? champ;
  return { libelle: `${motif} : champ`, valeur: session ? `Session ${session} : ${dit}` : dit };
}
