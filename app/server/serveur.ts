import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants } from "node:zlib";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import { sql } from "drizzle-orm";
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import expressStaticGzip from "express-static-gzip";
import pLimit from "p-limit";
import pino from "pino";
import type { BaseOuverte } from "../../db/client";
import type { ConfigurationOidc } from "../comptes/oidc/configuration";
import type { ServiceDeCourriel } from "../courriels/courriel";
import { parBranche } from "./branches";
import { SECRET_MIN } from "./contrat";
import { creerCatalogue } from "./creer-catalogue";
import { memeOrigine } from "./origine";
import { pagesGardees } from "./pages-gardees";

const journal = pino({ level: process.env.LOG_LEVEL ?? "info", base: null });

/**
 * Pages rendered at once. More would be no faster, there is one thread, and each under way holds memory: the others wait
 * for their turn. The feed, the exports and the forms, which last as long as the line of who reads or sends them, take no place.
 */
const PAGES_ENSEMBLE = 8;

/** How long the requests under way have to end once the process is told to stop: a reader that no longer reads never does. */
const PATIENCE_MS = 5000;

/** What waits for others, and takes no place of a page: the feeds and exports their reader, a sign-in its provider. */
const LONGUES =
  /^\/(flux\/.|formations\/(non-conventionnees\/[a-z]+|conventionnees)\/export\/?$|connexion\/oidc)/;

/** Refused as one sentence: no port, or someone else's. */
export class PortRefuse extends Error {}

/** Refused as one sentence: a number of proxies that is none. */
export class RepartiteursRefuses extends Error {}

/** Refused as one sentence: too short a secret, or none where several processes must recognise each other's cookies. */
export class SecretRefuse extends Error {}

/**
 * Serves the built application on `port` over an open database. Resolves once it listens; `fermer` waits for the
 * requests under way, some seconds at most. Throws {@link PortRefuse} and {@link SecretRefuse}.
 */
export async function servir(
  base: BaseOuverte,
  options: {
    port: number;
    dossier: string;
    construit: string;
    oidc: ConfigurationOidc | null;
    courriel: ServiceDeCourriel | null;
  },
) {
  const { port } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new PortRefuse("PORT doit être un nombre entier, de 0 à 65535.");
  }
  const build = (await import(pathToFileURL(join(options.construit, "server/index.js")).href)) as ServerBuild;
  const catalogue = await creerCatalogue<Request>({
    at: "",
    base,
    identite: options.oidc ? { oidc: options.oidc } : "comptes",
    secret: secret(options.dossier),
    courriel: options.courriel,
    journal,
  });
  const app = express();
  app.disable("x-powered-by");
  // The number of proxies in front: only what they wrote of the client's address is believed.
  app.set("trust proxy", repartiteurs());
  app.use(uneLigneParRequete, entetes);
  // The pattern alone reads the address: one that cannot be read is an error before anything is looked for.
  app.all("*", (_req, _res, next) => next());
  // For the balancer: a process without its database still answers, with the page that keeps what was typed.
  app.get("/sante", (_req, res) => {
    res.json({ processus: "ok" });
  });
  app.get("/sante/base", async (_req, res) => {
    try {
      await base.db.execute(sql`select 1`);
      res.json({ base: "ok" });
    } catch {
      res.status(503).json({ base: "injoignable" });
    }
  });
  app.use(
    "/assets",
    // Compressed once, at the build (scripts/construire.ts).
    expressStaticGzip(join(options.construit, "client/assets"), {
      enableBrotli: true,
      orderPreference: ["br", "gz"],
      index: false,
      serveStatic: { immutable: true, maxAge: "1y", fallthrough: false },
    }),
  );
  // Quality 5 takes 8 % off gzip's pages for a tenth of a millisecond more; beyond, the time grows and not the gain. A
  // window of 128 kB holds a page: the default one takes 4 MB for each answer.
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 };
  app.use(compression({ brotli: { params: brotli } }));
  app.use(refuserAutreOrigine);
  app.use(pagesGardees(catalogue, process.env.PAGES_GARDEES !== "0"));
  const gestionnaire = parBranche(build, (branche) =>
    createRequestHandler({
      build: branche,
      mode: "production",
      getLoadContext: (_req, res) => res.locals.catalogue,
    }),
  );
  const repondre: RequestHandler = (req, res, next) => gestionnaire(req.path)(req, res, next);
  const places = pLimit(PAGES_ENSEMBLE);
  app.all("*", (req, res, next) =>
    req.method === "GET" && !LONGUES.test(req.path)
      ? places(() => repondre(req, res, next))
      : repondre(req, res, next),
  );
  app.use(direLErreur);
  const serveur = app.listen(port);
  await new Promise<void>((oui, non) => {
    serveur.once("listening", () => oui());
    serveur.once("error", (erreur: NodeJS.ErrnoException) =>
      non(
        erreur.code === "EADDRINUSE"
          ? new PortRefuse(`Le port ${port} est déjà pris. Choisissez-en un autre avec PORT.`)
          : erreur,
      ),
    );
  });
  return {
    port: (serveur.address() as AddressInfo).port,
    fermer: () =>
      new Promise<void>((fini) => {
        serveur.close(() => fini());
        serveur.closeIdleConnections();
        setTimeout(() => serveur.closeAllConnections(), PATIENCE_MS).unref();
      }),
  };
}

