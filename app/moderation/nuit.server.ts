import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { actionFormation, motif } from "../../db/schema";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import { liste } from "../catalogue/champs";
import { type Contexte, jourDe, Refus } from "../catalogue/contexte";
import { direFin, JOURS_D_ANNONCE } from "../catalogue/dire";
import { type Dossier, lireDossier } from "../catalogue/dossier.server";
import { derniereFin } from "../catalogue/durees";
import { ecrireJournal, enTransaction } from "../catalogue/ecrire.server";
import { dateFr } from "../catalogue/regles";
import { MOTIFS_DE_NUIT } from "../catalogue/workflow";
import type { Acteur } from "../droits/droits";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";
import { type MotifSaisi, poserMotifs } from "./decider.server";

/** Who acts at night: nobody signed in, with the rights of a moderator. */
const SYSTEME: Acteur = { id: 0, nom: "Règle automatique", moderateur: true, profils: {} };

/** Months after its last session before an action left in Alerte for it is archived (R-52), by default. */
export const MOIS_AVANT_ARCHIVE = 12;
/** Days that an organisme has at least, between being told and the archive. */
const PREAVIS_JOURS = 30;

/** The days before the end of the last session from which each announcement is made, and those that make it needless. */
const ANNONCES = {
  finDansUnMois: { jours: JOURS_D_ANNONCE, suffisent: ["finDansUnMois", "finDansUneSemaine"] },
  finDansUneSemaine: { jours: 7, suffisent: ["finDansUneSemaine"] },
} as const;

export type BilanDeNuit = {
  /** Actions whose last session ends soon, told so. */
  annoncees: number;
  sessionsPassees: number;
  certificationsEchues: number;
  archivees: number;
};

/**
 * The rules that nobody presses a button for, once a day. The end of the last session is announced a month and a week before
 * (R-52); an action whose sessions have all ended goes to Alerte (R-51),
 * so does one whose certification is no longer registered (R-22); one left so goes to Archivées some months after its last
 * session (R-52), and never before it had a month to answer. A reason is given once: an action published again with it
 * stays published. Each action is held, read again and written in a transaction of its own: what failed, or ran twice, is
 * done or not, never half.
 */
export async function passerLaNuit(
  db: Base,
  maintenant: Date,
  { moisAvantArchive = MOIS_AVANT_ARCHIVE } = {},
): Promise<BilanDeNuit> {
  const ctx: Contexte = { db, acteur: SYSTEME, maintenant };
  const jour = jourDe(maintenant);
  const avantArchive = decaler(jour, { mois: -moisAvantArchive });
  const parTous = async (references: string[], geste: (reference: string) => Promise<boolean>) => {
    let faits = 0;
    for (const reference of references) if (await geste(reference).catch(refusee)) faits += 1;
    return faits;
  };
  const annoncer = async (evenement: keyof typeof ANNONCES) => {
    const conditions = [PUBLIEE, aAnnoncer(evenement, jour)];
    return parTous(await trouver(db, ...conditions), (reference) =>
      annoncerLaFin(ctx, reference, evenement, conditions),
    );
  };
  return {
    // Nearest first: told that a week is left, nobody is told that it is a month.
    annoncees: (await annoncer("finDansUneSemaine")) + (await annoncer("finDansUnMois")),
    sessionsPassees: await parTous(await trouver(db, A_SUIVRE, finies(jour)), (reference) =>
      alerter(ctx, reference, (_, dossier) => sessionsPassees(dossier, jour, moisAvantArchive)),
    ),
    certificationsEchues: await parTous(await trouver(db, PUBLIEE, certificationEchue(jour)), (reference) =>
      alerter(ctx, reference, certificationsEchues),
    ),
    archivees: await parTous(await trouver(db, prevenue(jour), finies(avantArchive)), (reference) =>
      archiver(ctx, reference, avantArchive),
    ),
  };
}

/** Changed by a person since it was found: it is theirs. Any other failure ends the night, the next one goes on. */
function refusee(erreur: unknown): boolean {
  if (erreur instanceof Refus) return false;
  throw erreur;
}

const a = actionFormation;
const PUBLIEE = eq(a.etat, "publiee");
/** Told so already, and not answered. */
const dite = (depuis: SQL = sql`true`) => sql`exists (select 1 from ${motif} m
  where m.action_reference = ${a.reference} and m.code = ${MOTIFS_DE_NUIT.sessions} and m.leve_le is null and ${depuis})`;
// What waits in Alerte for another reason ends too.
const A_SUIVRE = sql`(${a.etat} = 'publiee' or ${a.etat} = 'alerte' and not ${dite()})`;
const prevenue = (jour: string) =>
  sql`${a.etat} = 'alerte' and ${dite(sql`m.cree_le < ${decaler(jour, { jours: -PREAVIS_JOURS })}::date`)}`;
const finies = (
  jour: string,
) => sql`(select coalesce(max(coalesce(s.fin, '9999')), '9999') from session_formation s
  where s.action_reference = ${a.reference}) < ${jour}`;
/** Whether its last session ends within the days of that announcement, and neither it nor a nearer one was made since. */
const aAnnoncer = (evenement: keyof typeof ANNONCES, jour: string) => {
  const { jours, suffisent } = ANNONCES[evenement];
  return sql`exists (select 1 from (select max(coalesce(s.fin, '9999')) fin from session_formation s
    where s.action_reference = ${a.reference}) d
    where d.fin between ${jour} and ${decaler(jour, { jours })}
      and not exists (select 1 from journal j where j.action_reference = ${a.reference}
        and j.evenement in ${suffisent} and j.quand >= d.fin::date - ${jours}::integer))`;
};
// From the codes of the action to their rows, never the other way: the repertory holds tens of thousands.
const certificationEchue = (
  jour: string,
) => sql`exists (select 1 from jsonb_array_elements_text(coalesce(${a.saisie}->'certifications', '[]')) v(code)
  join certification c on c.code = v.code where c.date_fin_enregistrement < ${jour}::date)`;

