import "@mantine/core/styles.css";
import "./portail.css";
import { Button, MantineProvider } from "@mantine/core";
import {
  Form,
  Link,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import { Reprise } from "rafaelpro/reprise";
import { personneDe } from "../comptes.js";
import { RefusDuPortail } from "./refus.jsx";

export const links = () => [
  { rel: "icon", href: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" },
];

export async function loader({ request, context }) {
  return {
    personne: await personneDe(request.headers.get("Cookie")),
    allegee: await context.rafael.allegee(request),
    nonce: context.rafael.nonce,
  };
}

export function Layout({ children }) {
  const d = useRouteLoaderData("root");
  return (
    <html lang="fr" data-mantine-color-scheme="light">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider>
          <header className="portail-entete">
            <h2>Le portail de la formation</h2>
            <nav aria-label="Portail de la formation">
              <ul>
                <li>
                  <Link to="/">Accueil</Link>
                </li>
                <li>
                  <Link to="/gestion-des-formations">Gestion des formations</Link>
                </li>
                <li>
                  <Link to="/compte">Mon compte</Link>
                </li>
              </ul>
            </nav>
            {d?.personne ? (
              <Form method="post" action="/compte/deconnexion" reloadDocument>
                <Button type="submit">Quitter le portail</Button>
              </Form>
            ) : null}
          </header>
          <main className="portail-page">{children}</main>
          <footer className="portail-pied">
            <p>
              Un portail de <a href="https://www.exemple.fr">démonstration</a>, avec{" "}
              <button type="button">un bouton</button> et{" "}
              <input aria-label="un champ" defaultValue="un champ" />.
            </p>
          </footer>
        </MantineProvider>
        {d?.allegee ? null : (
          <>
            <ScrollRestoration nonce={d?.nonce} />
            <Scripts nonce={d?.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Racine() {
  return <Outlet />;
}

/** A module's refusals are the portal's; a failure that asking again may cure keeps what was typed. */
export function ErrorBoundary() {
  return (
    <Reprise>
      <RefusDuPortail />
    </Reprise>
  );
}
