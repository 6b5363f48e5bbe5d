import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type AccountClaims, interactionPolicy } from "oidc-provider";

/** What the provider does to an ID token before it sends it: the way a test forges one. */
export type Faussaire = (jeton: string, cle: JWK) => Promise<string>;

export type FournisseurEssai = {
  emetteur: string;
  /** The claims of the accounts by their subject, which is the name typed to sign in; every password is « fournisseur ». */
  comptes: Map<string, Record<string, unknown>>;
  /** Registers our application once its address is known. */
  enregistrer: (application: string) => void;
  forger: (faussaire: Faussaire | null) => void;
  /** Stops answering, as a provider that is down; `ouvrir` brings it back at the same address. */
  fermer: () => Promise<void>;
  ouvrir: () => Promise<void>;
};

export const CLIENT = { client_id: "rafael", client_secret: "un-secret-de-quarante-caracteres-au-moins" };

const PAGE = (titre: string, corps: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${titre}</title><h1>${titre}</h1>${corps}`;

/** A real OpenID provider (oidc-provider) on a free port, with its own accounts and its own sign-in page. */
export async function demarrerFournisseur(): Promise<FournisseurEssai> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const cle: JWK = { ...(await exportJWK(privateKey)), kid: "cle-1", alg: "RS256", use: "sig" };
  const comptes: FournisseurEssai["comptes"] = new Map();
  let repondre: RequestListener = (_req, res) => res.writeHead(503).end();
  let faussaire: Faussaire | null = null;
  const serveur = createServer((req, res) => repondre(req, res));
  const ouvrir = (port: number) => new Promise<void>((oui) => serveur.listen(port, "127.0.0.1", oui));
  await ouvrir(0);
  const { port } = serveur.address() as AddressInfo;
  const emetteur = `http://127.0.0.1:${port}`;

  const enregistrer = (application: string) => {
    const regles = interactionPolicy.base();
    regles.remove("consent");
    const fournisseur = new Provider(emetteur, {
      clients: [
        {
          ...CLIENT,
          redirect_uris: [`${application}/connexion/oidc/retour`],
          post_logout_redirect_uris: [`${application}/connexion`],
        },
      ],
      jwks: { keys: [cle] },
      cookies: { keys: ["cle-des-cookies-du-fournisseur"] },
      claims: { openid: ["sub", "rafael"], email: ["email", "email_verified"] },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          logoutSource: (ctx, formulaire) => {
            ctx.body = PAGE(
              "Se déconnecter du compte région ?",
              `${formulaire}<button form="op.logoutForm" name="logout" value="yes">Oui</button>`,
            );
          },
        },
      },
      interactions: { policy: regles, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx, sub) => {
        const compte = comptes.get(sub);
        return compte && { accountId: sub, claims: (): AccountClaims => ({ ...compte, sub }) };
      },
      loadExistingGrant: async (ctx) => {
        const accord = new ctx.oidc.provider.Grant({
          accountId: ctx.oidc.session?.accountId ?? "",
          clientId: ctx.oidc.client?.clientId ?? "",
        });
        accord.addOIDCScope("openid email profile");
        await accord.save();
        return accord;
      },
      ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    });
    fournisseur.use(async (ctx, suite) => {
      await suite();
      const corps = ctx.body as { id_token?: string } | undefined;
      if (ctx.oidc?.route === "token" && corps?.id_token && faussaire) {
        ctx.body = { ...corps, id_token: await faussaire(corps.id_token, cle) };
      }
    });
    const protocole = fournisseur.callback();
    repondre = async (req, res) => {
      if (!req.url?.startsWith("/interaction/")) return protocole(req, res);
      res.setHeader("Content-Type", "text/html; charset=utf-8");
      let corps = "";
      for await (const morceau of req) corps += morceau;
      const saisie = new URLSearchParams(corps);
      const nom = saisie.get("nom") ?? "";
      if (saisie.has("renoncer")) {
        await fournisseur.interactionFinished(req, res, { error: "access_denied" });
      } else if (comptes.has(nom) && saisie.get("motDePasse") === "fournisseur") {
        await fournisseur.interactionFinished(req, res, { login: { accountId: nom } });
      } else {
        res.end(
          PAGE(
            "Compte région",
            `<form method="post"><label>Nom <input name="nom"></label>
             <label>Mot de passe <input name="motDePasse" type="password"></label>
             <button>Entrer</button><button name="renoncer" value="1">Renoncer</button></form>`,
          ),
        );
      }
    };
  };

  return {
    emetteur,
    comptes,
    enregistrer,
    forger: (f) => {
      faussaire = f;
    },
    fermer: () =>
      new Promise<void>((fini) => {
        serveur.close(() => fini());
        serveur.closeAllConnections();
      }),
    ouvrir: () => ouvrir(port),
  };
}
