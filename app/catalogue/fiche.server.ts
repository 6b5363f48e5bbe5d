import { inArray } from "drizzle-orm";
import { structure } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { certificationsParCodes } from "../referentiels/certifications/chercher.server";
import { liste, texte } from "./champs";
import type { Contexte } from "./contexte";
import type { Dossier } from "./dossier.server";
import { type LigneEnClair, lectureDe, type Noms } from "./en-clair";
import { enVigueur } from "./saisie";

/** An action and its sessions as they are read or printed: field by field, in words. */
export type Fiche = { action: LigneEnClair[]; sessions: { reference: string; lignes: LigneEnClair[] }[] };

/** The names of the certifications and structures that these words refer to. */
export async function nomsPour(ctx: Contexte, saisies: Saisie[]): Promise<Noms> {
  const codes = [
    ...new Set(saisies.flatMap((s) => [...liste(s.certifications), ...liste(s.certificationsVisees)])),
  ];
  const sirets = [...new Set(saisies.map((s) => texte(s.formateur)).filter(Boolean))];
  const [certifications, structures] = await Promise.all([
    certificationsParCodes(ctx.db, codes),
    sirets.length > 0
      ? ctx.db
          .select({ siret: structure.siret, nom: structure.nom, ville: structure.ville })
          .from(structure)
          .where(inArray(structure.siret, sirets))
      : [],
  ]);
  return Object.fromEntries([
    ...certifications.flatMap((c) => [
      [c.code, c.intitule] as const,
      ...c.blocs.map((b) => [b.code, b.libelle] as const),
    ]),
    ...structures.map((s) => [s.siret, `${s.nom}, ${s.ville}`] as const),
  ]);
}

/** The whole dossier in words, and the names it refers to, those of the approved words too. */
export async function lireFiche(
  ctx: Contexte,
  { action, sessions, publication }: Dossier,
): Promise<Fiche & { noms: Noms }> {
  const noms = await nomsPour(ctx, [
    action.saisie,
    publication?.approuve.action ?? {},
    ...sessions.map((s) => s.saisie),
  ]);
  return {
    noms,
    action: lectureDe("action", action.saisie, noms),
    sessions: sessions.map((s) => ({
      reference: s.reference,
      lignes: lectureDe("session", enVigueur("session", s.saisie), noms),
    })),
  };
}
