import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useAdresse } from "./lien";

/** A search that has its own page, at `vers`: one box, with what was asked (`texte`). `children`: its other ways to look. */
export function Chercher(p: {
  vers: string;
  libelle: string;
  aide: string;
  texte?: string | undefined;
  children?: ReactNode;
}) {
  const adresse = useAdresse();
  return (
    <Form method="get" action={adresse(p.vers)} role="search">
      <div className="rp-ligne">
        <span>
          <label htmlFor="mots">{p.libelle}</label>
          <input
            key={p.texte}
            id="mots"
            name="mots"
            type="search"
            defaultValue={p.texte}
            aria-describedby="mots-aide"
          />
        </span>
        <button type="submit">Chercher</button>
        {p.children}
        <p className="rp-aide" id="mots-aide">
          {p.aide}
        </p>
      </div>
    </Form>
  );
}
