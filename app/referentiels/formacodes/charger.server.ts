import { inArray } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { formacode } from "../../../db/schema";
import type { BilanChargement } from "../certifications/charger.server";
import { plier } from "../texte";
import type { EntreeFormacode } from "./lire-formacodes";

const LOT = 500;

/**
 * Writes a thesaurus. A code has one row, that of the newest version: a file may hold several, and V13 keeps codes
 * that V14 dropped and that certifications still carry. Running it twice changes nothing.
 */
export async function chargerFormacodes(
  db: Base,
  entrees: AsyncIterable<EntreeFormacode>,
): Promise<BilanChargement> {
  const bilan: BilanChargement = { lues: 0, ajoutees: 0, modifiees: 0, inchangees: 0 };
  const parCode = new Map<string, EntreeFormacode>();
  for await (const entree of entrees) {
    bilan.lues += 1;
    const deja = parCode.get(entree.code);
    if (!deja || rang(entree.version) >= rang(deja.version)) parCode.set(entree.code, entree);
  }
  const lignes = [...parCode.values()].map((e) => ({
    code: e.code,
    libelle: e.libelle,
    version: e.version,
    recherche: plier([e.code, e.libelle, ...e.synonymes, e.champ].join(" ")),
  }));
  for (let i = 0; i < lignes.length; i += LOT) {
    const lot = lignes.slice(i, i + LOT);
    const { ajoutees, modifiees } = await db.transaction((tx) => ecrire(tx as unknown as Base, lot));
    bilan.ajoutees += ajoutees;
    bilan.modifiees += modifiees;
  }
  bilan.inchangees = lignes.length - bilan.ajoutees - bilan.modifiees;
  return bilan;
}

type Ligne = typeof formacode.$inferSelect;

async function ecrire(db: Base, lot: Ligne[]): Promise<{ ajoutees: number; modifiees: number }> {
  const lus = await db
    .select()
    .from(formacode)
    .where(
      inArray(
        formacode.code,
        lot.map((l) => l.code),
      ),
    );
  const connus = new Map(lus.map((l) => [l.code, l]));
  let ajoutees = 0;
  let modifiees = 0;
  for (const ligne of lot) {
    const avant = connus.get(ligne.code);
    if (avant && rang(avant.version) > rang(ligne.version)) continue;
    if (
      avant &&
      avant.libelle === ligne.libelle &&
      avant.version === ligne.version &&
      avant.recherche === ligne.recherche
    )
      continue;
    await db.insert(formacode).values(ligne).onConflictDoUpdate({ target: formacode.code, set: ligne });
    if (avant) modifiees += 1;
    else ajoutees += 1;
  }
  return { ajoutees, modifiees };
}

function rang(version: string): number {
  return Number(version.replace(/\D/g, ""));
}
