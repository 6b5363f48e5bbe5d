import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { actionFormation, journal, motif } from "../../db/schema";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import { remplacementsPossibles } from "../catalogue/cas-d-usage/remplacement.server";
import { liste } from "../catalogue/champs";
import { type Contexte, jourDe, Refus } from "../catalogue/contexte";
import { direFin, JOURS_D_ANNONCE } from "../catalogue/dire";
import { type Dossier, lireDossier } from "../catalogue/dossier.server";
import { derniereFin, joursPlusTard } from "../catalogue/durees";
import { ecrireJournal, enTransaction } from "../catalogue/ecrire.server";
import {
  direProches,
  direQuand,
  direRemplacees,
  direTerminees,
  finsDeCertification,
  JOURS_AVANT_FIN,
} from "../catalogue/fin-de-certification";
import { dateFr } from "../catalogue/regles";
import { MOTIFS_DE_NUIT } from "../catalogue/workflow";
import { sortDuFluxLe } from "../diffusion/sortie";
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

/** The event that announces the end of a certification. */
const FIN_DE_CERTIFICATION = "finDeCertification";

export type BilanDeNuit = {
  /** Actions whose last session ends soon, told so. */
  annoncees: number;
  /** Those with a certification whose registration ends soon, told so. */
  certificationsAnnoncees: number;
  sessionsPassees: number;
  certificationsEchues: number;
  archivees: number;
};

/**
 * The rules that nobody presses a button for, once a day. The end of the last session is announced a month and a week before
 * (R-52), that of a certification half a year before (R-22); an action whose sessions have all ended goes to Alerte (R-51),
 * so does one whose certification has ended or was withdrawn (R-22); one left so goes to Archivées some months after its last
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
  const annoncer = async (evenement: string, aDire: SQL, dire: Annonce) => {
    const conditions = [PUBLIEE, aDire];
    return parTous(await trouver(db, ...conditions), (reference) =>
      annoncerUneFin(ctx, reference, evenement, conditions, dire),
    );
  };
  const annoncerSessions = (evenement: keyof typeof ANNONCES) =>
    annoncer(evenement, aAnnoncer(evenement, jour), finDeSession);
  return {
    // Nearest first: told that a week is left, nobody is told that it is a month.
    annoncees: (await annoncerSessions("finDansUneSemaine")) + (await annoncerSessions("finDansUnMois")),
    certificationsAnnoncees: await annoncer(
      FIN_DE_CERTIFICATION,
      certificationAAnnoncer(jour),
      finDeCertification,
    ),
    sessionsPassees: await parTous(await trouver(db, A_SUIVRE, finies(jour)), (reference) =>
      alerter(ctx, reference, (tx, dossier) => sessionsPassees(tx, dossier, moisAvantArchive)),
    ),
    certificationsEchues: await parTous(
      await trouver(db, PUBLIEE, certificationTerminee(jour)),
      (reference) => alerter(ctx, reference, certificationsTerminees),
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
const certificationTelle = (
  telle: SQL,
) => sql`exists (select 1 from jsonb_array_elements_text(coalesce(${a.saisie}->'certifications', '[]')) v(code)
  join certification c on c.code = v.code where ${telle})`;
const certificationTerminee = (jour: string) =>
  certificationTelle(sql`(not c.actif or c.date_fin_enregistrement < ${jour}::date)`);
/** Whether one ends soon, and that end of it was not announced: the words of `direQuand`. */
const certificationAAnnoncer = (jour: string) =>
  certificationTelle(sql`c.actif
    and c.date_fin_enregistrement between ${jour}::date and ${joursPlusTard(jour, JOURS_AVANT_FIN)}::date
    and not exists (select 1 from journal j where j.action_reference = ${a.reference} and j.evenement = ${FIN_DE_CERTIFICATION}
      and strpos(j.apres->>'motif', c.code || ' le ' || to_char(c.date_fin_enregistrement, 'DD/MM/YYYY')) > 0)`);

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

/** What is announced of an action; null when there is nothing to say. */
type Annonce = (tx: Contexte, dossier: Dossier) => Promise<string | null>;

/** Announces an end, when the conditions the action was found by still hold once it is held. */
function annoncerUneFin(
  ctx: Contexte,
  reference: string,
  evenement: string,
  conditions: SQL[],
  dire: Annonce,
): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const [encore] = await trouver(tx.db, ...conditions, eq(a.reference, reference));
    const phrase = encore ? await dire(tx, dossier) : null;
    if (!phrase) return false;
    await ecrireJournal(tx, { action: dossier.action, evenement, apres: { motif: phrase } });
    return true;
  });
}

async function finDeSession(_: Contexte, { sessions }: Dossier): Promise<string | null> {
  const fin = derniereFin(sessions);
  return fin && direFin(fin, dateFr);
}

