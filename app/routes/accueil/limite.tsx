import type { HeadersFunction } from "@remix-run/node";
import { Outlet } from "@remix-run/react";

/** When to ask again, if the refusal says so. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

/** A level of the standalone tree that catches what is refused below, so that the frame above it stays. */
export default function Limite() {
  return <Outlet />;
}

export { LimiteErreur as ErrorBoundary } from "./limite-erreur";
