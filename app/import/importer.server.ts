import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import type { Base } from "../../db/client";
import {
  type Approuve,
  actionFormation,
  journal,
  publication,
  sessionFormation,
  structure,
} from "../../db/schema";
import { texte } from "../catalogue/champs";
import { depuisLheo, type FormationLue, type OrganismeLheo } from "../catalogue/lheo";
import { nouvelleReferenceAction, nouvelleReferenceSession } from "../catalogue/references.server";
import { publierFragment } from "../diffusion/fragment.server";
import { ErreurLheo, lireLheo, type Noeud, type Version, validerNoeud } from "../lheo";
import { communeParInsee } from "../referentiels/communes.server";
import { siretValide } from "../referentiels/siret.server";
import { plier } from "../referentiels/texte";

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
  const fait = await db.transaction((tx) => ecrire(tx as unknown as Base, lue, options.maintenant));
  bilan[fait] += 1;
}

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
  const ailleurs = lue.sessions.find((s) => !communeParInsee(texte(s.saisie.lieuCommune)));
  if (ailleurs && !options.horsRegion) {
    const lieu = texte(ailleurs.saisie.lieuVille) || "inconnu";
    return dire(`Le lieu de la session ${ailleurs.numero} (${lieu}) n'est pas en Nouvelle-Aquitaine.`);
  }
  return [];
}

async function ecrire(
  db: Base,
  lue: FormationLue,
  maintenant: Date,
): Promise<"ajoutees" | "modifiees" | "inchangees"> {
  const { siret } = lue.responsable;
  for (const organisme of [lue.responsable, ...lue.sessions.flatMap((s) => s.formateur ?? [])]) {
    await ecrireStructure(db, organisme, organisme === lue.responsable);
  }
  const notre = /^20\d{10}$/.test(lue.numero);
  const [connue] = await db
    .select()
    .from(actionFormation)
    .where(
      notre
        ? eq(actionFormation.reference, lue.numero)
        : and(eq(actionFormation.siret, siret), eq(actionFormation.origine, lue.numero)),
    );
  const sessions: Approuve["sessions"] = [];
  const existantes = connue
    ? await db.select().from(sessionFormation).where(eq(sessionFormation.actionReference, connue.reference))
    : [];
  for (const s of lue.sessions) {
    const deja = existantes.find((e) => e.reference === s.numero || e.origine === s.numero);
    const libre = /^00\d{6}$/.test(s.numero) ? s.numero : await nouvelleReferenceSession(db);
    sessions.push({
      reference: deja?.reference ?? libre,
      saisie: { ...s.saisie, formateur: s.formateur?.siret ?? siret },
    });
  }
  const reference = connue?.reference ?? (notre ? lue.numero : await nouvelleReferenceAction(db));
  const approuve: Approuve = { action: lue.action, formacodes: lue.formacodes, sessions };
  if (connue) {
    const [publiee] = await db.select().from(publication).where(eq(publication.actionReference, reference));
    if (publiee && isDeepStrictEqual(publiee.approuve, approuve)) return "inchangees";
  }
  const ligne = {
    siret,
    etat: "publiee" as const,
    conventionnee: lue.conventionnee,
    saisie: lue.action,
    formacodes: lue.formacodes,
    recherche: plier(texte(lue.action.intitule)),
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
  for (const [i, s] of sessions.entries()) {
    const origine = lue.sessions[i]?.numero === s.reference ? null : (lue.sessions[i]?.numero ?? null);
    const valeurs = { actionReference: reference, siret, saisie: s.saisie, origine, transmiseLe: maintenant };
    await db
      .insert(sessionFormation)
      .values({ reference: s.reference, ...valeurs })
      .onConflictDoUpdate({ target: sessionFormation.reference, set: valeurs });
  }
  await publierFragment(db, { reference, siret, approuve, maintenant });
  await db.insert(journal).values({
    actionReference: reference,
    siret,
    evenement: "importer",
    auteurNom: "Import LHÉO",
    avant: connue?.saisie ?? {},
    apres: lue.action,
    quand: maintenant,
  });
  return connue ? "modifiees" : "ajoutees";
}

async function ecrireStructure(db: Base, o: OrganismeLheo, complete: boolean): Promise<void> {
  const inconnue = db
    .insert(structure)
    .values({ ...o, nom: o.nom || o.siret, raisonSociale: o.raisonSociale || o.siret });
  // A formateur says less of itself than a responsable: it never overwrites what is known.
  await (complete
    ? inconnue.onConflictDoUpdate({ target: structure.siret, set: o })
    : inconnue.onConflictDoNothing({ target: structure.siret }));
}
