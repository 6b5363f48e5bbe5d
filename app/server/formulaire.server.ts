import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { Saisie } from "../../db/types";
import type { Portee } from "../catalogue/champs";
import { avecGardes } from "../catalogue/champs-gardes";
import { ConflitDeVersion, Refus } from "../catalogue/contexte";
import { enClair } from "../catalogue/en-clair";
import { enResultat } from "../catalogue/en-resultat";
import { type Difference, differences, normaliser, SaisieForgee } from "../catalogue/saisie";

/** What a posted form says: the words, the version it was made from, the button pressed. */
export type FormulaireLu = {
  saisie: Saisie;
  version: number;
  /** Whether the page said that saving goes live. */
  enLigne: boolean;
  bouton: string;
  /** The value a compound button carries: `retirer:RNCP37488` is button `retirer`, argument `RNCP37488`. */
  argument: string;
  /** Set when a Conform list button (add, remove) was pressed: the form to show again. */
  intention: SubmissionResult | null;
  /** The form as typed, to be shown again with these reasons at their fields. */
  rendre: (refus?: Refus, saisie?: Saisie) => SubmissionResult;
};

/**
 * Reads a form of the catalogue. Every word typed comes back through `rendre`. Throws {@link SaisieForgee} for what no
 * form of ours sends.
 */
export function lireFormulaire(portee: Portee, form: FormData): FormulaireLu {
  const submission = lireEnvoi(form);
  const brut = submission.payload as Record<string, unknown>;
  const [bouton = "", argument = ""] = boutonPresse(form);
  return {
    saisie: normaliser(portee, brut),
    version: Number(form.get("version") ?? 0),
    enLigne: form.get("enLigne") === "oui",
    bouton,
    argument,
    intention: submission.status === undefined ? submission.reply() : null,
    rendre: (refus, saisie) => enResultat({ ...brut, ...saisie }, refus),
  };
}

function lireEnvoi(form: FormData) {
  try {
    return parseWithZod(form, { schema: z.looseObject({}) });
  } catch {
    throw new SaisieForgee("Ce formulaire porte un bouton que la page n'a pas.");
  }
}

/**
 * The button pressed, and what a compound one carries. Enter presses `entree`, which searches when the word of a search
 * box is new, else saves (`enregistrer`). A word typed where one chooses and never searched would be lost by saving: it is
 * searched first.
 */
export function boutonPresse(form: FormData): string[] {
  const presse = String(form.get("bouton") ?? "");
  if (presse !== "entree" && presse !== "enregistrer") return presse.split(":");
  const nouvelle = [...form.keys()].find(
    (nom) =>
      form.has(`${nom}Faite`) &&
      form.get(nom) !== "" &&
      form.get(nom) !== form.get(`${nom}Faite`) &&
      (presse === "entree" || nom !== FILTRE),
  );
  return nouvelle ? ["chercher", nouvelle] : ["enregistrer"];
}

/** The one search box where nothing is chosen: it filters the sessions shown. */
const FILTRE = "rechercheSession";

/** Why words are not saved by leaving their form: saving them does more than keep them. */
const PLUS_QUE_GARDER = {
  enLigne: "car l'enregistrer change ce qui est en ligne",
  copie: "car l'enregistrer ajoute une session",
};

/**
 * Whether a form that a person leaves by one of its buttons (`aller`) holds the words already kept: there is nothing to
 * save. Throws a 409 when there is and saving does more than keep them, which is for the button that says so: it changes
 * what is online, or adds the `copie` that another one is wanted instead of.
 */
export function inchange(
  portee: Portee,
  connue: Saisie,
  { saisie, enLigne }: FormulaireLu,
  copie = false,
): boolean {
  if (differences(portee, connue, avecGardes(portee, saisie, connue)).length === 0) return true;
  if (!enLigne && !copie) return false;
  throw new Refus(
    409,
    `Ce que vous avez saisi n'est pas enregistré, ${PLUS_QUE_GARDER[enLigne ? "enLigne" : "copie"]}. Enregistrez-le en bas de la page, ou continuez sans l'enregistrer.`,
  );
}

const PAS_ENREGISTRE =
  "Rien n'est encore enregistré : choisissez une réponse, ou videz cette recherche, puis enregistrez de nouveau.";

/**
 * How many answers the search of the box `nom` proposes (`aucune` when there is none), in a sentence by that name: the page
 * comes back to the box, which says it.
 */
export function direTrouvailles(
  form: FormData,
  nom: string,
  { n, quoi, aucune }: { n: number; quoi: string; aucune: string },
): Record<string, string> {
  const dit = n === 0 ? aucune : `${quoi} pour « ${form.get(nom)} » : ${n}.`;
  const suite = form.get("bouton") === "enregistrer" ? ` ${PAS_ENREGISTRE}` : "";
  return { [nom]: dit + suite };
}

/** What to compare after a conflict of versions. */
export type Conflit = {
  /** Both texts of each field that someone else changed meanwhile. */
  lignes: { champ: string; libelle: string; actuel: string; saisi: string }[];
  /** The names of those that the form had left as they were: it takes what someone else wrote there. */
  repris: string[];
};

/**
 * The fields to compare after a conflict of versions, or null when the refusal is another one; `intouches` are those that
 * the form had left as they were.
 */
export function conflit(
  refus: Refus,
  portee: Portee,
  { actuelle, saisie, intouches = {} }: { actuelle: Saisie; saisie: Saisie; intouches?: Saisie },
): Conflit | null {
  if (!(refus instanceof ConflitDeVersion)) return null;
  const toutes = differences(portee, actuelle, avecGardes(portee, saisie, actuelle));
  const estRepris = ({ champ }: Difference) => Object.hasOwn(intouches, champ.nom);
  return {
    lignes: toutes.filter((d) => !estRepris(d)).map(ligneDeConflit),
    repris: toutes.filter(estRepris).map((d) => d.champ.libelle),
  };
}

function ligneDeConflit({ champ, avant, apres }: Difference) {
  return {
    champ: champ.nom,
    libelle: champ.libelle,
    actuel: enClair(champ, avant),
    saisi: enClair(champ, apres),
  };
}
