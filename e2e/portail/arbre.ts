import { mountCatalogue } from "../../app/mount.js";

/** Who may open these without an identity; every other route of the tree asks for one. */
export const PUBLIQUES = [
  "",
  "connexion",
  "connexion/oubli",
  "connexion/nouveau-mot-de-passe",
  "connexion/oidc",
  "connexion/oidc/retour",
  "deconnexion",
  "version",
  "*",
  "flux/lheo-2.3.xml",
  "flux/:fichier",
];

/** The address of every route of the tree, made from the tree itself, with values for its parameters. */
export function routes(): string[] {
  const chemins: string[] = [];
  let pere = "";
  const route = (chemin: string | undefined, _f: string, options?: object, enfants?: () => void) => {
    const ici = [pere, chemin].filter(Boolean).join("/");
    const feuille = !enfants || (options && "index" in options);
    if (feuille) chemins.push(ici);
    const avant = pere;
    pere = ici;
    enfants?.();
    pere = avant;
  };
  mountCatalogue(route as Parameters<typeof mountCatalogue>[0], { at: "" });
  return chemins;
}

/** The address of a route, with values for its parameters. */
export const adresse = (route: string) =>
  route
    .replace(":onglet", "publiees")
    .replace(":reference", "200400000001")
    .replace(/:session\??/, "S1")
    .replace(":siret", "00043127000024")
    .replace("*", "nulle-part");
