/** Working days that Cap Métiers gives itself to control and to answer (guide: « entre 2 et 4 jours ouvrables »). */
export const DELAI = { min: 2, max: 4 };

/** The same in words. */
export const DELAI_DIT = `${DELAI.min} à ${DELAI.max} jours ouvrables`;

/** Days for which the answer to a demande stands on the page of its action; it stays in the history. */
export const REPONSE_JOURS = 30;
