import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import {
  type Approuve,
  actionFormation,
  journal,
  publication,
  sessionFormation,
  structure,
} from "../../db/schema";
import type { Saisie } from "../../db/types";
import type { Portee } from "../catalogue/champs";
import type { FormationLue } from "../catalogue/depuis-lheo";
import { leverMotifs } from "../catalogue/ecrire.server";
import { nouvelleReferenceAction, nouvelleReferenceSession } from "../catalogue/references.server";
import { differences, enVigueur, motsDuTitre } from "../catalogue/saisie";
import type { OrganismeLheo } from "../catalogue/vers-lheo-organisme";
import { estRetiree } from "../catalogue/workflow";
import { publierFragment } from "../diffusion/fragment.server";
import { noterARecopier } from "../diffusion/recopier.server";
import { communeDeLAdresse } from "../referentiels/communes.server";

/** What the catalogue already holds forbids this formation: the transaction is undone, the sentence is said. */
export class NonRecevable extends Error {}

type Action = typeof actionFormation.$inferSelect;
type Session = typeof sessionFormation.$inferSelect;

/**
 * Writes a formation read from a file, published as it is, in the caller's transaction; `auteurNom` is who the history
 * names. Throws {@link NonRecevable} when words typed here forbid it.
 */
export async function ecrireFormation(
  db: Base,
  lue: FormationLue,
  { maintenant, auteurNom = "Import LHÉO" }: { maintenant: Date; auteurNom?: string },
): Promise<"ajoutees" | "modifiees" | "inchangees"> {
  const { siret } = lue.responsable;
  const notre = /^20\d{10}$/.test(lue.numero);
  const connue = await actionConnue(db, lue, notre);
  const reference = connue?.reference ?? (notre ? lue.numero : await nouvelleReferenceAction(db));
  const existantes = connue
    ? await db
        .select()
        .from(sessionFormation)
        .where(eq(sessionFormation.actionReference, reference))
        .orderBy(asc(sessionFormation.reference))
    : [];
  const sessions = await sessionsAEcrire(db, lue, existantes);
  const [publiee] = await db.select().from(publication).where(eq(publication.actionReference, reference));
  const absentes = (publiee?.approuve.sessions ?? []).filter(
    (p) => !sessions.some((s) => s.reference === p.reference),
  );
  const gardees = await saisiesIci(db, reference, absentes);
  const approuve: Approuve = {
    action: lue.action,
    formacodes: lue.formacodes,
    sessions: [...sessions.map(({ reference, saisie }) => ({ reference, saisie })), ...gardees],
  };
  if (connue) {
    const identique = publiee && memeApprouve(publiee.approuve, approuve);
    if (identique && connue.conventionnee === lue.conventionnee) return "inchangees";
    refuserSiTravailEnCours(connue, existantes, publiee?.approuve);
  }
  for (const organisme of [lue.responsable, ...lue.sessions.flatMap((s) => s.formateur ?? [])]) {
    await ecrireStructure(db, organisme, organisme === lue.responsable, maintenant);
  }
  const ligne = {
    siret,
    etat: "publiee" as const,
    etatPrecedent: null,
    echeance: null,
    priseEnChargePar: null,
    conventionnee: lue.conventionnee,
    saisie: lue.action,
    formacodes: lue.formacodes,
    recherche: motsDuTitre(lue.action),
    origine: notre ? null : lue.numero,
    majLe: maintenant,
  };
  await db
    .insert(actionFormation)
    .values({ reference, ...ligne })
    .onConflictDoUpdate({
      target: actionFormation.reference,
      set: { ...ligne, version: (connue?.version ?? 0) + 1, revision: (connue?.revision ?? 0) + 1 },
    });
  await leverMotifs({ db, maintenant }, reference);
  const noter = (sessionReference: string | null, avant: Saisie, apres: Saisie) =>
    db.insert(journal).values({
      actionReference: reference,
      sessionReference,
      siret,
      evenement: "importer",
      auteurNom,
      avant,
      apres,
      quand: maintenant,
    });
  await noter(null, connue?.saisie ?? {}, lue.action);
  for (const s of sessions) {
    const deja = existantes.find((e) => e.reference === s.reference);
    if (deja && memesMots("session", deja.saisie, s.saisie)) continue;
    await ecrireSession(db, { actionReference: reference, siret, ...s }, deja, maintenant);
    // Those that come with the action itself are told by its own line.
    if (connue) await noter(s.reference, deja?.saisie ?? {}, s.saisie);
  }
  // Published by an earlier file and absent from this one: the source withdrew it. What was typed here stays.
  for (const { reference: cle, saisie } of absentes.filter((s) => !gardees.includes(s))) {
    await db.delete(sessionFormation).where(eq(sessionFormation.reference, cle));
    await noter(cle, saisie, {});
  }
  await publierFragment(db, { reference, siret, approuve, maintenant });
  return connue ? "modifiees" : "ajoutees";
}

