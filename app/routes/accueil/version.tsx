import { redirect } from "@remix-run/node";
import { chargeur, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ aller }) => aller("/"));

/** Remembers the version with or without scripts, and goes back where the person was. */
export const action = traitement({ droit: "public" }, async ({ form, rafael }) => {
  const suite = String(form.get("suite") ?? "/");
  const version = form.get("version") === "1" ? "1" : "0";
  return redirect(rafael.base + (/^\/(?![/\\])/.test(suite) ? suite : "/"), {
    headers: await rafael.garderVersion(version),
  });
});
