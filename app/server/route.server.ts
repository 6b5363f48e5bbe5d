import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  type Session,
} from "@remix-run/node";
import { panneDeBase } from "../../db/panne";
import { type Contexte, Refus } from "../catalogue/contexte";
import type { Raison } from "../catalogue/regles";
import { SaisieForgee } from "../catalogue/saisie";
import type { StructureDePersonne } from "../comptes/identite";
import { type Acteur, type Droit, peut } from "../droits/droits";
import type { ContexteRafael, DonneesSession, Montage } from "./context";
import { formulaireDe } from "./corps.server";
import { garderEnvoi, type Panne } from "./envoi.server";
import { cleDuFormulaire, type ReponseEcrite, repondreUneFois } from "./jeton.server";
import { memeOrigine } from "./origine";

/** What a loader or an action of ours receives: the use-case context and how to answer. */
export type Requete<A extends Acteur | null> = {
  request: Request;
  params: Record<string, string | undefined>;
  ctx: Contexte & { acteur: A };
  rafael: ContexteRafael & Montage;
  session: Session<DonneesSession>;
  /** The structures the person may act for. */
  structures: StructureDePersonne[];
  /** The SIRET of the active structure, when the person has one. */
  siret: string | undefined;
  /** A redirect inside the mount point, with a message shown once on the next screen. */
  aller: (chemin: string, message?: string) => Promise<Response>;
};

/** What an action receives beside: the form posted. */
export type RequetePostee<A extends Acteur | null> = Requete<A> & {
  form: FormData;
  /** The same page once what was asked is done (`fait` says it), with every word posted: some wait for another button. */
  rester: (fait: string) => PageGardee;
};

/** A form that was answered and stays on its page: what was done, and all that it held. */
export type FormulaireGarde = { fait: string; saisie: Record<string, string> };

type PageGardee = ReturnType<typeof data<FormulaireGarde>>;

type Droits = Droit | "public";
type ActeurDe<D extends Droits> = D extends "public" ? Acteur | null : Acteur;

/** A refused form: what the screen shows at the fields and in the summary. */
export type FormulaireRefuse = { refus: { statut: number; message: string; raisons: Raison[] } };

/**
 * Makes a loader that runs only for who has the right; a refusal becomes the boundary's response. `secours` is what a
 * frame shows around « Réessayez » when the database does not answer.
 */
export function chargeur<D extends Droits, T>(
  regle: { droit: D },
  fn: (r: Requete<ActeurDe<D>>) => Promise<T>,
  secours?: (request: Request, rafael: ContexteRafael & Montage) => Promise<T>,
) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await fn(await preparer(args, regle.droit));
    } catch (erreur) {
      const { request, context } = args;
      if (secours && panneDeBase(erreur)) {
        return secours(request, { ...context.rafael, ...context.rafael.montage(request) });
      }
      throw enReponse(erreur, args);
    }
  };
}

/**
 * Makes an action likewise; a 409 or 422 comes back to the form, so that nothing typed is lost. A form that carries a
 * token is answered once: sent again it gets the first answer (see jeton.server.ts).
 */
export function traitement<D extends Droits, T>(
  regle: { droit: D },
  fn: (r: RequetePostee<ActeurDe<D>>) => Promise<T>,
) {
  return async (args: ActionFunctionArgs) => {
    let form: FormData | undefined;
    try {
      exigerMemeOrigine(args.request);
      form = await formulaireDe(args.request);
      await exigerIdentite(args, regle.droit, form);
      const r = avecFormulaire(await preparer(args, regle.droit), form);
      // What is public counts its refusals, which a claim not kept would undo.
      if (regle.droit === "public" || !r.ctx.acteur || !form.has("jeton")) return await fn(r);
      return await uneFois(r, r.ctx.acteur.id, fn);
    } catch (erreur) {
      if (form && estDuFormulaire(erreur)) return rendreRefus(erreur, {});
      throw enReponse(erreur, args, form);
    }
  };
}

/** Every word that a form holds, by its name; no form of ours has a file. */
export function motsDuFormulaire(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].map(([nom, valeur]) => [nom, String(valeur)]));
}

function avecFormulaire<A extends Acteur | null>(r: Requete<A>, form: FormData): RequetePostee<A> {
  return { ...r, form, rester: (fait) => data({ fait, saisie: motsDuFormulaire(form) }) };
}

