import { isRouteErrorResponse, useRouteError } from "@remix-run/react";

/** Every refusal of the portal, and of its modules, looks like this. */
export function RefusDuPortail() {
  const erreur = useRouteError();
  return (
    <section className="portail-refus">
      <title>Le portail ne peut pas · RafaelPro</title>
      <h1>Le portail ne peut pas</h1>
      <p>{(isRouteErrorResponse(erreur) && erreur.data?.message) || "Réessayez dans un instant."}</p>
      <a href="/">Revenir au portail</a>
    </section>
  );
}
