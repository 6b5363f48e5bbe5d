export type { Version } from "./dictionnaire";
export { ErreurLheo, lireLheo } from "./lecteur";
export { el, enfant, type Noeud, texteDe, tous } from "./noeud";
export { ENTETE_LHEO_23, ecrireNoeud, garderEnfants, PIED_LHEO_23 } from "./redacteur";
export { type Anomalie, validerNoeud } from "./validateur";
