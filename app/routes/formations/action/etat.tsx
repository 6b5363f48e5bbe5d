import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useAdresse } from "../../../ui/lien";

/** The state of the action by its name, and who has the ball. */
export function EtatAction({ libelle, phrase }: { libelle: string; phrase: string }) {
  return (
    <p className="rp-info">
      <strong>{libelle}.</strong> {phrase}
    </p>
  );
}

/** What was decided of the action, a demande answered or its end, with the sentence of who decided when there is one. */
export function DitDeLAction({
  dite,
  phrase,
  children,
}: {
  dite: string;
  phrase: string;
  children?: ReactNode;
}) {
  return (
    <div className="rp-info">
      <p>
        {dite}
        {phrase ? " :" : "."}
      </p>
      {phrase ? <p className="rp-texte">{phrase}</p> : null}
      {children}
    </div>
  );
}

/** The action is of another structure of this person than the active one, whose name stands above. */
export function AutreStructure({ reference, siret, nom }: { reference: string; siret: string; nom: string }) {
  const adresse = useAdresse();
  return (
    <Form method="post" action={adresse("structures")} className="rp-info">
      <input type="hidden" name="suite" value={`formations/${reference}`} />
      <p>
        Cette action est celle de la structure <strong>{nom}</strong>, qui n'est pas votre structure active.{" "}
        <button type="submit" name="siret" value={siret} className="rp-lien">
          Passer à cette structure
        </button>
      </p>
    </Form>
  );
}
