import type { Proche } from "../../../catalogue/proches.server";
import { Lien } from "../../../ui/lien";

/** What a draft may repeat, before it is transmitted: the same training at other dates is one more session (R-07, R-09). */
export function Proches({ proches }: { proches: Proche[] }) {
  if (proches.length === 0) return null;
  return (
    <div className="rp-info">
      <p>
        <strong>Cette action est proche d'une autre de votre catalogue.</strong> Si c'est la même formation à
        d'autres dates, dans un autre lieu ou une autre modalité, ajoutez-y plutôt une session.
      </p>
      <ul>
        {proches.map((p) => (
          <li key={p.reference}>
            <Lien vers={`formations/${p.reference}`}>{p.intitule || p.reference}</Lien> ({p.etat})
            {p.ouverte ? (
              <>
                {" "}
                · <Lien vers={`formations/${p.reference}/sessions/nouvelle`}>Y ajouter une session</Lien>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
