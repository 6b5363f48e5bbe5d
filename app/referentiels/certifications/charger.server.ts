import { asc, inArray } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { blocCompetences, certification, partenaireCertification } from "../../../db/schema";
import { plier } from "../texte";
import {
  type Bloc,
  blocsSansDoublon,
  type FicheCertification,
  type Partenaire,
  partenairesSansDoublon,
  sansDoublon,
} from "./fiche";

const LOT = 200;
/** Rows of one insert: a statement holds at most 65 535 parameters. */
const LIGNES = 5000;

export type BilanChargement = { lues: number; ajoutees: number; modifiees: number; inchangees: number };

type SurChange = (db: Base, codes: string[]) => Promise<void>;

type Ligne = typeof certification.$inferSelect;
type Etat = { ligne: Ligne; blocs: Bloc[]; partenaires: Partenaire[] };

/**
 * Writes certifications, in batches of one transaction each. What a file does not say (undefined) keeps what
 * another said; Certif Info ids and their labels add up. Running it twice changes nothing and counts all as unchanged.
 * `surChange` is called, in the same transaction, with the codes of those of which fragments now say something else.
 */
export async function chargerCertifications(
  db: Base,
  fiches: AsyncIterable<FicheCertification>,
  surChange?: SurChange,
): Promise<BilanChargement> {
  const bilan: BilanChargement = { lues: 0, ajoutees: 0, modifiees: 0, inchangees: 0 };
  let lot = new Map<string, FicheCertification>();
  const vider = async () => {
    const enCours = [...lot.values()];
    lot = new Map();
    if (enCours.length === 0) return;
    // counted once the transaction has passed
    const { ajoutees, modifiees } = await db.transaction((tx) =>
      ecrire(tx as unknown as Base, enCours, surChange),
    );
    bilan.ajoutees += ajoutees;
    bilan.modifiees += modifiees;
    bilan.inchangees += enCours.length - ajoutees - modifiees;
  };
  for await (const fiche of fiches) {
    bilan.lues += 1;
    // a code twice in one batch would be compared to the same state twice
    if (lot.has(fiche.code) || lot.size === LOT) await vider();
    lot.set(fiche.code, fiche);
  }
  await vider();
  return bilan;
}

async function ecrire(
  db: Base,
  fiches: FicheCertification[],
  surChange: SurChange | undefined,
): Promise<{ ajoutees: number; modifiees: number }> {
  const connus = await lireEtats(
    db,
    fiches.map((f) => f.code),
  );
  const changes: Etat[] = [];
  let ajoutees = 0;
  for (const fiche of fiches) {
    const avant = connus.get(fiche.code);
    const apres = fusionner(avant, fiche);
    if (avant && memeEtat(avant, apres)) continue;
    if (!avant) ajoutees += 1;
    changes.push(apres);
  }
  if (changes.length === 0) return { ajoutees: 0, modifiees: 0 };

  for (const { ligne } of changes) {
    await db
      .insert(certification)
      .values(ligne)
      .onConflictDoUpdate({ target: certification.code, set: ligne });
  }
  const codes = changes.map((e) => e.ligne.code);
  await db.delete(blocCompetences).where(inArray(blocCompetences.certificationCode, codes));
  await db.delete(partenaireCertification).where(inArray(partenaireCertification.certificationCode, codes));
  const blocs = changes.flatMap((e) => e.blocs.map((b) => ({ ...b, certificationCode: e.ligne.code })));
  for (const morceau of morceaux(blocs)) await db.insert(blocCompetences).values(morceau);
  const partenaires = changes.flatMap((e) =>
    e.partenaires.map((p) => ({ ...p, certificationCode: e.ligne.code })),
  );
  for (const morceau of morceaux(partenaires)) await db.insert(partenaireCertification).values(morceau);
  const dites = changes.flatMap((apres) => {
    const avant = connus.get(apres.ligne.code);
    return avant && dansUnFragment(avant) === dansUnFragment(apres) ? [] : apres.ligne.code;
  });
  if (dites.length > 0) await surChange?.(db, dites);
  return { ajoutees, modifiees: changes.length - ajoutees };
}

