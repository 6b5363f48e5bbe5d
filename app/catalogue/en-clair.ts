import type { Saisie, Valeur } from "../../db/types";
import { type Champ, dictionnaire, enregistrements, estVide, liste, type Portee, texte } from "./champs";
import { tousLesChamps } from "./champs-gardes";
import { VALIDATIONS } from "./codes";
import { dureeIndicative, heuresTotal } from "./durees";
import { FINANCEURS, optionsDe } from "./nomenclatures";
import { dateFr } from "./regles";

/** The names of what a field only refers to, by code: certifications, structures. */
export type Noms = Readonly<Record<string, string>>;

export type LigneEnClair = { champ: string; libelle: string; valeur: string };

/** What a field holds, in the words of the screen: labels for codes, French dates, one line an item. "" when empty. */
export function enClair(
  champ: Pick<Champ, "nom" | "type" | "options">,
  valeur: Valeur | undefined,
  noms: Noms = {},
): string {
  if (estVide(valeur)) return "";
  const nommer = (code: string) => (noms[code] ? `${code} · ${noms[code]}` : code);
  switch (champ.type) {
    case "date":
      return dateFr(texte(valeur));
    case "organisme":
      return noms[texte(valeur)] ?? texte(valeur);
    case "reunions":
      return enregistrements(valeur)
        .map((r) => [dateFr(r.date), r.heure, r.lieu].filter(Boolean).join(", "))
        .join("\n");
    case "financeurs":
      return enregistrements(valeur)
        .map(({ code = "", places, programme }) =>
          [libelleDe(FINANCEURS, code), places ? `places : ${places}` : "", programme]
            .filter(Boolean)
            .join(", "),
        )
        .join("\n");
    case "certificationsVisees":
      return [
        ...Object.entries(dictionnaire(valeur)).map(
          ([code, v]) =>
            `${code} : ${champ.nom === "validations" ? libelleDe(VALIDATIONS, v).toLowerCase() : v}`,
        ),
        ...liste(valeur).map(nommer),
      ].join("\n");
    case "certifications":
      return liste(valeur).map(nommer).join("\n");
    default:
      return liste(valeur)
        .map((v) => libelleDe(optionsDe(champ), v))
        .join("\n");
  }
}

function libelleDe(options: Champ["options"], code: string): string {
  return options?.find((o) => o.code === code)?.libelle ?? code;
}

/** Everything an action or a session says, field by field, without the empty ones: what a reader reads or prints. */
export function lectureDe(portee: Portee, saisie: Saisie, noms: Noms = {}): LigneEnClair[] {
  const lignes = tousLesChamps(portee)
    .filter((c) => !RASSEMBLES.has(c.nom))
    .map((c) => ({ champ: c.nom, libelle: c.libelle, valeur: enClair(c, saisie[c.nom], noms) }));
  if (portee === "session") {
    const ville = [saisie.lieuCodePostal, saisie.lieuVille].filter(Boolean).join(" ");
    lignes.push({ champ: "lieuCommune", libelle: "Lieu : commune", valeur: ville });
    if (heuresTotal(saisie) > 0) {
      lignes.push({ champ: "heuresCentre", libelle: "Durée totale", valeur: dureeIndicative(saisie) });
    }
  }
  return lignes.filter((l) => l.valeur !== "");
}

/** Three fields that read as one line. */
const RASSEMBLES = new Set(["lieuCommune", "lieuCodePostal", "lieuVille"]);

/** The sessions that go with an action, after its name and that word: « et ses 3 sessions »; nothing when it has none. */
export function avecSesSessions(mot: "et" | "avec", n: number): string {
  return n === 0 ? "" : n === 1 ? ` ${mot} sa session` : ` ${mot} ses ${n} sessions`;
}

/** A value of the journal whose field is gone or is none of the form's: one line an item. */
export function enVrac(valeur: unknown): string {
  if (Array.isArray(valeur)) return valeur.map(enVrac).join("\n");
  if (valeur && typeof valeur === "object") return Object.values(valeur).map(enVrac).join(", ");
  return String(valeur ?? "");
}