/** The actions that these conditions name; none that a financeur's file brings. */
async function trouver(db: Base, ...conditions: SQL[]): Promise<string[]> {
  const lignes = await db
    .select({ reference: a.reference })
    .from(a)
    .where(and(...conditions, eq(a.conventionnee, false)))
    .orderBy(a.reference);
  return lignes.map((l) => l.reference);
}

/** That day so many months or days later; the last day of a shorter month. */
function decaler(jour: string, { mois = 0, jours = 0 }: { mois?: number; jours?: number }): string {
  const [annee = 0, m = 1, j = 1] = jour.split("-").map(Number);
  const dernier = new Date(Date.UTC(annee, m + mois, 0)).getUTCDate();
  return new Date(Date.UTC(annee, m - 1 + mois, Math.min(j, dernier) + jours)).toISOString().slice(0, 10);
}

/** Announces the end of the last session, when the conditions it was found by still hold once it is held. */
function annoncerLaFin(
  ctx: Contexte,
  reference: string,
  evenement: keyof typeof ANNONCES,
  conditions: SQL[],
): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const { action, sessions } = await lireDossier(tx, reference, "action:publier", true);
    const [encore] = await trouver(tx.db, ...conditions, eq(a.reference, reference));
    const fin = derniereFin(sessions);
    if (!encore || !fin) return false;
    await ecrireJournal(tx, { action, evenement, apres: { motif: direFin(fin, dateFr) } });
    return true;
  });
}

/** The reason as it stands now, and the day from which it counts; null when there is none any more. */
type Constat = { motif: MotifSaisi; depuis: string } | null;

/** The end of the last session, when it is before that day. */
function finieAvant({ sessions }: Dossier, jour: string): string | null {
  const derniere = derniereFin(sessions);
  return derniere && derniere < jour ? derniere : null;
}

function sessionsPassees(dossier: Dossier, jour: string, mois: number): Constat {
  const derniere = finieAvant(dossier, jour);
  if (!derniere) return null;
  const [terme, repit] = [decaler(derniere, { mois }), decaler(jour, { jours: PREAVIS_JOURS })];
  const archive = terme > repit ? terme : repit;
  const phrase = `Toutes les sessions sont terminées depuis le ${dateFr(derniere)} : ajoutez une session, ou archivez l'action. Sans nouvelle session, elle sera archivée après le ${dateFr(archive)}.`;
  return { motif: { champ: "sessions", code: MOTIFS_DE_NUIT.sessions, phrase }, depuis: derniere };
}

async function certificationsEchues(ctx: Contexte, { action }: Dossier): Promise<Constat> {
  const jour = jourDe(ctx.maintenant);
  const fiches = await certificationsParCodes(ctx.db, liste(action.saisie.certifications));
  const echues = fiches.flatMap(({ code, dateFinEnregistrement: fin, remplaceePar }) =>
    fin && fin < jour ? [{ code, fin, remplaceePar }] : [],
  );
  const depuis = echues
    .map((e) => e.fin)
    .sort()
    .at(-1);
  if (!depuis) return null;
  const dites = echues.map(
    ({ code, fin, remplaceePar }) =>
      `${code} le ${dateFr(fin)}${remplaceePar ? `, remplacée par ${remplaceePar}` : ""}`,
  );
  const phrase = `L'enregistrement d'une certification a pris fin, plus personne ne peut entrer en formation pour elle : ${dites.join(" ; ")}. Ajoutez celle qui la remplace et choisissez-la dans vos sessions à venir, ou archivez l'action quand ses sessions sont terminées.`;
  return { motif: { champ: "certifications", code: MOTIFS_DE_NUIT.certifications, phrase }, depuis };
}

/** Gives an action what `constater` finds of it, in Alerte, unless a rule said it already; says whether it did. */
function alerter(
  ctx: Contexte,
  reference: string,
  constater: (tx: Contexte, dossier: Dossier) => Constat | Promise<Constat>,
): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const { action } = dossier;
    const suivie = action.etat === "publiee" || action.etat === "alerte";
    const constat = suivie ? await constater(tx, dossier) : null;
    if (!constat || (await dejaDit(tx, dossier, constat))) return false;
    await poserMotifs(tx, dossier, "alerte", "mettreEnAlerte", [constat.motif]);
    return true;
  });
}

async function dejaDit(
  tx: Contexte,
  { action }: Dossier,
  { motif: { code }, depuis }: NonNullable<Constat>,
): Promise<boolean> {
  const [dit] = await tx.db
    .select({ id: motif.id })
    .from(motif)
    .where(
      and(
        eq(motif.actionReference, action.reference),
        eq(motif.code, code),
        isNull(motif.auteurId),
        sql`${motif.creeLe} >= ${depuis}::date`,
      ),
    )
    .limit(1);
  return dit !== undefined;
}

function archiver(ctx: Contexte, reference: string, jour: string): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const { action, motifs } = dossier;
    const dit = motifs.some((m) => m.code === MOTIFS_DE_NUIT.sessions);
    if (action.etat !== "alerte" || !dit || !finieAvant(dossier, jour)) return false;
    await retirerAction(tx, reference, "archiver", action.revision);
    return true;
  });
}
