import type { Saisie } from "../../../../db/types";
import { dictionnaire, liste } from "../../../catalogue/champs";
import { VALIDATIONS } from "../../../catalogue/codes";
import { Erreurs, groupeDecritPar, type Meta } from "../../../ui/champs";
import type { CertificationDeSession } from "./formulaire";

const AIDE = "En apprentissage : une seule certification, en validation totale.";
const NOMBRE = /^\d+$/;

/** Each certification of the action, with its validation and, when it is not total, its blocs. */
export function CertificationsVisees({
  certifications,
  saisie,
  meta,
  lectureSeule,
}: {
  certifications: CertificationDeSession[];
  saisie: Saisie;
  meta: (nom: string) => Meta;
  lectureSeule: boolean;
}) {
  const visees = liste(saisie.certificationsVisees);
  const validations = dictionnaire(saisie.validations);
  const blocs = liste(saisie.blocs);
  const errors = ["certificationsVisees", "certifinfo", "validations", "blocs"].flatMap(
    (n) => (meta(n).errors as string[]) ?? [],
  );
  const { id, name, errorId, descriptionId } = meta("certificationsVisees");
  const visee = { id, name, errorId, descriptionId, initialValue: undefined, errors };
  if (certifications.length === 0) {
    return <p>Aucune certification sur l'action : rien à préciser ici.</p>;
  }
  return (
    <fieldset
      className="rp-champ"
      id={visee.id}
      tabIndex={-1}
      disabled={lectureSeule}
      {...groupeDecritPar(visee, AIDE)}
    >
      <legend>Certifications disponibles pour la session</legend>
      <p className="rp-aide" id={visee.descriptionId}>
        {AIDE}
      </p>
      {certifications.map((c) => (
        <div key={c.code} className="rp-option">
          <input
            type="checkbox"
            id={`visee-${c.code}`}
            name="certificationsVisees"
            value={c.code}
            defaultChecked={visees.includes(c.code)}
          />{" "}
          <label htmlFor={`visee-${c.code}`}>
            {c.code} · {c.intitule}
          </label>
          {c.options[0] ? (
            <p>
              <label htmlFor={`option-${c.code}`}>Option de {c.code}</label>{" "}
              <select
                id={`option-${c.code}`}
                name={`certifinfo.${c.code}`}
                defaultValue={dictionnaire(saisie.certifinfo)[c.code]}
              >
                <option value="">À choisir</option>
                {c.options.map(([id, libelle]) => (
                  <option key={id} value={id}>
                    Certif Info {id} {libelle}
                  </option>
                ))}
              </select>
            </p>
          ) : null}
          <fieldset className="rp-choix">
            <legend className="rp-cache">Validation de {c.code}</legend>
            {VALIDATIONS.map((v) => (
              <span key={v.code}>
                {" "}
                <input
                  type="radio"
                  id={`validation-${c.code}-${v.code}`}
                  name={`validations.${c.code}`}
                  value={v.code}
                  defaultChecked={validations[c.code] === v.code}
                />{" "}
                <label htmlFor={`validation-${c.code}-${v.code}`}>{v.libelle}</label>
              </span>
            ))}
          </fieldset>
          {c.blocs.length > 0 ? (
            <details open={validations[c.code] === "0" || validations[c.code] === "2"}>
              <summary>Blocs de compétences de {c.code} (validation partielle ou mixte)</summary>
              {c.blocs.map((b) => (
                <div key={b.code} className="rp-option">
                  <input
                    type="checkbox"
                    id={`bloc-${b.code}`}
                    name="blocs"
                    value={b.code}
                    defaultChecked={blocs.includes(b.code)}
                  />{" "}
                  <label htmlFor={`bloc-${b.code}`}>
                    {b.code.match(NOMBRE) ? `Bloc ${b.code}` : b.code} · {b.libelle}
                  </label>
                </div>
              ))}
            </details>
          ) : null}
        </div>
      ))}
      <Erreurs meta={visee} />
    </fieldset>
  );
}
