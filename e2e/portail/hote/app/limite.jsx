import { Outlet, useRouteError } from "@remix-run/react";

export default function Limite() {
  return <Outlet />;
}

/** At the second mount the portal shows our refusals inside our frame. */
export function ErrorBoundary() {
  const erreur = useRouteError();
  return (
    <section className="portail-refus">
      <h1>Le portail ne peut pas</h1>
      <p>{erreur?.data?.message ?? "Réessayez dans un instant."}</p>
    </section>
  );
}
