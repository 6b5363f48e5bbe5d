import type { Raison } from "../../../catalogue/regles";

/** What is worth a second look before it is transmitted and refuses nothing, each with the way to its field. */
export function Remarques(p: { remarques: Raison[]; ancre: (r: Raison) => string }) {
  return p.remarques.map((r) => (
    <p key={r.champ} className="rp-info">
      <a href={p.ancre(r)}>{r.phrase}</a>
    </p>
  ));
}
