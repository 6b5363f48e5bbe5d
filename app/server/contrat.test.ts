import { expect, it } from "vitest";
import { ContratIncomplet, verifierContrat } from "./contrat";

const BON = {
  at: "gestion-des-formations",
  base: "postgres://catalogue@localhost/catalogue",
  identite: { personne: (): null => null, droits: () => ({ moderateur: false, structures: [] }) },
  secret: "x".repeat(32),
  courriel: null,
};

const OIDC = {
  emetteur: "https://compte.exemple.fr",
  client: "rafael",
  secret: "secret",
  nom: "Région",
  droits: "tables",
};

const phrases = (options: unknown): readonly string[] => {
  try {
    verifierContrat(options);
    return [];
  } catch (erreur) {
    return (erreur as ContratIncomplet).phrases;
  }
};

it("accepte le contrat le plus court, et le plus complet", () => {
  expect(phrases(BON)).toEqual([]);
  expect(phrases({ ...BON, identite: { oidc: OIDC } })).toEqual([]);
  expect(
    phrases({
      ...BON,
      at: ["offre", "offre/antenne", ""],
      identite: { ...BON.identite, droits: "tables", connexion: (r: string) => `/compte?retour=${r}` },
      courriel: { envoyer: async () => {}, adresse: "https://portail.exemple.fr/offre", periode: 60 },
      theme: { couleur: "#0b6e4f", variables: { "--mantine-font-family": "Georgia, serif" } },
      langueDesDates: "fr-FR",
      liens: [{ libelle: "Accueil du portail", adresse: "/" }],
      journal: console,
      maintenant: () => new Date(),
    }),
  ).toEqual([]);
});

const obligatoires = ["at", "base", "identite", "secret", "courriel"] as const;

it.each(obligatoires)("dit d'une phrase que « %s » manque", (nom) => {
  const { [nom]: _, ...reste } = BON;
  expect(phrases(reste)).toHaveLength(1);
  expect(phrases(reste)[0]).toContain(`« ${nom} »`);
});

it.each([
  ["at", "/gestion"],
  ["at", ":region"],
  ["at", []],
  ["at", ["a", "a"]],
  ["base", "mysql://localhost/x"],
  ["base", "catalogue.sqlite"],
  ["base", {}],
  ["identite", null],
  ["identite", "admin"],
  ["identite", { droits: "tables" }],
  ["identite", { personne: (): null => null }],
  ["identite", { oidc: null }],
  ["identite", { oidc: { ...OIDC, secret: "" } }],
  ["identite", { ...BON.identite, oidc: OIDC }],
  ["identite", { personne: (): null => null, droits: { moderateur: true } }],
  ["identite", { ...BON.identite, connexion: "/compte" }],
  ["identite", { ...BON.identite, connexion: () => "//ailleurs.example" }],
  ["identite", { ...BON.identite, connexion: () => undefined }],
  ["secret", "court"],
  ["courriel", "smtp://localhost"],
  ["courriel", async () => {}],
  ["courriel", { envoyer: async () => {} }],
  ["courriel", { envoyer: async () => {}, adresse: "/offre" }],
  ["courriel", { envoyer: async () => {}, adresse: "https://portail.exemple.fr", periode: 0 }],
  ["theme", { couleur: "red;background:url(x)" }],
  ["theme", { variables: { couleur: "#fff" } }],
  ["langueDesDates", "français"],
  ["liens", [{ libelle: "", adresse: "/" }]],
  ["liens", [{ libelle: "Accueil", adresse: "javascript:alert(1)" }]],
  ["journal", {}],
  ["maintenant", new Date()],
  ["acteur", { moderateur: true }],
])("dit d'une phrase que « %s » ne convient pas : %j", (nom, valeur) => {
  const dites = phrases({ ...BON, [nom]: valeur });
  expect(dites).toHaveLength(1);
  expect(dites[0]).toContain(`« ${nom}`);
});

it("dit tout ce qui manque à la fois", () => {
  expect(phrases({})).toHaveLength(obligatoires.length);
  expect(() => verifierContrat(undefined)).toThrow(ContratIncomplet);
});
