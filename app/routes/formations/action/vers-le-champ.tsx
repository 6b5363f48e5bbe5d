import { ancreDuChamp, direRaison } from "../../../catalogue/champs";
import { Depart } from "../../../ui/lien";

type Dite = { champ: string; phrase: string; session?: string | null };

/**
 * A sentence that leads to the field it speaks of, on the page of the action (`ici`) or from another; `form`: the form of
 * this page, which keeps its words on the way.
 */
export function VersLeChamp(p: { reference: string; raison: Dite; ici?: boolean; form?: string | false }) {
  const { champ, session } = p.raison;
  const ancre = ancreDuChamp(session ? "session" : "action", champ);
  const dite = direRaison(p.raison);
  if (p.ici && !session) return <a href={ancre}>{dite}</a>;
  const page = `formations/${p.reference}${session ? `/sessions/${session}` : ""}`;
  return (
    <Depart form={p.form ?? false} vers={`${page}${ancre}`}>
      {dite}
    </Depart>
  );
}
