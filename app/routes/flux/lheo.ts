import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { panneDeBase } from "../../../db/panne";
import { debitDe } from "../../diffusion/debit";
import { fluxLheo } from "../../diffusion/flux.server";

/** The « flux offre info »: public, streamed, and not sent again to who already has it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { lirePublic, reponse } = context.rafael;
  const { derniereMaj, corps } = fluxLheo(
    lirePublic,
    reponse ? debitDe(reponse) : async () => !request.signal.aborted,
  );
  const version = await derniereMaj.catch((erreur: unknown) => {
    if (!panneDeBase(erreur)) throw erreur;
    return null;
  });
  if (!version) return new Response(null, { status: 503, headers: { "Retry-After": "30" } });
  const { etag, lastModified } = version;
  const entetes = {
    ETag: etag,
    "Last-Modified": lastModified.toUTCString(),
    "Cache-Control": "public, no-cache",
    "Content-Type": "application/xml; charset=utf-8",
  };
  const connu = request.headers.get("If-None-Match");
  // By the date alone, two changes of one second would be one.
  const aJour = connu?.split(",").some((e) => e.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
  if (aJour) return new Response(null, { status: 304, headers: entetes });
  return new Response(createReadableStreamFromReadable(Readable.from(corps)), { headers: entetes });
}
