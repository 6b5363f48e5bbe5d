import type { Saisie } from "../../db/types";
import { enfant, type Noeud, texteDe, tous } from "../lheo";
import { dateExiste } from "./regles";
import {
  DEFAUTS,
  DISPOSITIF,
  NDA_INCONNU,
  NOTRE,
  SANS_ALTERNANCE,
  SANS_CONDITION,
  SPECIFICITES,
} from "./termes-lheo";
import type { OrganismeLheo } from "./vers-lheo-organisme";

/** A LHÉO date as ours; "" for 00000000, 99999999 and what is no day of the calendar. */
function aTirets(date: string): string {
  const tirets = date.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  return dateExiste(tirets) ? tirets : "";
}

/** What a `formation` of any LHÉO file says in our words. */
export type FormationLue = {
  numero: string;
  responsable: OrganismeLheo;
  action: Saisie;
  formacodes: string[];
  conventionnee: boolean;
  sessions: { numero: string; formateur: OrganismeLheo | null; saisie: Saisie }[];
};

/** The reverse of `versLheo`, for our own files and, as far as they go, for those of others (2.2 and 2.3). */
export function depuisLheo(f: Noeud): FormationLue {
  const notre = lireExtras(f);
  const numero = f.attributs.numero ?? "";
  const lire = lecture(numero);
  // One for each of its options: the same certification.
  const codes = [...new Set(tous(f, "certification").flatMap((c) => codeLu(c, "") ?? []))];
  const contact = enfant(f, "contact-formation", "coordonnees");
  const formacodesNotres = notre.filter(([info]) => info === "formacode-moderation").map(([, v]) => v);
  const domaine = tous(enfant(f, "domaine-formation"), "code-FORMACODE").map((n) => n.texte.trim());
  const validation = notre.filter(([info]) => info === "validation").map(([, v]) => v);
  const deduite = [
    ...(codes.some((c) => c.startsWith("RNCP")) ? ["rncp"] : []),
    ...(codes.some((c) => !c.startsWith("RNCP")) ? ["autre"] : []),
  ];
  const [contactNom, contactTelephone, contactCourriel] = contactLu(contact, lire);
  const responsable = responsableLu(enfant(f, "organisme-formation-responsable"));
  // The standard wants a contact: when nobody gave one, the writer names the organisme and nothing else.
  const contactParDefaut =
    contactNom === responsable.nom.slice(0, NOM_MAX) && !contactTelephone && !contactCourriel;
  // Ours say it once for the action; of another's file, what its first says.
  const [premiere] = tous(f, "action");
  // An apprentice pays nothing: the price is that of the others.
  const payante = tous(f, "action").find((a) =>
    tous(a, "session").some((s) => voieLue(a, s) !== "apprentissage"),
  );
  const vise = publicDeLAction(notre, premiere, lire);
  return {
    numero,
    responsable,
    action: pleins({
      intitule: lire(f, "intitule-formation"),
      lePlus: notre.find(([info]) => info === "le-plus")?.[1] ?? "",
      objectifGeneral: texteDe(f, "objectif-general-formation").replace("3", "2"),
      objectif: lire(f, "objectif-formation"),
      programme: lire(f, "contenu-formation"),
      validation: validation.length > 0 ? validation : deduite.length > 0 ? deduite : ["attestation"],
      certifications: codes,
      publics: deduits(vise.codes),
      precisionPublic: vise.precision,
      niveauEntree: sansDefaut(texteDe(f, "code-niveau-entree"), DEFAUTS.niveauEntree),
      niveauExige: vise.exige === "1" ? ["1"] : [],
      prerequis: sansDefaut(lire(premiere, "conditions-specifiques"), SANS_CONDITION),
      modalitesAcces: lire(premiere, "modalites-recrutement"),
      accesHandicap: lire(premiere, "acces-handicapes"),
      tarif:
        texteDe(payante, "prix-total-TTC") ||
        (premiere ? (new Map(lireExtras(premiere)).get("tarif") ?? "") : ""),
      lienWeb: lire(f, "url-formation", "urlweb"),
      ...(contactParDefaut ? {} : { contactNom, contactTelephone, contactCourriel }),
      parcours: sansDefaut(texteDe(f, "parcours-de-formation"), DEFAUTS.parcours),
    }),
    // In a file of ours, those of no moderator are those of the certifications.
    formacodes:
      formacodesNotres.length > 0 || (estNotre(numero) && codes.length > 0) ? formacodesNotres : domaine,
    conventionnee: tous(f, "action").some(estConventionnee),
    sessions: tous(f, "action").flatMap((a) => tous(a, "session").map((s) => sessionLue(a, s, vise, lire))),
  };
}

