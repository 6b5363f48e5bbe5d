import type { Approuve } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { el, enfant, type Noeud, texteDe, tous } from "../lheo";
import { dictionnaire, enregistrements, liste, texte } from "./champs";
import { dureeIndicative, heuresTotal } from "./durees";
import { dateExiste } from "./regles";

/** What the fragment says of an organisation. */
export type OrganismeLheo = {
  siret: string;
  nda: string | null;
  raisonSociale: string;
  nom: string;
  adresse: string;
  codePostal: string;
  ville: string;
  codeInsee: string | null;
  telephone: string | null;
  courriel: string | null;
};

export type CertificationLheo = {
  code: string;
  repertoire: string;
  intitule: string;
  certifinfo: string[];
  formacodes: string[];
  blocs: { code: string; libelle: string }[];
};

export type AEcrire = {
  reference: string;
  approuve: Approuve;
  responsable: OrganismeLheo;
  formateurs: OrganismeLheo[];
  certifications: CertificationLheo[];
  conventionnee?: boolean;
};

const NOTRE = "rafaelpro";
const DISPOSITIF = "dispositif";
const NDA_INCONNU = "00000000000";

/** LHÉO wants these compulsory elements that our forms do not ask yet: never empty, never invented. */
const DEFAUTS = {
  public: "83056",
  rythme: "Non communiqué",
  alternance: "-",
  conditions: "Aucune",
};

/**
 * One LHÉO 2.3 `formation` from approved words: one `action` and `session` pair a session, as the network does. A
 * session's certification that the action's approved words do not hold is left out.
 */
export function versLheo(a: AEcrire): Noeud {
  const { action } = a.approuve;
  const codes = liste(action.certifications);
  const certifications = codes.map((c) => a.certifications.find((f) => f.code === c) ?? sansFiche(c));
  const formacodes = [
    ...new Set([...a.approuve.formacodes, ...certifications.flatMap((c) => c.formacodes)]),
  ].slice(0, 5);
  const contact = coordonnees({
    nom: texte(action.contactNom),
    telephone: texte(action.contactTelephone),
    courriel: texte(action.contactCourriel),
  });
  const noeud = el(
    "formation",
    { numero: a.reference },
    el(
      "domaine-formation",
      null,
      formacodes.map((f, i) =>
        el("code-FORMACODE", { ref: "V14", tag: i === 0 ? "principal" : undefined }, f),
      ),
    ) ?? vide("domaine-formation"),
    el("intitule-formation", null, texte(action.intitule)),
    el("objectif-formation", null, texte(action.objectif)),
    el("resultats-attendus", null, resultats(certifications)),
    el("contenu-formation", null, texte(action.programme)),
    el("certifiante", null, codes.length > 0 ? "1" : "0"),
    el("contact-formation", null, contact ?? coordonnees({ nom: a.responsable.nom })),
    el("parcours-de-formation", null, "1"),
    el("code-niveau-entree", null, "0"),
    el("objectif-general-formation", null, texte(action.objectifGeneral)),
    certifications.map((c) => el("certification", null, codesCertification(c, ""))),
    el("url-formation", null, el("urlweb", null, texte(action.lienWeb))),
    a.approuve.sessions.map((s) => actionLheo(s, a, certifications)),
    responsableLheo(a.responsable),
    extras([
      ["le-plus", texte(action.lePlus)],
      ...liste(action.validation).map((v): [string, string] => ["validation", v]),
      ...a.approuve.formacodes.map((f): [string, string] => ["formacode-moderation", f]),
    ]),
  );
  return noeud as Noeud;
}

