import { useFormAction } from "@remix-run/react";
import type { FormacodeTrouve } from "../../referentiels/formacodes/chercher.server";
import { ChampTexte, type MetaDeTexte } from "../../ui/champs";
import { Recherche } from "../../ui/recherche";

/** The Formacodes that index the action: typed, or looked for by words and added. */
export function Formacodes(p: {
  meta: MetaDeTexte;
  certifiante: boolean;
  /** What the codes of the box mean. */
  choisis: FormacodeTrouve[];
  recherche: string;
  /** What the search found; undefined when nothing was looked for. */
  trouves: FormacodeTrouve[] | undefined;
  /** The same in a sentence. */
  dit: string | undefined;
}) {
  const ancre = `${useFormAction()}#${p.meta.id}`;
  return (
    <>
      <ChampTexte
        // Another value comes with an answer: it replaces what the box holds.
        key={String(p.meta.initialValue)}
        meta={p.meta}
        type="text"
        libelle={`Formacodes${p.certifiante ? " (facultatif)" : " (au moins un : action non certifiante)"}`}
        aide="Codes à cinq chiffres séparés par une espace, le principal en premier."
      />
      {p.choisis.length > 0 ? (
        <p className="rp-aide">{p.choisis.map(({ code, libelle }) => `${code} ${libelle}`).join(", ")}.</p>
      ) : null}
      <Recherche
        nom="rechercheFormacode"
        libelle="Chercher un Formacode"
        valeur={p.recherche}
        bouton="Chercher"
        dit={p.dit}
      />
      {p.trouves?.length ? (
        <ul>
          {p.trouves.map(({ code, libelle }) => (
            <li key={code}>
              {code} · {libelle}{" "}
              <button
                type="submit"
                name="bouton"
                value={`formacode:${code}`}
                formAction={ancre}
                aria-label={`Ajouter ${code}`}
              >
                Ajouter
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
