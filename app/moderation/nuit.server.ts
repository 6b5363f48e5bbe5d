import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { actionFormation, motif } from "../../db/schema";
import { retirerAction } from "../catalogue/cas-d-usage/action.server";
import { liste } from "../catalogue/champs";
import { type Contexte, jourDe, Refus } from "../catalogue/contexte";
import { type Dossier, lireDossier } from "../catalogue/dossier.server";
import { enTransaction, exigerTransition } from "../catalogue/ecrire.server";
import { dateFr } from "../catalogue/regles";
import type { Acteur } from "../droits/droits";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";
import { type MotifSaisi, poserMotifs } from "./decider.server";

/** Who acts at night: nobody signed in, with the rights of a moderator. */
const SYSTEME: Acteur = { id: 0, nom: "Règle automatique", moderateur: true, profils: {} };

/** Months after its last session before an action in Alerte for that reason is archived, by default. */
const MOIS_AVANT_ARCHIVE = 12;

/** The reasons that only these rules give. */
const SESSIONS_PASSEES = "SESSIONS_PASSEES";
const CERTIF_ECHUE = "CERTIF_ECHUE";

export type BilanDeNuit = { sessionsPassees: number; certificationsEchues: number; archivees: number };

/**
 * The rules that nobody presses a button for, once a day. A published action whose sessions have all ended goes to
 * Alerte, so does one whose certification is no longer registered; one left so goes to Archivées some
 * months after its last session. A reason is given once: an action published again with it stays published. Each
 * action is held, read again and written in a transaction of its own: what failed, or ran twice, is done or not, never half.
 */
export async function passerLaNuit(
  db: Base,
  maintenant: Date,
  { moisAvantArchive = MOIS_AVANT_ARCHIVE } = {},
): Promise<BilanDeNuit> {
  const ctx: Contexte = { db, acteur: SYSTEME, maintenant };
  const jour = jourDe(maintenant);
  const avantArchive = decaler(jour, -moisAvantArchive);
  const parTous = async (references: string[], geste: (reference: string) => Promise<boolean>) => {
    let faits = 0;
    for (const reference of references) if (await geste(reference).catch(refusee)) faits += 1;
    return faits;
  };
  return {
    certificationsEchues: await parTous(await deCertificationEchue(db, jour), (reference) =>
      alerter(ctx, reference, certificationEchue),
    ),
    sessionsPassees: await parTous(await finies(db, jour, PUBLIEE), (reference) =>
      alerter(ctx, reference, (_, dossier) => sessionsPassees(dossier, jour, moisAvantArchive)),
    ),
    archivees: await parTous(await finies(db, avantArchive, EN_ALERTE), (reference) =>
      archiver(ctx, reference, avantArchive),
    ),
  };
}

/** Changed by a person since it was found: it is theirs. Any other failure ends the night, the next one goes on. */
function refusee(erreur: unknown): boolean {
  if (erreur instanceof Refus) return false;
  throw erreur;
}

const PUBLIEE = sql`${actionFormation.etat} = 'publiee'`;
const EN_ALERTE = sql`${actionFormation.etat} = 'alerte' and exists (select 1 from ${motif} m
  where m.action_reference = ${actionFormation.reference} and m.code = ${SESSIONS_PASSEES} and m.leve_le is null)`;

/** The actions of that state whose last session ended before that day. */
async function finies(db: Base, jour: string, etat: SQL): Promise<string[]> {
  const a = actionFormation;
  const lignes = await db
    .select({ reference: a.reference })
    .from(a)
    .where(
      and(
        etat,
        eq(a.conventionnee, false),
        sql`(select coalesce(max(coalesce(s.fin, '9999')), '9999') from session_formation s
          where s.action_reference = ${a.reference}) < ${jour}`,
      ),
    )
    .orderBy(a.reference);
  return lignes.map((l) => l.reference);
}

