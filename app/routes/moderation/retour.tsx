import { useSearchParams } from "@remix-run/react";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";

/** The way back to the queue, as it was kept. */
export function RetourALaFile() {
  const [params] = useSearchParams();
  const voir = params.get("voir");
  return (
    <p>
      <Lien vers={`moderation${voir ? `?voir=${encodeURIComponent(voir)}` : ""}`}>
        <Icone nom="retour" />
        File de contrôle
      </Lien>
    </p>
  );
}
