import { Chercher } from "../../ui/chercher";

/** The box that looks in every list of the active structure, with what was asked. */
export function ChercherChezSoi({ texte }: { texte?: string }) {
  return (
    <Chercher
      vers="formations/recherche"
      libelle="Chercher dans toutes mes actions"
      aide="La référence d'une action ou d'une session, un code RNCP ou RS, ou des mots du titre."
      texte={texte}
    />
  );
}
