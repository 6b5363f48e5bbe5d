import { adresseSure } from "../../referentiels/adresse";

/** What our sign-in needs to know of an OpenID Connect provider. */
export type ConfigurationOidc = {
  /** The issuer, as the provider's own discovery document spells it. */
  emetteur: string;
  client: string;
  secret: string;
  /** What the button calls the provider. */
  nom: string;
  /** Where the rights come from: our tables, or the claim `rafael` of each sign-in. */
  droits: "tables" | "revendications";
};

/** The variables are there in part, or wrong: one sentence for the person who starts the program. */
export class ConfigurationOidcRefusee extends Error {}

const SOURCES = ["tables", "revendications"] as const;

/**
 * Reads `OIDC_EMETTEUR`, `OIDC_CLIENT`, `OIDC_SECRET`, `OIDC_NOM` and `OIDC_DROITS`; null when none is set. Throws
 * {@link ConfigurationOidcRefusee}: half a configuration is never taken for none.
 */
export function lireConfigurationOidc(
  env: Readonly<Record<string, string | undefined>>,
): ConfigurationOidc | null {
  const lire = (nom: string) => env[nom]?.trim() ?? "";
  const emetteur = lire("OIDC_EMETTEUR");
  const client = lire("OIDC_CLIENT");
  const secret = lire("OIDC_SECRET");
  const nom = lire("OIDC_NOM");
  const droits = lire("OIDC_DROITS");
  if (!emetteur && !client && !secret && !nom && !droits) return null;
  const manquent = Object.entries({ OIDC_EMETTEUR: emetteur, OIDC_CLIENT: client, OIDC_SECRET: secret })
    .filter(([, valeur]) => !valeur)
    .map(([variable]) => variable);
  if (manquent.length > 0) {
    throw new ConfigurationOidcRefusee(
      `La connexion OpenID Connect est réglée en partie : il manque ${manquent.join(" et ")}. Donnez tout, ou retirez toutes les variables OIDC_…`,
    );
  }
  if (!adresseSure(emetteur)) {
    throw new ConfigurationOidcRefusee(
      `OIDC_EMETTEUR doit être l'adresse en https:// de l'émetteur, sans paramètre (http:// pour cette machine seulement) ; reçu : « ${emetteur} ».`,
    );
  }
  const source = droits ? SOURCES.find((s) => s === droits) : "tables";
  if (!source) {
    throw new ConfigurationOidcRefusee(
      `OIDC_DROITS doit valoir « tables » ou « revendications » ; reçu : « ${droits} ».`,
    );
  }
  return { emetteur, client, secret, nom: nom || new URL(emetteur).hostname, droits: source };
}