async function uneFois<A extends Acteur | null, T>(
  r: RequetePostee<A>,
  personne: number,
  fn: (r: RequetePostee<A>) => Promise<T>,
): Promise<T | Response | PageGardee> {
  const cle = cleDuFormulaire(personne, new URL(r.request.url).pathname, r.form);
  const fait = await repondreUneFois(r.ctx, cle, async (tx) => {
    let ecrite: ReponseEcrite | undefined;
    const aller: typeof r.aller = (chemin, message) => {
      ecrite = { chemin, ...(message ? { message } : {}) };
      return r.aller(chemin, message);
    };
    const rester: typeof r.rester = (fait) => {
      ecrite = { message: fait };
      return r.rester(fait);
    };
    const resultat = await fn({ ...r, ctx: { ...r.ctx, db: tx.db }, aller, rester });
    return { resultat, ...(ecrite ? { ecrite } : {}) };
  });
  if (!("deja" in fait)) return fait.resultat;
  const { chemin, message } = fait.deja;
  return chemin === undefined ? r.rester(message ?? "") : r.aller(chemin, message);
}

/** Makes an action that a script calls, not a form: it answers in JSON, a refusal with its status, and needs no token. */
export function traitementJson<T>(regle: { droit: Droit }, fn: (r: RequetePostee<Acteur>) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<Response> => {
    try {
      exigerMemeOrigine(args.request);
      const form = await formulaireDe(args.request);
      return Response.json(await fn(avecFormulaire(await preparer(args, regle.droit), form)));
    } catch (erreur) {
      if (erreur instanceof Response) throw erreur;
      if (erreur instanceof Refus) return Response.json(refuser(erreur), { status: erreur.statut });
      if (panneDeBase(erreur)) return Response.json({ message: REESSAYEZ }, { status: 503 });
      throw enReponse(erreur, args);
    }
  };
}

/** The refusal as the screen takes it. */
export function refuser(erreur: Refus): FormulaireRefuse {
  return { refus: { statut: erreur.statut, message: erreur.message, raisons: erreur.raisons } };
}

/** Whether its page can say it beside the form: any other refusal leaves no form to say it of. */
const estDuFormulaire = (erreur: unknown): erreur is Refus =>
  erreur instanceof Refus && (erreur.statut === 409 || erreur.statut === 422);

/** That refusal, when its form can say it; throws again what it cannot. */
export function refusDuFormulaire(erreur: unknown): Refus {
  if (!estDuFormulaire(erreur)) throw erreur;
  return erreur;
}

/** The answer to a refused form, with what was typed in it; throws again what the form cannot say. */
export function rendreRefus<T extends object>(erreur: unknown, saisie: T) {
  const refus = refusDuFormulaire(erreur);
  return data({ ...refuser(refus), ...saisie }, { status: refus.statut });
}

/** Makes a loader that gives a file, not a screen: a refusal is its sentence, in plain text, with its status. */
export function chargeurDeFichier(regle: { droit: Droit }, fn: (r: Requete<Acteur>) => Promise<Response>) {
  const charger = chargeur(regle, fn);
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    try {
      return await charger(args);
    } catch (refus) {
      if (!estDit(refus)) throw refus;
      const { message } = refus.data;
      const entetes = new Headers(refus.init?.headers);
      entetes.set("Content-Type", "text/plain; charset=utf-8");
      return new Response(`${message}\n`, { ...refus.init, headers: entetes });
    }
  };
}

/** Whether that is a refusal as `enReponse` makes it, not a redirect nor an error. */
function estDit(refus: unknown): refus is ReturnType<typeof data<{ message: string }>> {
  return typeof refus === "object" && refus !== null && "data" in refus && "init" in refus;
}

async function preparer<D extends Droits>(
  { request, params, context }: LoaderFunctionArgs,
  droit: D,
): Promise<Requete<ActeurDe<D>>> {
  // A NUL, which PostgreSQL refuses to compare with anything.
  if (request.url.includes("%00")) throw new Refus(404, "Cette adresse ne correspond à aucune page.");
  const { session, acteur, structures, ...montage } = await context.rafael.lire(request);
  const rafael = { ...context.rafael, ...montage };
  const aller = async (chemin: string, message?: string) => {
    if (message) session.flash("message", message);
    return redirect(`${rafael.base}/${chemin.replace(/^\//, "")}`, { headers: await rafael.garder(session) });
  };
  if (droit !== "public") {
    if (!acteur) throw versLaConnexion(rafael, request);
    if (!peut(acteur, droit as Droit)) {
      throw acteur.moderateur || structures.length > 0
        ? new Refus(
            403,
            "Votre profil ne permet pas d'ouvrir cette page. « Mes structures », depuis l'accueil, dit ce qu'il permet.",
          )
        : SANS_STRUCTURE();
    }
  }
  const choisie = session.get("structure");
  const siret = (structures.find((s) => s.structure.siret === choisie) ?? structures[0])?.structure.siret;
  const ctx = { db: rafael.db, acteur, maintenant: rafael.maintenant() };
  return { request, params, ctx, rafael, session, structures, siret, aller } as Requete<ActeurDe<D>>;
}

