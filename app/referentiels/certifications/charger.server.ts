import { eq } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { blocCompetences, certification, partenaireCertification } from "../../../db/schema";
import { plier } from "../texte";
import type { FicheCertification } from "./fiche";

const LOT = 200;

/** Writes certifications, new or changed, in batches of one transaction each. Running it twice changes nothing. */
export async function chargerCertifications(
  db: Base,
  fiches: AsyncIterable<FicheCertification>,
): Promise<{ lues: number }> {
  let lues = 0;
  let lot: FicheCertification[] = [];
  const vider = async () => {
    const enCours = lot;
    lot = [];
    await db.transaction(async (tx) => {
      for (const fiche of enCours) await ecrire(tx as unknown as Base, fiche);
    });
  };
  for await (const fiche of fiches) {
    lues += 1;
    lot.push(fiche);
    if (lot.length === LOT) await vider();
  }
  await vider();
  return { lues };
}

async function ecrire(db: Base, { blocs, partenaires, ...fiche }: FicheCertification): Promise<void> {
  const ligne = { ...fiche, recherche: plier([fiche.code, ...fiche.certifinfo, fiche.intitule].join(" ")) };
  await db.insert(certification).values(ligne).onConflictDoUpdate({ target: certification.code, set: ligne });
  const code = fiche.code;
  await db.delete(blocCompetences).where(eq(blocCompetences.certificationCode, code));
  await db.delete(partenaireCertification).where(eq(partenaireCertification.certificationCode, code));
  const blocsUniques = [...new Map(blocs.map((b) => [b.code, { certificationCode: code, ...b }])).values()];
  if (blocsUniques.length > 0) await db.insert(blocCompetences).values(blocsUniques);
  const cles = partenaires.map((p) => [`${p.siret} ${p.habilitation}`, { certificationCode: code, ...p }] as const);
  const uniques = [...new Map(cles).values()];
  if (uniques.length > 0) await db.insert(partenaireCertification).values(uniques);
}
