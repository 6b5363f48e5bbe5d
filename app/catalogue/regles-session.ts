import type { Saisie } from "../../db/types";
import { dictionnaire, enregistrements, estVide, liste, texte } from "./champs";
import { informationCollective } from "./champs-session";
import { heuresTotal, joursEntre, joursTotal } from "./durees";
import { retiree } from "./fin-de-certification";
import { defautDeLAdresse, defautDuCourriel, defautDuTelephone } from "./formes";
import { champsDe } from "./formulaires";
import {
  dateExiste,
  dateFr,
  defautDuTexte,
  enOrdre,
  type Faits,
  type FaitsCertification,
  manques,
  type Raison,
  textes,
} from "./regles";
import { enVigueur } from "./saisie";

/**
 * Every reason at once for the words of a session (rules ). One already
 * transmitted may have begun: its dates are frozen.
 */
export function raisonsSession(saisie: Saisie, faits: Faits, { transmise = false } = {}): Raison[] {
  return raisonsEnVigueur(enVigueur("session", saisie), faits, transmise);
}

function raisonsEnVigueur(saisie: Saisie, faits: Faits, transmise: boolean): Raison[] {
  return enOrdre("session", [
    ...manques("session", saisie),
    ...textes("session", saisie),
    ...dates(saisie),
    ...(transmise ? [] : [...datesPassees(saisie, faits), ...anneesLointaines(saisie, faits)]),
    ...heures(saisie),
    ...certificationsVisees(saisie, faits, transmise),
    ...reunions(saisie),
    ...lieuEtFormateur(saisie, faits),
    ...contact(saisie),
  ]);
}

function dates(saisie: Saisie): Raison[] {
  const raisons: Raison[] = [];
  for (const nom of ["debut", "fin"]) {
    const valeur = texte(saisie[nom]);
    if (valeur && !dateExiste(valeur)) {
      raisons.push({
        champ: nom,
        code: "R-30",
        phrase: "Cette date n'existe pas, ou son année est trop lointaine : écrivez-la jour, mois, année.",
      });
    }
  }
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  if (raisons.length === 0 && debut && fin && debut > fin) {
    raisons.push({
      champ: "fin",
      code: "R-30",
      phrase: "La fin vient avant le début : corrigez l'une des deux dates.",
    });
  }
  return raisons;
}

/** No formation lasts longer, nor is announced so long before. */
const ANNEES_AU_PLUS = 10;

/** Years that were mistyped; the frozen dates of a transmitted session are for Cap Métiers to correct. */
function anneesLointaines(saisie: Saisie, { aujourdhui }: Faits): Raison[] {
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  const loin = (de: string, a: string) =>
    dateExiste(de) && dateExiste(a) && joursEntre(de, a) > ANNEES_AU_PLUS * 366;
  const dire = (champ: string, quoi: string): Raison[] => [
    { champ, code: "ANNEE", phrase: `${quoi} plus de dix ans : corrigez l'année.` },
  ];
  if (loin(aujourdhui, debut)) return dire("debut", "La session commencerait dans");
  return loin(debut, fin) ? dire("fin", "La session durerait") : [];
}

const JOURS_DE_RETARD = 30;

/** a new session does not begin more than 30 days ago; with permanent entries it is its end that counts. */
function datesPassees(saisie: Saisie, { aujourdhui }: Faits): Raison[] {
  const fixes = texte(saisie.typeEntree) === "fixes";
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  if (fixes && dateExiste(debut) && joursEntre(debut, aujourdhui) > JOURS_DE_RETARD) {
    const phrase = `La session a commencé depuis plus de ${JOURS_DE_RETARD} jours : corrigez la date de début.`;
    return [{ champ: "debut", code: "R-32", phrase }];
  }
  if (!fixes && dateExiste(fin) && fin < aujourdhui) {
    return [{ champ: "fin", code: "R-32", phrase: "La session est déjà finie : corrigez la date de fin." }];
  }
  return [];
}

const HEURES_PAR_SEMAINE = 48;

/** whole numbers, at least one hour, no more than a working week holds; a week begun counts whole. */
function heures(saisie: Saisie): Raison[] {
  const noms = ["heuresCentre", "heuresDistance", "heuresEntreprise"];
  const raisons = noms
    .filter((n) => texte(saisie[n]) && !/^\d{1,5}$/.test(texte(saisie[n])))
    .map((n) => ({
      champ: n,
      code: "R-35",
      phrase: `${libelleDe(n)} : écrivez un nombre entier, entre 0 et 99999.`,
    }));
  const total = heuresTotal(saisie);
  if (raisons.length === 0 && total === 0) {
    raisons.push({
      champ: "heuresCentre",
      code: "R-35",
      phrase: "Indiquez le nombre d'heures : en centre, à distance ou en entreprise.",
    });
  }
  const semaines = Math.ceil(joursTotal(saisie) / 7);
  if (raisons.length === 0 && semaines > 0 && total > HEURES_PAR_SEMAINE * semaines) {
    // Where the most was typed, a slip is likeliest.
    const [champ = "heuresCentre"] = noms.toSorted((a, b) => Number(saisie[b] ?? 0) - Number(saisie[a] ?? 0));
    const duree = semaines === 1 ? "une semaine" : `${semaines} semaines`;
    raisons.push({
      champ,
      code: "R-36",
      phrase: `${total} heures en ${duree}, c'est plus de ${HEURES_PAR_SEMAINE} heures par semaine : corrigez les heures ou les dates.`,
    });
  }
  if (texte(saisie.modalite) === "2" && Number(texte(saisie.heuresCentre)) > 0) {
    raisons.push({
      champ: "heuresCentre",
      code: "S10",
      phrase:
        "La session est à distance : comptez ces heures à distance, ou choisissez « Les deux (mixte) ».",
    });
  }
  return raisons;
}

