import { Form } from "@remix-run/react";
import { useAdresse } from "../../ui/lien";

/** The box of the moderators' search, with what was asked. */
export function Chercher({ texte = "" }: { texte?: string }) {
  const adresse = useAdresse();
  return (
    <Form method="get" action={adresse("moderation/recherche")} role="search">
      <div className="rp-ligne">
        <span>
          <label htmlFor="mots">Chercher une action ou un organisme</label>
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
        <button type="submit" name="organisme" value="1">
          Chercher un organisme
        </button>
      </div>
      <p className="rp-aide" id="mots-aide">
        Des mots entiers du titre, la référence d'une action ou d'une session, ou le SIRET, le nom ou la ville
        d'un organisme.
      </p>
    </Form>
  );
}
