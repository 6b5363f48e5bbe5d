import { expect, it } from "vitest";
import { ConnexionRefusee } from "../comptes.server";
import { droitsDesRevendications } from "./revendications.server";

const A = "31490172900033";

it("un modérateur, des structures, ou les deux", () => {
  expect(droitsDesRevendications({ moderateur: true }, "Région")).toEqual({
    moderateur: true,
    structures: [],
  });
  expect(droitsDesRevendications({ structures: { [A]: "catalogue" } }, "Région")).toEqual({
    moderateur: false,
    structures: [{ siret: A, profil: "catalogue" }],
  });
});

it.each([
  ["absents", undefined, "aucun pour RafaelPro"],
  ["en texte", "moderateur", "leur forme"],
  ["en liste", [A], "leur forme"],
  ["avec une part inconnue", { admin: true }, "« admin »"],
  ["avec un modérateur en texte", { moderateur: "true" }, "ni vrai ni faux"],
  ["avec des structures en liste", { structures: [A] }, "un profil à chaque SIRET"],
  ["avec un profil inconnu", { structures: { [A]: "chef" } }, "« chef »"],
  ["avec un profil hérité de l'objet", { structures: { [A]: "constructor" } }, "« constructor »"],
  ["avec un SIRET tronqué", { structures: { "123": "general" } }, "« 123 » n'est pas un SIRET"],
  ["avec un SIRET à la clé fausse", { structures: { "31490172900034": "general" } }, "n'est pas un SIRET"],
])("des droits %s sont refusés d'une phrase", (_, rafael, phrase) => {
  expect(() => droitsDesRevendications(rafael, "Région")).toThrow(ConnexionRefusee);
  expect(() => droitsDesRevendications(rafael, "Région")).toThrow(phrase);
});
