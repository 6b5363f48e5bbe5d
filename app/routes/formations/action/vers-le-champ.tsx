import { ancreDuChamp } from "../../../catalogue/champs";
import { direRaison } from "../../../ui/champs";
import { Depart } from "../../../ui/lien";

type Dite = { champ: string; phrase: string; session?: string | null };

/**
 * A sentence that leads to the field it speaks of, from the page of the action or from another, where `form` is not
 * given; `form`: the form of that page, which keeps its words on the way, or false.
 */
export function VersLeChamp({
  reference,
  raison,
  form,
}: {
  reference: string;
  raison: Dite;
  form?: string | false;
}) {
  const { champ, session } = raison;
  const ancre = ancreDuChamp(session ? "session" : "action", champ);
  const dite = direRaison(raison);
  if (form !== undefined && !session) return <a href={ancre}>{dite}</a>;
  const page = `formations/${reference}${session ? `/sessions/${session}` : ""}`;
  return (
    <Depart form={form} vers={page + ancre}>
      {dite}
    </Depart>
  );
}
