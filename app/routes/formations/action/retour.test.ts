import { expect, it } from "vitest";
import { avecRetour, depuisLaListe, listeDe } from "./retour";

const ONGLET = "formations/non-conventionnees/publiees";

it("une action ouverte d'une liste filtrée, triée ou à une autre page y ramène", () => {
  const params = new URLSearchParams({ filtre: "l'été : « vigne » & co", apres: "200400000009", cle: "" });
  const [, retour] = depuisLaListe(ONGLET, params).split("?retour=");
  const liste = listeDe(decodeURIComponent(retour ?? ""));
  expect(liste).toBe(`${ONGLET}?${params}`);
  expect(new URLSearchParams(liste?.split("?")[1]).get("filtre")).toBe("l'été : « vigne » & co");
  // The button that leads there has its own « : ».
  expect(liste).not.toContain(":");
});

it("un onglet tel qu'il s'ouvre n'allonge pas l'adresse de ses actions", () => {
  expect([depuisLaListe(ONGLET, new URLSearchParams()), avecRetour(null)]).toEqual(["", ""]);
});

it.each([
  "formations/conventionnees?tri=maj",
  "formations/recherche?mots=taille+douce",
  ONGLET,
])("on revient à %s", (liste) => expect(listeDe(liste)).toBe(liste));

it.each([
  null,
  "",
  "//ailleurs.example",
  "https://ailleurs.example/formations/conventionnees",
  "deconnexion",
  "formations/nouvelle",
  "formations/conventionnees/export",
  "formations/conventionnees/../../deconnexion",
  "formations/conventionnees?a=b#c",
  "formations/recherche?mots=a:b",
  "formations/recherche?mots=a\n",
])("on ne va pas ailleurs : %s", (forgee) => expect(listeDe(forgee)).toBeNull());
