import { redirect } from "@remix-run/node";
import { sessions } from "../../comptes.js";

export async function action({ request }) {
  const session = await sessions.getSession(request.headers.get("Cookie"));
  return redirect("/compte/connexion", {
    headers: { "Set-Cookie": await sessions.destroySession(session) },
  });
}
