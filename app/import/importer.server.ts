import { isDeepStrictEqual } from "node:util";
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
import { texte } from "../catalogue/champs";
import { depuisLheo, type FormationLue } from "../catalogue/depuis-lheo";
import { leverMotifs } from "../catalogue/ecrire.server";
import { nouvelleReferenceAction, nouvelleReferenceSession } from "../catalogue/references.server";
import { motsDuTitre } from "../catalogue/saisie";
import type { OrganismeLheo } from "../catalogue/vers-lheo";
import { FragmentInvalide, publierFragment } from "../diffusion/fragment.server";
import { ErreurLheo, lireLheo, type Noeud, type Version, validerNoeud } from "../lheo";
import { communeParInsee } from "../referentiels/communes.server";
import { siretValide } from "../referentiels/siret.server";

export type RefusImport = { ligne: number; reference: string; raison: string };

export type BilanImport = {
  formations: number;
  ajoutees: number;
  modifiees: number;
  inchangees: number;
  refus: RefusImport[];
};

export type OptionsImport = {
  maintenant: Date;
  /** Takes formations whose place is out of Nouvelle-Aquitaine too. */
  horsRegion?: boolean;
  /** Who the history names; the import itself by default. */
  auteurNom?: string;
  surProgression?: (formations: number) => void;
};

/**
 * Reads a LHÉO file into the catalogue, each formation in a transaction of its own; running it twice changes nothing.
 * What cannot come in is in `refus`, with its line and reason.
 */
export async function importerLheo(
  db: Base,
  source: AsyncIterable<Uint8Array | string>,
  options: OptionsImport,
): Promise<BilanImport> {
  const bilan: BilanImport = { formations: 0, ajoutees: 0, modifiees: 0, inchangees: 0, refus: [] };
  const vus = new Set<string>();
  let version: Version = "2.3";
  try {
    for await (const lu of lireLheo(source)) {
      if (lu.type === "entete") {
        version = lu.version;
        continue;
      }
      bilan.formations += 1;
      await importerFormation(db, lu.noeud, version, options, vus, bilan);
      options.surProgression?.(bilan.formations);
    }
  } catch (erreur) {
    if (!(erreur instanceof ErreurLheo)) throw erreur;
    bilan.refus.push({ ligne: erreur.ligne, reference: "", raison: erreur.message });
    return bilan;
  }
  if (bilan.formations === 0) {
    bilan.refus.push({ ligne: 1, reference: "", raison: "Le fichier ne contient aucune formation." });
  }
  return bilan;
}

async function importerFormation(
  db: Base,
  noeud: Noeud,
  version: Version,
  options: OptionsImport,
  vus: Set<string>,
  bilan: BilanImport,
): Promise<void> {
  const lue = depuisLheo(noeud);
  const raisons = raisonsDeNePasPrendre(noeud, version, lue, options, vus);
  vus.add(lue.numero);
  if (raisons.length > 0) {
    bilan.refus.push(...raisons.map((r) => ({ reference: lue.numero, ...r })));
    return;
  }
  try {
    const fait = await db.transaction((tx) => ecrire(tx as unknown as Base, lue, options));
    bilan[fait] += 1;
  } catch (erreur) {
    if (!(erreur instanceof NonRecevable || erreur instanceof FragmentInvalide)) throw erreur;
    bilan.refus.push({ ligne: noeud.ligne, reference: lue.numero, raison: erreur.message });
  }
}

/** What the catalogue already holds forbids this formation: the transaction is undone, the sentence is said. */
class NonRecevable extends Error {}

function raisonsDeNePasPrendre(
  noeud: Noeud,
  version: Version,
  lue: FormationLue,
  options: OptionsImport,
  vus: Set<string>,
): { ligne: number; raison: string }[] {
  const anomalies = validerNoeud(noeud, version).map((a) => ({ ligne: a.ligne, raison: a.message }));
  if (anomalies.length > 0) return anomalies;
  const dire = (raison: string) => [{ ligne: noeud.ligne, raison }];
  if (!lue.numero)
    return dire("La formation n'a pas d'attribut numero : rien ne permettrait de la reconnaître.");
  if (vus.has(lue.numero)) return dire(`Le numéro ${lue.numero} est déjà celui d'une formation du fichier.`);
  if (!siretValide(lue.responsable.siret)) {
    return dire(`Le SIRET ${lue.responsable.siret} de l'organisme responsable n'a pas la bonne clé.`);
  }
  const formateurs = lue.sessions.flatMap((s) =>
    s.formateur && !siretValide(s.formateur.siret) ? s.formateur.siret : [],
  );
  if (formateurs.length > 0)
    return dire(`Le SIRET ${formateurs[0]} d'un organisme formateur n'a pas la bonne clé.`);
  const sansDates = lue.sessions.find((s) => !(texte(s.saisie.debut) && texte(s.saisie.fin)));
  if (sansDates)
    return dire(`La session ${sansDates.numero} n'a pas de dates de début et de fin qui existent.`);
  const inversee = lue.sessions.find((s) => texte(s.saisie.debut) > texte(s.saisie.fin));
  if (inversee) return dire(`La session ${inversee.numero} finit avant de commencer.`);
  const ailleurs = lue.sessions.find((s) => !communeParInsee(texte(s.saisie.lieuCommune)));
  if (ailleurs && !options.horsRegion) {
    const lieu = texte(ailleurs.saisie.lieuVille) || "inconnu";
    return dire(`Le lieu de la session ${ailleurs.numero} (${lieu}) n'est pas en Nouvelle-Aquitaine.`);
  }
  return [];
}

