import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { panneDeBase } from "../../../db/panne";
import type { Flux } from "../../diffusion/flux.server";
import type { ContexteRafael } from "../../server/context";
import { rythmeDe } from "../../server/debit";

/**
 * Answers with a feed, made by `faire`: streamed no faster than its reader, and not sent again to who already has it. A
 * 503 when the database does not answer.
 */
export async function repondreFlux(
  { request, context }: LoaderFunctionArgs,
  faire: (lire: ContexteRafael["lirePublic"], pret: () => Promise<boolean>) => Flux,
): Promise<Response> {
  const { lirePublic, reponse } = context.rafael;
  const { derniereMaj, corps } = faire(lirePublic, rythmeDe(request, reponse));
  const version = await derniereMaj.catch((erreur: unknown) => {
    if (!panneDeBase(erreur)) throw erreur;
    return null;
  });
  if (!version) return new Response(null, { status: 503, headers: { "Retry-After": "30" } });
  const { etag, lastModified } = version;
  const entetes = {
    ETag: etag,
    ...(lastModified ? { "Last-Modified": lastModified.toUTCString() } : {}),
    "Cache-Control": "public, no-cache",
    "Content-Type": "application/xml; charset=utf-8",
  };
  const connu = request.headers.get("If-None-Match");
  // By the date alone, two changes of one second would be one.
  const aJour = connu?.split(",").some((e) => e.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
  if (aJour) return new Response(null, { status: 304, headers: entetes });
  return new Response(createReadableStreamFromReadable(Readable.from(corps)), { headers: entetes });
}