function libelleDe(nom: string): string {
  return champsDe("session").find((c) => c.nom === nom)?.libelle ?? nom;
}

function certificationsVisees(saisie: Saisie, faits: Faits, transmise: boolean): Raison[] {
  const visees = liste(saisie.certificationsVisees);
  const raisons: Raison[] = [];
  const dire = (code: string, phrase: string, champ = "certificationsVisees") =>
    raisons.push({ champ, code, phrase });

  if (faits.certificationsAction.length > 0 && visees.length === 0) {
    dire("S7", "Choisissez la certification que cette session délivre.");
  }
  for (const code of visees.filter((c) => !faits.certificationsAction.includes(c))) {
    // The form shows the certifications of the action alone: without any, there is no box to untick.
    const geste =
      faits.certificationsAction.length > 0 ? "décochez-la" : "enregistrez la session telle quelle";
    dire("R-14", `« ${code} » n'est plus sur l'action : ${geste}, ou remettez-la sur l'action.`);
  }
  raisons.push(...raisonsApprentissage(saisie));
  const validations = dictionnaire(saisie.validations);
  const options = dictionnaire(saisie.certifinfo);
  const blocs = liste(saisie.blocs);
  for (const code of visees) {
    const fiche = faits.certifications[code];
    const validation = validations[code] ?? "";
    if (!["0", "1", "2"].includes(validation)) {
      dire("S8", `Dites si la validation de ${code} est totale, partielle ou mixte.`, "validations");
    }
    const [ids, option] = [fiche?.certifinfo ?? [], options[code]];
    if (ids.length > 1 && option && !ids.includes(option)) {
      dire(
        "S7",
        `« ${option} » n'est pas une option de ${code} : choisissez-en une de la liste.`,
        "certifinfo",
      );
    }
    if (ids.length > 1 && !option && saisie.voieAcces === "apprentissage" && !transmise) {
      dire("S7", `En apprentissage, choisissez l'option de ${code} que la session prépare.`, "certifinfo");
    }
    const siens = fiche?.blocs ?? [];
    const coches = siens.filter((b) => blocs.includes(b.code));
    if (
      saisie.voieAcces !== "apprentissage" &&
      (validation === "0" || validation === "2") &&
      siens.length > 0 &&
      coches.length === 0
    ) {
      dire("S9", `Cochez les blocs de ${code} que la session valide.`, "blocs");
    }
    if (validation === "0" && siens.length > 0 && coches.length === siens.length) {
      dire("S9", `Tous les blocs de ${code} sont cochés : la validation est alors totale.`, "blocs");
    }
    if (fiche) raisons.push(...validite(fiche, saisie, faits, transmise));
  }
  return raisons;
}

/**
 * a session in apprentissage prepares one certification of the RNCP, whole, in years that its cycle has.
 * None for another voie.
 */
export function raisonsApprentissage(saisie: Saisie): Raison[] {
  if (saisie.voieAcces !== "apprentissage") return [];
  const visees = liste(saisie.certificationsVisees);
  const raisons: Raison[] = [];
  const dire = (code: string, champ: string, phrase: string) => raisons.push({ champ, code, phrase });
  if (visees.length !== 1) {
    dire(
      "R-25",
      "certificationsVisees",
      "En apprentissage, une session prépare exactement une certification.",
    );
  }
  if (visees.some((c) => !c.startsWith("RNCP"))) {
    dire(
      "R-26",
      "certificationsVisees",
      "En apprentissage, la certification est inscrite au RNCP : un code RS ou Certif Info ne convient pas.",
    );
  }
  const validations = dictionnaire(saisie.validations);
  if (visees.some((c) => !["", "1"].includes(validations[c] ?? ""))) {
    dire("R-25", "validations", "En apprentissage, la validation est toujours totale.");
  }
  const duree = Number(texte(saisie.dureeCycle)) || 6;
  if (liste(saisie.anneesAccessibles).some((a) => Number(a) > duree)) {
    const ans = duree > 1 ? "ans" : "an";
    dire("R-25", "anneesAccessibles", `Le cycle dure ${duree} ${ans} : décochez les années au-delà.`);
  }
  return raisons;
}