/** Reads a text: as it is in our own files, without the margins that indented files of others put around it. */
type Lecture = (noeud: Noeud | undefined, ...chemin: string[]) => string;

const estNotre = (numero: string) => /^20\d{10}$/.test(numero);

function lecture(numero: string): Lecture {
  return estNotre(numero) ? (n, ...chemin) => enfant(n, ...chemin)?.texte ?? "" : texteDe;
}

// Région, FSE, France Travail, Agefiph, collectivités, État, Union européenne, LADOM, OFII: public money.
const FINANCEURS_PUBLICS = ["2", "3", "4", "7", "8", "9", "11", "12", "13", "14", "15", "18", "19", "20"];

/** What the file says, else what its financeurs show. */
function estConventionnee(a: Noeud): boolean {
  const dit = texteDe(a, "conventionnement");
  return dit
    ? dit === "1"
    : tous(a, "organisme-financeur").some((o) => FINANCEURS_PUBLICS.includes(texteDe(o, "code-financeur")));
}

function voieLue(a: Noeud, s: Noeud): string {
  const dispositif = new Map(lireExtras(a, DISPOSITIF));
  const cycles = tous(s, "cycle");
  const alternance = cycles.map((c) => texteDe(c, "alternance", "type-alternance"));
  // The contract by its name says more than a cycle, which knows of two kinds only.
  if (alternance.includes("1")) return "apprentissage";
  if (alternance.includes("2")) return "professionnalisation";
  if (cycles.some((c) => texteDe(c, "type-cycle") === "1")) return "apprentissage";
  if (dispositif.get("contrat-apprentissage") === "1") return "apprentissage";
  return dispositif.get("contrat-professionnalisation") === "1" ? "professionnalisation" : "fpc";
}

/** What a file says, but what the writer says where nobody said anything. */
const sansDefaut = (dit: string, defaut: string) => (dit === defaut ? "" : dit);

type PublicLu = { codes: string[]; precision: string; exige: string };

/** Whom an `action` of LHÉO is for, as it says it. */
function publicLu(a: Noeud | undefined, lire: Lecture): PublicLu {
  return {
    codes: tous(a, "code-public-vise").map((n) => n.texte.trim()),
    precision: lire(a, "info-public-vise"),
    exige: texteDe(a, "niveau-entree-obligatoire"),
  };
}

/** Of an action whose sessions have their own, what our file says beside; else what its first says. */
function publicDeLAction(notre: [string, string][], premiere: Noeud | undefined, lire: Lecture): PublicLu {
  const dits = (nom: string) => notre.filter(([info]) => info === nom).map(([, v]) => v);
  const lu = publicLu(premiere, lire);
  const codes = dits("public-vise");
  return {
    ...lu,
    ...(codes.length > 0 ? { codes, precision: dits("info-public-vise")[0] ?? "" } : {}),
    exige: dits("niveau-entree-obligatoire")[0] ?? lu.exige,
  };
}

/** What a session says of it that its action does not. */
function publicPropre(a: Noeud, action: PublicLu, lire: Lecture): Saisie {
  const { codes, precision, exige } = publicLu(a, lire);
  const meme = codes.join() === action.codes.join() && precision === action.precision;
  return {
    publicsSession: meme ? [] : codes,
    precisionPublicSession: meme ? "" : precision,
    niveauExigeSession: exige === action.exige ? "" : exige,
  };
}

const deduits = (publics: string[]) => (publics.join() === DEFAUTS.public ? [] : publics);

/** LHÉO's limit for the `nom` of coordinates, where the writer cuts that of an organisme too. */
const NOM_MAX = 50;

function contactLu(contact: Noeud | undefined, lire: Lecture): [string, string, string] {
  return [
    [lire(contact, "prenom"), lire(contact, "nom")].filter(Boolean).join(" ").slice(0, NOM_MAX),
    texteDe(contact, "telfixe", "numtel") || texteDe(contact, "portable", "numtel"),
    texteDe(contact, "courriel"),
  ];
}

function financeurLu(o: Noeud): Record<string, string> {
  const dits = lireExtras(o, SPECIFICITES);
  const dit = (nom: string) => dits.flatMap(([info, v]) => (info === nom ? v.trim() : [])).join(" ");
  return pleins({
    code: texteDe(o, "code-financeur"),
    places: texteDe(o, "nb-places-financees"),
    programme: dit("programme-financeur"),
    perimetre: dit("code-perimetre-recrutement"),
    publics: dit("code-public-vise"),
  }) as Record<string, string>;
}

