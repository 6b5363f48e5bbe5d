import { CHAMPS_SESSION } from "../../../catalogue/champs-session";
import { Envoyer, Formulaire } from "../../../ui/formulaire";

const CHAMP = CHAMPS_SESSION.find((c) => c.nom === "etatRecrutement");

/** The one thing of a published session that stays open while its action is under control: whether places are left. */
export function RecrutementSeul({ version, actuel }: { version: number; actuel: string }) {
  return (
    <Formulaire className="rp-carte" aria-label="État du recrutement">
      <input type="hidden" name="version" value={version} />
      <fieldset>
        <legend>{CHAMP?.libelle} : à changer à tout moment</legend>
        {(CHAMP?.options ?? []).map((o) => (
          <div className="rp-option" key={o.code}>
            <input
              type="radio"
              id={`recrutement-${o.code}`}
              name="etatRecrutement"
              value={o.code}
              defaultChecked={actuel === o.code}
            />{" "}
            <label htmlFor={`recrutement-${o.code}`}>{o.libelle}</label>
          </div>
        ))}
      </fieldset>
      <Envoyer bouton="recrutement">Mettre à jour le recrutement</Envoyer>
    </Formulaire>
  );
}
