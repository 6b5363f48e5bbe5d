import { createHash } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { LRUCache } from "lru-cache";
import { jourDe } from "../catalogue/contexte";
import type { ContexteRafael, DetailsDeRequete } from "./context";

/** The pages of an organisme, and the moderators' queue: what `revision` of the identity speaks of. */
const PAGES_DES_ORGANISMES =
  /^\/formations(\/(non-conventionnees\/[a-z]+|conventionnees|\d{12}(\/fiche|\/sessions\/\d+)?))?\/?$/;
const PAGES_DES_MODERATEURS = /^\/moderation\/?$/;

/** Bytes of pages kept, at most: some hundred and fifty. */
const PLACE = 4_000_000;

/** A page without what changes at each answer: its pieces, between which go the nonce and the token. */
type Page = { morceaux: Buffer[]; nonces: boolean[] };

/**
 * Answers a page that was rendered before, when nothing it shows has changed since. The key holds everything a page is
 * made of: the address, every cookie, the version, the person and their rights, the day, and the revision that the
 * database keeps of what they may see, all read anew at each request: a stale right or state cannot show. Only for our
 * own accounts; whatever is in doubt is rendered. The context of the request stays in `res.locals.catalogue`.
 */
export function pagesGardees(
  catalogue: (requete: Request, details: DetailsDeRequete) => { rafael: ContexteRafael },
  garder: boolean,
): RequestHandler {
  const pages = new LRUCache<string, Page>({
    maxSize: PLACE,
    sizeCalculation: ({ morceaux }, cle) => morceaux.reduce((n, m) => n + m.length, cle.length),
  });
  return async (req, res, next) => {
    const contexte = catalogue(req, {
      nonce: res.locals.nonce,
      adresse: req.ip,
      reponse: res,
    });
    res.locals.catalogue = contexte;
    const moderateurs = PAGES_DES_MODERATEURS.test(req.path);
    if (!garder || req.method !== "GET" || !(moderateurs || PAGES_DES_ORGANISMES.test(req.path)))
      return next();
    try {
      const { rafael } = contexte;
      const cle = await clePour(req, rafael, moderateurs);
      const page = cle === null ? undefined : pages.get(cle);
      if (page) {
        res.set({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
        res.end(completer(page, rafael));
        return;
      }
      if (cle !== null) rafael.surRendu = (html) => pages.set(cle, decouper(html, rafael));
    } catch {
      // What cannot be read here cannot be read by the loaders either: they say so on a screen.
    }
    next();
  };
}

/** The digest of everything this page is made of, or null when it is not one to keep. */
async function clePour(req: Request, rafael: ContexteRafael, moderateurs: boolean): Promise<string | null> {
  const lue = new globalThis.Request(`http://localhost${req.originalUrl}`, {
    headers: entetesLus(req.headers),
  });
  const { acteur, structures, revision, session } = await rafael.lire(lue);
  if (!acteur || revision === null || acteur.moderateur !== moderateurs) return null;
  // `has`, not `get`: the message is for the page that is going to be rendered.
  if (session.has("message")) return null;
  const allegee = await rafael.allegee(lue);
  const jour = jourDe(rafael.maintenant());
  const faite = [req.originalUrl, req.headers.cookie, allegee, acteur, structures, revision, jour];
  return createHash("sha256").update(JSON.stringify(faite)).digest("base64url");
}

const entetesLus = ({ cookie, "save-data": econome }: Request["headers"]) => ({
  ...(cookie === undefined ? {} : { Cookie: cookie }),
  ...(econome ? { "Save-Data": String(econome) } : {}),
});

function decouper(html: string, { nonce, jeton }: ContexteRafael): Page {
  const lus = html.split(new RegExp(`(${nonce.replaceAll(/[+/=]/g, "\\$&")}|${jeton})`));
  return {
    morceaux: lus.filter((_, rang) => rang % 2 === 0).map((m) => Buffer.from(m)),
    nonces: lus.filter((_, rang) => rang % 2 === 1).map((m) => m === nonce),
  };
}

function completer({ morceaux, nonces }: Page, { nonce, jeton }: ContexteRafael): Buffer {
  return Buffer.concat(
    morceaux.flatMap((m, rang) => (rang === 0 ? m : [Buffer.from(nonces[rang - 1] ? nonce : jeton), m])),
  );
}
