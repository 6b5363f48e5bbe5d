import { redirect } from "@remix-run/node";
import { chargeur, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ aller }) => aller("/"));

export const action = traitement({ droit: "public" }, async ({ rafael, session }) =>
  redirect(`${rafael.base}/connexion`, {
    headers: { "Set-Cookie": await rafael.sessions.destroySession(session) },
  }),
);
