import { Form } from "@remix-run/react";
import { useAdresse } from "../../ui/lien";

/** The button that leaves for the provider; `autre` makes it ask who it is again. A whole page: it leaves our site. */
export function DepartOidc({ nom, suite, autre = false }: { nom: string; suite: string; autre?: boolean }) {
  const adresse = useAdresse();
  return (
    <Form method="post" action={adresse("connexion/oidc")} reloadDocument>
      <input type="hidden" name="suite" value={suite} />
      {autre ? <input type="hidden" name="autre" value="1" /> : null}
      <div className="rp-boutons">
        <button type="submit">{autre ? `Choisir un autre compte ${nom}` : `Se connecter avec ${nom}`}</button>
      </div>
    </Form>
  );
}
