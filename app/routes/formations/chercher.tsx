import { Form } from "@remix-run/react";
import { useAdresse } from "../../ui/lien";

/** The box that looks in every list of the active structure, with what was asked. */
export function Chercher({ texte = "" }: { texte?: string }) {
  const adresse = useAdresse();
  return (
    <Form method="get" action={adresse("formations/recherche")} role="search">
      <div className="rp-ligne">
        <span>
          <label htmlFor="mots">Chercher dans toutes mes actions</label>
          <input
            key={texte}
            id="mots"
            name="mots"
            type="search"
            defaultValue={texte}
            aria-describedby="mots-aide"
          />
        </span>
        <button type="submit">Chercher</button>
        <p className="rp-aide" id="mots-aide">
          La référence d'une action ou d'une session, un code RNCP ou RS, ou des mots du titre.
        </p>
      </div>
    </Form>
  );
}
