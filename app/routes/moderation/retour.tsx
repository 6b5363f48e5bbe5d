import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";

/** The way back to the queue. */
export function RetourALaFile() {
  return (
    <p>
      <Lien vers="moderation">
        <Icone nom="retour" />
        File de contrôle
      </Lien>
    </p>
  );
}