function actionLheo(
  { reference, saisie: s }: Approuve["sessions"][number],
  { responsable, formateurs, conventionnee }: AEcrire,
  certifications: CertificationLheo[],
): Noeud | undefined {
  const formateur = formateurs.find((f) => f.siret === texte(s.formateur)) ?? responsable;
  const sequencees = s.typeEntree === "sequencees";
  const adresse = adresseLheo({
    ligne: texte(s.lieuAdresse),
    codePostal: texte(s.lieuCodePostal),
    ville: texte(s.lieuVille),
    insee: texte(s.lieuCommune),
  });
  const visees = certifications.filter((c) => liste(s.certificationsVisees).includes(c.code));
  const apprentissage = s.voieAcces === "apprentissage";
  return el(
    "action",
    { numero: reference },
    el("rythme-formation", null, DEFAUTS.rythme),
    el("code-public-vise", { ref: "V14" }, DEFAUTS.public),
    el("niveau-entree-obligatoire", null, "0"),
    el("modalites-alternance", null, DEFAUTS.alternance),
    el("modalites-enseignement", null, texte(s.modalite)),
    el("conditions-specifiques", null, DEFAUTS.conditions),
    el("prise-en-charge-frais-possible", null, "1"),
    el("lieu-de-formation", null, el("coordonnees", null, el("nom", null, texte(s.lieuNom)), adresse)),
    el("modalites-entrees-sorties", null, s.typeEntree === "fixes" ? "0" : "1"),
    apprentissage ? el("duree-cycle", null, texte(s.dureeCycle)) : null,
    el(
      "session",
      { numero: reference },
      el("periode", null, el("debut", null, compacte(s.debut)), el("fin", null, compacte(s.fin))),
      el("adresse-inscription", null, adresse ?? adresseOrganisme(responsable)),
      el("etat-recrutement", null, texte(s.etatRecrutement)),
      recrutements(s),
      visees.map((c) => el("reference-certification", null, codesCertification(c, "reference-"))),
      visees.map((c) => blocsLheo(c, s)),
      apprentissage
        ? el(
            "cycle",
            null,
            el("type-cycle", null, "1"),
            liste(s.anneesAccessibles).map((n) => el("annee-cycle", null, n)),
          )
        : null,
      extras([
        ...visees.map((c): [string, string] => [
          `validation-${c.code}`,
          dictionnaire(s.validations)[c.code] ?? "",
        ]),
        ...liste(s.blocs).map((b): [string, string] => ["bloc", b]),
      ]),
    ),
    el("duree-indicative", null, dureeIndicative(s)),
    el("nombre-heures-centre", null, texte(s.heuresCentre)),
    el("nombre-heures-entreprise", null, texte(s.heuresEntreprise)),
    el("nombre-heures-total", null, heuresTotal(s)),
    conventionnee !== undefined && el("conventionnement", null, conventionnee ? "1" : "0"),
    el(
      "organisme-formateur",
      null,
      el("SIRET-formateur", null, el("SIRET", null, formateur.siret)),
      el("raison-sociale-formateur", null, formateur.raisonSociale),
      el("contact-formateur", null, coordonneesOrganisme(formateur)),
    ),
    extras([
      ["voie-acces", texte(s.voieAcces)],
      ["heures-distance", texte(s.heuresDistance)],
      ["type-entree", sequencees ? "sequencees" : ""],
      ["entrees-sorties-cadencees", sequencees ? "1" : ""],
      ["commentaire-session", texte(s.commentaire)],
    ]),
    // LHÉO has no place for the voie d'accès; this is where the network of the Carif-Oref reads it.
    extras(
      [
        ["contrat-apprentissage", apprentissage ? "1" : "0"],
        ["contrat-professionnalisation", s.voieAcces === "professionnalisation" ? "1" : "0"],
      ],
      DISPOSITIF,
    ),
  );
}

function recrutements(s: Saisie): (Noeud | undefined)[] {
  return liste(s.recrutement).flatMap((code) => {
    const reunions = code === "9" ? enregistrements(s.reunions) : [];
    if (reunions.length === 0) return [el("recrutement", null, el("modalite-recrutement", null, code))];
    return reunions.map((r) =>
      el(
        "recrutement",
        null,
        el("modalite-recrutement", null, code),
        el("periode", null, el("debut", null, compacte(r.date)), el("fin", null, compacte(r.date))),
        el("heure-debut", null, /^\d{1,2}:\d{2}$/.test(r.heure ?? "") && r.heure?.replace(":", "h")),
        el("commentaire", null, (r.lieu ?? "").slice(0, 500)),
      ),
    );
  });
}

function blocsLheo(c: CertificationLheo, s: Saisie): Noeud | undefined {
  const validation = dictionnaire(s.validations)[c.code] ?? "1";
  const vises = validation === "1" ? c.blocs : c.blocs.filter((b) => liste(s.blocs).includes(b.code));
  const blocs = vises.filter((b) => b.code.length >= 8);
  if (blocs.length === 0) return undefined;
  return el(
    "blocs-competences",
    null,
    el("validation-blocs", null, validation),
    el("reference-certification", null, codesCertification(c, "reference-")),
    blocs.map((b) =>
      el(
        "bloc-competences",
        null,
        el("libelle-bloc", null, b.libelle.slice(0, 500)),
        el("code-bloc", null, b.code),
      ),
    ),
  );
}

