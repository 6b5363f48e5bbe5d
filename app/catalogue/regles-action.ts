import type { Saisie } from "../../db/types";
import { longueur } from "../referentiels/texte";
import { liste, texte } from "./champs";
import {
  contientAdresseWeb,
  contientPrix,
  defautDuCourriel,
  defautDuLien,
  defautDuTelephone,
  financementDans,
  montant,
} from "./formes";
import { PUBLICS_MAX } from "./nomenclatures";
import { enOrdre, type Faits, manques, type Raison, textes } from "./regles";

/** Every reason at once for the words of an action (rules ). */
export function raisonsAction(saisie: Saisie, faits: Faits): Raison[] {
  return enOrdre("action", [
    ...manques("action", saisie),
    ...textes("action", saisie),
    ...formes(saisie),
    ...certifications(saisie, faits),
  ]);
}

/** The objective of what leads to a certification (LHÉO dict-AIS). */
export const CERTIFICATION = "6";

/** said where no session says anything. */
export const SESSION_REQUISE: Raison = {
  champ: "sessions",
  code: "R-05",
  phrase: "Ajoutez au moins une session : elle dit quand, où et comment la formation se déroule.",
};

function formes(saisie: Saisie): Raison[] {
  const raisons: Raison[] = [];
  const dire = (champ: string, code: string, phrase: string) => raisons.push({ champ, code, phrase });

  const intitule = texte(saisie.intitule);
  const lettres = [...intitule].filter((l) => l.toLowerCase() !== l.toUpperCase());
  const capitales = lettres.filter((l) => l === l.toUpperCase());
  if (lettres.length > 10 && capitales.length / lettres.length > 0.6) {
    dire("intitule", "R-11", "Écrivez l'intitulé en minuscules.");
  }
  if (intitule && longueur(intitule.trim()) < 5) {
    dire("intitule", "A4", "Donnez un intitulé explicite, d'au moins 5 caractères.");
  }
  const financement = financementDans(intitule);
  if (financement) {
    dire("intitule", "A4", `Retirez « ${financement} » de l'intitulé : un financement n'y a pas sa place.`);
  }
  if (contientPrix(intitule))
    dire("intitule", "A4", "Retirez le prix de l'intitulé : il n'y a pas sa place.");
  if (contientAdresseWeb(texte(saisie.lePlus))) {
    dire("lePlus", "A5", "Retirez l'adresse web de ce texte : elle se donne dans « Lien web ».");
  }
  const lien = defautDuLien(texte(saisie.lienWeb));
  if (lien) dire("lienWeb", "A13", lien);
  const tarif = texte(saisie.tarif);
  if (tarif && montant(tarif) === null) {
    dire(
      "tarif",
      "A24",
      "Donnez un seul montant, en chiffres, par exemple 1250 ou 1250,50 ; 0 si c'est gratuit.",
    );
  }
  const courriel = defautDuCourriel(texte(saisie.contactCourriel));
  if (courriel) dire("contactCourriel", "A28", courriel);
  const telephone = defautDuTelephone(texte(saisie.contactTelephone));
  if (telephone) dire("contactTelephone", "A28", telephone);
  const publics = liste(saisie.publics).length;
  if (publics > PUBLICS_MAX) {
    dire("publics", "A18", `Dix publics au plus : décochez-en ${publics - PUBLICS_MAX}.`);
  }
  if (liste(saisie.niveauExige).length > 0 && !texte(saisie.niveauEntree)) {
    dire("niveauEntree", "A16", "Choisissez le niveau que vous exigez, ou décochez « Oui ».");
  }
  return raisons;
}

function certifications(saisie: Saisie, faits: Faits): Raison[] {
  const codes = liste(saisie.certifications);
  const cochees = liste(saisie.validation);
  const raisons: Raison[] = [];
  const dire = (code: string, phrase: string, champ = "certifications") =>
    raisons.push({ champ, code, phrase });

  const inconnues = codes.filter((c) => !faits.certifications[c]);
  for (const c of inconnues)
    dire("A14", `« ${c} » n'est pas au référentiel : retirez-la, ou cherchez son code exact.`);
  if (codes.length > 5) dire("R-13", `Cinq certifications au plus : retirez-en ${codes.length - 5}.`);
  const connues = codes.filter((c) => faits.certifications[c]);
  const rncp = connues.some((c) => faits.certifications[c]?.repertoire === "RNCP");
  const autre = connues.some((c) => faits.certifications[c]?.repertoire !== "RNCP");
  if (cochees.includes("attestation") && cochees.length > 1) {
    dire(
      "R-12",
      "« Attestation de fin de formation » se coche seule, quand il n'y a pas de certification : décochez-la, ou les autres.",
      "validation",
    );
  }
  if (cochees.length === 1 && cochees[0] === "attestation" && codes.length > 0) {
    const cases = [rncp && "« inscrit(e) au RNCP »", autre && "« Autre diplôme »"].filter(Boolean);
    const laCase = cases.join(" et ") || "la case qui lui correspond";
    dire(
      "R-12",
      `Vous avez choisi une certification : décochez « Attestation de fin de formation » et cochez ${laCase}.`,
      "validation",
    );
    return raisons;
  }
  if (cochees.includes("rncp") && codes.length > 0 && !rncp) {
    dire(
      "R-12",
      "Vous avez coché « inscrit(e) au RNCP » : ajoutez une certification du RNCP, ou cochez plutôt « Autre diplôme ».",
    );
  }
  if (cochees.includes("autre") && codes.length > 0 && !autre) {
    dire("R-12", "Vous avez coché « Autre diplôme » : ajoutez un code RS ou Certif Info, ou décochez.");
  }
  if (rncp && cochees.length > 0 && !cochees.includes("rncp")) {
    dire("R-12", "Vous avez choisi une certification du RNCP : cochez « inscrit(e) au RNCP ».", "validation");
  }
  if (autre && cochees.length > 0 && !cochees.includes("autre")) {
    dire("R-12", "Vous avez choisi un code RS ou Certif Info : cochez « Autre diplôme ».", "validation");
  }
  const objectif = texte(saisie.objectifGeneral);
  if (
    objectif === CERTIFICATION &&
    cochees.length > 0 &&
    codes.length === 0 &&
    !cochees.some((v) => v !== "attestation")
  ) {
    dire(
      "A6",
      "L'objectif « Certification » demande une certification : choisissez-la, ou changez d'objectif.",
      "objectifGeneral",
    );
  }
  return raisons;
}
