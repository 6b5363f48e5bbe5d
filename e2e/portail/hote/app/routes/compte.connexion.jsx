import { redirect } from "@remix-run/node";
import { Form, useActionData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { identifier, sessions } from "../../comptes.js";

const Formulaire = z.object({ identifiant: z.string(), code: z.string(), retour: z.string() });

export async function action({ request }) {
  const { identifiant, code, retour } = Formulaire.parse(Object.fromEntries(await request.formData()));
  const courriel = identifier(identifiant, code);
  if (!courriel) return { refus: "Identifiant ou code inconnu du portail." };
  const session = await sessions.getSession(request.headers.get("Cookie"));
  session.set("courriel", courriel);
  return redirect(/^\/(?![/\\])/.test(retour) ? retour : "/", {
    headers: { "Set-Cookie": await sessions.commitSession(session) },
  });
}

export default function Connexion() {
  const [p] = useSearchParams();
  const refus = useActionData()?.refus;
  return (
    <Form method="post">
      <h1>Entrer dans le portail</h1>
      {refus ? <p role="alert">{refus}</p> : null}
      <input type="hidden" name="retour" value={p.get("retour") ?? "/"} />
      <label>
        Identifiant du portail <input name="identifiant" />
      </label>
      <label>
        Code du portail <input name="code" type="password" />
      </label>
      <button type="submit">Entrer</button>
    </Form>
  );
}