type Action = typeof actionFormation.$inferSelect;
type Session = typeof sessionFormation.$inferSelect;

async function ecrire(
  db: Base,
  lue: FormationLue,
  { maintenant, auteurNom = "Import LHÉO" }: OptionsImport,
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
    const identique = publiee && isDeepStrictEqual(parReference(publiee.approuve), parReference(approuve));
    if (identique && connue.conventionnee === lue.conventionnee) return "inchangees";
    refuserSiTravailEnCours(connue, existantes, publiee?.approuve);
  }
  for (const organisme of [lue.responsable, ...lue.sessions.flatMap((s) => s.formateur ?? [])]) {
    await ecrireStructure(db, organisme, organisme === lue.responsable);
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
    if (deja && isDeepStrictEqual(deja.saisie, s.saisie)) continue;
    if (!deja) {
      const { reference: cle, saisie, origine } = s;
      const valeurs = { actionReference: reference, siret, saisie, origine, transmiseLe: maintenant };
      await db.insert(sessionFormation).values({ reference: cle, ...valeurs });
      if (connue) await noter(cle, {}, saisie);
      continue;
    }
    await db
      .update(sessionFormation)
      .set({ saisie: s.saisie, transmiseLe: deja.transmiseLe ?? maintenant, version: deja.version + 1 })
      .where(eq(sessionFormation.reference, s.reference));
    await noter(s.reference, deja.saisie, s.saisie);
  }
  // Published by an earlier file and absent from this one: the source withdrew it. What was typed here stays.
  for (const { reference: cle, saisie } of absentes.filter((s) => !gardees.includes(s))) {
    await db.delete(sessionFormation).where(eq(sessionFormation.reference, cle));
    await noter(cle, saisie, {});
  }
  await publierFragment(db, { reference, siret, approuve, maintenant });
  return connue ? "modifiees" : "ajoutees";
}

/** The order of the sessions is the file's, or that of the saves made here: it changes no word. */
function parReference(mots: Approuve): Approuve {
  return { ...mots, sessions: mots.sessions.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)) };
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
  if (connue.etat === "archivee" || connue.etat === "supprimee") {
    const dite = connue.etat === "archivee" ? "archivée" : "supprimée";
    throw new NonRecevable(`L'action ${connue.reference} est ${dite} : demandez sa republication d'abord.`);
  }
  if (connue.etat === "publiee") return;
  const meme =
    publie !== undefined &&
    isDeepStrictEqual(connue.saisie, publie.action) &&
    existantes.every((e) => {
      const enLigne = publie.sessions.find((s) => s.reference === e.reference);
      return isDeepStrictEqual(e.saisie, enLigne?.saisie);
    });
  if (!meme) {
    throw new NonRecevable(
      `L'action ${connue.reference} porte des changements qui ne sont pas encore publiés : terminez-les d'abord.`,
    );
  }
}

async function sessionsAEcrire(
  db: Base,
  lue: FormationLue,
  existantes: Session[],
): Promise<{ reference: string; origine: string | null; saisie: Saisie }[]> {
  const sessions: { reference: string; origine: string | null; saisie: Saisie }[] = [];
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

async function ecrireStructure(db: Base, o: OrganismeLheo, complete: boolean): Promise<void> {
  const inconnue = db
    .insert(structure)
    .values({ ...o, nom: o.nom || o.siret, raisonSociale: o.raisonSociale || o.siret });
  // What the file leaves empty erases nothing of what is known.
  const dits = Object.fromEntries(Object.entries(o).filter(([, v]) => v !== null && v !== ""));
  // A formateur says less of itself than a responsable: it never overwrites what is known.
  await (complete
    ? inconnue.onConflictDoUpdate({ target: structure.siret, set: dits })
    : inconnue.onConflictDoNothing({ target: structure.siret }));
}
