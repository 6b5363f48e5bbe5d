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
  /** The one that takes its place, when France compétences names one. */
  remplacante?: string | undefined;
};

/** The certifications of the action: chosen ones with « Retirer », a search by code or words with « Ajouter ». */
export function Certifications(p: {
  meta: Meta;
  choisies: string[];
  /** Those in whose place another stands since the page was opened. */
  remplacees: string[];
  champ: Champ;
  connues: CertificationAffichee[];
  trouvees: CertificationAffichee[] | undefined;
  recherche: string;
  /** What the search found, in a sentence. */
  dit: string | undefined;
  /** What comes of a certification put in the place of another. */
  remplacement: string | undefined;
  lectureSeule: boolean;
}) {
  const { choisies } = p;
  const date = useDate();
  const ancre = `${useFormAction()}#${p.meta.id}`;
  const geste = (nom: string, code: string, libelle: string, lu: string) => (
    <button
      type="submit"
      name="bouton"
      value={`${nom}:${code}`}
      formAction={ancre}
      className="rp-lien"
      aria-label={lu}
    >
      {libelle}
    </button>
  );
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
        {choisies.map((code) => {
          const c = p.connues.find((c) => c.code === code);
          const suite = c?.remplacante;
          return (
            <li key={code}>
              <input type="hidden" name="certifications" value={code} />
              {enClair(c, date) ?? code}{" "}
              {p.lectureSeule ? null : (
                <>
                  {suite && !(choisies.includes(suite) && p.remplacees.includes(code)) ? (
                    <>
                      {geste(
                        "remplacer",
                        code,
                        `Remplacer par ${suite}`,
                        `Remplacer par ${suite}, au lieu de ${code}`,
                      )}{" "}
                    </>
                  ) : null}
                  {geste("retirer", code, "Retirer", `Retirer ${code}`)}
                </>
              )}
            </li>
          );
        })}
      </ul>
      {p.remplacees.map((code) => (
        <input key={code} type="hidden" name="remplacees" value={code} />
      ))}
      {p.remplacement ? (
        <p className="rp-info" role="status">
          {p.remplacement}
        </p>
      ) : null}
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
