/** The formations of a structure, chosen whole: what they are, their words, their sessions. */
import { PLUS_CERTIFIANTS } from "../contenu/certifiantes";
import type { Structure } from "../contenu/structures";
import type { Fiche } from "./certifications";
import { chance, un } from "./hasard";
import { objectif, programme, titre } from "./mots";
import { avecCertification, type Offre, sansCertification } from "./offres";
import { detailler, type Session, sessionsPrevues } from "./sessions";

/** All that the file says of a formation. */
export type Formation = {
  numero: string;
  fiche: Fiche | undefined;
  formacodes: string[];
  intitule: string;
  objectif: string;
  programme: string;
  resultats: string;
  validation: "rncp" | "autre" | "attestation";
  but: string;
  individualisee: boolean;
  contact: string;
  lien: string | undefined;
  plus: string | undefined;
  sessions: Session[];
};

let numeroFormation = 400000000;

/** The formation, or none when its certification ends before any session could start. */
function formation(s: Structure, o: Offre, conventionnee: boolean): Formation | undefined {
  const prevues = sessionsPrevues(o, conventionnee);
  if (!prevues.length) return undefined;
  const { fiche, famille } = o;
  const validation = !fiche ? "attestation" : fiche.repertoire === "RNCP" ? "rncp" : "autre";
  const individualisee = validation === "rncp" && chance(0.3);
  const plus = chance(0.6) ? un(famille?.plus ?? PLUS_CERTIFIANTS) : undefined;
  const numero = `200${++numeroFormation}`;
  return {
    numero,
    fiche,
    formacodes: fiche?.formacodes.length ? fiche.formacodes : o.sujet.formacodes.filter(Boolean),
    intitule: titre(o),
    objectif: objectif(o),
    programme: programme(o),
    resultats: fiche ? `${fiche.intitule}.` : "Attestation de fin de formation.",
    validation,
    but: butDe(o),
    individualisee,
    contact: un(s.contacts),
    lien: chance(0.5) ? `https://www.${s.domaine}/formations/${numero}` : undefined,
    plus,
    sessions: prevues.map((p) => detailler(s, o, p)),
  };
}

function butDe({ fiche, sujet, famille }: Offre): string {
  if (fiche) return fiche.repertoire === "RNCP" ? "6" : "2";
  return sujet.formacodes[0] === "32047" ? "4" : (famille?.objectifGeneral ?? "2");
}

/** The formations of a structure; about one in twenty-seven is bought by the Région. */
export function catalogue(s: Structure): Formation[] {
  const trouvees: Formation[] = [];
  for (const o of avecCertification(s)) {
    const f = formation(s, o, o.fiche?.repertoire === "RNCP" && !o.variante.suffixe && chance(0.15));
    if (f) trouvees.push(f);
  }
  for (const o of sansCertification(s)) {
    if (trouvees.length >= s.formations) break;
    const region = o.famille?.nom === "insertion" || o.variante.suffixe.includes("préparation au métier");
    const f = formation(s, o, region && chance(0.2));
    if (f) trouvees.push(f);
  }
  return trouvees;
}
