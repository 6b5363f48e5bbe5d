import { useFormAction } from "@remix-run/react";
import { ChampChoix, type ChampZone } from "../../../ui/champs";
import { Recherche } from "../../../ui/recherche";
import type { ProprietesSession } from "./formulaire";

/** The organisation that delivers: one of ours and of those already used, or another, searched on the server. */
export function Formateur({ commun, p }: { commun: Parameters<typeof ChampZone>[0]; p: ProprietesSession }) {
  const ancre = `${useFormAction()}#${commun.meta.id}`;
  const { formateurs: choisis = [], formateursTrouves: trouves, resultat } = p.reponse ?? {};
  const connus = [...p.formateurs, ...choisis.filter((c) => p.formateurs.every((f) => f.siret !== c.siret))];
  return (
    <>
      <ChampChoix {...commun} options={connus.map((f) => ({ code: f.siret, libelle: f.nom }))} />
      {commun.lectureSeule ? null : (
        <Recherche
          nom="rechercheFormateur"
          libelle="Un autre organisme : nom, ville ou SIRET"
          valeur={String(resultat?.initialValue?.rechercheFormateur ?? "")}
          bouton="Chercher l'organisme"
          dit={p.reponse?.dit?.rechercheFormateur}
        />
      )}
      {trouves?.length ? (
        <ul>
          {trouves.map((f) => (
            <li key={f.siret}>
              <button type="submit" name="bouton" value={`formateur:${f.siret}`} formAction={ancre}>
                {f.nom} ({f.siret})
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
