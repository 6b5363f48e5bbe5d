import type { Saisie } from "../../db/types";
import {
  type Copie,
  desAnneesPlusTard,
  enPermanence,
  type SessionCopiee,
  VOIES,
  voiesADecliner,
} from "./copies";
import type { Dater } from "./dire";

/**
 * What the screen of a copy says: its title, what it proposes, and the other copies that may be wanted instead, `fin` being
 * the end of their address. `sessions` are all those of the action, `certifications` the codes of its own.
 */
export function direCopie(
  { copieDe, variante }: Copie,
  {
    saisie,
    sessions,
    certifications,
    aujourdhui,
  }: {
    saisie: Saisie;
    sessions: readonly SessionCopiee[];
    certifications: readonly string[];
    aujourdhui: string;
  },
  date: Dater,
): { titre: string; phrase: string | null; autres: { fin: string; libelle: string }[] } {
  const source = sessions.find((s) => s.reference === copieDe);
  const ecrites = { ...saisie, debut: source?.debut ?? "", fin: source?.fin ?? "" };
  const dates = desAnneesPlusTard(ecrites, aujourdhui);
  const quand = dates?.annees === 1 ? "un an plus tard" : `${dates?.annees} ans plus tard`;
  const decalees = dates && `du ${date(dates.debut)} au ${date(dates.fin)}`;
  const voies = source ? voiesADecliner(source, sessions, certifications) : [];
  const autres = [
    { fin: "", libelle: "La même, telle quelle" },
    ...voies.map((voie) => ({ fin: `?voie=${voie}`, libelle: `La même, ${enVoie(voie)}` })),
    ...(decalees ? [{ fin: "?decalage=an", libelle: `La même, ${quand}, ${decalees}` }] : []),
  ];
  const sauf = (fin: string) => autres.filter((a) => a.fin !== fin);
  if (variante && "voie" in variante) {
    return {
      titre: `Dupliquer la session ${enVoie(variante.voie)}`,
      phrase: `Copie de la session ${copieDe} pour une autre voie d'accès : complétez ce que celle-ci demande. ${RIEN}`,
      autres: sauf(`?voie=${variante.voie}`),
    };
  }
  if (variante && decalees) {
    const comment = enPermanence(saisie) ? "les mêmes jours du calendrier" : "les mêmes jours de la semaine";
    return {
      titre: `Dupliquer la session ${quand}`,
      phrase: `Copie de la session ${copieDe} aux dates proposées : ${decalees}, ${comment}. ${RIEN}`,
      autres: sauf("?decalage=an"),
    };
  }
  return { titre: "Dupliquer la session", phrase: null, autres: sauf("") };
}

const RIEN = "Rien n'en est encore enregistré.";

function enVoie(code: string): string {
  return `en ${(VOIES.find((v) => v.code === code)?.libelle ?? code).toLowerCase()}`;
}
