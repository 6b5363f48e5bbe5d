import { Outlet } from "@remix-run/react";

/** A level of the standalone tree that catches what is refused below, so that the frame above it stays. */
export default function Limite() {
  return <Outlet />;
}

export { LimiteErreur as ErrorBoundary } from "./limite-erreur";
