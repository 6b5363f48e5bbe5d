import { useActionData, useFormAction } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * A search within a form, answered by the server with the form as it was typed. Enter in its box searches too: the
 * word already answered is posted beside it, so that Enter elsewhere does not search again (lireFormulaire). The answer
 * comes back to the box, which says what was found: the button points at it, and after Enter it takes the focus by itself.
 */
export function Recherche(p: {
  nom: string;
  libelle: string;
  valeur: string;
  bouton: string;
  /** What was found, in a sentence; nothing when nothing was looked for. */
  dit: string | undefined;
  form?: string;
}) {
  const id = `${p.nom}Dit`;
  const boite = useRef<HTMLInputElement>(null);
  const reponse = useActionData();
  // With scripts, the answer to Enter takes the page back to its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, even with the same sentence, brings back here
  useEffect(() => {
    if (p.dit) boite.current?.scrollIntoView({ block: "center" });
  }, [reponse]);
  return (
    <>
      <div className="rp-ligne">
        <span>
          <label htmlFor={p.nom}>{p.libelle}</label>
          <input
            ref={boite}
            id={p.nom}
            name={p.nom}
            form={p.form}
            defaultValue={p.valeur}
            aria-describedby={id}
            // biome-ignore lint/a11y/noAutofocus: without a script, the attribute alone brings back to what was asked
            autoFocus={Boolean(p.dit)}
          />
          <input type="hidden" name={`${p.nom}Faite`} form={p.form} value={p.valeur} />
        </span>
        <button
          type="submit"
          name="bouton"
          value={`chercher:${p.nom}`}
          form={p.form}
          formAction={`${useFormAction()}#${p.nom}`}
        >
          {p.bouton}
        </button>
      </div>
      <p role="status" id={id} className="rp-aide">
        {p.dit}
      </p>
    </>
  );
}
