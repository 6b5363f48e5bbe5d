import { Chercher } from "../../ui/chercher";

/** The box of the moderators' search, with what was asked. */
export function ChercherPartout({ texte }: { texte?: string }) {
  return (
    <Chercher
      vers="moderation/recherche"
      libelle="Chercher une action ou un organisme"
      aide="Des mots entiers du titre, le code d'une certification, la référence d'une action ou d'une session, ou le SIRET, le nom ou la ville d'un organisme."
      texte={texte}
    >
      <button type="submit" name="organisme" value="1">
        Chercher un organisme
      </button>
    </Chercher>
  );
}
