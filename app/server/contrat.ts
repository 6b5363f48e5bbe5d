import { POINT_DE_MONTAGE } from "../mount.js";
import { adresseSure } from "../referentiels/adresse";
import type { OptionsCatalogue } from "./context";

/** What is missing or wrong in the contract, one sentence a part. */
export class ContratIncomplet extends Error {
  constructor(readonly phrases: readonly string[]) {
    super(phrases.join("\n"));
    this.name = "ContratIncomplet";
  }
}

type Objet = Record<string, unknown>;

const estObjet = (v: unknown): v is Objet => typeof v === "object" && v !== null && !Array.isArray(v);

/** Fewer characters would be guessed. */
export const SECRET_MIN = 32;

/**
 * One rule a part: a sentence when the part is missing or wrong, nothing else. A host may be written in JavaScript,
 * so the types are not enough. No part has a default that gives a right.
 */
const REGLES: Record<keyof OptionsCatalogue<unknown>, (v: unknown) => string | false> = {
  at: (v) => {
    const chemins = [v].flat();
    const bons =
      chemins.length > 0 && chemins.every((c) => typeof c === "string" && POINT_DE_MONTAGE.test(c));
    if (!bons)
      return "« at » doit être le chemin donné à mountCatalogue (ou leur liste), sans barre au début ni à la fin : « gestion-des-formations », ou « » à la racine.";
    return new Set(chemins).size < chemins.length && "« at » nomme deux fois le même point de montage.";
  },
  base: (v) => {
    // It may name several servers, which is no URL.
    const adresse = typeof v === "string" && /^postgres(ql)?:\/\/\S*$/.test(v);
    return (
      !adresse &&
      !(estObjet(v) && "db" in v && "lire" in v) &&
      "« base » doit être l'adresse d'une base PostgreSQL (postgres://…) ou une base déjà ouverte."
    );
  },
  identite: (v) => {
    if (v === "comptes") return false;
    if (estObjet(v) && "oidc" in v)
      return (
        (!configurationOidc(v.oidc) || "personne" in v) &&
        "« identite.oidc » doit donner emetteur, client, secret, nom et droits, sans autre source d'identité."
      );
    if (!estObjet(v) || typeof v.personne !== "function")
      return "« identite » doit dire qui fait chaque requête : une fonction « personne », ou « comptes » pour les comptes et la connexion du catalogue.";
    if (v.droits !== "tables" && typeof v.droits !== "function")
      return "« identite.droits » doit dire ce que peut la personne : une fonction, ou « tables » pour les rattachements enregistrés dans le catalogue.";
    return (
      v.connexion !== undefined &&
      !adresseDuPortail(essayer(v.connexion)) &&
      "« identite.connexion » doit être une fonction qui reçoit le chemin de retour et rend l'adresse de connexion du portail."
    );
  },
  secret: (v) =>
    (typeof v !== "string" || v.length < SECRET_MIN) &&
    "« secret » doit compter 32 caractères au moins : il signe les cookies, et chaque processus a le même.",
  courriel: (v) =>
    v !== null &&
    !(
      estObjet(v) &&
      typeof v.envoyer === "function" &&
      adresseSure(v.adresse) &&
      (v.periode === undefined || (typeof v.periode === "number" && v.periode > 0))
    ) &&
    "« courriel » doit donner la fonction « envoyer » et l'« adresse » publique du catalogue (https://…), ou être null pour n'envoyer aucun courriel.",
  theme: (v) =>
    v !== undefined &&
    !(
      estObjet(v) &&
      (v.couleur === undefined || couleur(v.couleur)) &&
      (v.variables === undefined || (estObjet(v.variables) && variables(v.variables)))
    ) &&
    "« theme » doit donner une « couleur » CSS (#rrggbb) ou des « variables » dont le nom commence par « -- ».",
  langueDesDates: (v) =>
    v !== undefined && !langue(v) && "« langueDesDates » doit être une langue connue, comme « fr-FR ».",
  liens: (v) =>
    v !== undefined &&
    !(
      Array.isArray(v) &&
      v.every((l) => estObjet(l) && l.libelle && typeof l.libelle === "string" && adresseDuPortail(l.adresse))
    ) &&
    "« liens » doit être une liste de { libelle, adresse }, chaque adresse commençant par « / » ou « https:// ».",
  journal: (v) =>
    v !== undefined &&
    !(estObjet(v) && ["info", "warn", "error"].every((n) => typeof v[n] === "function")) &&
    "« journal » doit avoir les fonctions info, warn et error.",
  maintenant: (v) => v !== undefined && typeof v !== "function" && "« maintenant » doit être une fonction.",
};

/** Throws {@link ContratIncomplet} with every sentence at once. */
export function verifierContrat(options: unknown): void {
  if (!estObjet(options)) throw new ContratIncomplet(["creerCatalogue attend un objet : voir le README."]);
  const phrases = Object.entries(REGLES).flatMap(([nom, regle]) => regle(options[nom]) || []);
  for (const nom of Object.keys(options)) {
    if (!Object.hasOwn(REGLES, nom)) phrases.push(`« ${nom} » n'est pas une partie du contrat.`);
  }
  if (phrases.length > 0) throw new ContratIncomplet(phrases);
}

function essayer(connexion: unknown): unknown {
  try {
    return typeof connexion === "function" && connexion("/retour");
  } catch {
    return false;
  }
}

const configurationOidc = (v: unknown) =>
  estObjet(v) &&
  ["emetteur", "client", "secret", "nom", "droits"].every((n) => v[n] && typeof v[n] === "string");

const adresseDuPortail = (v: unknown) =>
  typeof v === "string" && (/^\/(?![/\\])/.test(v) || /^https?:\/\//.test(v));

const couleur = (v: unknown) => typeof v === "string" && /^[#a-z][\w\s(),.%/-]*$/i.test(v);

const variables = (v: Objet) =>
  Object.entries(v).every(([nom, valeur]) => /^--[\w-]+$/.test(nom) && typeof valeur === "string");

function langue(v: unknown): boolean {
  try {
    return typeof v === "string" && Intl.DateTimeFormat.supportedLocalesOf(v).length > 0;
  } catch {
    return false;
  }
}
