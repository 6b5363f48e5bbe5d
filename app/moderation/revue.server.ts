import { and, asc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { journal, motif } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { type Portee, texte } from "../catalogue/champs";
import type { Contexte } from "../catalogue/contexte";
import type { ActionFormation, Dossier } from "../catalogue/dossier.server";
import { enClair, type Noms } from "../catalogue/en-clair";
import { type Fiche, lireFiche } from "../catalogue/fiche.server";
import { habilitationsDe } from "../catalogue/habilitations.server";
import { differences, enVigueur } from "../catalogue/saisie";
import { transition } from "../catalogue/workflow";
import type { Habilitation } from "../referentiels/certifications/habilitation.server";
import { direMotif } from "./motifs";

export type Changement = { libelle: string; avant: string; apres: string };

/** What a moderator reads of an action: its words, what was asked, and what changed. */
export type Revue = {
  fiche: Fiche;
  /** Against the published words, of the action and of each session; empty for an action never published. */
  depuisPublication: Changement[];
  /** Since the last complément that was asked, when one was. */
  depuisComplement: Changement[];
  /** Of the responsable and of each formateur, for each certification of the action. */
  habilitations: (Habilitation & { organisme: string })[];
  /** The reasons that wait for the organisme, or those it has just answered. */
  motifs: { phrase: string; session: string | null; leve: boolean }[];
  /** What the organisme wrote when it validated what is under control; "" when nothing. */
  message: string;
};

/** Reads what a decision rests on. */
export async function lireRevue(ctx: Contexte, dossier: Dossier): Promise<Revue> {
  const { noms, ...fiche } = await lireFiche(ctx, dossier);
  const { action, structure } = dossier;
  const lues = await habilitationsDe(ctx, dossier);
  const nom = (siret: string) =>
    siret === structure.siret ? `${structure.nom}, ${structure.ville}` : (noms[siret] ?? siret);
  const motifs = await ctx.db
    .select({ code: motif.code, phrase: motif.phrase, session: motif.sessionReference, leveLe: motif.leveLe })
    .from(motif)
    .where(
      and(
        eq(motif.actionReference, action.reference),
        // Those answered by the validation under control were lifted with it.
        or(isNull(motif.leveLe), action.soumiseLe ? eq(motif.leveLe, action.soumiseLe) : sql`false`),
      ),
    )
    .orderBy(asc(motif.id));
  return {
    fiche,
    habilitations: lues.map((h) => ({ ...h, organisme: nom(h.siret) })),
    depuisPublication: depuisPublication(dossier, noms),
    depuisComplement: motifs.length > 0 ? await depuisComplement(ctx, action.reference, noms) : [],
    motifs: motifs.map((m) => ({ phrase: direMotif(m), session: m.session, leve: m.leveLe !== null })),
    message: transition("publier", action.etat) ? await messageDe(ctx, action) : "",
  };
}

async function messageDe(
  { db }: Contexte,
  { reference, soumiseLe }: Pick<ActionFormation, "reference" | "soumiseLe">,
): Promise<string> {
  if (!soumiseLe) return "";
  const [ligne] = await db
    .select({ apres: journal.apres })
    .from(journal)
    .where(
      and(
        eq(journal.actionReference, reference),
        eq(journal.evenement, "valider"),
        eq(journal.quand, soumiseLe),
      ),
    );
  return texte(ligne?.apres.message);
}

function depuisPublication({ action, sessions, publication }: Dossier, noms: Noms): Changement[] {
  if (!publication) return [];
  const { approuve } = publication;
  return [
    ...comparer("action", approuve.action, action.saisie, noms),
    ...sessions.flatMap((s) => {
      const avant = approuve.sessions.find((a) => a.reference === s.reference);
      return avant
        ? comparer(
            "session",
            enVigueur("session", avant.saisie),
            enVigueur("session", s.saisie),
            noms,
            s.reference,
          )
        : [];
    }),
  ];
}

/** What a correction of dates that is asked for would change in its session; nothing for another demande. */
export function datesVoulues(
  { sessions }: Dossier,
  { sessionReference, voulu }: Dossier["demandes"][number],
): Changement[] {
  const session = sessions.find((s) => s.reference === sessionReference);
  return session && voulu ? comparer("session", session.saisie, { ...session.saisie, ...voulu }, {}) : [];
}

function comparer(portee: Portee, avant: Saisie, apres: Saisie, noms: Noms, session?: string): Changement[] {
  return differences(portee, avant, apres).map((d) => ({
    libelle: session ? `Session ${session} : ${d.champ.libelle}` : d.champ.libelle,
    avant: enClair(d.champ, d.avant, noms),
    apres: enClair(d.champ, d.apres, noms),
  }));
}

/** From the journal: each field as it was when the complément was asked, and as it is now. */
async function depuisComplement(ctx: Contexte, reference: string, noms: Noms): Promise<Changement[]> {
  const demande = sql`(select max(id) from journal d where d.action_reference = ${reference}
    and d.evenement in ('demanderComplement', 'mettreEnAlerte'))`;
  const lignes = await ctx.db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.actionReference, reference),
        gt(journal.id, demande),
        // Dates only asked for: nothing has changed yet.
        ne(journal.evenement, "demanderCorrectionDates"),
      ),
    )
    .orderBy(asc(journal.id));
  const parObjet = new Map<string, { avant: Saisie; apres: Saisie }>();
  for (const l of lignes) {
    const vu = parObjet.get(l.sessionReference ?? "") ?? { avant: {}, apres: {} };
    const touches = new Set([...Object.keys(l.avant), ...Object.keys(l.apres)]);
    const reste = Object.fromEntries(Object.entries(vu.apres).filter(([nom]) => !touches.has(nom)));
    const nouveaux = Object.fromEntries(
      Object.entries(l.avant).filter(([nom]) => !(nom in vu.avant) && !(nom in vu.apres)),
    );
    parObjet.set(l.sessionReference ?? "", {
      avant: { ...nouveaux, ...vu.avant },
      apres: { ...reste, ...l.apres },
    });
  }
  return [...parObjet].flatMap(([session, { avant, apres }]) => {
    return comparer(session ? "session" : "action", avant, apres, noms, session || undefined);
  });
}
