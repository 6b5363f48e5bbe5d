import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";

export const links: LinksFunction = () => [
  { rel: "icon", href: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" },
];

/** The standalone document. The light version sends no script at all. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return { allegee: await context.rafael.allegee(request), nonce: context.rafael.nonce };
}

export function Layout({ children }: { children: ReactNode }) {
  const donnees = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body className="rafael-seule">
        {children}
        {donnees && !donnees.allegee ? (
          <>
            <ScrollRestoration nonce={donnees.nonce} />
            <Scripts nonce={donnees.nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

export default function Racine() {
  return <Outlet />;
}

export { headers } from "./routes/accueil/limite";
export { LimiteErreurSeule as ErrorBoundary } from "./routes/accueil/limite-erreur";