/**
 * a certification is active when the session begins, and as long as people enter it; R-26: one prepared in
 * apprentissage is open to it. What happens to it, or is learnt of it, after the session was transmitted changes nothing
 * for those who enter: the dates are frozen.
 */
function validite(
  fiche: FaitsCertification,
  saisie: Saisie,
  { aujourdhui }: Faits,
  transmise: boolean,
): Raison[] {
  const [debut, fin] = [texte(saisie.debut), texte(saisie.fin)];
  const { code, dateDebutEnregistrement: effet, dateFinEnregistrement: echeance } = fiche;
  const refuser = (regle: string, phrase: string): Raison[] => [
    { champ: "certificationsVisees", code: regle, phrase },
  ];
  if (!transmise && saisie.voieAcces === "apprentissage" && fiche.apprentissage === false) {
    const phrase = `D'après France compétences, ${code} ne se prépare pas en apprentissage : visez une certification qui s'y prépare, ou choisissez une autre voie d'accès.`;
    return refuser("R-26", phrase);
  }
  // Inactive since its échéance, it may still have been active at the start: the dates say it.
  if (retiree(fiche, aujourdhui) && !transmise) {
    const phrase = `${code} n'est plus active sur France compétences : visez celle qui la remplace, après l'avoir ajoutée à l'action.`;
    return refuser("R-20", phrase);
  }
  if (!transmise && effet && debut && debut < effet) {
    const phrase = `L'enregistrement de ${code} commence le ${dateFr(effet)}, après le début de la session : choisissez la certification en vigueur à ce moment-là, ou un début à partir de cette date.`;
    return refuser("R-20", phrase);
  }
  if (!echeance) return [];
  if (debut > echeance) {
    const phrase = `L'enregistrement de ${code} prend fin le ${dateFr(echeance)}, avant le début de la session : choisissez une certification encore active, ou un début antérieur.`;
    return refuser("R-20", phrase);
  }
  const entrees = texte(saisie.typeEntree);
  if (!transmise && (entrees === "permanentes" || entrees === "sequencees") && fin > echeance) {
    const phrase = `On n'entre plus en formation après le ${dateFr(echeance)}, fin de l'enregistrement de ${code} : avancez la fin de la session à cette date au plus tard.`;
    return [{ champ: "fin", code: "R-20", phrase }];
  }
  return [];
}

function lieuEtFormateur(saisie: Saisie, faits: Faits): Raison[] {
  const raisons: Raison[] = [];
  const commune = texte(saisie.lieuCommune);
  if (commune && !faits.communes[commune]) {
    raisons.push({
      champ: "lieuCommune",
      code: "R-38",
      phrase:
        "Cette commune n'est pas en Nouvelle-Aquitaine : la formation se référence dans le Carif-Oref de sa région.",
    });
  }
  const adresse = defautDeLAdresse(texte(saisie.lieuAdresse));
  if (adresse) raisons.push({ champ: "lieuAdresse", code: "S20", phrase: adresse });
  const formateur = texte(saisie.formateur);
  if (formateur && !faits.formateurs.includes(formateur)) {
    raisons.push({
      champ: "formateur",
      code: "S2",
      phrase: "Choisissez un organisme formateur de la liste.",
    });
  }
  return raisons;
}

function contact(saisie: Saisie): Raison[] {
  const dits = {
    contactSessionTelephone: defautDuTelephone(texte(saisie.contactSessionTelephone)),
    contactSessionCourriel: defautDuCourriel(texte(saisie.contactSessionCourriel)),
  };
  return Object.entries(dits).flatMap(([champ, phrase]) => (phrase ? { champ, code: "S25", phrase } : []));
}

/** What LHÉO takes of the place of a meeting, its `commentaire`. */
const LIEU_DE_REUNION_MAX = 500;

/** a meeting has a day and a place, before people enter, and leaves with « Information collective » only. */
function reunions(saisie: Saisie): Raison[] {
  const raisons: Raison[] = [];
  const dire = (phrase: string, code = "R-37", champ = "reunions") => raisons.push({ champ, code, phrase });
  if (!estVide(saisie.reunions) && !informationCollective(saisie)) {
    const phrase = "Vous donnez des réunions : cochez « Information collective », ou retirez-les.";
    dire(phrase, "R-37", "recrutement");
  }
  const limite = texte(saisie.typeEntree) === "fixes" ? texte(saisie.debut) : texte(saisie.fin);
  for (const { date, lieu } of enregistrements(saisie.reunions)) {
    if (!date || !dateExiste(date) || !lieu) {
      dire("Donnez à chaque réunion une date qui existe et un lieu (ou une adresse de visioconférence).");
      break;
    }
    if (limite && date > limite) {
      dire(`La réunion du ${dateFr(date)} vient après l'entrée en formation : corrigez sa date.`);
    }
    const defaut = defautDuTexte(`Le lieu de la réunion du ${dateFr(date)}`, lieu, LIEU_DE_REUNION_MAX);
    if (defaut) dire(defaut, "R-10");
  }
  return raisons;
}
