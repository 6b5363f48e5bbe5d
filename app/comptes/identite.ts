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
    nda: string | null;
  };
  profil: Profil;
  referent: boolean;
};

/**
 * Who acts, and the structures they may act for; nobody has none. `revision` changes with anything that a page may show
 * them; null when it is not known.
 */
export type Identite = {
  acteur: Acteur | null;
  structures: StructureDePersonne[];
  revision: string | null;
};

/** Those of which the person is a référent. */
export const referentsDe = (structures: readonly StructureDePersonne[]): string[] =>
  structures.flatMap((s) => (s.referent ? s.structure.siret : []));

export const PERSONNE: Identite = { acteur: null, structures: [], revision: null };

/** A person as a host portal knows them. The e-mail address says who they are here. */
export type PersonneDuPortail = { courriel: string; nom: string };

/** The profiles in words (guide, « Accéder à votre compte »). */
export const PROFILS_DITS: Record<Profil, string> = {
  catalogue: "Gestionnaire OF catalogue formation",
  preinscription: "Gestionnaire OF préinscription",
  general: "Gestionnaire OF général",
};

/** What another system said a person may do, once checked. */
export type DroitsDeConnexion = { moderateur: boolean; structures: { siret: string; profil: Profil }[] };

/** How long a sign-in holds, in seconds; the server checks it, whatever the browser keeps. */
export const DUREE_CONNEXION = 60 * 60 * 12;

/** Who to ask when no account or no right is found. */
export const ECRIRE =
  "Demandez votre rattachement au référent de votre structure, ou écrivez à offre@cap-metiers.pro.";

/** What a host portal says a person may do in a structure; `nom` lets an unknown structure be created. */
export type RattachementDuPortail = { siret: string; profil: Profil; referent?: boolean; nom?: string };
