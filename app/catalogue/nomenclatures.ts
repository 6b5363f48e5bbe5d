import type { Saisie } from "../../db/types";
import { type Champ, liste } from "./champs";
import type { Option } from "./codes";

/** How many publics LHÉO takes. */
export const PUBLICS_MAX = 10;

/** Publics (A18) that the organismes of the region use: Formacode, table « public visé ». */
const PUBLICS: readonly Option[] = [
  { code: "80006", libelle: "Demandeur d'emploi" },
  { code: "80001", libelle: "Public sans emploi" },
  { code: "80005", libelle: "Bénéficiaire du revenu de solidarité active" },
  { code: "82044", libelle: "Salarié" },
  { code: "82055", libelle: "Agent de la fonction publique" },
  { code: "82004", libelle: "Artisan" },
  { code: "82017", libelle: "Exploitant agricole, salarié agricole" },
  { code: "82038", libelle: "Profession libérale" },
  { code: "81024", libelle: "Jeune" },
  { code: "81020", libelle: "Handicapé" },
  { code: "81050", libelle: "Particulier, individuel" },
  { code: "81061", libelle: "Public de la formation initiale" },
];

/** Levels (A16) of the European framework: LHÉO dict-niveaux, their names shortened. */
const NIVEAUX: readonly Option[] = [
  { code: "1", libelle: "Sans niveau spécifique" },
  { code: "11", libelle: "Niveau 1 : savoirs de base" },
  { code: "12", libelle: "Niveau 2" },
  { code: "13", libelle: "Niveau 3 : CAP, BEP" },
  { code: "14", libelle: "Niveau 4 : baccalauréat" },
  { code: "15", libelle: "Niveau 5 : BTS, DUT" },
  { code: "16", libelle: "Niveau 6 : licence" },
  { code: "17", libelle: "Niveau 7 : master" },
  { code: "18", libelle: "Niveau 8 : doctorat" },
];

/** Publics of the Formacode that a file may name and our form does not propose (table « public visé »). */
const AUTRES_PUBLICS: readonly Option[] = [
  { code: "83056", libelle: "Tout public" },
  { code: "80003", libelle: "Demandeur d'emploi plus de 26 ans" },
  { code: "80004", libelle: "Cadre demandeur d'emploi" },
  { code: "80007", libelle: "Demandeur d'emploi longue durée" },
  { code: "80008", libelle: "Licencié pour motif économique" },
  { code: "80009", libelle: "Demandeur d'emploi moins de 26 ans" },
  { code: "80010", libelle: "Militaire en reconversion" },
  { code: "80015", libelle: "Bénéficiaire allocation solidarité spécifique" },
  { code: "80019", libelle: "Bénéficiaire allocation retour à l'emploi" },
  { code: "80023", libelle: "Demandeur d'emploi dans le cadre du CIF" },
  { code: "80026", libelle: "Demandeur d'emploi dans le cadre du DIF" },
  { code: "80098", libelle: "Jeune (dans le cadre du plan jeune)" },
  { code: "81013", libelle: "Public sous main de justice" },
  { code: "81014", libelle: "Élu" },
  { code: "81018", libelle: "Femme" },
  { code: "81019", libelle: "Public en situation d'illettrisme" },
  { code: "81021", libelle: "Public analphabète" },
  { code: "81022", libelle: "Immigré" },
  { code: "81042", libelle: "Réfugié" },
  { code: "81060", libelle: "Conjoint collaborateur d'artisan" },
  { code: "81062", libelle: "Conjoint collaborateur d'exploitant agricole" },
  { code: "81069", libelle: "Bénévole" },
  { code: "81099", libelle: "Autre public" },
  { code: "82009", libelle: "Commerçant" },
  { code: "82016", libelle: "Formateur, enseignant" },
  { code: "82027", libelle: "Public dans le cadre du contrat d'apprentissage" },
  { code: "82029", libelle: "Public dans le cadre du contrat de professionnalisation" },
  { code: "82043", libelle: "Représentant du personnel" },
  { code: "82045", libelle: "Salarié en reconversion" },
  { code: "82046", libelle: "Salarié de l'artisanat" },
  { code: "82047", libelle: "Salarié en contrat aidé" },
  { code: "82058", libelle: "Public en emploi" },
  { code: "82065", libelle: "Salarié dans le cadre du plan de formation" },
  { code: "82066", libelle: "Salarié dans le cadre du CIF" },
  { code: "82067", libelle: "Membre du CHSCT" },
  { code: "82068", libelle: "Membre du CE" },
  { code: "82070", libelle: "Agent de la fonction publique d'Etat" },
  { code: "82071", libelle: "Agent de la fonction publique hospitalière" },
  { code: "82072", libelle: "Salarié dans le cadre du DIF" },
  { code: "82073", libelle: "Salarié en période de professionnalisation" },
  { code: "82074", libelle: "Agent de la fonction publique territoriale" },
];

