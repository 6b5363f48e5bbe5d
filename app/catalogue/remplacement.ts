import type { Saisie } from "../../db/types";
import { dictionnaire, liste, texte } from "./champs";
import { aVenir } from "./fin-de-certification";
import type { FaitsCertification } from "./regles";

/**
 * One certification in the place of another on an action, and what becomes of its sessions: those that may follow
 * do, the others keep what they aim at, and the old one stays on the action for them.
 */
export type Remplacement = {
  ancienne: string;
  nouvelle: Pick<
    FaitsCertification,
    "code" | "dateDebutEnregistrement" | "dateFinEnregistrement" | "apprentissage"
  >;
};

type Session = { reference: string; saisie: Saisie };

const vise = ({ saisie }: Session, code: string) => liste(saisie.certificationsVisees).includes(code);

/**
 * Whether that session follows: it is yet to begin, the new certification is registered by then and still is, and takes
 * apprentices when they are; it validates no bloc, those of the new one being others, to be chosen.
 */
function suit({ saisie }: Session, { ancienne, nouvelle }: Remplacement, jour: string): boolean {
  const debut = texte(saisie.debut);
  const { dateDebutEnregistrement: effet, dateFinEnregistrement: echeance, apprentissage } = nouvelle;
  return (
    aVenir(saisie, jour) &&
    !(effet && debut && debut < effet) &&
    !(echeance && debut > echeance) &&
    !(saisie.voieAcces === "apprentissage" && apprentissage === false) &&
    !["0", "2"].includes(dictionnaire(saisie.validations)[ancienne] ?? "")
  );
}

/** The sessions that aim at the old certification: those that follow, and those that keep it. */
export function partager<S extends Session>(
  sessions: readonly S[],
  remplacement: Remplacement,
  jour: string,
): { suivent: S[]; gardent: S[] } {
  const visent = sessions.filter((s) => vise(s, remplacement.ancienne));
  return {
    suivent: visent.filter((s) => suit(s, remplacement, jour)),
    gardent: visent.filter((s) => !suit(s, remplacement, jour)),
  };
}

/** The certifications of the action with the new one in its place, and the old one after it while sessions keep it. */
export function remplacer(codes: readonly string[], { ancienne, nouvelle }: Remplacement, garde: boolean) {
  const voulus = codes.flatMap((c) => (c === ancienne ? [nouvelle.code, ...(garde ? [c] : [])] : [c]));
  return [...new Set(voulus)];
}

/** The sessions once those that follow aim at the new certification, in the same validation. */
export function suivre<S extends Session>(
  sessions: S[],
  remplacements: readonly Remplacement[],
  jour: string,
): S[] {
  return remplacements.reduce<S[]>((avant, remplacement) => {
    const { suivent } = partager(avant, remplacement, jour);
    return avant.map((s) =>
      suivent.includes(s) ? { ...s, saisie: visantLaNouvelle(s.saisie, remplacement) } : s,
    );
  }, sessions);
}

function visantLaNouvelle(saisie: Saisie, remplacement: Remplacement): Saisie {
  const { [remplacement.ancienne]: validation, ...validations } = dictionnaire(saisie.validations);
  const { [remplacement.ancienne]: _, ...certifinfo } = dictionnaire(saisie.certifinfo);
  return {
    ...saisie,
    certifinfo,
    certificationsVisees: remplacer(liste(saisie.certificationsVisees), remplacement, false),
    validations: { ...(validation ? { [remplacement.nouvelle.code]: validation } : {}), ...validations },
  };
}

/** As many references as a sentence holds. */
const NOMMEES_MAX = 5;

/** Those sessions, named when they are few. */
export function direSessions(sessions: readonly { reference: string }[]): string {
  const n = sessions.length;
  if (n > NOMMEES_MAX) return `${n} sessions`;
  return `${n > 1 ? "sessions" : "session"} ${sessions.map((s) => s.reference).join(", ")}`;
}

/** What the form says once the new certification stands in the place of the old one, before it is saved. */
export function direRemplacement(
  { ancienne, nouvelle }: Remplacement,
  { suivent, gardent }: ReturnType<typeof partager>,
): string {
  const dites = [`${nouvelle.code} prend la place de ${ancienne} : enregistrez pour le confirmer.`];
  if (suivent.length > 0)
    dites.push(`Viseront la nouvelle, n'ayant pas commencé : ${direSessions(suivent)}.`);
  if (gardent.length > 0) {
    dites.push(
      `Gardent ${ancienne}, qui reste sur l'action pour elles (commencées, validant des blocs, ou que la nouvelle ne peut accueillir) : ${direSessions(gardent)}.`,
    );
  }
  return dites.join(" ");
}