/**
 * A form sent after the session ended keeps its words: the page asks to sign in beside it and to send it again. Throws
 * that page's 401.
 */
async function exigerIdentite({ request, context }: ActionFunctionArgs, droit: Droits, form: FormData) {
  if (droit === "public" || (await context.rafael.lire(request)).acteur) return;
  const { base } = context.rafael.montage(request);
  const { portail } = context.rafael;
  const panne: Panne = {
    message:
      "Vous n'êtes plus connecté. Connectez-vous dans un autre onglet, puis revenez ici et renvoyez votre saisie.",
    envoi: garderEnvoi(form),
    titre: "Reconnectez-vous",
    connexion: portail ? (portail.connexion?.(`${base}/`) ?? `${base}/`) : `${base}/connexion`,
  };
  throw data(panne, { status: 401 });
}

/**
 * Where a person without identity goes: our sign-in screen, or the host's, with the way back; a 401 when the host
 * gives none. A form that was posted comes back to the home page.
 */
function versLaConnexion(rafael: ContexteRafael & Montage, request: Request): unknown {
  const { pathname, search } = new URL(request.url);
  const ici = request.method === "GET" ? (pathname + search).slice(rafael.base.length) : "/";
  // A file is asked for again from the page that gives it.
  const suite = ici.replace(/(\.data|\/export)(?=\?|$)/, "");
  return rafael.portail
    ? connexionDuPortail(rafael, suite)
    : redirect(`${rafael.base}/connexion?suite=${encodeURIComponent(suite)}`);
}

function connexionDuPortail({ base, portail }: ContexteRafael & Montage, suite: string): unknown {
  return portail?.connexion
    ? redirect(portail.connexion(base + suite))
    : data({ message: "Connectez-vous au portail pour ouvrir cette page." }, { status: 401 });
}

/** Our sign-in and sign-out are for our own accounts: when the host signs people in, this throws the way to it. */
export function comptesSeulement(rafael: ContexteRafael & Montage, suite = "/"): void {
  if (rafael.portail) throw connexionDuPortail(rafael, suite);
}

/** Whatever server runs us, a form posted from elsewhere is refused. */
function exigerMemeOrigine({ headers, url }: Request): void {
  if (!memeOrigine((nom) => headers.get(nom), headers.get("Host") ?? new URL(url).host)) {
    throw new Refus(403, "Ce formulaire ne vient pas de cette application.");
  }
}

const REESSAYEZ =
  "La base de données ne répond pas en ce moment. Rien de ce qui est enregistré n'est perdu : réessayez dans un instant.";

const IMPREVU =
  "Une erreur est survenue de notre côté, et elle est notée. Rien de ce qui est enregistré n'est perdu : réessayez dans un instant.";

/** What the boundary receives. A form that met a failure, ours or the database's, goes with it to be sent again. */
function enReponse(erreur: unknown, { request, context }: LoaderFunctionArgs, form?: FormData): unknown {
  if (erreur instanceof Refus && erreur.statut === 403 && form) {
    // A right lost while typing: it may come back, from another structure or a référent.
    const envoi = garderEnvoi(form);
    const panne: Panne = { titre: "Accès refusé", message: erreur.message, envoi };
    return data(panne, { status: 403 });
  }
  if (erreur instanceof Refus) return data({ message: erreur.message }, { status: erreur.statut });
  if (erreur instanceof SaisieForgee) return data({ message: erreur.message }, { status: 422 });
  const { pathname } = new URL(request.url);
  const code = panneDeBase(erreur);
  if (code) {
    context.rafael.log.warn({ code, chemin: pathname }, "base injoignable");
    const panne: Panne = { message: REESSAYEZ, envoi: form ? garderEnvoi(form) : null };
    return data(panne, { status: 503, headers: { "Retry-After": "5" } });
  }
  if (!form || !(erreur instanceof Error)) return erreur;
  // Remix would log it, and show a page without the words.
  context.rafael.log.error({ chemin: pathname, erreur: erreur.stack }, "erreur");
  const panne: Panne = { message: IMPREVU, envoi: garderEnvoi(form) };
  return data(panne, { status: 500 });
}

const SANS_STRUCTURE = () =>
  new Refus(
    403,
    "Votre compte n'est rattaché à aucune structure : demandez votre rattachement à son référent ou à Cap Métiers.",
  );

/** The SIRET of the active structure, or a 403 that says what to do. */
export function exigerStructure(siret: string | undefined): string {
  if (!siret) throw SANS_STRUCTURE();
  return siret;
}

/** The number of a row that this parameter of the address names, 0 when it names none. */
export function numeroDansLAdresse({ url }: Request, nom: string): number {
  const lu = new URL(url).searchParams.get(nom) ?? "";
  return /^\d{1,9}$/.test(lu) ? Number(lu) : 0;
}
