/**
 * The names of what a form carries beside the words typed: the page it was made from, the button pressed, the choice of
 * a line. Neither kept on the device nor shown back to the person, and sent again with the rest.
 */
export const TECHNIQUE =
  /^(jeton|version|enLigne|revision|brouillon|bouton|suite|autre|siret|structure|motif|courriels|retirer|recherche.*Faite|__.*__)$/;
