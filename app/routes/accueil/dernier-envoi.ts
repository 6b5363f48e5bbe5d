import type { FormEvent } from "react";
import type { Envoi } from "../../server/envoi.server";

/** The form being sent, in this browser: when the line is cut, nobody else has its words. */
let dernier: Envoi | null = null;

export const dernierEnvoi = (): Envoi | null => dernier;

export function oublierEnvoi(): void {
  dernier = null;
}

/** Keeps the form that a `submit` event is about to send. One that is sent again (`data-repris`) is already kept. */
export function retenirEnvoi(e: FormEvent<HTMLElement>): void {
  const form = e.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  const { submitter } = e.nativeEvent as SubmitEvent;
  if (form.dataset.repris !== undefined && dernier) return;
  dernier = { champs: [], secrets: [], lignes: enMots(form) };
  for (const [nom, valeur] of new FormData(form, submitter)) {
    if (estSecret(form, nom)) dernier.secrets.push(nom);
    else dernier.champs.push([nom, String(valeur)]);
  }
}

const estSecret = (form: HTMLFormElement, nom: string) =>
  form.querySelector(`input[type="password"][name="${CSS.escape(nom)}"]`) !== null;

type Saisissable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What was typed or chosen, under the labels of the screen. */
function enMots(form: HTMLFormElement): Envoi["lignes"] {
  return Array.from(form.elements as HTMLCollectionOf<Saisissable>).flatMap((champ) => {
    if (!("labels" in champ) || !champ.labels?.length || !champ.name || !champ.value.trim()) return [];
    if (champ.type === "password") return [];
    const libelle = enClair(champ.labels[0]) || champ.name;
    if (champ instanceof HTMLSelectElement) {
      return [{ libelle, valeur: champ.selectedOptions[0]?.textContent ?? champ.value }];
    }
    if (champ.type !== "checkbox" && champ.type !== "radio") return [{ libelle, valeur: champ.value }];
    if (!(champ as HTMLInputElement).checked) return [];
    const question = enClair(champ.closest("fieldset")?.querySelector("legend"));
    return [{ libelle: question || libelle, valeur: question ? libelle : "oui" }];
  });
}

/** A label without the mark of a required field. */
const enClair = (element: Element | null | undefined) =>
  (element?.textContent ?? "").replace(/\s*●\s*\(obligatoire\)$/, "").trim();
