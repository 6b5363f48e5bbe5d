import { useActionData, useNavigation, useSubmit } from "@remix-run/react";
import { useContext, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { TECHNIQUES } from "../champs-caches";
import { EcranContexte } from "./ecran";

const ATTENTE_MS = 3000;

type Copie = { quand: string; entrees: [string, string][] };
type Etat = { reference: string; naissance: string; version: number; message: string; echec: boolean };

/**
 * Saves a draft while it is typed: `adresse` is where (null: this form goes live when it is saved, so only a copy on
 * this device is kept), and once more on the way out. Never writes into a field. When the save fails it says so, keeps
 * a copy on the device and tries again at the next word. Returns the reference and version that the form must post, the
 * number (`naissance`) by which the server knows again a draft whose reference was lost on the way, and what to say.
 */
export function useSauvegarde(p: {
  form: string;
  adresse: string | null;
  reference: string;
  /** The page of a reference: a draft that gets one is found again at its own address. */
  page: (reference: string) => string;
  version: number;
}): Etat {
  const { form: id, adresse } = p;
  const page = useRef(p.page);
  page.current = p.page;
  const cle = useCleLocale();
  // The address of a draft changes with its first save: what is under way then goes on.
  const cleDuMoment = useRef(cle);
  cleDuMoment.current = cle;
  const [etat, setEtat] = useState<Etat>({
    reference: p.reference,
    naissance: "",
    version: p.version,
    message: "",
    echec: false,
  });
  const { state, formMethod, location: cible } = useNavigation();
  // The answer is a redirect, even to this very page: what was posted is kept.
  const enregistre = state === "loading" && formMethod === "POST" && Boolean(cible.state?._isRedirect);

  // A form left as it was found says nothing of the copy offered in it.
  const intacte = useRef(false);

  useEffect(() => {
    if (enregistre && !intacte.current) oublierCopie(cle);
  }, [enregistre, cle]);

  useEffect(() => {
    const form = document.getElementById(id);
    if (!(form instanceof HTMLFormElement)) return;
    let minuterie: ReturnType<typeof setTimeout> | undefined;
    let enCours: Promise<void> | undefined;
    let quittee = false;
    let touchee = false;
    const dire = (suite: Partial<Etat>) => {
      if (!quittee) flushSync(() => setEtat((e) => ({ ...e, ...suite })));
    };
    const garder = () => {
      const copie: Copie = { quand: new Date().toISOString(), entrees: mots(form) };
      try {
        localStorage.setItem(cleDuMoment.current, JSON.stringify(copie));
      } catch {
        // No room, or storage refused by the browser: the words are still in the form.
      }
    };
    const sauver = async (keepalive = false) => {
      if (!adresse) {
        garder();
        dire({
          message: `Copie gardée sur cet appareil à ${heure()}. Rien ne change ailleurs avant votre envoi.`,
        });
        return;
      }
      try {
        const corps = new FormData(form);
        corps.delete("jeton");
        const reponse = await fetch(adresse, { method: "POST", body: corps, keepalive });
        if (reponse.status === 409)
          throw new Error(
            "quelqu'un d'autre a enregistré cette page. Enregistrez pour comparer les deux textes",
          );
        if (!reponse.ok || reponse.redirected) throw new Error("le serveur ne l'a pas acceptée");
        const { reference, version } = (await reponse.json()) as { reference: string; version: number };
        oublierCopie(cleDuMoment.current);
        if (!quittee && location.pathname !== page.current(reference)) {
          history.replaceState(history.state, "", page.current(reference));
        }
        dire({ reference, version, message: `Saisie enregistrée à ${heure()}.`, echec: false });
      } catch (erreur) {
        garder();
        const cause = erreur instanceof TypeError ? "la connexion est coupée" : (erreur as Error).message;
        dire({
          message: `La sauvegarde automatique a échoué : ${cause}. Votre texte reste ici, et une copie est gardée sur cet appareil.`,
          echec: true,
        });
      }
    };
    const noter = () => {
      touchee = true;
      clearTimeout(minuterie);
      minuterie = setTimeout(() => {
        minuterie = undefined;
        const celleCi = (enCours ?? Promise.resolve())
          .then(() => sauver())
          .finally(() => {
            if (enCours === celleCi) enCours = undefined;
          });
        enCours = celleCi;
      }, ATTENTE_MS);
    };
    // A save under way changes the version: the form waits for it, or it would be in conflict with itself.
    const avantEnvoi = (e: SubmitEvent) => {
      clearTimeout(minuterie);
      minuterie = undefined;
      const bouton = e.submitter as HTMLButtonElement | null;
      intacte.current = !touchee && /^aller/.test(bouton?.value ?? "");
      if (!intacte.current) garder();
      if (!enCours) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      enCours.finally(() => form.requestSubmit(bouton));
    };
    // The request outlives the page (of 64 kB at most: not for every save); the copy stays here until it is answered.
    const quitter = () => {
      if (!minuterie) return;
      clearTimeout(minuterie);
      minuterie = undefined;
      garder();
      if (!enCours) sauver(true);
    };
    if (adresse) setEtat((e) => ({ ...e, naissance: e.naissance || `${Date.now()}${Math.random()}` }));
    // Typed or chosen before the scripts came; looked at once this effect stays, for StrictMode undoes the first.
    const arrivee = setTimeout(() => {
      if ([...form.elements].some(changeDepuisLeServeur)) noter();
    });
    form.addEventListener("input", noter);
    form.addEventListener("submit", avantEnvoi, true);
    addEventListener("pagehide", quitter);
    return () => {
      quittee = true;
      clearTimeout(arrivee);
      quitter();
      removeEventListener("pagehide", quitter);
      form.removeEventListener("input", noter);
      form.removeEventListener("submit", avantEnvoi, true);
    };
  }, [id, adresse]);

  // After a conflict the form is shown again with the version it was compared with.
  return { ...etat, version: Math.max(etat.version, p.version) };
}

/** A browser empties a date or an hour that it cannot read: that is nobody's typing. */
function changeDepuisLeServeur(c: Element): boolean {
  if (c instanceof HTMLSelectElement) return [...c.options].some((o) => o.selected !== o.defaultSelected);
  if (!(c instanceof HTMLInputElement || c instanceof HTMLTextAreaElement)) return false;
  if (c instanceof HTMLInputElement && c.checked !== c.defaultChecked) return true;
  return c.value !== c.defaultValue && !(c.value === "" && ["date", "time"].includes(c.type));
}

/** What the save under way says, politely to a screen reader. */
export function EtatSauvegarde({ message, echec }: Pick<Etat, "message" | "echec">) {
  return (
    <p role="status" className={echec ? "rp-erreur" : "rp-aide"}>
      {message}
    </p>
  );
}

/** Offers the copy kept on this device when it holds other words than the form as it was loaded. */
export function CopieRetrouvee({ form: id }: { form: string }) {
  const cle = useCleLocale();
  const submit = useSubmit();
  const [copie, setCopie] = useState<Copie | null>(null);
  // Words that an answer brought back, and those of the copy first, are kept nowhere else yet.
  const repondu = useRef(useActionData() !== undefined).current;

  useEffect(() => {
    const form = document.getElementById(id);
    const gardee = lireCopie(cle);
    if (!(form instanceof HTMLFormElement) || !gardee) return;
    if (JSON.stringify(gardee.entrees) !== JSON.stringify(mots(form))) setCopie(gardee);
    else if (!repondu) oublierCopie(cle);
  }, [id, cle, repondu]);

  if (!copie) return null;
  const reprendre = () => {
    const form = document.getElementById(id) as HTMLFormElement;
    const envoi = new FormData();
    for (const [nom, valeur] of new FormData(form)) if (TECHNIQUES.test(nom)) envoi.append(nom, valeur);
    for (const [nom, valeur] of copie.entrees) envoi.append(nom, valeur);
    envoi.set("bouton", "reprendre");
    setCopie(null);
    submit(envoi, { method: "post", preventScrollReset: true });
  };
  return (
    <div className="rp-info" role="status">
      <p>
        <strong>Une saisie non enregistrée du {jour(copie.quand)} a été retrouvée sur cet appareil.</strong>
      </p>
      <p className="rp-boutons">
        <button type="button" onClick={reprendre}>
          La reprendre
        </button>
        <button
          type="button"
          onClick={() => {
            oublierCopie(cle);
            setCopie(null);
          }}
        >
          L'effacer
        </button>
      </p>
    </div>
  );
}

/** The copy kept under that key; none when the browser refuses its storage or what is there is no copy. */
function lireCopie(cle: string): Copie | null {
  try {
    const lue = JSON.parse(localStorage.getItem(cle) ?? "null") as Copie | null;
    return lue && Array.isArray(lue.entrees) ? lue : null;
  } catch {
    return null;
  }
}

function oublierCopie(cle: string): void {
  try {
    localStorage.removeItem(cle);
  } catch {
    // Storage refused by the browser: there is none.
  }
}

function useCleLocale(): string {
  const { personne } = useContext(EcranContexte);
  return `rafael:${personne}:${typeof location === "undefined" ? "" : location.pathname}`;
}

/** The words of the form, in its own order, without what it carries beside them and without empty answers. */
function mots(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([nom, valeur]): [string, string][] =>
    typeof valeur === "string" &&
    valeur.trim() !== "" &&
    !TECHNIQUES.test(nom) &&
    !nom.startsWith("recherche")
      ? [[nom, valeur.replaceAll("\r\n", "\n").trimEnd()]]
      : [],
  );
}

const heure = () => new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
const jour = (iso: string) =>
  new Date(iso).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
