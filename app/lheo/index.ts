export { ESPACES, type Version } from "./dictionnaire";
export { ErreurLheo, lireLheo } from "./lecteur";
export { el, enfant, type Noeud, texteDe, tous } from "./noeud";
export { ecrireNoeud, ENTETE_LHEO_23, PIED_LHEO_23 } from "./redacteur";
export { type Anomalie, validerNoeud } from "./validateur";