function reunionLue(r: Noeud, lire: Lecture): Record<string, string> {
  const [denomination, codePostal, ville] = ["denomination", "codepostal", "ville"].map((nom) =>
    texteDe(r, "adresse", nom),
  );
  const adresse = [denomination, lignesLues(r, texteDe), codePostal, ville];
  return pleins({
    date: aTirets(texteDe(r, "periode", "debut")),
    // « 9h », « 9h00 »: as a field of time takes it.
    heure: texteDe(r, "heure-debut").replace(
      /^(\d{1,2})h(\d{2})?$/,
      (_, h: string, m = "00") => `${h.padStart(2, "0")}:${m}`,
    ),
    lieu: lire(r, "commentaire") || adresse.filter(Boolean).join(", ") || texteDe(r, "urlweb"),
  }) as Record<string, string>;
}

function lignesLues(noeud: Noeud | undefined, lire: Lecture): string {
  return tous(enfant(noeud, "adresse"), "ligne")
    .map((l) => lire({ ...l, enfants: [l] }, "ligne"))
    .join(", ");
}

function sessionLue(a: Noeud, s: Noeud, vise: PublicLu, lire: Lecture): FormationLue["sessions"][number] {
  const notre = new Map(lireExtras(a));
  const siennes = new Map(lireExtras(s));
  const blocsChoisis = lireExtras(s)
    .filter(([info]) => info === "bloc")
    .map(([, code]) => code);
  const lieu = enfant(a, "lieu-de-formation", "coordonnees");
  const formateur = enfant(a, "organisme-formateur");
  const visees = tous(s, "reference-certification").flatMap((c) => codeLu(c, "reference-") ?? []);
  const blocs = tous(s, "blocs-competences");
  const validations = Object.fromEntries(
    visees.map((code) => {
      const bloc = blocs.find((b) => codeLu(enfant(b, "reference-certification"), "reference-") === code);
      return [code, siennes.get(`validation-${code}`) ?? (texteDe(bloc, "validation-blocs") || "1")];
    }),
  );
  const recrutement = tous(s, "recrutement");
  const cycle = tous(s, "cycle").find((c) => texteDe(c, "type-cycle") === "1");
  const [contactSessionNom, contactSessionTelephone, contactSessionCourriel] = contactLu(
    enfant(s, "contact-session", "coordonnees"),
    lire,
  );
  const entree = texteDe(a, "modalites-entrees-sorties") === "0" ? "fixes" : "permanentes";
  return {
    numero: s.attributs.numero ?? a.attributs.numero ?? "",
    formateur: formateur ? formateurLu(formateur) : null,
    saisie: pleins({
      formateur: texteDe(formateur, "SIRET-formateur", "SIRET"),
      voieAcces: notre.get("voie-acces") ?? voieLue(a, s),
      dureeCycle: cycle ? texteDe(a, "duree-cycle") : "",
      anneesAccessibles: cycle ? tous(cycle, "annee-cycle").map((n) => n.texte.trim()) : [],
      certificationsVisees: visees,
      certifinfo: optionsLues(s),
      validations: pleins(validations) as Record<string, string>,
      blocs:
        blocsChoisis.length > 0
          ? blocsChoisis
          : blocs
              .filter((b) => texteDe(b, "validation-blocs") !== "1")
              .flatMap((b) => tous(b, "bloc-competences").map((x) => texteDe(x, "code-bloc"))),
      modalite: texteDe(a, "modalites-enseignement"),
      ...heuresLues(a, notre.get("heures-distance") ?? ""),
      alternance: sansDefaut(lire(a, "modalites-alternance"), SANS_ALTERNANCE),
      typeEntree: notre.get("type-entree") ?? entree,
      debut: aTirets(texteDe(s, "periode", "debut")),
      fin: aTirets(texteDe(s, "periode", "fin")),
      etatRecrutement: texteDe(s, "etat-recrutement") || "1",
      recrutement: [...new Set(recrutement.map((r) => texteDe(r, "modalite-recrutement")))].filter(
        (c) => c !== "0",
      ),
      reunions: recrutement
        .filter((r) => texteDe(r, "modalite-recrutement") === "9" && enfant(r, "periode"))
        .map((r) => reunionLue(r, lire)),
      commentaire: notre.get("commentaire-session") ?? "",
      // Where a file says both, the name is often that of a person.
      lieuNom: (lire(lieu, "adresse", "denomination") || lire(lieu, "nom")).slice(0, NOM_MAX),
      lieuAdresse: lignesLues(lieu, lire),
      lieuCommune: texteDe(lieu, "adresse", "code-INSEE-commune"),
      lieuCodePostal: texteDe(lieu, "adresse", "codepostal"),
      lieuVille: lire(lieu, "adresse", "ville"),
      contactSessionNom,
      contactSessionTelephone,
      contactSessionCourriel,
      rythme: sansDefaut(lire(a, "rythme-formation"), DEFAUTS.rythme),
      ...publicPropre(a, vise, lire),
      priseEnCharge: sansDefaut(texteDe(a, "prise-en-charge-frais-possible"), DEFAUTS.priseEnCharge),
      detailPriseEnCharge: lire(a, "detail-conditions-prise-en-charge"),
      financeurs: tous(a, "organisme-financeur").map(financeurLu),
    }),
  };
}

