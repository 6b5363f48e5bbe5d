import { Form } from "@remix-run/react";
import { useAdresse } from "../../ui/lien";

/** The box of the moderators' search, with what was asked. */
export function Chercher({ texte = "" }: { texte?: string }) {
  const adresse = useAdresse();
  return (
    <Form method="get" action={adresse("moderation/recherche")} role="search">
      <div className="rp-ligne">
        <span>
          <label htmlFor="mots">Chercher une action</label>
          <input id="mots" name="mots" type="search" defaultValue={texte} aria-describedby="mots-aide" />
        </span>
        <button type="submit">Chercher</button>
      </div>
      <p className="rp-aide" id="mots-aide">
        Des mots entiers du titre, ou la référence d'une action ou d'une session.
      </p>
    </Form>
  );
}
