import type { useForm } from "@conform-to/react";
import { useFormAction } from "@remix-run/react";
import { Erreurs, groupeDecritPar, type Meta } from "../../../ui/champs";

/** The dates and places of the information meetings: as many as needed, added and removed by the server too. */
export function Reunions({
  form,
  meta,
  lectureSeule,
}: {
  form: ReturnType<typeof useForm<Record<string, unknown>>>[0];
  meta: Meta;
  lectureSeule: boolean;
}) {
  const ancre = `${useFormAction()}#${meta.id}`;
  const lignes = meta.getFieldList() as Meta[];
  return (
    <fieldset
      className="rp-champ"
      id={meta.id}
      tabIndex={-1}
      disabled={lectureSeule}
      {...groupeDecritPar(meta)}
    >
      <legend>Réunions d'information collective</legend>
      <ul>
        {lignes.map((ligne, i) => {
          const parties = ligne.getFieldset() as Record<string, Meta>;
          return (
            <li key={ligne.key} className="rp-ligne">
              {(["date", "heure", "lieu"] as const).map((nom) => {
                const partie = parties[nom] as Meta;
                return (
                  <span key={nom}>
                    <label htmlFor={partie.id}>
                      {{ date: "Date", heure: "Heure", lieu: "Lieu ou lien" }[nom]}
                    </label>
                    <input
                      id={partie.id}
                      name={partie.name}
                      type={{ date: "date", heure: "time", lieu: "text" }[nom]}
                      // An hour of one figure is refused, and emptied, by a field of time.
                      defaultValue={String(partie.initialValue ?? "").replace(/^(\d:\d\d)$/, "0$1")}
                    />
                  </span>
                );
              })}
              <button
                {...form.remove.getButtonProps({ name: meta.name, index: i })}
                formAction={ancre}
                aria-label={`Retirer la réunion ${i + 1}`}
              >
                Retirer
              </button>
            </li>
          );
        })}
      </ul>
      {lectureSeule ? null : (
        <button {...form.insert.getButtonProps({ name: meta.name })} formAction={ancre}>
          Ajouter une réunion
        </button>
      )}
      <Erreurs meta={meta} />
    </fieldset>
  );
}
