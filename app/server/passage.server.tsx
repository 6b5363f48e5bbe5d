import { renderToStaticMarkup } from "react-dom/server";

/**
 * A page that leads to `adresse`, at another site, at once. A redirect would not do after a form: browsers hold the
 * whole chain against `form-action 'self'`. The page is a few hundred bytes and needs no script.
 */
export function passage(
  { adresse, vers, titre }: { adresse: string; vers: string; titre: string },
  headers: Headers,
) {
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", "no-store");
  return new Response(
    `<!doctype html>${renderToStaticMarkup(
      <html lang="fr">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" />
          <meta httpEquiv="refresh" content={`0; url=${adresse}`} />
          <title>{`${titre} · RafaelPro`}</title>
        </head>
        <body>
          <h1>{titre}</h1>
          <p>
            <a href={adresse}>Continuer vers {vers}</a>
          </p>
        </body>
      </html>,
    )}`,
    { headers },
  );
}
