import type { Proche } from "../../../catalogue/proches.server";
import { Depart } from "../../../ui/lien";

/** What a draft may repeat, before it is transmitted: the same training at other dates is one more session
 * (R-07, R-09). `form` is the form of the draft, when it can be typed in. */
export function Proches({ proches, form }: { proches: Proche[]; form?: string | false }) {
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
            <Depart form={form} vers={`formations/${p.reference}`}>
              {p.intitule || p.reference}
            </Depart>{" "}
            ({p.etat})
            {p.ouverte ? (
              <>
                {" "}
                ·{" "}
                <Depart form={form} vers={`formations/${p.reference}/sessions/nouvelle`}>
                  Y ajouter une session
                </Depart>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
