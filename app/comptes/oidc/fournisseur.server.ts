import * as client from "openid-client";
import { surCetteMachine } from "../../referentiels/adresse";
import { ConnexionRefusee } from "../comptes.server";
import type { IdentiteVerifiee } from "./compte.server";
import type { ConfigurationOidc } from "./configuration";

/** What a sign-in under way must find again at its return. */
export type Attendu = { state: string; nonce: string; verifieur: string };

/** What a provider answered, once verified; `rafael` is the claim of that name, as it came. */
export type ReponseVerifiee = IdentiteVerifiee & { rafael: unknown; jetonIdentite: string };

/** An OpenID Connect provider. Its refusals and ours are {@link ConnexionRefusee}s. */
export type Fournisseur = {
  nom: string;
  droits: ConfigurationOidc["droits"];
  /** The provider's sign-in page that comes back to `retour`; `autre`: asks who it is, even of who is signed in there. */
  commencer: (retour: string, autre: boolean) => Promise<{ adresse: URL; attendu: Attendu }>;
  /** Exchanges the code of the address it came back to, and verifies everything. */
  terminer: (recue: URL, attendu: Attendu) => Promise<ReponseVerifiee>;
  /** The provider's sign-out page that comes back to `retour`; null when it has none, or does not answer. */
  sortie: (jetonIdentite: string, retour: string) => Promise<URL | null>;
};

const ATTENTE_SECONDES = 5;
const PORTEES = "openid email profile";

const connus = new WeakMap<ConfigurationOidc, Fournisseur>();

/**
 * The provider of this configuration, through openid-client, made once. Nothing is asked of it before a first sign-in,
 * so that one that is down stops nothing here.
 */
export function fournisseurDe(configuration: ConfigurationOidc): Fournisseur {
  const connu = connus.get(configuration) ?? creerFournisseur(configuration);
  connus.set(configuration, connu);
  return connu;
}

function creerFournisseur(configuration: ConfigurationOidc): Fournisseur {
  const { nom, droits } = configuration;
  let decouverte: Promise<client.Configuration> | undefined;
  const decouvrir = () => {
    decouverte ??= interroger(configuration).catch((cause: unknown) => {
      decouverte = undefined;
      throw injoignable(nom, cause);
    });
    return decouverte;
  };
  return {
    nom,
    droits,
    commencer: async (retour, autre) => {
      const config = await decouvrir();
      const verifieur = client.randomPKCECodeVerifier();
      const attendu = { state: client.randomState(), nonce: client.randomNonce(), verifieur };
      const adresse = client.buildAuthorizationUrl(config, {
        redirect_uri: retour,
        scope: PORTEES,
        state: attendu.state,
        nonce: attendu.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifieur),
        code_challenge_method: "S256",
        ui_locales: "fr",
        ...(autre ? { prompt: "login" } : {}),
      });
      return { adresse, attendu };
    },
    terminer: async (recue, attendu) => {
      const config = await decouvrir();
      try {
        return await verifier(config, recue, attendu, droits);
      } catch (cause) {
        throw refus(nom, cause);
      }
    },
    sortie: async (jetonIdentite, retour) => {
      const config = await decouvrir().catch(() => null);
      if (!config?.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(config, {
        id_token_hint: jetonIdentite,
        post_logout_redirect_uri: retour,
      });
    },
  };
}

function interroger({ emetteur, client: id, secret }: ConfigurationOidc): Promise<client.Configuration> {
  const identification: client.ClientAuth = (serveur, ...reste) => {
    const moyens = serveur.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const moyen = moyens.includes("client_secret_basic") ? client.ClientSecretBasic : client.ClientSecretPost;
    moyen(secret)(serveur, ...reste);
  };
  return client.discovery(new URL(emetteur), id, undefined, identification, {
    timeout: ATTENTE_SECONDES,
    // Over TLS the library trusts the token endpoint and leaves signatures alone, unless told so.
    execute: [
      client.enableNonRepudiationChecks,
      ...(surCetteMachine(emetteur) ? [client.allowInsecureRequests] : []),
    ],
  });
}

/** State, issuer, PKCE, signature, audience, nonce and times are openid-client's to check. */
async function verifier(
  config: client.Configuration,
  recue: URL,
  { state, nonce, verifieur }: Attendu,
  droits: ConfigurationOidc["droits"],
): Promise<ReponseVerifiee> {
  const jetons = await client.authorizationCodeGrant(config, recue, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifieur,
  });
  const signees = jetons.claims();
  if (!signees || !jetons.id_token) throw new Error("aucun jeton d'identité");
  const suffisent = signees.email !== undefined && (droits === "tables" || signees.rafael !== undefined);
  // Many providers leave these claims to their userinfo endpoint, which must answer for the same subject.
  const autres =
    suffisent || !config.serverMetadata().userinfo_endpoint
      ? {}
      : await client.fetchUserInfo(config, jetons.access_token, signees.sub);
  // The address and its verification are read at one place: never one of here with the other of there.
  const porteuse: client.UserInfoResponse | client.IDToken | Record<string, never> =
    signees.email === undefined ? autres : signees;
  const { rafael } = "rafael" in signees ? signees : (autres as { rafael?: unknown });
  return {
    emetteur: signees.iss,
    sujet: signees.sub,
    courriel: typeof porteuse.email === "string" ? porteuse.email : null,
    courrielVerifie: porteuse.email_verified === true,
    rafael,
    jetonIdentite: jetons.id_token,
  };
}

/** What a person reads when the provider is down. */
export const phraseInjoignable = (nom: string) =>
  `${nom} ne répond pas pour l'instant : réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.`;

const injoignable = (nom: string, cause: unknown) => new ConnexionRefusee(phraseInjoignable(nom), 503, cause);

function refus(nom: string, cause: unknown): ConnexionRefusee {
  if (cause instanceof client.AuthorizationResponseError) {
    return new ConnexionRefusee(
      `${nom} n'a pas confirmé votre connexion, ou vous y avez renoncé.`,
      403,
      cause,
    );
  }
  const panne = cause instanceof TypeError || (cause as { code?: unknown })?.code === "OAUTH_TIMEOUT";
  if (panne) return injoignable(nom, cause);
  return new ConnexionRefusee(
    `La réponse de ${nom} n'a pas pu être vérifiée : personne n'a été connecté. Recommencez ; si cela se reproduit, écrivez à offre@cap-metiers.pro.`,
    400,
    cause,
  );
}