async function lireEtats(db: Base, codes: string[]): Promise<Map<string, Etat>> {
  const b = blocCompetences;
  const p = partenaireCertification;
  // one after the other: a transaction has one connection
  const lignes = await db.select().from(certification).where(inArray(certification.code, codes));
  const etats = new Map(lignes.map((ligne) => [ligne.code, { ligne, blocs: [], partenaires: [] } as Etat]));
  if (etats.size === 0) return etats;
  const blocs = await db.select().from(b).where(inArray(b.certificationCode, codes)).orderBy(asc(b.code));
  for (const { certificationCode, ...bloc } of blocs) etats.get(certificationCode)?.blocs.push(bloc);
  const partenaires = await db.select().from(p).where(inArray(p.certificationCode, codes));
  for (const { certificationCode, ...un } of partenaires) etats.get(certificationCode)?.partenaires.push(un);
  return etats;
}

function fusionner(avant: Etat | undefined, fiche: FicheCertification): Etat {
  const certifinfo = sansDoublon([...(avant?.ligne.certifinfo ?? []), ...(fiche.certifinfo ?? [])]);
  const dite =
    fiche.complement && avant ? { ...avant.ligne, blocs: undefined, partenaires: undefined } : fiche;
  const deja = avant?.ligne;
  // undefined only: a file that says null says there is none
  const garder = <T>(nouveau: T | undefined, ancien: T | undefined, defaut: T): T =>
    nouveau !== undefined ? nouveau : ancien !== undefined ? ancien : defaut;
  const typeAbrege = garder(dite.typeAbrege, deja?.typeAbrege, null);
  return {
    ligne: {
      code: fiche.code,
      repertoire: fiche.repertoire,
      intitule: dite.intitule,
      typeAbrege,
      niveau: garder(dite.niveau, deja?.niveau, null),
      dateDebutEnregistrement: garder(dite.dateDebutEnregistrement, deja?.dateDebutEnregistrement, null),
      dateFinEnregistrement: garder(dite.dateFinEnregistrement, deja?.dateFinEnregistrement, null),
      dateLimiteDelivrance: garder(dite.dateLimiteDelivrance, deja?.dateLimiteDelivrance, null),
      actif: dite.actif,
      remplaceePar: garder(dite.remplaceePar, deja?.remplaceePar, null),
      apprentissage: garder(dite.apprentissage, deja?.apprentissage, null),
      formacodes: garder(dite.formacodes, deja?.formacodes, []),
      nsf: garder(dite.nsf, deja?.nsf, []),
      rome: garder(dite.rome, deja?.rome, []),
      certifinfo,
      libellesCertifinfo: { ...deja?.libellesCertifinfo, ...fiche.libellesCertifinfo },
      recherche: plier([fiche.code, ...certifinfo, typeAbrege ?? "", dite.intitule].join(" ")),
    },
    blocs: dite.blocs ? blocsSansDoublon(dite.blocs) : (avant?.blocs ?? []),
    partenaires: dite.partenaires ? avecEtats(dite.partenaires, avant) : (avant?.partenaires ?? []),
  };
}

/** The CSV export says no state: the one that the XML gave stays. */
function avecEtats(partenaires: Partenaire[], avant: Etat | undefined): Partenaire[] {
  const cle = (p: Partenaire) => `${p.siret} ${p.habilitation}`;
  const etats = new Map(avant?.partenaires.map((p) => [cle(p), p.etat]));
  return partenairesSansDoublon(partenaires).map((p) => ({
    ...p,
    etat: p.etat ?? etats.get(cle(p)) ?? null,
  }));
}

function memeEtat(a: Etat, b: Etat): boolean {
  return empreinte(a) === empreinte(b);
}

function empreinte({ ligne, blocs, partenaires }: Etat): string {
  return JSON.stringify([
    Object.entries(ligne).sort(([x], [y]) => (x < y ? -1 : 1)),
    blocs.map((b) => [b.code, b.libelle].join("\n")).sort(),
    partenaires.map((p) => [p.siret, p.habilitation, p.nom, p.etat ?? ""].join("\n")).sort(),
  ]);
}

/** What LHÉO says of it (catalogue/vers-lheo-certifications.ts): not its dates, nor its partners, which change most. */
function dansUnFragment({ ligne: { intitule, niveau, certifinfo, formacodes }, blocs }: Etat): string {
  const dits = blocs.map((b) => [b.code, b.libelle].join("\n")).sort();
  return JSON.stringify([intitule, niveau, certifinfo, formacodes, dits]);
}

function* morceaux<T>(lignes: T[]): Generator<T[]> {
  for (let i = 0; i < lignes.length; i += LIGNES) yield lignes.slice(i, i + LIGNES);
}
