import type { Saisie } from "../../db/types";
import type { Champ, Portee } from "./champs";
import { champsDe } from "./formulaires";

/**
 * The fields that no form asks: what a file said, kept to be given back (forms-and-rules, LHÉO's compulsory elements and
 * A19, A25, A31, S13). Apart from those of the forms, which browsers load.
 */
export const GARDES_ACTION = [
  {
    nom: "parcours",
    libelle: "Type de parcours",
    type: "choix",
    groupe: "Conditions d'accès",
    options: [
      { code: "1", libelle: "En groupe (non personnalisable)" },
      { code: "2", libelle: "Individualisé" },
      { code: "3", libelle: "Modularisé" },
      { code: "4", libelle: "Mixte" },
    ],
  },
] as const satisfies readonly Champ[];

/** Those « de la session » are said where they are not those of its action. */
export const GARDES_SESSION = [
  {
    nom: "rythme",
    libelle: "Rythme de la formation",
    type: "zone",
    groupe: "Modalités et durées",
    max: 3000,
  },
  {
    nom: "publicsSession",
    libelle: "Public visé par la session",
    type: "cases",
    groupe: "Recrutement",
  },
  {
    nom: "precisionPublicSession",
    libelle: "Précisions sur le public de la session",
    type: "zone",
    groupe: "Recrutement",
    max: 250,
  },
  {
    nom: "niveauExigeSession",
    libelle: "Niveau à l'entrée exigé pour la session",
    type: "radio",
    groupe: "Recrutement",
    options: [
      { code: "1", libelle: "Oui" },
      { code: "0", libelle: "Non" },
    ],
  },
  {
    nom: "priseEnCharge",
    libelle: "Prise en charge des frais possible",
    type: "radio",
    groupe: "Financement",
    options: [
      { code: "1", libelle: "Oui" },
      { code: "0", libelle: "Non" },
    ],
  },
  {
    nom: "detailPriseEnCharge",
    libelle: "Conditions de prise en charge",
    type: "zone",
    groupe: "Financement",
    max: 600,
  },
  {
    nom: "financeurs",
    libelle: "Organismes financeurs",
    type: "financeurs",
    groupe: "Financement",
  },
] as const satisfies readonly Champ[];

const gardes = (portee: Portee): readonly Champ[] => (portee === "action" ? GARDES_ACTION : GARDES_SESSION);

/** All the fields that words may hold: those of the form in its order, then those that are only kept. */
export function tousLesChamps(portee: Portee): readonly Champ[] {
  return [...champsDe(portee), ...gardes(portee)];
}

/** The words of a form, with what it does not ask as it is already known: a form neither loses it nor writes it. */
export function avecGardes(portee: Portee, saisie: Saisie, connue: Saisie): Saisie {
  const noms = gardes(portee).map((c) => c.nom);
  const duFormulaire = Object.entries(saisie).filter(([nom]) => !noms.includes(nom));
  const gardees = noms.filter((nom) => connue[nom] !== undefined).map((nom) => [nom, connue[nom]]);
  return Object.fromEntries([...duFormulaire, ...gardees]);
}
