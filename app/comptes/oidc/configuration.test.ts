import { expect, it } from "vitest";
import { ConfigurationRefusee } from "../../referentiels/variables";
import { lireConfigurationOidc } from "./configuration";

const COMPLET = {
  OIDC_EMETTEUR: "https://compte.exemple.fr/realms/region",
  OIDC_CLIENT: "rafael",
  OIDC_SECRET: "secret",
};

it("sans aucune variable, il n'y a pas de connexion OpenID Connect", () => {
  expect(lireConfigurationOidc({ PORT: "3000", OIDC_NOM: " " })).toBeNull();
});

it("les droits viennent des tables et le bouton porte le nom de la machine, sauf autre choix", () => {
  expect(lireConfigurationOidc(COMPLET)).toMatchObject({ droits: "tables", nom: "compte.exemple.fr" });
  expect(
    lireConfigurationOidc({ ...COMPLET, OIDC_NOM: "Compte région", OIDC_DROITS: "revendications" }),
  ).toMatchObject({ droits: "revendications", nom: "Compte région" });
});

it.each([
  ["sans secret", { ...COMPLET, OIDC_SECRET: "" }, "il manque OIDC_SECRET."],
  ["avec un nom seul", { OIDC_NOM: "Compte région" }, "OIDC_EMETTEUR et OIDC_CLIENT et OIDC_SECRET"],
  ["avec une source de droits inconnue", { ...COMPLET, OIDC_DROITS: "claims" }, "« claims »"],
  ["avec un émetteur illisible", { ...COMPLET, OIDC_EMETTEUR: "compte.exemple.fr" }, "https://"],
  ["avec un émetteur sans TLS", { ...COMPLET, OIDC_EMETTEUR: "http://compte.exemple.fr" }, "https://"],
  ["avec un émetteur à paramètres", { ...COMPLET, OIDC_EMETTEUR: "https://a.fr/?b=c" }, "sans paramètre"],
  ["avec un mot de passe dans l'adresse", { ...COMPLET, OIDC_EMETTEUR: "https://u:p@a.fr" }, "https://"],
])("un réglage %s est refusé d'une phrase", (_, env, phrase) => {
  expect(() => lireConfigurationOidc(env)).toThrow(ConfigurationRefusee);
  expect(() => lireConfigurationOidc(env)).toThrow(phrase);
});

it("http:// est permis sur cette machine seulement", () => {
  for (const hote of ["localhost:4400", "127.0.0.1:4400", "[::1]:4400"]) {
    expect(lireConfigurationOidc({ ...COMPLET, OIDC_EMETTEUR: `http://${hote}` })).not.toBeNull();
  }
});