/** The levels of before 2019, that files still give (LHÉO dict-niveaux). */
const ANCIENS_NIVEAUX: readonly Option[] = [
  { code: "2", libelle: "Niveau VI (illettrisme, analphabétisme)" },
  { code: "3", libelle: "Niveau V bis (préqualification)" },
  { code: "4", libelle: "Niveau V (CAP, BEP, CFPA du premier degré)" },
  { code: "5", libelle: "Niveau IV (BP, BT, baccalauréat professionnel ou technologique)" },
  { code: "6", libelle: "Niveau III (BTS, DUT)" },
  { code: "7", libelle: "Niveau II (licence ou maîtrise universitaire)" },
  { code: "8", libelle: "Niveau I (supérieur à la maîtrise)" },
];

/** LHÉO dict-financeurs. */
export const FINANCEURS: readonly Option[] = [
  { code: "2", libelle: "Conseil régional" },
  { code: "3", libelle: "Fonds européens, FSE" },
  { code: "14", libelle: "Fonds européens, autre" },
  { code: "4", libelle: "France Travail" },
  { code: "16", libelle: "OPCO" },
  { code: "17", libelle: "Transition Pro" },
  { code: "7", libelle: "Agefiph" },
  { code: "8", libelle: "Conseil départemental" },
  { code: "9", libelle: "Commune" },
  { code: "15", libelle: "Autre collectivité territoriale" },
  { code: "11", libelle: "État, ministère chargé de l'emploi" },
  { code: "12", libelle: "État, ministère de l'éducation nationale" },
  { code: "13", libelle: "État, autre" },
  { code: "19", libelle: "État, ministère de l'intérieur" },
  { code: "18", libelle: "LADOM" },
  { code: "20", libelle: "OFII" },
  { code: "6", libelle: "ACSÉ" },
  { code: "5", libelle: "Entreprise" },
  { code: "10", libelle: "Bénéficiaire de l'action" },
  { code: "0", libelle: "Autre" },
];

/** The lists that come with the page and not with the scripts: what the form proposes, then what only files say. */
const LISTES: Readonly<Record<string, readonly [readonly Option[], readonly Option[]]>> = {
  publics: [PUBLICS, AUTRES_PUBLICS],
  publicsSession: [PUBLICS, AUTRES_PUBLICS],
  niveauEntree: [NIVEAUX, ANCIENS_NIVEAUX],
};

/** Every answer there is to a field of a closed list; undefined when it has none. */
export function optionsDe({ nom, options }: Pick<Champ, "nom" | "options">): readonly Option[] | undefined {
  return LISTES[nom]?.flat() ?? options;
}

/** Whether a field takes that answer. The publics are those of any version of the Formacode, its field 8. */
export function accepte(champ: Pick<Champ, "nom" | "options">, code: string): boolean {
  const options = optionsDe(champ);
  return (
    !options || options.some((o) => o.code === code) || (champ.nom === "publics" && /^8\d{4}$/.test(code))
  );
}

/** What the form of an action proposes by field, beside its own table, with whatever a file said that it does not. */
export function choixPour(action: Saisie): Record<string, Option[]> {
  const proposer = (nom: string) => {
    const [proposes = [], autres = []] = LISTES[nom] ?? [];
    const dits = liste(action[nom]).filter((code) => !proposes.some((o) => o.code === code));
    return [
      ...proposes,
      ...dits.map((code) => autres.find((o) => o.code === code) ?? { code, libelle: code }),
    ];
  };
  return { publics: proposer("publics"), niveauEntree: proposer("niveauEntree") };
}
