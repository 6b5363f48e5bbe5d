import { and, asc, between, eq, inArray, or, type Placeholder, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { preparee } from "../../db/preparee";
import { actionFormation, demande, motif, publication, sessionFormation, structure } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { connait, type Droit, peut } from "../droits/droits";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";
import { communeParInsee } from "../referentiels/communes.server";
import { chiffresDe } from "../referentiels/siret";
import { mots as decouper } from "../referentiels/texte";
import { liste, texte } from "./champs";
import { type Contexte, INTROUVABLE, jourDe, Refus } from "./contexte";
import { doublon } from "./doublons";
import type { Faits, Raison } from "./regles";
import { raisonsAction, SESSION_REQUISE } from "./regles-action";
import { raisonsSession } from "./regles-session";

export type ActionFormation = typeof actionFormation.$inferSelect;
export type SessionFormation = typeof sessionFormation.$inferSelect;
export type Structure = typeof structure.$inferSelect;

/** An action with all that belongs to it. */
export type Dossier = {
  action: ActionFormation;
  structure: Structure;
  sessions: SessionFormation[];
  /** The words approved last, while they are published. */
  publication: Pick<typeof publication.$inferSelect, "approuve" | "publieeLe" | "majLe"> | null;
  /** What a moderator asks and is not done yet. */
  motifs: Pick<typeof motif.$inferSelect, "id" | "champ" | "code" | "phrase" | "sessionReference">[];
  /** What the organisme asks and nobody has answered yet. */
  demandes: (Pick<typeof demande.$inferSelect, "id" | "type" | "contexte" | "sessionReference" | "voulu"> & {
    creeLe: string;
  })[];
};

/** The action with what is asked of it, and its sessions: two queries, sent together. */
function requetes(db: Base, reference: string | Placeholder) {
  const action = db
    .select({
      action: actionFormation,
      structure,
      publication: {
        approuve: publication.approuve,
        publieeLe: publication.publieeLe,
        majLe: publication.majLe,
      },
      motifs: sql<
        Dossier["motifs"]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'champ', champ, 'code', code, 'phrase', phrase,
        'sessionReference', session_reference) order by id), '[]') from ${motif}
        where action_reference = ${actionFormation.reference} and leve_le is null)`,
      demandes: sql<Dossier["demandes"]>`(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'type', type,
        'contexte', contexte, 'sessionReference', session_reference, 'voulu', voulu, 'creeLe', cree_le) order by id desc), '[]') from ${demande}
        where action_reference = ${actionFormation.reference} and close_le is null)`,
    })
    .from(actionFormation)
    .innerJoin(structure, eq(structure.siret, actionFormation.siret))
    .leftJoin(publication, eq(publication.actionReference, actionFormation.reference))
    .where(eq(actionFormation.reference, reference));
  const sessions = db
    .select()
    .from(sessionFormation)
    .where(eq(sessionFormation.actionReference, reference))
    .orderBy(asc(sessionFormation.debut), asc(sessionFormation.reference));
  return { action, sessions };
}

const lectures = preparee((db) => {
  const { action, sessions } = requetes(db, sql.placeholder("reference"));
  return { action: action.prepare("action"), sessions: sessions.prepare("sessions") };
});

/**
 * The action at that reference, if the actor has the right: a stranger's is a 404, a colleague's without the right a
 * 403 with the reason. `verrouiller` holds the row until the transaction ends.
 */
export async function lireDossier(
  ctx: Contexte,
  reference: string,
  droit: Droit,
  verrouiller = false,
): Promise<Dossier> {
  const { db, acteur } = ctx;
  const [[lu], sessions] = await (verrouiller
    ? lireEtTenir(db, reference)
    : Promise.all([
        lectures(db).action.execute({ reference }),
        lectures(db).sessions.execute({ reference }),
      ]));
  if (!lu || !connait(acteur, lu.action.siret)) throw INTROUVABLE();
  if (!peut(acteur, droit, lu.action.siret)) {
    throw new Refus(403, "Votre profil permet de consulter ce catalogue, pas de faire cette opération.");
  }
  if (lu.action.conventionnee && !acteur?.moderateur && droit !== "action:lire") {
    throw new Refus(
      403,
      "Cette formation conventionnée arrive par flux ou par Cap Métiers : elle est en lecture seule.",
    );
  }
  return { ...lu, sessions };
}

/**
 * One connection answers in order: all is read once the action is held, by statements that see what whoever held it
 * before has written.
 */
async function lireEtTenir(db: Base, reference: string) {
  const { action, sessions } = requetes(db, reference);
  const tenue = db
    .select({ reference: actionFormation.reference })
    .from(actionFormation)
    .where(eq(actionFormation.reference, reference))
    .for("update");
  const [, lues, siennes] = await Promise.all([tenue, action, sessions]);
  return [lues, siennes] as const;
}

/** The session of that reference in the dossier, or a 404. */
export function sessionDuDossier(dossier: Dossier, reference: string): SessionFormation {
  const session = dossier.sessions.find((s) => s.reference === reference);
  if (!session) throw new Refus(404, "Cette session n'existe pas sur cette action.");
  return session;
}

/** What is asked of that session and not answered yet: one thing at a time. */
export function demandeSur(
  demandes: Dossier["demandes"],
  session: string,
): Dossier["demandes"][number] | undefined {
  return demandes.find((d) => d.sessionReference === session);
}

/** The organisations offered to deliver a session: the antennes of the SIREN first, then those of `utilises`. */
export async function formateursPossibles(db: Base, siret: string, utilises: string[]): Promise<Structure[]> {
  const siren = siret.slice(0, 9);
  const trouves = await db
    .select()
    .from(structure)
    .where(or(eq(structure.siren, siren), inArray(structure.siret, utilises)))
    .orderBy(asc(structure.nom), asc(structure.siret));
  const rang = (s: Structure) => (s.siret === siret ? 0 : s.siren === siren ? 1 : 2);
  return trouves.sort((a, b) => rang(a) - rang(b));
}

/** Ten organisations at most, by SIRET or SIREN, or by all the words of the name and town. */
export async function chercherOrganismes(db: Base, cherche: string): Promise<Structure[]> {
  const chiffres = chiffresDe(cherche) ?? "";
  const mots = decouper(cherche);
  if (mots.length === 0) return [];
  return db
    .select()
    .from(structure)
    .where(
      chiffres.length >= 9 && chiffres.length <= 14
        ? between(structure.siret, chiffres.padEnd(14, "0"), chiffres.padEnd(14, "9"))
        : and(...mots.map((m) => sql`strpos(${structure.recherche}, ${m}) > 0`)),
    )
    .orderBy(asc(structure.recherche), asc(structure.siret))
    .limit(10);
}

/** What the rules need to know about these words, in two queries sent together. */
export async function faitsPour(
  ctx: Contexte,
  siret: string,
  action: Saisie,
  sessions: Saisie[],
): Promise<Faits> {
  const codes = [
    ...new Set(
      [action, ...sessions].flatMap((s) => [...liste(s.certifications), ...liste(s.certificationsVisees)]),
    ),
  ];
  const sirets = [...new Set(sessions.map((s) => texte(s.formateur)).filter(Boolean))];
  const [fiches, connus] = await Promise.all([
    certificationsParCodes(ctx.db, codes),
    sirets.length > 0
      ? ctx.db.select({ siret: structure.siret }).from(structure).where(inArray(structure.siret, sirets))
      : [],
  ]);
  const communes: Faits["communes"] = {};
  for (const s of sessions) {
    const commune = communeParInsee(texte(s.lieuCommune));
    if (commune) communes[commune.insee] = { nom: commune.nom };
  }
  return {
    aujourdhui: jourDe(ctx.maintenant),
    certifications: Object.fromEntries(fiches.map((f) => [f.code, f])),
    certificationsAction: liste(action.certifications),
    communes,
    formateurs: [siret, ...connus.map((c) => c.siret)],
  };
}

type SessionAVoir = Pick<SessionFormation, "reference" | "saisie" | "transmiseLe">;

/** Every reason for which this action and its sessions cannot be published, each tied to its field. */
export async function raisonsDeRefus(
  ctx: Contexte,
  siret: string,
  action: Saisie,
  sessions: SessionAVoir[],
): Promise<Raison[]> {
  const faits = await faitsPour(
    ctx,
    siret,
    action,
    sessions.map((s) => s.saisie),
  );
  return [
    ...raisonsAction(action, faits),
    ...(sessions.length === 0 ? [SESSION_REQUISE] : []),
    ...sessions.flatMap((s) => raisonsDUne(s, sessions, faits)),
  ];
}

/** Those of one session of the action, `sessions` being all of them. */
export async function raisonsDeLaSession(
  ctx: Contexte,
  siret: string,
  action: Saisie,
  session: SessionAVoir,
  sessions: SessionAVoir[],
): Promise<Raison[]> {
  return raisonsDUne(session, sessions, await faitsPour(ctx, siret, action, [session.saisie]));
}

/** The same, once the facts are known. */
export function raisonsDUne(s: SessionAVoir, sessions: SessionAVoir[], faits: Faits): Raison[] {
  return [
    ...raisonsSession(s.saisie, faits, { transmise: s.transmiseLe !== null }),
    ...(s.transmiseLe === null ? doublon(s, sessions) : []),
  ].map((r) => ({ ...r, session: s.reference }));
}
