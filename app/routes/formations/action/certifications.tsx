import { useFormAction } from "@remix-run/react";
import type { Champ } from "../../../catalogue/champs";
import { Erreurs, groupeDecritPar, type Meta } from "../../../ui/champs";
import { useDate } from "../../../ui/date";
import { Recherche } from "../../../ui/recherche";

export type CertificationAffichee = {
  code: string;
  intitule: string;
  dateFinEnregistrement: string | null;
  /** Whether people may still enter a training that leads to it. */
  active: boolean;
};

/** The certifications of the action: chosen ones with « Retirer », a search by code or words with « Ajouter ». */
export function Certifications(p: {
  meta: Meta;
  choisies: string[];
  champ: Champ;
  connues: CertificationAffichee[];
  trouvees: CertificationAffichee[] | undefined;
  recherche: string;
  /** What the search found, in a sentence. */
  dit: string | undefined;
  lectureSeule: boolean;
}) {
  const { choisies } = p;
  const date = useDate();
  const ancre = `${useFormAction()}#${p.meta.id}`;
  return (
    <fieldset
      className="rp-champ"
      id={p.meta.id}
      tabIndex={-1}
      disabled={p.lectureSeule}
      {...groupeDecritPar(p.meta)}
    >
      <legend>{p.champ.libelle}</legend>
      {p.champ.aide && !p.lectureSeule ? <p className="rp-aide">{p.champ.aide}</p> : null}
      {choisies.length === 0 ? <p>Aucune certification.</p> : null}
      <ul>
        {choisies.map((code) => (
          <li key={code}>
            <input type="hidden" name="certifications" value={code} />
            {enClair(
              p.connues.find((c) => c.code === code),
              date,
            ) ?? code}{" "}
            {p.lectureSeule ? null : (
              <button
                type="submit"
                name="bouton"
                value={`retirer:${code}`}
                formAction={ancre}
                className="rp-lien"
                aria-label={`Retirer ${code}`}
              >
                Retirer
              </button>
            )}
          </li>
        ))}
      </ul>
      {p.lectureSeule ? null : (
        <Recherche
          nom="rechercheCertification"
          libelle="Rechercher une certification"
          valeur={p.recherche}
          bouton="Rechercher"
          dit={p.dit}
        />
      )}
      {p.trouvees?.length ? (
        <ul>
          {p.trouvees.map((c) => (
            <li key={c.code}>
              {enClair(c, date)}{" "}
              <button
                type="submit"
                name="bouton"
                value={`ajouter:${c.code}`}
                formAction={ancre}
                aria-label={`Ajouter ${c.code}`}
              >
                Ajouter
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Erreurs meta={p.meta} />
    </fieldset>
  );
}

function enClair(c: CertificationAffichee | undefined, date: (d: string) => string): string | null {
  if (!c) return null;
  const fin = c.dateFinEnregistrement ? `, enregistrée jusqu'au ${date(c.dateFinEnregistrement)}` : "";
  return `${c.code} · ${c.intitule}${fin}${c.active ? "" : " (enregistrement terminé)"}`;
}
