import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { compterJusqua } from "../../db/compter";
import { actionFormation, demande, structure, utilisateur } from "../../db/schema";
import { type Contexte, jourDe } from "../catalogue/contexte";
import { exigerModerateur } from "./moderateur";

const PAR_PAGE = 25;
/** Beyond, the exact number tells a moderator nothing and costs a scan. */
const COMPTE_MAX = 1000;

/** How many actions answer, counted no further than tells something. */
export const compterActions = (ctx: Contexte, condition: SQL): Promise<number> =>
  compterJusqua(ctx.db, actionFormation, condition, COMPTE_MAX + 1);

/** Such a number in words. */
export const direCompte = (n: number): string => (n > COMPTE_MAX ? `plus de ${COMPTE_MAX}` : String(n));

// Said in the text, not bound: the index of the queue is partial.
const EN_ATTENTE = sql`${actionFormation.etat} in ('creee', 'modifiee')`;

/** What a moderator may keep of the queue, by its name in the address. */
export const FILTRES = {
  creees: "Créées",
  modifiees: "Modifiées",
  retard: "En retard",
  libres: "Libres",
  miennes: "Prises en charge par moi",
} as const;

/** One of these names. */
export type Filtre = keyof typeof FILTRES;

/** What is said when nothing is so kept. */
export const VIDES: Record<Filtre, string> = {
  creees: "Aucune action créée n'attend.",
  modifiees: "Aucune action modifiée n'attend.",
  retard: "Aucune échéance n'est dépassée.",
  libres: "Tout ce qui attend est pris en charge.",
  miennes: "Vous n'avez pris aucune action en charge.",
};

/** The filter of that name, or undefined: the whole queue. */
export const filtreDe = (nom: string | null): Filtre | undefined =>
  nom !== null && Object.hasOwn(FILTRES, nom) ? (nom as Filtre) : undefined;

function retenues({ acteur, maintenant }: Contexte, filtre?: Filtre): SQL {
  switch (filtre) {
    case "creees":
      return sql`${EN_ATTENTE} and ${actionFormation.etat} = 'creee'`;
    case "modifiees":
      return sql`${EN_ATTENTE} and ${actionFormation.etat} = 'modifiee'`;
    case "retard":
      return sql`${EN_ATTENTE} and ${actionFormation.echeance} < ${jourDe(maintenant)}::date`;
    case "libres":
      return sql`${EN_ATTENTE} and ${actionFormation.priseEnChargePar} is null`;
    case "miennes":
      return sql`${EN_ATTENTE} and ${actionFormation.priseEnChargePar} = ${acteur?.id ?? null}`;
    default:
      return EN_ATTENTE;
  }
}

type Cle = { echeance: string; reference: string };

const apresCle = ({ echeance, reference }: Cle): SQL =>
  sql`(${actionFormation.echeance}, ${actionFormation.reference}) > (${echeance}::date, ${reference})`;

/** One page of what waits for a moderator, oldest deadline first; `apres` is the key of the last row shown. */
export async function fileDAttente(ctx: Contexte, { apres, filtre }: { apres?: Cle; filtre?: Filtre } = {}) {
  exigerModerateur(ctx);
  const voulues = retenues(ctx, filtre);
  const lignes = await ctx.db
    .select({
      reference: actionFormation.reference,
      intitule: actionFormation.intitule,
      etat: actionFormation.etat,
      echeance: actionFormation.echeance,
      // Whether it comes back from the organisme, which had been asked for something.
      retour: sql<boolean>`${actionFormation.etatPrecedent} is not distinct from 'alerte'`,
      enCharge: utilisateur.nom,
      organisme: structure.nom,
      ville: structure.ville,
    })
    .from(actionFormation)
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(utilisateur, eq(utilisateur.id, actionFormation.priseEnChargePar))
    .where(and(voulues, apres && apresCle(apres)))
    .orderBy(asc(actionFormation.echeance), asc(actionFormation.reference))
    .limit(PAR_PAGE + 1);
  const total = await compterActions(ctx, voulues);
  return { lignes: lignes.slice(0, PAR_PAGE), suite: lignes.length > PAR_PAGE, total };
}

/**
 * The reference of what is to be controlled after that action, in the order of the queue and from its beginning when it
 * was the last, of what `filtre` keeps; what a colleague has in charge is passed over. Null when nothing else waits.
 */
export async function suivanteDans(
  ctx: Contexte,
  reference: string,
  filtre?: Filtre,
): Promise<string | null> {
  exigerModerateur(ctx);
  const [ici] = await ctx.db
    .select({ echeance: actionFormation.echeance })
    .from(actionFormation)
    .where(eq(actionFormation.reference, reference));
  const libre = or(
    isNull(actionFormation.priseEnChargePar),
    eq(actionFormation.priseEnChargePar, ctx.acteur?.id ?? 0),
  );
  const premiere = (apres?: SQL) =>
    ctx.db
      .select({ reference: actionFormation.reference })
      .from(actionFormation)
      .where(and(retenues(ctx, filtre), libre, ne(actionFormation.reference, reference), apres))
      .orderBy(asc(actionFormation.echeance), asc(actionFormation.reference))
      .limit(1);
  const [apres] = ici?.echeance ? await premiere(apresCle({ echeance: ici.echeance, reference })) : [];
  return (apres ?? (await premiere())[0])?.reference ?? null;
}

/** The demandes of the organismes that no one has answered yet, oldest first. */
export async function demandesOuvertes(ctx: Contexte) {
  exigerModerateur(ctx);
  return ctx.db
    .select({
      id: demande.id,
      type: demande.type,
      actionReference: demande.actionReference,
      sessionReference: demande.sessionReference,
      contexte: demande.contexte,
      creeLe: demande.creeLe,
      intitule: actionFormation.intitule,
      organisme: structure.nom,
      auteur: utilisateur.nom,
    })
    .from(demande)
    .innerJoin(actionFormation, eq(actionFormation.reference, demande.actionReference))
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(utilisateur, eq(utilisateur.id, demande.auteurId))
    .where(isNull(demande.closeLe))
    .orderBy(asc(demande.id))
    .limit(100);
}

/** Who asked each open demande of the action, by its id; without those whom nobody knows any more. */
export async function auteursDesDemandes(ctx: Contexte, reference: string): Promise<Map<number, string>> {
  exigerModerateur(ctx);
  const lues = await ctx.db
    .select({ id: demande.id, nom: utilisateur.nom })
    .from(demande)
    .innerJoin(utilisateur, eq(utilisateur.id, demande.auteurId))
    .where(and(eq(demande.actionReference, reference), isNull(demande.closeLe)));
  return new Map(lues.map(({ id, nom }) => [id, nom]));
}
