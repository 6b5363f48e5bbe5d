import { Outlet } from "@remix-run/react";

/** One level of its own, so that an error inside an action keeps the frame of the catalogue. */
export default function CadreAction() {
  return <Outlet />;
}

export { LimiteErreur as ErrorBoundary } from "../../accueil/limite-erreur";
