import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { actionFormation } from "../../db/schema";
import { liste } from "./champs";
import type { Contexte } from "./contexte";
import type { ActionFormation } from "./dossier.server";
import { aUneDe } from "./liste.server";
import { motsDuTitre } from "./saisie";
import { ETATS, type Etat, modifiable } from "./workflow";

/** An action that another one may repeat; `ouverte`: a session can be added to it now. */
export type Proche = { reference: string; intitule: string; etat: string; ouverte: boolean };

/** As many as a person reads. */
const MONTREES = 5;
/** Actions with the same certification, or titles that begin alike, that are read and compared. */
const COMPAREES = 50;
/** From this likeness on, two titles are the same offer (rule R-07). */
const RESSEMBLANCE = 0.9;

/** The actions under way: in the text, not bound, for their indexes are partial. */
const EN_COURS = sql`${actionFormation.etat} in ('creee', 'alerte', 'publiee', 'modifiee') and not ${actionFormation.conventionnee}`;

/**
 * The actions of the same structure that this one may repeat (rule R-07): they share a certification, or their title is
 * the same, or nearly so from the same beginning. Those that take a session now come first. None once a moderator has
 * read it.
 */
export async function actionsProches(ctx: Contexte, action: ActionFormation): Promise<Proche[]> {
  if (action.etat !== "brouillon" && action.etat !== "creee") return [];
  const titre = motsDuTitre(action.saisie);
  const certifications = liste(action.saisie.certifications);
  const debut = titre.slice(0, Math.ceil(titre.length / 2));
  const { recherche } = actionFormation;
  // So alike, two titles are of about the same length.
  const longueurs = sql`length(${recherche}) between ${Math.floor(titre.length * 0.8)}::int and ${Math.ceil(titre.length * 1.25)}::int`;
  const [memes, egales, voisines] = await Promise.all([
    certifications.length > 0 ? lire(ctx, action, aUneDe(certifications), COMPAREES) : [],
    titre ? lire(ctx, action, eq(recherche, titre), COMPAREES) : [],
    titre
      ? lire(
          ctx,
          action,
          sql`${recherche} between ${debut} and ${`${debut}zzzz`} and ${longueurs}`,
          COMPAREES,
        )
      : [],
  ]);
  const trouvees = [
    ...memes,
    ...egales,
    ...voisines.filter((v) => ressemblance(v.recherche, titre) >= RESSEMBLANCE),
  ];
  const uniques = new Map(trouvees.map((t) => [t.reference, t]));
  // In this order here: asked of the database, it could tempt the planner away from the index.
  const ordre = ({ etat, reference }: { etat: Etat; reference: string }) =>
    `${modifiable(etat) ? 0 : 1} ${reference}`;
  const montrees = [...uniques.values()].sort((x, y) => (ordre(x) < ordre(y) ? -1 : 1)).slice(0, MONTREES);
  return montrees.map(({ reference, intitule, etat }) => ({
    reference,
    intitule,
    etat: ETATS[etat].libelle,
    ouverte: modifiable(etat),
  }));
}

/** The keys come from an index alone; few rows are then read. */
function lire(
  { db }: Contexte,
  { siret, reference }: ActionFormation,
  comme: SQL,
  limite: number,
): Promise<{ reference: string; intitule: string; recherche: string; etat: Etat }[]> {
  const a = actionFormation;
  const cles = db
    .select({ reference: a.reference })
    .from(a)
    .where(and(eq(a.siret, siret), EN_COURS, comme, ne(a.reference, reference)))
    .limit(limite)
    .as("cles");
  return db
    .select({ reference: a.reference, intitule: a.intitule, recherche: a.recherche, etat: a.etat })
    .from(cles)
    .innerJoin(a, eq(a.reference, cles.reference));
}

/** How much two texts are alike, 0 to 1: the share of pairs of letters that they have in common (Dice). */
export function ressemblance(a: string, b: string): number {
  const paires = (t: string) =>
    Array.from({ length: Math.max(0, t.length - 1) }, (_, i) => t.slice(i, i + 2));
  const [deA, deB] = [paires(a), paires(b)];
  const restent = new Map<string, number>();
  for (const p of deB) restent.set(p, (restent.get(p) ?? 0) + 1);
  let communes = 0;
  for (const p of deA) {
    const n = restent.get(p) ?? 0;
    if (n > 0) {
      communes += 1;
      restent.set(p, n - 1);
    }
  }
  const total = deA.length + deB.length;
  return total === 0 ? 0 : (2 * communes) / total;
}
