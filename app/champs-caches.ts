/**
 * What a form that keeps a copy of itself carries beside the words typed: the page it was made from, the button pressed.
 * Neither kept on the device nor shown back to the person, and sent again with the rest.
 */
export const TECHNIQUES = /^(jeton|version|enLigne|revision|brouillon|naissance|structure|bouton)$/;