/** How many proxies stand in front. Of another value none would be believed, and everybody would have one address. */
function repartiteurs(): number {
  const lu = process.env.TRUST_PROXY?.trim() || "0";
  if (/^\d{1,2}$/.test(lu)) return Number(lu);
  throw new RepartiteursRefuses(
    `TRUST_PROXY est le nombre de répartiteurs devant l'application, de 0 à 99 ; reçu : « ${lu} ».`,
  );
}

/**
 * The secret that signs cookies: SESSION_SECRET, else one made once and kept beside the data. Behind a proxy there may
 * be several processes, and each would sign people out of the others: it is then required. Throws {@link SecretRefuse}.
 */
function secret(dossier: string): string {
  const donne = process.env.SESSION_SECRET;
  if (donne && donne.length < SECRET_MIN) {
    throw new SecretRefuse(
      "SESSION_SECRET doit compter 32 caractères au moins : il signe les cookies. Fabriquez-en un (openssl rand -hex 32).",
    );
  }
  if (donne) return donne;
  if (process.env.DATABASE_URL && repartiteurs() > 0) {
    throw new SecretRefuse(
      "SESSION_SECRET manque : derrière un répartiteur, tous les processus signent les cookies avec le même secret. Fabriquez-en un (openssl rand -hex 32) et donnez-le à chacun.",
    );
  }
  if (process.env.DATABASE_URL) {
    journal.warn(
      `SESSION_SECRET n'est pas défini : le secret de ${join(dossier, "secret")} ne vaut que pour cette machine.`,
    );
  }
  mkdirSync(dossier, { recursive: true });
  const fichier = join(dossier, "secret");
  if (!existsSync(fichier)) writeFileSync(fichier, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(fichier, "utf8");
}

// The path alone, without its query (a title typed in a filter is the person's own) and without any address.
function uneLigneParRequete(req: Request, res: Response, next: NextFunction): void {
  const debut = performance.now();
  const id = randomUUID();
  res.setHeader("X-Request-Id", id);
  res.on("close", () => {
    const ms = Math.round(performance.now() - debut);
    // Given up by its reader: often the slowest.
    const coupee = res.writableFinished ? {} : { coupee: true };
    journal.info(
      { id, methode: req.method, chemin: req.path, statut: res.statusCode, ms, ...coupee },
      "requete",
    );
  });
  next();
}

function entetes(_req: Request, res: Response, next: NextFunction): void {
  const nonce = randomBytes(16).toString("base64");
  res.locals.nonce = nonce;
  res.set({
    // Nothing is inline but the scripts that carry the nonce.
    "Content-Security-Policy": [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    ...(process.env.HTTPS === "1" ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  });
  next();
}

function refuserAutreOrigine(req: Request, res: Response, next: NextFunction): void {
  if (["GET", "HEAD"].includes(req.method) || memeOrigine((nom) => req.get(nom), req.headers.host ?? "")) {
    next();
    return;
  }
  res.status(403).type("text/plain; charset=utf-8").send("Ce formulaire ne vient pas de cette application.");
}

/** What no page says: an address that cannot be read, a file that is not there, an error outside of Remix. */
function direLErreur(
  erreur: Error & { status?: number },
  req: Request,
  res: Response,
  next: NextFunction,
): void {
  const { status = 500 } = erreur;
  const notre = status >= 500;
  journal[notre ? "error" : "warn"](
    { chemin: req.path, statut: status, erreur: notre ? erreur.stack : erreur.message },
    "erreur",
  );
  // Begun, an answer can only be cut: Express does.
  if (res.headersSent) {
    next(erreur);
    return;
  }
  const phrase = notre
    ? "Une erreur est survenue de notre côté, et elle est notée. Réessayez dans un instant."
    : status === 404
      ? "Ce fichier n'existe pas."
      : "Cette adresse n'est pas lisible. Vérifiez-la, ou repartez de l'accueil.";
  res.status(status).type("text/plain; charset=utf-8").send(phrase);
}
