import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

export default async function repondre(request, status, headers, contexte, { rafael }) {
  const html = await new Promise((oui, non) => {
    const { pipe } = renderToPipeableStream(
      <RemixServer context={contexte} url={request.url} nonce={rafael.nonce} />,
      { nonce: rafael.nonce, onAllReady: () => oui(text(pipe(new PassThrough()))), onShellError: non },
    );
  });
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(html, { status, headers });
}