async function ecrireSession(
  db: Base,
  valeurs: SessionLue & Pick<Session, "actionReference" | "siret">,
  deja: Session | undefined,
  maintenant: Date,
): Promise<void> {
  if (!deja) {
    await db.insert(sessionFormation).values({ ...valeurs, transmiseLe: maintenant });
    return;
  }
  await db
    .update(sessionFormation)
    .set({ saisie: valeurs.saisie, transmiseLe: deja.transmiseLe ?? maintenant, version: deja.version + 1 })
    .where(eq(sessionFormation.reference, deja.reference));
}

/** Whether two versions say the same, as everywhere: of what counts, and whatever the order of what is ticked. */
function memesMots(portee: Portee, un: Saisie, autre: Saisie): boolean {
  return differences(portee, enVigueur(portee, un), enVigueur(portee, autre)).length === 0;
}

/** The same words of the action and of each of its sessions: their order is the file's, or that of the saves made here. */
function memeApprouve(un: Approuve, autre: Approuve): boolean {
  return (
    memesMots("action", un.action, autre.action) &&
    un.formacodes.join() === autre.formacodes.join() &&
    un.sessions.length === autre.sessions.length &&
    un.sessions.every((s) => estPublieeAinsi(s, autre))
  );
}

function estPublieeAinsi({ reference, saisie }: SessionPubliee, { sessions }: Approuve): boolean {
  const enLigne = sessions.find((s) => s.reference === reference);
  return enLigne !== undefined && memesMots("session", saisie, enLigne.saisie);
}

type SessionPubliee = Approuve["sessions"][number];

/**
 * Of these sessions of the action, those added here. The journal says how each was added last, whatever number it
 * bears: it has a line for all but those that came with the action itself, from a file.
 */
async function saisiesIci(db: Base, action: string, sessions: SessionPubliee[]): Promise<SessionPubliee[]> {
  if (sessions.length === 0) return [];
  const ajouts = await db
    .select({ session: journal.sessionReference, evenement: journal.evenement })
    .from(journal)
    .where(
      and(
        eq(journal.actionReference, action),
        inArray(
          journal.sessionReference,
          sessions.map((s) => s.reference),
        ),
        or(
          eq(journal.evenement, "ajouterSession"),
          and(eq(journal.evenement, "importer"), sql`${journal.avant} = '{}'`),
        ),
      ),
    )
    .orderBy(asc(journal.id));
  const derniers = new Map(ajouts.map((a) => [a.session, a.evenement]));
  return sessions.filter((s) => derniers.get(s.reference) === "ajouterSession");
}

async function actionConnue(db: Base, lue: FormationLue, notre: boolean): Promise<Action | undefined> {
  const { siret } = lue.responsable;
  const [connue] = await db
    .select()
    .from(actionFormation)
    .where(
      notre
        ? eq(actionFormation.reference, lue.numero)
        : and(eq(actionFormation.siret, siret), eq(actionFormation.origine, lue.numero)),
    )
    .for("update");
  if (connue && connue.siret !== siret) {
    throw new NonRecevable(`La référence ${lue.numero} est celle d'une action d'une autre structure.`);
  }
  return connue;
}

