import type { Writable } from "node:stream";
import type { Cookie, Session, SessionStorage } from "@remix-run/node";
import type { Base, BaseOuverte } from "../../db/client";
import type { Connecte } from "../comptes/connexions.server";
import type { Identite, PersonneDuPortail, RattachementDuPortail } from "../comptes/identite";
import type { ConfigurationOidc } from "../comptes/oidc/configuration";
import type { ServiceDeCourriel } from "../courriels/courriel";

/** One part or the other may come at once or later. */
type Tot<T> = T | Promise<T>;

/**
 * What a host gives the catalogue once, at start. `R` is what the host's own `getLoadContext` receives (an Express
 * request, say). Every part that decides who may do what, or that would lose something in silence, is required.
 */
export type OptionsCatalogue<R> = {
  /** The mount point or points, as given to `mountCatalogue`; "" for the root. */
  at: string | readonly string[];
  /** The address of the PostgreSQL database (`postgres://…`), or a database already open. */
  base: string | BaseOuverte;
  /** Who makes a request: our own accounts and sign-in screen (with an OpenID Connect provider beside), or the host's. */
  identite: "comptes" | { oidc: ConfigurationOidc } | IdentiteDuPortail<R>;
  /** Signs our cookies; the same for every process, 32 characters or more. */
  secret: string;
  /** How mails leave; null, spelled out, when nothing may be sent. */
  courriel: ServiceDeCourriel | null;
  /** Our colours and fonts, as CSS variables set on our own root element. */
  theme?: Theme;
  /** The language dates are written in (BCP 47); French without it. */
  langueDesDates?: string;
  /** Links back to the portal, shown in our header. */
  liens?: readonly LienDuPortail[];
  /** Where errors are said; a JSON line on the standard output without it. */
  journal?: Journal;
  /** The clock. */
  maintenant?: () => Date;
};

/** The host knows the people: it says who asks and what they may do, anew at each request. */
export type IdentiteDuPortail<R> = {
  /** The person of this request, or null for nobody. Asked at most once a request. */
  personne: (requete: R) => Tot<PersonneDuPortail | null>;
  /** What that person may do, or "tables": what our own tables say of that e-mail address. */
  droits: "tables" | ((personne: PersonneDuPortail, requete: R) => Tot<DroitsDuPortail>);
  /** The host's sign-in address that comes back to `retour` (a path); without it a stranger gets a 401. */
  connexion?: (retour: string) => string;
};

export type DroitsDuPortail = { moderateur: boolean; structures: readonly RattachementDuPortail[] };

/** `couleur` is the primary colour (CSS); any other variable of ours by its name. */
export type Theme = { couleur?: string; variables?: Readonly<Record<`--${string}`, string>> };

export type LienDuPortail = { libelle: string; adresse: string };

/** What pino, and most loggers, offer. */
export type Journal = Record<"info" | "warn" | "error", (objet: object, message: string) => void>;

/** What the host knows of one request beside the request itself. */
export type DetailsDeRequete = {
  /** The nonce of the Content-Security-Policy of this answer, when there is one. */
  nonce?: string;
  /** The client's address, for the limit of sign-in attempts; without it they are counted by e-mail alone. */
  adresse?: string;
  /** The token of the page's forms; made here when it is not given. */
  jeton?: string;
  /** Receives the page once rendered, when it was answered 200 and set no cookie. */
  surRendu?: ((html: string) => void) | undefined;
  /** The answer itself: the feed then goes no faster than its reader, and stops when the reader leaves. */
  reponse?: Writable;
};

/** Under the key `rafael` of Remix' load context, made for each request by the function of `creerCatalogue`. */
export type ContexteRafael = {
  db: Base;
  /** Runs a public read, on the standby when there is one. */
  lirePublic: BaseOuverte["lire"];
  maintenant: () => Date;
  adresse: string | null;
  nonce: string;
  jeton: string;
  surRendu: ((html: string) => void) | undefined;
  reponse: Writable | undefined;
  log: Journal;
  /** Whether mails leave from here. */
  courriels: boolean;
  /** Whether our own tables say who may do what: a rattachement is then asked for, and granted, here. */
  rattachements: boolean;
  /** What the screens show of the host: links, theme, dates. */
  habillage: { liens: readonly LienDuPortail[]; variables: Record<string, string>; langueDesDates: string };
  /** Null with our own accounts; else where a person without identity goes (null: nowhere, a 401). */
  portail: { connexion: ((retour: string) => string) | null } | null;
  /** The mount point of the request; asks nothing of the database. */
  montage: (request: Request) => Montage;
  /** The OpenID Connect provider beside our own sign-in; null without one, and in a portal. */
  oidc: ConfigurationOidc | null;
  /** Mount, session and identity of the request: read at the first call, the same for every loader after. */
  lire: (request: Request) => Promise<Lecture>;
  /** Whether the page asked for is to be sent without scripts; the document asks it. */
  allegee: (request: Request) => Promise<boolean>;
};

/** What a request is for us, read once. */
export type Lecture = Montage & { session: Session<DonneesSession> } & Identite;

/** One mount point: where it is and the cookies that are its own. */
export type Montage = {
  /** "" at the root, else "/gestion-des-formations"; every link and redirect starts from it. */
  base: string;
  /** Keeps the active structure, a message for the next screen and, with our accounts, who is signed in. */
  sessions: SessionStorage<DonneesSession>;
  /** The Set-Cookie headers that keep the session (or end it). */
  garder: (session: Session<DonneesSession>, fin?: "fin") => Promise<[string, string][]>;
  /** The Set-Cookie headers that keep the version with ("0") or without ("1") scripts. */
  garderVersion: (version: "0" | "1") => Promise<[string, string][]>;
  allegee: (request: Request) => Promise<boolean>;
  /** Keeps one sign-in under way at the provider, by its state: two tabs do not disturb each other. */
  connexionEnCours: (state: string) => Cookie;
};

export type DonneesSession = Connecte & { structure: string; message: string };

declare module "@remix-run/node" {
  interface AppLoadContext {
    rafael: ContexteRafael;
  }
}
