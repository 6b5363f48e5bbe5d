import type { Acteur, Profil } from "../droits/droits";

/** A structure of a person, as the screens name it. */
export type StructureDePersonne = {
  structure: {
    siret: string;
    nom: string;
    ville: string;
    codePostal: string;
    telephone: string | null;
    courriel: string | null;
  };
  profil: Profil;
  referent: boolean;
};

/** Who acts, and the structures they may act for; nobody has none. */
export type Identite = { acteur: Acteur | null; structures: StructureDePersonne[] };

export const PERSONNE: Identite = { acteur: null, structures: [] };

/** A person as a host portal knows them. The e-mail address says who they are here. */
export type PersonneDuPortail = { courriel: string; nom: string };

/** What a host portal says a person may do in a structure; `nom` lets an unknown structure be created. */
export type RattachementDuPortail = { siret: string; profil: Profil; referent?: boolean; nom?: string };