/** A file never erases words typed here and not yet published, nor brings back what was withdrawn here. */
function refuserSiTravailEnCours(connue: Action, existantes: Session[], publie: Approuve | undefined): void {
  if (estRetiree(connue.etat)) {
    const dite = connue.etat === "archivee" ? "archivée" : "supprimée";
    throw new NonRecevable(`L'action ${connue.reference} est ${dite} : demandez sa republication d'abord.`);
  }
  if (connue.etat === "publiee") return;
  const meme =
    publie !== undefined &&
    memesMots("action", connue.saisie, publie.action) &&
    existantes.every((e) => estPublieeAinsi(e, publie));
  if (!meme) {
    throw new NonRecevable(
      `L'action ${connue.reference} porte des changements qui ne sont pas encore publiés : terminez-les d'abord.`,
    );
  }
}

/** A session of the file under our reference; `origine` is its number there when it is another. */
type SessionLue = { reference: string; origine: string | null; saisie: Saisie };

async function sessionsAEcrire(db: Base, lue: FormationLue, existantes: Session[]): Promise<SessionLue[]> {
  const sessions: SessionLue[] = [];
  const reste = [...existantes];
  for (const s of lue.sessions) {
    // Numbers of others repeat within a formation: each known session is found once, in the order of the file.
    const rang = reste.findIndex((e) => e.reference === s.numero || e.origine === s.numero);
    const [deja] = rang < 0 ? [] : reste.splice(rang, 1);
    const reference = deja?.reference ?? (await referenceSession(db, s.numero, sessions));
    const formateur = s.formateur?.siret ?? lue.responsable.siret;
    const origine = reference === s.numero ? null : s.numero;
    sessions.push({ reference, origine, saisie: { ...s.saisie, formateur } });
  }
  return sessions;
}

/** Our own number when no other action holds it, else a new one. */
async function referenceSession(
  db: Base,
  numero: string,
  prises: readonly { reference: string }[],
): Promise<string> {
  if (/^00\d{6}$/.test(numero) && !prises.some((p) => p.reference === numero)) {
    const [ailleurs] = await db
      .select({ reference: sessionFormation.reference })
      .from(sessionFormation)
      .where(eq(sessionFormation.reference, numero));
    if (!ailleurs) return numero;
  }
  for (;;) {
    const reference = await nouvelleReferenceSession(db);
    if (!prises.some((p) => p.reference === reference)) return reference;
  }
}

async function ecrireStructure(
  db: Base,
  o: OrganismeLheo,
  complete: boolean,
  maintenant: Date,
): Promise<void> {
  const inconnue = db
    .insert(structure)
    .values({ ...o, nom: o.nom || o.siret, raisonSociale: o.raisonSociale || o.siret });
  // A formateur says less of itself than a responsable: it never overwrites what is known.
  if (!complete) return void (await inconnue.onConflictDoNothing({ target: structure.siret }));
  // What the file leaves empty erases nothing of what is known.
  const dits = Object.entries(o).filter(([, v]) => v !== null && v !== "");
  const change = dits.map(([nom, v]) => sql`${structure[nom as keyof OrganismeLheo]} is distinct from ${v}`);
  const [ecrite] = await inconnue
    .onConflictDoUpdate({
      target: structure.siret,
      set: { codeInsee: communeGardee(o), ...Object.fromEntries(dits) },
      setWhere: or(...change),
    })
    // A row just inserted has no xmax, and nothing published copies it.
    .returning({ corrigee: sql<boolean>`xmax <> 0` });
  // Its other actions, and those whose sessions it delivers, say what it says now.
  if (ecrite?.corrigee) await noterARecopier(db, o.siret, maintenant);
}

/** The code known of the commune, as long as the address is there: of another that comes without, its own or none. */
function communeGardee({ codePostal, ville }: OrganismeLheo) {
  if (!ville) return undefined;
  const autre = communeDeLAdresse(codePostal, ville)?.insee ?? null;
  return sql`case when ${structure.codePostal} = ${codePostal} and ${structure.ville} = ${ville}
    then ${structure.codeInsee} else ${autre} end`;
}