function codesCertification(c: CertificationLheo, prefixe: "" | "reference-"): (Noeud | undefined)[] {
  const certifinfo = c.repertoire === "CERTIFINFO" ? c.code.slice(2) : c.certifinfo[0];
  return [
    c.repertoire === "RNCP" ? el(`${prefixe}code-RNCP`, null, c.code) : undefined,
    el(`${prefixe}code-CERTIFINFO`, null, certifinfo),
    c.repertoire === "RS" ? el(`${prefixe}code-RS`, null, c.code) : undefined,
  ];
}

function resultats(certifications: CertificationLheo[]): string {
  return certifications.length > 0
    ? certifications
        .map((c) => c.intitule || c.code)
        .join("\n")
        .slice(0, 3000)
    : "Attestation de fin de formation.";
}

/** A code that the reference tables do not hold (yet): approved all the same, so it is said by its code alone. */
function sansFiche(code: string): CertificationLheo {
  const repertoire = code.startsWith("CI") ? "CERTIFINFO" : code.startsWith("RS") ? "RS" : "RNCP";
  return { code, repertoire, intitule: "", certifinfo: [], formacodes: [], blocs: [] };
}

function responsableLheo(o: OrganismeLheo): Noeud | undefined {
  return el(
    "organisme-formation-responsable",
    null,
    el("numero-activite", null, o.nda ?? NDA_INCONNU),
    el("SIRET-organisme-formation", null, el("SIRET", null, o.siret)),
    el("nom-organisme", null, o.nom),
    el("raison-sociale", null, o.raisonSociale),
    el("coordonnees-organisme", null, coordonneesOrganisme(o)),
    el("contact-organisme", null, coordonnees({ nom: o.nom, telephone: o.telephone, courriel: o.courriel })),
  );
}

function coordonneesOrganisme(o: OrganismeLheo): Noeud | undefined {
  return coordonnees({ ...o, lieu: adresseOrganisme(o) });
}

function coordonnees(c: {
  nom?: string;
  lieu?: Noeud | undefined;
  telephone?: string | null;
  courriel?: string | null;
}): Noeud | undefined {
  return el(
    "coordonnees",
    null,
    el("nom", null, (c.nom ?? "").slice(0, 50)),
    c.lieu,
    el("telfixe", null, el("numtel", null, c.telephone)),
    el("courriel", null, c.courriel),
  );
}

function adresseOrganisme(o: OrganismeLheo): Noeud | undefined {
  return adresseLheo({
    ligne: o.adresse,
    codePostal: o.codePostal,
    ville: o.ville,
    insee: o.codeInsee ?? "",
  });
}

function adresseLheo(a: {
  ligne: string;
  codePostal: string;
  ville: string;
  insee: string;
}): Noeud | undefined {
  return el(
    "adresse",
    null,
    lignes(a.ligne || a.ville).map((l) => el("ligne", null, l)),
    el("codepostal", null, a.codePostal),
    el("ville", null, a.ville.slice(0, 50)),
    el("code-INSEE-commune", null, a.insee),
  );
}

/** LHÉO takes four lines of fifty characters: a longer address is broken at its commas, as it was joined on reading. */
function lignes(adresse: string): string[] {
  if (adresse.length <= 50) return [adresse];
  const faites: string[] = [];
  for (const morceau of adresse.split(", ")) {
    const suite = [faites.at(-1), morceau].filter((m) => m !== undefined).join(", ");
    if (faites.length > 0 && suite.length <= 50) faites[faites.length - 1] = suite;
    else faites.push(morceau.slice(0, 50));
  }
  return faites.slice(0, 4);
}

function extras(paires: [string, string][], info = NOTRE): Noeud | undefined {
  return el(
    "extras",
    { info },
    paires.map(([info, valeur]) => el("extra", { info }, valeur)),
  );
}

function vide(nom: string): Noeud {
  return { nom, attributs: {}, texte: "", enfants: [], ligne: 0 };
}

const compacte = (date: unknown) => String(date ?? "").replaceAll("-", "");

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

