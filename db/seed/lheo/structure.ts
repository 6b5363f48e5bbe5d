/** The elements that speak of a structure: its SIRET, places and contacts. */
import { createRequire } from "node:module";
import type { Lieu, Structure } from "../contenu/structures";
import { el } from "./elements";

type Commune = {
  code: string;
  nom: string;
  type: string;
  region?: string;
  codesPostaux?: string[];
};
const communes: Commune[] = createRequire(import.meta.url)(
  "@etalab/decoupage-administratif/data/communes.json",
);

/** The address, checked against the list of communes: a wrong postal code stops the generation. */
export function adresse(lieu: Lieu): string {
  const commune = communes.find(
    (c) =>
      c.region === "75" &&
      c.type === "commune-actuelle" &&
      c.nom === lieu.commune &&
      c.codesPostaux?.includes(lieu.codePostal),
  );
  if (!commune) throw new Error(`Commune inconnue : ${lieu.codePostal} ${lieu.commune}`);
  return el("adresse", [
    el("ligne", lieu.ligne),
    el("codepostal", lieu.codePostal),
    el("ville", lieu.commune),
    el("code-INSEE-commune", commune.code),
  ]);
}

/** The digits followed by their Luhn control digit. */
function avecCle(chiffres: string): string {
  const somme = [...chiffres].reverse().reduce((total, c, i) => {
    const n = i % 2 ? Number(c) : Number(c) * 2;
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return chiffres + ((10 - (somme % 10)) % 10);
}

/** The SIRET, control digits included. */
export const siret = (s: Structure) => avecCle(avecCle(s.siren8) + s.nic4);

/** How to reach a structure, under this name. */
export function coordonnees(s: Structure, nom: string, lieu?: Lieu): string {
  return el("coordonnees", [
    el("nom", nom),
    lieu ? adresse(lieu) : "",
    el("telfixe", [el("numtel", s.telephone)]),
    el("courriel", `contact@${s.domaine}`),
  ]);
}

/** The structure that answers for a formation, at its seat. */
export function responsable(s: Structure): string {
  return el("organisme-formation-responsable", [
    el("numero-activite", s.nda),
    el("SIRET-organisme-formation", [el("SIRET", siret(s))]),
    el("nom-organisme", s.nom),
    el("raison-sociale", s.raisonSociale),
    el("coordonnees-organisme", [coordonnees(s, s.nom, s.lieux[0])]),
    el("contact-organisme", [coordonnees(s, s.contacts[0] ?? s.nom)]),
  ]);
}
