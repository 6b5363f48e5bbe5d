import { and, inArray } from "drizzle-orm";
import type { Base } from "../../../db/client";
import { partenaireCertification } from "../../../db/schema";

/** What France compétences says of an organisme and a certification: a line for whoever decides (rule R-21). */
export type Habilitation = { certification: string; siret: string; phrase: string; aVerifier: boolean };

type Declaree = Pick<
  typeof partenaireCertification.$inferSelect,
  "certificationCode" | "siret" | "habilitation" | "etat"
>;

/** Those that allow to train; HABILITATION_ORGANISER is for the examination only. */
const HABILITES = ["HABILITATION_FORMER", "HABILITATION_ORGA_FORM"];
const FORMER = ["CERTIFICATEUR", ...HABILITES];

/**
 * One line for each certification and organisme. Nothing here refuses: the lists are late or silent (a diploma
 * registered by right, or a title of the Ministry of Labour, names no partner), so what is not found is to be checked.
 */
export async function habilitations(
  db: Base,
  certifications: readonly string[],
  sirets: readonly string[],
): Promise<Habilitation[]> {
  if (certifications.length === 0) return [];
  const p = partenaireCertification;
  const declarees = await db
    .select({
      certificationCode: p.certificationCode,
      siret: p.siret,
      habilitation: p.habilitation,
      etat: p.etat,
    })
    .from(p)
    .where(and(inArray(p.certificationCode, [...certifications]), inArray(p.siret, [...sirets])));
  return certifications.flatMap((certification) =>
    sirets.map((siret) => {
      const siennes = declarees.filter((d) => d.certificationCode === certification && d.siret === siret);
      return { certification, siret, ...juger(siennes) };
    }),
  );
}

function juger(siennes: Declaree[]): Pick<Habilitation, "phrase" | "aVerifier"> {
  // The CSV files say no state: declared counts as active.
  const actives = siennes.filter((d) => d.etat === null || d.etat === "Actif");
  if (actives.some((d) => d.habilitation === "CERTIFICATEUR"))
    return { phrase: "certificateur", aVerifier: false };
  if (actives.some((d) => FORMER.includes(d.habilitation)))
    return { phrase: "habilité à former", aVerifier: false };
  if (actives.length > 0) return { phrase: "habilité à organiser l'évaluation seulement", aVerifier: true };
  if (siennes.length > 0) return { phrase: "habilitation retirée ou inactive", aVerifier: true };
  return { phrase: "non déclaré sur France compétences", aVerifier: true };
}

/** Of these certifications, those for which France compétences names somebody habilité to train: its list tells then. */
export async function quiNommentLeursFormateurs(
  db: Base,
  certifications: readonly string[],
): Promise<string[]> {
  if (certifications.length === 0) return [];
  const p = partenaireCertification;
  const lues = await db
    .selectDistinct({ code: p.certificationCode })
    .from(p)
    .where(and(inArray(p.certificationCode, [...certifications]), inArray(p.habilitation, HABILITES)));
  return lues.map(({ code }) => code);
}
