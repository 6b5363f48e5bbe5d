/** What our `extras` are called, those of the dispositif and of a financeur, and the NDA written for who has none. */
export const NOTRE = "rafaelpro";
export const DISPOSITIF = "dispositif";
export const SPECIFICITES = "specificites";
export const NDA_INCONNU = "00000000000";

/** What LHÉO carries where there is no alternance: the element is compulsory. */
export const SANS_ALTERNANCE = "-";

/** What LHÉO carries where nobody gave a condition of access. */
export const SANS_CONDITION = "Aucune";

/** What LHÉO carries of its compulsory elements where nobody said anything: « tout public », no level known… */
export const DEFAUTS = {
  public: "83056",
  niveauEntree: "0",
  niveauExige: "0",
  parcours: "1",
  rythme: "Non communiqué",
  priseEnCharge: "1",
};
