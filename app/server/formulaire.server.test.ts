import { expect, it } from "vitest";
import { boutonPresse, direTrouvailles } from "./formulaire.server";

const formulaire = (mots: Record<string, string>) => {
  const form = new FormData();
  for (const [nom, valeur] of Object.entries(mots)) form.append(nom, valeur);
  return form;
};
const boite = (mot: string, faite = "", nom = "rechercheCommune") => ({ [nom]: mot, [`${nom}Faite`]: faite });

it.each([
  ["entree", boite("86000"), ["chercher", "rechercheCommune"]],
  ["entree", boite("86000", "86000"), ["enregistrer"]],
  ["entree", boite("soudage", "", "rechercheSession"), ["chercher", "rechercheSession"]],
  // Saved as it is, the word typed in a box where one chooses would be lost.
  ["enregistrer", boite("86000"), ["chercher", "rechercheCommune"]],
  ["enregistrer", boite("86000", "86000"), ["enregistrer"]],
  ["enregistrer", boite(""), ["enregistrer"]],
  ["enregistrer", boite("soudage", "", "rechercheSession"), ["enregistrer"]],
  ["retirer:RNCP37488", boite("86000"), ["retirer", "RNCP37488"]],
])("« %s » avec la recherche %o presse %o", (bouton, mots, attendu) => {
  expect(boutonPresse(formulaire({ bouton, ...mots }))).toEqual(attendu);
});

it("qui a pressé « Enregistrer » lit que rien ne l'est encore", () => {
  const dire = (bouton: string) =>
    direTrouvailles(formulaire({ bouton, ...boite("86000") }), "rechercheCommune", {
      n: 1,
      quoi: "Communes proposées",
      aucune: "Aucune.",
    }).rechercheCommune;
  expect(dire("enregistrer")).toContain("Rien n'est encore enregistré");
  expect(dire("entree")).not.toContain("enregistré");
});