/** The reverse of {@link versLheo}, for our own files and, as far as they go, for those of others (2.2 and 2.3). */
export function depuisLheo(f: Noeud): FormationLue {
  const notre = lireExtras(f);
  const lire = lecture(f.attributs.numero ?? "");
  const codes = tous(f, "certification").flatMap((c) => codeLu(c, "") ?? []);
  const contact = enfant(f, "contact-formation", "coordonnees");
  const formacodesNotres = notre.filter(([info]) => info === "formacode-moderation").map(([, v]) => v);
  const domaine = tous(enfant(f, "domaine-formation"), "code-FORMACODE").map((n) => n.texte.trim());
  const validation = notre.filter(([info]) => info === "validation").map(([, v]) => v);
  const deduite = [
    ...(codes.some((c) => c.startsWith("RNCP")) ? ["rncp"] : []),
    ...(codes.some((c) => !c.startsWith("RNCP")) ? ["autre"] : []),
  ];
  const contactLu = {
    contactNom: [lire(contact, "prenom"), lire(contact, "nom")].filter(Boolean).join(" ").slice(0, 50),
    contactTelephone: texteDe(contact, "telfixe", "numtel") || texteDe(contact, "portable", "numtel"),
    contactCourriel: texteDe(contact, "courriel"),
  };
  const responsable = responsableLu(enfant(f, "organisme-formation-responsable"));
  // The standard wants a contact: when nobody gave one, the writer names the organisme and nothing else.
  const contactParDefaut =
    contactLu.contactNom === responsable.nom && !contactLu.contactTelephone && !contactLu.contactCourriel;
  return {
    numero: f.attributs.numero ?? "",
    responsable,
    action: pleins({
      intitule: lire(f, "intitule-formation"),
      lePlus: notre.find(([info]) => info === "le-plus")?.[1] ?? "",
      objectifGeneral: texteDe(f, "objectif-general-formation").replace("3", "2"),
      objectif: lire(f, "objectif-formation"),
      programme: lire(f, "contenu-formation"),
      validation: validation.length > 0 ? validation : deduite.length > 0 ? deduite : ["attestation"],
      certifications: codes,
      lienWeb: lire(f, "url-formation", "urlweb"),
      ...(contactParDefaut ? {} : contactLu),
    }),
    formacodes: formacodesNotres.length > 0 ? formacodesNotres : codes.length > 0 ? [] : domaine,
    conventionnee: tous(f, "action").some(estConventionnee),
    sessions: tous(f, "action").flatMap((a) => tous(a, "session").map((s) => sessionLue(a, s, lire))),
  };
}

/** Reads a text: as it is in our own files, without the margins that indented files of others put around it. */
type Lecture = (noeud: Noeud | undefined, ...chemin: string[]) => string;

function lecture(numero: string): Lecture {
  return /^20\d{10}$/.test(numero) ? (n, ...chemin) => enfant(n, ...chemin)?.texte ?? "" : texteDe;
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
  if (cycles.some((c) => texteDe(c, "type-cycle") === "1")) return "apprentissage";
  if (alternance.includes("1") || dispositif.get("contrat-apprentissage") === "1") return "apprentissage";
  if (alternance.includes("2") || dispositif.get("contrat-professionnalisation") === "1") {
    return "professionnalisation";
  }
  return "fpc";
}

function reunionLue(r: Noeud, lire: Lecture): Record<string, string> {
  const adresse = ["denomination", "ligne", "codepostal", "ville"].map((nom) => texteDe(r, "adresse", nom));
  return pleins({
    date: aTirets(texteDe(r, "periode", "debut")),
    heure: texteDe(r, "heure-debut")
      .replace(/^(\d{1,2})h$/, "$1h00")
      .replace("h", ":"),
    lieu: lire(r, "commentaire") || adresse.filter(Boolean).join(", ") || texteDe(r, "urlweb"),
  }) as Record<string, string>;
}

function lignesLues(noeud: Noeud | undefined, lire: Lecture): string {
  return tous(enfant(noeud, "adresse"), "ligne")
    .map((l) => lire({ ...l, enfants: [l] }, "ligne"))
    .join(", ");
}

function sessionLue(a: Noeud, s: Noeud, lire: Lecture): FormationLue["sessions"][number] {
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
      validations: pleins(validations) as Record<string, string>,
      blocs:
        blocsChoisis.length > 0
          ? blocsChoisis
          : blocs
              .filter((b) => texteDe(b, "validation-blocs") !== "1")
              .flatMap((b) => tous(b, "bloc-competences").map((x) => texteDe(x, "code-bloc"))),
      modalite: texteDe(a, "modalites-enseignement"),
      heuresCentre: texteDe(a, "nombre-heures-centre"),
      heuresDistance: notre.get("heures-distance") ?? "",
      heuresEntreprise: texteDe(a, "nombre-heures-entreprise"),
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
      lieuNom: lire(lieu, "nom"),
      lieuAdresse: lignesLues(lieu, lire),
      lieuCommune: texteDe(lieu, "adresse", "code-INSEE-commune"),
      lieuCodePostal: texteDe(lieu, "adresse", "codepostal"),
      lieuVille: lire(lieu, "adresse", "ville"),
    }),
  };
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
  };
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
