import { Outlet } from "@remix-run/react";

/** An action and what is nested below it: its sessions, its gestures. Each page reads and checks for itself. */
export default function CadreAction() {
  return <Outlet />;
}
