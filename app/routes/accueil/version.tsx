import { redirect } from "@remix-run/node";
import { suiteSure } from "../../comptes/suite";
import { chargeur, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ aller }) => aller("/"));

/** Remembers the version with or without scripts, and goes back where the person was. */
export const action = traitement({ droit: "public" }, async ({ form, rafael }) => {
  const version = form.get("version") === "1" ? "1" : "0";
  return redirect(rafael.base + suiteSure(form.get("suite")?.toString()), {
    headers: await rafael.garderVersion(version),
  });
});
