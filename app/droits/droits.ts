/** What a person is for a structure (guide, « Accéder à votre compte »); what comes from outside is compared with it. */
export const PROFILS = ["catalogue", "preinscription", "general"] as const;

/** One of them. */
export type Profil = (typeof PROFILS)[number];

/** Who acts: a person, with a profile in the structure of the object, or a moderator. */
export type Acteur = {
  id: number;
  nom: string;
  moderateur: boolean;
  /** The structures this person is attached to, by SIRET. */
  profils: Record<string, Profil>;
  /** Those of which this person is a référent, whatever their profile. */
  referents?: readonly string[];
};

/** `connecte`: whoever is signed in has it, attached to a structure or not; `referent`: a référent of the structure has it. */
type Regle = { profils: readonly Profil[]; moderateur: boolean; connecte?: true; referent?: true };

const GESTION: readonly Profil[] = ["catalogue", "general"];

/** The table of rights: which profiles of the object's structure, and whether a moderator, may do it. */
export const DROITS = {
  "action:lire": { profils: PROFILS, moderateur: true },
  "action:modifier": { profils: GESTION, moderateur: false },
  "action:valider": { profils: GESTION, moderateur: false },
  "action:retirer": { profils: GESTION, moderateur: true },
  "action:publier": { profils: [], moderateur: true },
  "structure:ajouter": { profils: [], moderateur: true },
  "structure:identifier": { profils: [], moderateur: true },
  "structure:corriger": { profils: [], moderateur: true, referent: true },
  "structures:voir": { profils: PROFILS, moderateur: true, connecte: true },
  "moderation:voir": { profils: [], moderateur: true },
} as const satisfies Record<string, Regle>;

export type Droit = keyof typeof DROITS;

/**
 * Whether `acteur` has the right on an object of the structure `siret` (for a right without an object, on any of
 * their structures). False by default: no actor, an unknown right or a stranger's object is a refusal.
 */
export function peut(acteur: Acteur | null, droit: Droit, siret?: string): boolean {
  if (!acteur) return false;
  const regle: Regle = DROITS[droit];
  if (!regle) return false;
  if (regle.connecte && siret === undefined) return true;
  if (acteur.moderateur) return regle.moderateur;
  const referents = acteur.referents ?? [];
  if (regle.referent && (siret === undefined ? referents.length > 0 : referents.includes(siret))) return true;
  const profils = siret === undefined ? Object.values(acteur.profils) : [acteur.profils[siret]];
  return profils.some((p) => p !== undefined && regle.profils.includes(p));
}

/** The profiles of a structure that have this right on its objects. */
export function profilsQuiPeuvent(droit: Droit): readonly Profil[] {
  return DROITS[droit].profils;
}

/** Whether the object of that structure is no stranger's: a refusal may then say why (403), else it is a 404. */
export function connait(acteur: Acteur | null, siret: string): boolean {
  return Boolean(acteur && (acteur.moderateur || acteur.profils[siret]));
}