/**
 * The hours by where they are spent. Those of which a file gives only the total are in the centre, or at a distance:
 * where the modality leaves no other place, or where both are used and the file counts the centre's apart.
 */
function heuresLues(a: Noeud, heuresDistance: string): Saisie {
  const [heuresCentre = "", heuresEntreprise = "", total] = ["centre", "entreprise", "total"].map((ou) =>
    texteDe(a, `nombre-heures-${ou}`),
  );
  const dites = { heuresCentre, heuresDistance, heuresEntreprise };
  const reste = Number(total) - Number(heuresCentre) - Number(heuresDistance) - Number(heuresEntreprise);
  if (!(reste > 0)) return dites;
  const modalite = texteDe(a, "modalites-enseignement");
  const ou =
    modalite === "2" || (modalite === "1" && Number(heuresCentre) > 0) ? "heuresDistance" : "heuresCentre";
  return { ...dites, [ou]: String(Number(dites[ou]) + reste) };
}

function responsableLu(o: Noeud | undefined): OrganismeLheo {
  const lieu = enfant(o, "coordonnees-organisme", "coordonnees");
  const nda = texteDe(o, "numero-activite");
  return {
    siret: texteDe(o, "SIRET-organisme-formation", "SIRET"),
    nda: /^\d{11}$/.test(nda) && nda !== NDA_INCONNU ? nda : null,
    raisonSociale: texteDe(o, "raison-sociale"),
    nom: texteDe(o, "nom-organisme") || texteDe(o, "raison-sociale"),
    ...organismeCommun(lieu),
  };
}

function formateurLu(o: Noeud): OrganismeLheo {
  const raisonSociale = texteDe(o, "raison-sociale-formateur");
  return {
    siret: texteDe(o, "SIRET-formateur", "SIRET"),
    nda: null,
    raisonSociale,
    nom: raisonSociale,
    ...organismeCommun(enfant(o, "contact-formateur", "coordonnees")),
  };
}

function organismeCommun(lieu: Noeud | undefined) {
  return {
    adresse: lignesLues(lieu, texteDe),
    codePostal: texteDe(lieu, "adresse", "codepostal"),
    ville: texteDe(lieu, "adresse", "ville"),
    codeInsee: texteDe(lieu, "adresse", "code-INSEE-commune") || null,
    telephone: texteDe(lieu, "telfixe", "numtel") || null,
    courriel: texteDe(lieu, "courriel") || null,
    siteWeb: texteDe(lieu, "web", "urlweb") || null,
  };
}

/** The Certif Info id beside the number of each fiche that a session refers to. */
function optionsLues(s: Noeud): Record<string, string> {
  const references = tous(s, "reference-certification").map((r) => [
    codeLu(r, "reference-") ?? "",
    texteDe(r, "reference-code-CERTIFINFO"),
  ]);
  return Object.fromEntries(references.filter(([code, id]) => id && code && code !== `CI${id}`));
}

function codeLu(c: Noeud | undefined, prefixe: "" | "reference-"): string | undefined {
  const [rncp, rs, certifinfo] = ["RNCP", "RS", "CERTIFINFO"].map((t) => texteDe(c, `${prefixe}code-${t}`));
  if (rncp) return `RNCP${rncp.replace(/^RNCP/i, "")}`;
  if (rs) return `RS${rs.replace(/^RS/i, "")}`;
  return certifinfo ? `CI${certifinfo}` : undefined;
}

function lireExtras(n: Noeud, nom = NOTRE): [string, string][] {
  return tous(n, "extras")
    .filter((e) => e.attributs.info === nom)
    .flatMap((e) => tous(e, "extra").map((x): [string, string] => [x.attributs.info ?? "", x.texte]));
}

function pleins(saisie: Saisie): Saisie {
  return Object.fromEntries(
    Object.entries(saisie).filter(
      ([, v]) => v !== "" && (typeof v !== "object" || Object.keys(v).length > 0),
    ),
  );
}
