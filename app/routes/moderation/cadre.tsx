import { Outlet } from "@remix-run/react";
import { chargeur } from "../../server/route.server";

export const loader = chargeur({ droit: "moderation:voir" }, async () => null);

/** The admin tree: its loaders and actions each ask for a moderator's right themselves. */
export default function CadreModeration() {
  return <Outlet />;
}
