import type { Saisie } from "../../db/types";
import { texte } from "./champs";
import type { Raison } from "./regles";
import { memeValeur } from "./saisie";

/** two sessions of an action that say the same. */

type Session = { reference: string; saisie: Saisie };

const DATES = ["debut", "fin"];
/** What tells two sessions apart beside their dates, down to what their organisme says of them. */
const TRAITS = [
  "formateur",
  "voieAcces",
  "certificationsVisees",
  "certifinfo",
  "modalite",
  "lieuAdresse",
  "lieuCommune",
  "commentaire",
];

const memes = (noms: readonly string[], a: Session, b: Session): boolean =>
  noms.every((nom) => memeValeur(a.saisie[nom], b.saisie[nom]));

const jumellesDe = (session: Session, toutes: readonly Session[]): Session[] =>
  toutes.filter((s) => s.reference !== session.reference && memes(TRAITS, s, session));

/** The reason against a session that another one repeats in all that tells two apart. */
export function doublon(session: Session, toutes: readonly Session[]): Raison[] {
  if (session.saisie.debut === undefined) return [];
  const jumelle = jumellesDe(session, toutes).find((s) => memes(DATES, s, session));
  const phrase = `Cette session répète la session ${jumelle?.reference} : dites dans son commentaire ce qui l'en distingue (groupe A, groupe B…), ou changez ses dates, son lieu ou sa modalité.`;
  return jumelle ? [{ champ: "debut", code: "R-08", phrase }] : [];
}

/** What is worth a second look of one that differs from another by its dates alone, when they overlap. */
export function chevauchement(session: Session, toutes: readonly Session[]): Raison[] {
  const [debut, fin] = DATES.map((nom) => texte(session.saisie[nom])) as [string, string];
  if (!debut || !fin) return [];
  const jumelle = jumellesDe(session, toutes).find(
    (s) => texte(s.saisie.debut) <= fin && texte(s.saisie.fin) >= debut && !memes(DATES, s, session),
  );
  const phrase = `Elle a lieu en même temps que la session ${jumelle?.reference}, au même lieu et sous la même forme : si c'est un autre groupe, dites-le dans le commentaire.`;
  return jumelle ? [{ champ: "debut", code: "R-08", phrase }] : [];
}
