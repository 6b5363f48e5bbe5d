import type { Saisie } from "../../db/types";
import type { TypeDemande } from "./dire";
import { enVrac } from "./en-clair";

/** What Cap Métiers answered to a demande of the organisme. */
export type Reponse = {
  le: Date;
  accordee: boolean;
  type: TypeDemande;
  /** The session it speaks of, when it does. */
  session: string | null;
  /** What the moderator wrote; "" when nothing. */
  phrase: string;
};

/** A line of the journal, as far as an answer needs it. */
export type LigneDeReponse = {
  evenement: string;
  sessionReference: string | null;
  apres: Saisie;
  quand: Date;
};

const ACCORDS = ["accorderDemande", "accorderCorrection"];
const CORRECTIONS = ["accorderCorrection", "refuserCorrection"];

/** The events of the journal that answer a demande. */
export const EVENEMENTS_DE_REPONSE = [...ACCORDS, "refuserDemande", "refuserCorrection"];

/** The answer that such a line of the journal keeps. */
export function reponseDe({ evenement, sessionReference: session, apres, quand }: LigneDeReponse): Reponse {
  const autre = session ? "suppression_session" : "republication";
  return {
    le: quand,
    accordee: ACCORDS.includes(evenement),
    type: CORRECTIONS.includes(evenement) ? "correction_dates" : autre,
    session,
    phrase: enVrac(apres.motif),
  };
}
