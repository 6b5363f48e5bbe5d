import type { Raison } from "../../../catalogue/regles";
import { VersLeChamp } from "./vers-le-champ";

/** What is worth a second look before it is transmitted and refuses nothing, each with the way to its field. */
export function Remarques(p: { remarques: Raison[]; reference: string; form?: string | false }) {
  return p.remarques.map((r) => (
    <p key={`${r.session} ${r.phrase}`} className="rp-info">
      <VersLeChamp reference={p.reference} raison={r} form={p.form} />
    </p>
  ));
}
