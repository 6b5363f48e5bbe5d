import { useFormAction } from "@remix-run/react";
import type { Saisie } from "../../../../db/types";
import { Erreurs, groupeDecritPar, type Meta } from "../../../ui/champs";
import { Recherche } from "../../../ui/recherche";
import type { ProprietesSession } from "./formulaire";

/** The commune: searched by name or postal code on the server, then chosen. */
export function Commune({ meta, saisie, p }: { meta: Meta; saisie: Saisie; p: ProprietesSession }) {
  const ancre = `${useFormAction()}#${meta.id}`;
  const trouvees = p.reponse?.communes;
  const choisie = String(saisie.lieuCommune ?? "");
  const ecrite = [saisie.lieuCodePostal, saisie.lieuVille].filter(Boolean).join(" ");
  return (
    <fieldset
      className="rp-champ"
      id={meta.id}
      tabIndex={-1}
      disabled={p.lectureSeule}
      {...groupeDecritPar(meta)}
    >
      <legend>
        Commune{" "}
        <span className="rp-point" aria-hidden="true">
          ●
        </span>
        <span className="rp-cache"> (obligatoire)</span>
      </legend>
      <p>{choisie ? <strong>{ecrite}</strong> : "Aucune commune choisie."}</p>
      <input type="hidden" name="lieuCommune" value={choisie} />
      <input type="hidden" name="lieuCodePostal" value={String(saisie.lieuCodePostal ?? "")} />
      <input type="hidden" name="lieuVille" value={String(saisie.lieuVille ?? "")} />
      {p.lectureSeule ? null : (
        <Recherche
          nom="rechercheCommune"
          libelle="Nom ou code postal de la commune"
          valeur={String(p.reponse?.resultat.initialValue?.rechercheCommune ?? "")}
          bouton="Chercher la commune"
          dit={p.reponse?.dit?.rechercheCommune}
        />
      )}
      {trouvees?.length ? (
        <ul>
          {trouvees.map(({ insee, nom, codePostal }) => (
            <li key={insee + codePostal}>
              <button type="submit" name="bouton" value={`commune:${insee}-${codePostal}`} formAction={ancre}>
                {codePostal} {nom}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="rp-aide">
        Hors de Nouvelle-Aquitaine, la formation se référence dans le Carif-Oref de sa région.
      </p>
      <Erreurs meta={meta} />
    </fieldset>
  );
}