/** Those that were not announced: one that asks for nothing is found every night, and says no other again. */
async function finDeCertification(tx: Contexte, dossier: Dossier): Promise<string | null> {
  const jour = jourDe(tx.maintenant);
  const annonces = await tx.db
    .select({ motif: sql<string>`${journal.apres}->>'motif'` })
    .from(journal)
    .where(
      and(eq(journal.actionReference, dossier.action.reference), eq(journal.evenement, FIN_DE_CERTIFICATION)),
    );
  const { proches } = await lireFins(tx, dossier);
  const nouvelles = proches.filter(
    (f) => !annonces.some((l) => l.motif.includes(direQuand(f, jour, dateFr))),
  );
  return nouvelles.length > 0 ? direProches(nouvelles, jour, dateFr) : null;
}

async function lireFins(tx: Contexte, { action, sessions }: Dossier) {
  const fiches = await certificationsParCodes(tx.db, liste(action.saisie.certifications));
  const remplacables = (await remplacementsPossibles(tx, fiches)).map((r) => r.ancienne);
  return finsDeCertification(fiches, sessions, { jour: jourDe(tx.maintenant), remplacables });
}

/** The end of the last session, when it is before that day. */
function finieAvant({ sessions }: Dossier, jour: string): string | null {
  const derniere = derniereFin(sessions);
  return derniere && derniere < jour ? derniere : null;
}

async function sessionsPassees(tx: Contexte, dossier: Dossier, mois: number): Promise<MotifSaisi[]> {
  const jour = jourDe(tx.maintenant);
  const derniere = finieAvant(dossier, jour);
  if (!derniere) return [];
  const code = MOTIFS_DE_NUIT.sessions;
  if ((await dits(tx, dossier, [code])).some((m) => jourDe(m.creeLe) >= derniere)) return [];
  const [terme, repit] = [decaler(derniere, { mois }), decaler(jour, { jours: PREAVIS_JOURS })];
  const archive = terme > repit ? terme : repit;
  const sortie = sortDuFluxLe({ fin: derniere }) ?? jour;
  const flux =
    sortie > jour
      ? `les partenaires ne la montrent plus à partir du ${dateFr(sortie)}`
      : "les partenaires ne la montrent plus";
  const phrase = `Toutes les sessions sont terminées depuis le ${dateFr(derniere)} : ajoutez une session, ou archivez l'action. Sans nouvelle session, ${flux}, et elle sera archivée après le ${dateFr(archive)}.`;
  return [{ champ: "sessions", code, phrase }];
}

/** Those that no rule has spoken of yet, with a reason of their own where the form puts another in their place. */
async function certificationsTerminees(tx: Contexte, dossier: Dossier): Promise<MotifSaisi[]> {
  const jour = jourDe(tx.maintenant);
  const codes = [MOTIFS_DE_NUIT.certifications, MOTIFS_DE_NUIT.remplacees];
  const fins = await lireFins(tx, dossier);
  const deja = await dits(tx, dossier, codes);
  const dire = (code: string, finies: typeof fins.terminees, phrase: typeof direTerminees): MotifSaisi[] => {
    // Withdrawn, then past the end it had: the same end.
    const nouvelles = finies.filter((f) =>
      [direQuand(f, jour, dateFr), `${f.code} retirée`].every(
        (quand) => !deja.some((m) => m.phrase.includes(quand)),
      ),
    );
    return nouvelles.length > 0
      ? [{ champ: "certifications", code, phrase: phrase(nouvelles, jour, dateFr) }]
      : [];
  };
  return [
    ...dire(MOTIFS_DE_NUIT.certifications, fins.terminees, direTerminees),
    ...dire(MOTIFS_DE_NUIT.remplacees, fins.remplacees, direRemplacees),
  ];
}

/** Gives an action what `constater` finds of it and no rule said already, in Alerte; says whether there was any. */
function alerter(
  ctx: Contexte,
  reference: string,
  constater: (tx: Contexte, dossier: Dossier) => Promise<MotifSaisi[]>,
): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const { action } = dossier;
    const suivie = action.etat === "publiee" || action.etat === "alerte";
    const motifs = suivie ? await constater(tx, dossier) : [];
    if (motifs.length === 0) return false;
    await poserMotifs(tx, dossier, "alerte", "mettreEnAlerte", motifs);
    return true;
  });
}

/** The reasons of these codes that a rule gave to the action, answered or not. */
async function dits(tx: Contexte, { action }: Dossier, codes: string[]) {
  return tx.db
    .select({ phrase: motif.phrase, creeLe: motif.creeLe })
    .from(motif)
    .where(
      and(eq(motif.actionReference, action.reference), inArray(motif.code, codes), isNull(motif.auteurId)),
    );
}

function archiver(ctx: Contexte, reference: string, jour: string): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const { action, motifs } = dossier;
    const dit = motifs.some((m) => m.code === MOTIFS_DE_NUIT.sessions);
    if (action.etat !== "alerte" || !dit || !finieAvant(dossier, jour)) return false;
    const pourquoi = "Aucune session n'a été ajoutée depuis la fin de la dernière.";
    await retirerAction(tx, reference, "archiver", { revision: action.revision, pourquoi });
    return true;
  });
}
