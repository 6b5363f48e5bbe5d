import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import express from "express";
import { creerCatalogue } from "rafaelpro";
import { droitsDe, personneDe } from "./comptes.js";

/** @type {(requete: express.Request, details: import("rafaelpro").DetailsDeRequete) => import("@remix-run/node").AppLoadContext} */
const catalogue = await creerCatalogue({
  at: ["gestion-des-formations", "antennes/catalogue"],
  base: process.env.DATABASE_URL ?? "",
  secret: process.env.SESSION_SECRET ?? "",
  courriel: null,
  identite: {
    personne: (requete) => personneDe(requete.headers.cookie),
    droits: (personne) => droitsDe(personne.courriel),
    connexion: (retour) => `/compte/connexion?retour=${encodeURIComponent(retour)}`,
  },
  theme: { couleur: "#0b6e4f" },
  langueDesDates: "fr-CH",
  liens: [{ libelle: "Accueil du portail", adresse: "/" }],
});

const app = express();
const serveur = createServer(app);
const construite = "./build/server/index.js";
const developpement = process.env.NODE_ENV !== "production";
const vite = developpement
  ? await (await import("vite")).createServer({
      server: { middlewareMode: true, hmr: { server: serveur } },
    })
  : null;

app.use((_req, res, next) => {
  res.locals.nonce = randomBytes(16).toString("base64");
  if (!developpement) {
    res.set(
      "Content-Security-Policy",
      `default-src 'self'; img-src 'self' data:; script-src 'self' 'nonce-${res.locals.nonce}'; style-src 'self' 'unsafe-inline'`,
    );
  }
  next();
});
app.use(vite ? vite.middlewares : express.static("build/client"));
app.all(
  "*",
  createRequestHandler({
    build: vite
      ? () => /** @type {any} */ (vite.ssrLoadModule("virtual:remix/server-build"))
      : await import(construite),
    getLoadContext: (req, res) => catalogue(req, { nonce: res.locals.nonce, reponse: res }),
  }),
);
serveur.listen(Number(process.env.PORT ?? 0), () => {
  const adresse = serveur.address();
  console.log(`Le portail est prêt : http://localhost:${typeof adresse === "object" ? adresse?.port : ""}`);
});
