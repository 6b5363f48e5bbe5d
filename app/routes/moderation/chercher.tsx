import { Form } from "@remix-run/react";
import { useAdresse } from "../../ui/lien";

/** The box of the moderators' search, with what was asked. */
export function Chercher({ texte = "" }: { texte?: string }) {
  const adresse = useAdresse();
  return (
    <Form method="get" action={adresse("moderation/recherche")} className="rp-ligne" role="search">
      <span>
        <label htmlFor="mots">Chercher une action : mots entiers du titre, ou référence</label>
        <input id="mots" name="mots" type="search" defaultValue={texte} />
      </span>
      <button type="submit">Chercher</button>
    </Form>
  );
}