async function deCertificationEchue(db: Base, jour: string): Promise<string[]> {
  const a = actionFormation;
  const lignes = await db
    .select({ reference: a.reference })
    .from(a)
    .where(
      and(
        PUBLIEE,
        eq(a.conventionnee, false),
        sql`exists (select 1 from certification c
          where c.code in (select jsonb_array_elements_text(coalesce(${a.saisie}->'certifications', '[]')))
            and c.date_fin_enregistrement < ${jour}::date)`,
      ),
    )
    .orderBy(a.reference);
  return lignes.map((l) => l.reference);
}

/** That day so many months later, the last of a shorter month. */
function decaler(jour: string, mois: number): string {
  const [annee = 0, m = 1, j = 1] = jour.split("-").map(Number);
  const dernier = new Date(Date.UTC(annee, m + mois, 0)).getUTCDate();
  return new Date(Date.UTC(annee, m - 1 + mois, Math.min(j, dernier))).toISOString().slice(0, 10);
}

/** The reason as it stands now, and the day from which it counts; null when there is none any more. */
type Constat = { motif: MotifSaisi; depuis: string } | null;

/** The end of the last session, when it is before that day. */
function finieAvant({ sessions }: Dossier, jour: string): string | null {
  const derniere = sessions
    .map((s) => s.fin ?? "9999")
    .sort()
    .at(-1);
  return derniere && derniere < jour ? derniere : null;
}

function sessionsPassees(dossier: Dossier, jour: string, mois: number): Constat {
  const derniere = finieAvant(dossier, jour);
  if (!derniere) return null;
  const phrase = `Toutes les sessions sont terminées depuis le ${dateFr(derniere)} : ajoutez une session, ou archivez l'action. Sans nouvelle session, elle sera archivée après le ${dateFr(decaler(derniere, mois))}.`;
  return { motif: { champ: "sessions", code: SESSIONS_PASSEES, phrase }, depuis: derniere };
}

async function certificationEchue(ctx: Contexte, { action }: Dossier): Promise<Constat> {
  const jour = jourDe(ctx.maintenant);
  const fiches = await certificationsParCodes(ctx.db, liste(action.saisie.certifications));
  const echue = fiches.find((f) => f.dateFinEnregistrement && f.dateFinEnregistrement < jour);
  if (!echue?.dateFinEnregistrement) return null;
  const suite = echue.remplaceePar
    ? `ajoutez ${echue.remplaceePar}, qui la remplace, puis choisissez-la dans vos sessions à venir`
    : "ajoutez celle qui la remplace, ou archivez l'action quand ses sessions sont terminées";
  const phrase = `L'enregistrement de ${echue.code} a pris fin le ${dateFr(echue.dateFinEnregistrement)}, plus personne ne peut entrer en formation pour elle : ${suite}.`;
  return {
    motif: { champ: "certifications", code: CERTIF_ECHUE, phrase },
    depuis: echue.dateFinEnregistrement,
  };
}

/** Puts a published action in Alerte for what `constater` finds of it, unless that was said already; says whether it did. */
function alerter(
  ctx: Contexte,
  reference: string,
  constater: (tx: Contexte, dossier: Dossier) => Constat | Promise<Constat>,
): Promise<boolean> {
  return enTransaction(ctx, async (tx) => {
    const dossier = await lireDossier(tx, reference, "action:publier", true);
    const constat = dossier.action.etat === "publiee" ? await constater(tx, dossier) : null;
    if (!constat || (await dejaDit(tx, reference, constat))) return false;
    const t = exigerTransition(tx, "mettreEnAlerte", dossier.action);
    await poserMotifs(tx, dossier, t, [constat.motif], null);
    return true;
  });
}

type Trouve = NonNullable<Constat>;

async function dejaDit(
  tx: Contexte,
  reference: string,
  { motif: { code }, depuis }: Trouve,
): Promise<boolean> {
  const [dit] = await tx.db
    .select({ id: motif.id })
    .from(motif)
    .where(
      and(
        eq(motif.actionReference, reference),
        eq(motif.code, code),
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
    const dit = motifs.some((m) => m.code === SESSIONS_PASSEES);
    if (action.etat !== "alerte" || !dit || !finieAvant(dossier, jour)) return false;
    await retirerAction(tx, reference, "archiver", action.revision);
    return true;
  });
}
