import type { Saisie } from "../../db/types";
import { texte } from "./champs";

/** The hours of a session in all: centre, distance and entreprise (rule R-35). */
export function heuresTotal(saisie: Saisie): number {
  return ["heuresCentre", "heuresDistance", "heuresEntreprise"].reduce(
    (somme, nom) => somme + (/^\d{1,5}$/.test(texte(saisie[nom])) ? Number(saisie[nom]) : 0),
    0,
  );
}

/** The days from one date to another, both `AAAA-MM-JJ`; not a number without both. */
export function joursEntre(de: string, a: string): number {
  return (Date.parse(a) - Date.parse(de)) / 86_400_000;
}

/** That day so many days later, both `AAAA-MM-JJ`. */
export function joursPlusTard(jour: string, n: number): string {
  return new Date(Date.parse(jour) + n * 86_400_000).toISOString().slice(0, 10);
}

/** The days of a session, its first and its last among them; not a number without both dates. */
export function joursTotal(saisie: Saisie): number {
  return joursEntre(texte(saisie.debut), texte(saisie.fin)) + 1;
}

/** The duration in words, from the dates and the hours: « 490 heures, environ 5 mois ». */
export function dureeIndicative(saisie: Saisie): string {
  const heures = heuresTotal(saisie);
  const jours = joursTotal(saisie);
  const mots = heures === 1 ? "1 heure" : `${heures} heures`;
  if (!Number.isFinite(jours) || jours < 1) return mots;
  if (jours < 14) return `${mots}, ${jours === 1 ? "1 jour" : `${jours} jours`}`;
  return jours < 60
    ? `${mots}, environ ${Math.round(jours / 7)} semaines`
    : `${mots}, environ ${Math.round(jours / 30.4)} mois`;
}

/** When the last of these sessions ends, `AAAA-MM-JJ`; null when none, or one has no end yet. */
export function derniereFin(sessions: readonly { fin: string | null }[]): string | null {
  const fins = sessions.map((s) => s.fin ?? "").sort();
  return fins.includes("") ? null : (fins.at(-1) ?? null);
}
