import { adresseSure } from "../../referentiels/adresse";
import { ConfigurationRefusee, lireVariables } from "../../referentiels/variables";

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

const SOURCES = ["tables", "revendications"] as const;

/**
 * Reads `OIDC_EMETTEUR`, `OIDC_CLIENT`, `OIDC_SECRET`, `OIDC_NOM` and `OIDC_DROITS`; null when none is set. Throws
 * {@link ConfigurationRefusee}.
 */
export function lireConfigurationOidc(
  env: Readonly<Record<string, string | undefined>>,
): ConfigurationOidc | null {
  const lues = lireVariables(env, {
    quoi: "La connexion OpenID Connect est réglée",
    requises: ["OIDC_EMETTEUR", "OIDC_CLIENT", "OIDC_SECRET"],
    facultatives: ["OIDC_NOM", "OIDC_DROITS"],
  });
  if (!lues) return null;
  const { OIDC_EMETTEUR: emetteur, OIDC_CLIENT: client, OIDC_SECRET: secret } = lues;
  const { OIDC_NOM: nom, OIDC_DROITS: droits } = lues;
  if (!adresseSure(emetteur)) {
    throw new ConfigurationRefusee(
      `OIDC_EMETTEUR doit être l'adresse en https:// de l'émetteur, sans paramètre (http:// pour cette machine seulement) ; reçu : « ${emetteur} ».`,
    );
  }
  const source = droits ? SOURCES.find((s) => s === droits) : "tables";
  if (!source) {
    throw new ConfigurationRefusee(
      `OIDC_DROITS doit valoir « tables » ou « revendications » ; reçu : « ${droits} ».`,
    );
  }
  return { emetteur, client, secret, nom: nom || new URL(emetteur).hostname, droits: source };
}
