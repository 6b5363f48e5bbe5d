import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";

/**
 * Renders the whole document: as plain markup for the version without scripts, else into one buffer, since with single
 * fetch `renderToString` breaks hydration, and streaming gains nothing on pages this small.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  contexte: EntryContext,
  { rafael }: AppLoadContext,
): Promise<Response> {
  const document = <RemixServer context={contexte} url={request.url} nonce={rafael.nonce} />;
  const html = (await rafael.allegee(request))
    ? `<!DOCTYPE html>${renderToStaticMarkup(document)}`
    : await new Promise<string>((oui, non) => {
        const { pipe } = renderToPipeableStream(document, {
          nonce: rafael.nonce,
          // React 18 leaves a null byte where a letter of two bytes would cross the end of its buffer.
          onAllReady: () => oui(text(pipe(new PassThrough())).then((t) => t.replaceAll("\0", ""))),
          onShellError: non,
          onError: (erreur) => rafael.log.error({ erreur: String(erreur) }, "rendu"),
        });
      });
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", "no-store");
  if (status === 200 && !headers.has("Set-Cookie")) rafael.surRendu?.(html);
  return new Response(html, { status, headers });
}

/** What a loader or an action threw and nobody expected: said in the log, never on the screen. */
export function handleError(
  erreur: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return;
  const { pathname } = new URL(request.url);
  const pile = erreur instanceof Error ? erreur.stack : String(erreur);
  context.rafael.log.error({ chemin: pathname, erreur: pile }, "erreur");
}
