import { type LigneEnClair, lectureDe } from "../catalogue/en-clair";
import { SaisieForgee } from "../catalogue/saisie";
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

/** Keeps a form posted at that path. */
export function garderEnvoi(chemin: string, form: FormData): Envoi {
  const envoi: Envoi = { champs: [], secrets: [], lignes: enMots(chemin, form) };
  for (const [nom, valeur] of form) {
    if (SECRET.test(nom)) envoi.secrets.push(nom);
    // No form of ours has a file.
    else envoi.champs.push([nom, String(valeur)]);
  }
  return envoi;
}

const SECRET = /mot.?de.?passe|password/i;
/** What a form carries beside the words typed. */
const TECHNIQUE =
  /^(jeton|version|enLigne|revision|brouillon|bouton|suite|siret|structure|recherche.*Faite|__.*__)$/;
const LIBELLES: Record<string, string> = {
  courriel: "Adresse électronique",
  contexte: "Contexte de la demande",
  rechercheCertification: "Rechercher une certification",
  rechercheFormateur: "Un autre organisme",
  rechercheSession: "Filtrer",
  rechercheCommune: "Nom ou code postal de la commune",
};

function enMots(chemin: string, form: FormData): Envoi["lignes"] {
  const portee = /\/sessions\//.test(chemin) ? "session" : "action";
  const lignes = lignesDuCatalogue(portee, form);
  const dites = new Set(lignes.map((l) => l.champ));
  const autres = [...form].flatMap(([nom, valeur]) => {
    const racine = /^[^.[]*/.exec(nom)?.[0] ?? nom;
    if (typeof valeur !== "string" || !valeur.trim() || TECHNIQUE.test(racine) || SECRET.test(nom)) return [];
    return dites.has(racine) ? [] : [{ libelle: LIBELLES[racine] ?? racine, valeur }];
  });
  return [...lignes.map(({ libelle, valeur }) => ({ libelle, valeur })), ...autres];
}

function lignesDuCatalogue(portee: "action" | "session", form: FormData): LigneEnClair[] {
  try {
    return lectureDe(portee, lireFormulaire(portee, form).saisie);
  } catch (erreur) {
    if (erreur instanceof SaisieForgee) return [];
    throw erreur;
  }
}
