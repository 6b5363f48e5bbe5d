import { redirect } from "@remix-run/node";
import { chargeur, comptesSeulement, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ aller }) => aller("/"));

export const action = traitement({ droit: "public" }, async ({ rafael, session }) => {
  comptesSeulement(rafael);
  return redirect(`${rafael.base}/connexion`, { headers: await rafael.garder(session, "fin") });
});
