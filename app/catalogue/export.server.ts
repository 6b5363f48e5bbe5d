import { eq, sql } from "drizzle-orm";
import { actionFormation, sessionFormation } from "../../db/schema";
import type { Valeur } from "../../db/types";
import { liste } from "./champs";
import { CHAMPS_SESSION } from "./champs-session";
import { VOIES_COURTES } from "./codes";
import { type Contexte, jourDe } from "./contexte";
import { lignesCsv } from "./csv";
import { enClair, type Noms } from "./en-clair";
import { nomsPour } from "./fiche.server";
import { clesDeLaListe, type DemandeListe, exigerLecture } from "./liste.server";
import { dateFr } from "./regles";
import { direFinancement, direType } from "./type-et-financement";
import { ETATS } from "./workflow";

/** Actions read at once: the memory of an export does not grow with the list. */
const LOT = 100;

type SessionExportee = {
  reference: string;
  voieAcces: string | null;
  debut: string | null;
  fin: string | null;
  commune: string | null;
  formateur: string | null;
  etatRecrutement: string | null;
};

type ActionExportee = Awaited<ReturnType<typeof lireLot>>["actions"][number];

type Colonne = (a: ActionExportee, s: SessionExportee | undefined, noms: Noms) => string | null | undefined;

const RECRUTEMENT = CHAMPS_SESSION.find((c) => c.nom === "etatRecrutement");

// A spreadsheet takes bare figures for a number: it drops the first zeros, and rounds the longest on the screen.
const enNumero = (reference: string) => `n° ${reference}`;

/** What the file says of each session, in the words of the lists. */
const COLONNES: Record<string, Colonne> = {
  "Référence de l'action": (a) => enNumero(a.reference),
  Intitulé: (a) => a.intitule,
  État: (a) => ETATS[a.etat].libelle,
  Type: (a) => direType(liste(a.certifications ?? undefined).length > 0),
  Financement: (a) => direFinancement(a.conventionnee),
  Certifications: (a) => liste(a.certifications ?? undefined).join(", "),
  "Référence de la session": (_a, s) => s && enNumero(s.reference),
  "Voie d'accès": (_a, s) => VOIES_COURTES[s?.voieAcces ?? ""],
  Début: (_a, s) => dateFr(s?.debut),
  Fin: (_a, s) => dateFr(s?.fin),
  Commune: (_a, s) => s?.commune,
  "Organisme formateur": (_a, s, noms) => noms[s?.formateur ?? ""] ?? s?.formateur,
  "État du recrutement": (_a, s) => RECRUTEMENT && enClair(RECRUTEMENT, s?.etatRecrutement ?? ""),
  "Dernière modification": (a) => dateFr(jourDe(a.majLe)),
};

/**
 * A whole list of actions as a CSV file, in its order: one line a session, and one for an action without any. The first
 * actions are read before it resolves, so that a failure is no half of a file; it then goes on when `pret` resolves with
 * true.
 */
export async function exporterActions(
  ctx: Contexte,
  demande: Omit<DemandeListe, "apres" | "avant">,
  pret: () => Promise<boolean>,
): Promise<AsyncGenerator<Buffer>> {
  exigerLecture(ctx, demande.siret);
  return corps(ctx, demande, await lireLot(ctx, demande), pret);
}

async function* corps(
  ctx: Contexte,
  demande: DemandeListe,
  premier: Awaited<ReturnType<typeof lireLot>>,
  pret: () => Promise<boolean>,
): AsyncGenerator<Buffer> {
  // The mark by which spreadsheets know UTF-8.
  yield Buffer.from(`\uFEFF${lignesCsv([Object.keys(COLONNES)])}`);
  for (let lot = premier; ; ) {
    yield Buffer.from(lignesCsv(lot.actions.flatMap((a) => lignesDe(a, lot.noms))));
    const derniere = lot.actions.at(-1);
    if (!derniere || lot.actions.length < LOT || !(await pret())) return;
    const apres = { valeur: derniere.cle, reference: derniere.reference };
    lot = await lireLot(ctx, { ...demande, apres });
  }
}

function lignesDe(action: ActionExportee, noms: Noms): string[][] {
  const sessions = action.sessions.length > 0 ? action.sessions : [undefined];
  return sessions.map((s) => Object.values(COLONNES).map((dire) => dire(action, s, noms) ?? ""));
}

async function lireLot(ctx: Contexte, demande: DemandeListe) {
  const a = actionFormation;
  const s = sessionFormation;
  const { cles, ordre, cle } = clesDeLaListe(ctx.db, demande, LOT);
  const sessions = ctx.db
    .select({
      toutes: sql<SessionExportee[]>`coalesce(jsonb_agg(jsonb_build_object('reference', ${s.reference},
        'voieAcces', ${s.voieAcces}, 'debut', ${s.debut}, 'fin', ${s.fin}, 'commune', ${s.commune},
        'formateur', ${s.saisie}->>'formateur', 'etatRecrutement', ${s.saisie}->>'etatRecrutement')
        order by ${s.debut}, ${s.reference}), '[]')`.as("toutes"),
    })
    .from(s)
    .where(eq(s.actionReference, cles.reference))
    .as("sessions");
  const actions = await ctx.db
    .select({
      reference: a.reference,
      intitule: a.intitule,
      etat: a.etat,
      conventionnee: a.conventionnee,
      certifications: sql<Valeur | null>`${a.saisie}->'certifications'`,
      majLe: a.majLe,
      sessions: sessions.toutes,
      cle,
    })
    .from(cles)
    .innerJoin(a, eq(a.reference, cles.reference))
    .crossJoinLateral(sessions)
    .orderBy(...ordre);
  const formateurs = actions.flatMap((action) => action.sessions.map((session) => session.formateur));
  const noms = await nomsPour(
    ctx,
    [...new Set(formateurs)].map((formateur) => ({ formateur: formateur ?? "" })),
  );
  return { actions, noms };
}
