import type { Approuve } from "../../db/schema";
import type { Saisie } from "../../db/types";
import { el, type Noeud } from "../lheo";
import { VERSION_FORMACODE } from "../referentiels/formacodes/version";
import { dictionnaire, enregistrements, liste, texte } from "./champs";
import { dureeIndicative, heuresTotal } from "./durees";
import { montant } from "./formes";
import { PUBLICS_MAX } from "./nomenclatures";
import { enVigueur } from "./saisie";
import { DEFAUTS, DISPOSITIF, NOTRE, SANS_ALTERNANCE, SANS_CONDITION, SPECIFICITES } from "./termes-lheo";
import {
  blocsLheo,
  type CertificationLheo,
  certificationsLheo,
  codesCertification,
  niveauDeSortie,
  optionDe,
  resultats,
  sansFiche,
} from "./vers-lheo-certifications";
import {
  adresseLheo,
  adresseOrganisme,
  coordonnees,
  coordonneesOrganisme,
  type OrganismeLheo,
  responsableLheo,
} from "./vers-lheo-organisme";

export type AEcrire = {
  reference: string;
  approuve: Approuve;
  responsable: OrganismeLheo;
  formateurs: OrganismeLheo[];
  certifications: CertificationLheo[];
  conventionnee?: boolean;
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
        el("code-FORMACODE", { ref: VERSION_FORMACODE, tag: i === 0 ? "principal" : undefined }, f),
      ),
    ) ?? vide("domaine-formation"),
    el("intitule-formation", null, texte(action.intitule)),
    el("objectif-formation", null, texte(action.objectif)),
    el("resultats-attendus", null, resultats(certifications)),
    el("contenu-formation", null, texte(action.programme)),
    el("certifiante", null, codes.length > 0 ? "1" : "0"),
    el("contact-formation", null, contact ?? coordonnees({ nom: a.responsable.nom })),
    el("parcours-de-formation", null, texte(action.parcours) || DEFAUTS.parcours),
    el("code-niveau-entree", null, texte(action.niveauEntree) || DEFAUTS.niveauEntree),
    el("objectif-general-formation", null, texte(action.objectifGeneral)),
    certificationsLheo(certifications, a.approuve.sessions),
    el("code-niveau-sortie", null, niveauDeSortie(certifications)),
    el("url-formation", null, el("urlweb", null, texte(action.lienWeb))),
    a.approuve.sessions.map((s) => actionLheo(s, a, certifications)),
    responsableLheo(a.responsable),
    extras([
      ["le-plus", texte(action.lePlus)],
      ...liste(action.validation).map((v): [string, string] => ["validation", v]),
      ...a.approuve.formacodes.map((f): [string, string] => ["formacode-moderation", f]),
      ...ditsDeLAction(a.approuve),
    ]),
  );
  return noeud as Noeud;
}

/** The codes, the precision and whether the level is required: those of the session where it has its own. */
function publicDe(action: Saisie, session: Saisie = {}) {
  const lui = session.publicsSession ? session.publicsSession : action.publics;
  const codes = liste(lui).slice(0, PUBLICS_MAX);
  return {
    codes: codes.length > 0 ? codes : [DEFAUTS.public],
    precision: texte(session.publicsSession ? session.precisionPublicSession : action.precisionPublic),
    exige: texte(session.niveauExigeSession) || liste(action.niveauExige)[0] || DEFAUTS.niveauExige,
  };
}

/** What LHÉO says by session, as the action says it: nothing else tells it when a session has its own. */
function ditsDeLAction({ action, sessions }: Approuve): [string, string][] {
  const { codes, precision, exige } = publicDe(action);
  const certaines = (nom: string) => sessions.some((s) => s.saisie[nom] !== undefined);
  return [
    ...(certaines("publicsSession")
      ? [...codes.map((c): [string, string] => ["public-vise", c]), ["info-public-vise", precision]]
      : []),
    ...(certaines("niveauExigeSession") ? [["niveau-entree-obligatoire", exige]] : []),
  ] as [string, string][];
}

function actionLheo(
  { reference, saisie }: Approuve["sessions"][number],
  { approuve: { action }, responsable, formateurs, conventionnee }: AEcrire,
  certifications: CertificationLheo[],
): Noeud | undefined {
  const s = enVigueur("session", saisie);
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
  const heures = heuresTotal(s);
  const { codes: publics, precision, exige } = publicDe(action, s);
  return el(
    "action",
    { numero: reference },
    el("rythme-formation", null, texte(s.rythme) || DEFAUTS.rythme),
    publics.map((code) => el("code-public-vise", { ref: VERSION_FORMACODE }, code)),
    el("info-public-vise", null, precision),
    el("niveau-entree-obligatoire", null, exige),
    el("modalites-alternance", null, texte(s.alternance) || SANS_ALTERNANCE),
    el("modalites-enseignement", null, texte(s.modalite)),
    el("conditions-specifiques", null, texte(action.prerequis) || SANS_CONDITION),
    el("prise-en-charge-frais-possible", null, texte(s.priseEnCharge) || DEFAUTS.priseEnCharge),
    el("lieu-de-formation", null, el("coordonnees", null, el("nom", null, texte(s.lieuNom)), adresse)),
    el("modalites-entrees-sorties", null, s.typeEntree === "fixes" ? "0" : "1"),
    el("duree-cycle", null, texte(s.dureeCycle)),
    el(
      "session",
      { numero: reference },
      el("periode", null, el("debut", null, compacte(s.debut)), el("fin", null, compacte(s.fin))),
      el("adresse-inscription", null, adresse ?? adresseOrganisme(responsable)),
      el("etat-recrutement", null, texte(s.etatRecrutement)),
      recrutements(s),
      el("contact-session", null, contactDeLaSession(s)),
      visees.map((c) =>
        el("reference-certification", null, codesCertification(c, "reference-", optionDe(s, c))),
      ),
      visees.map((c) => blocsLheo(c, s)),
      cycle(s),
      extras([
        ...visees.map((c): [string, string] => [
          `validation-${c.code}`,
          dictionnaire(s.validations)[c.code] ?? "",
        ]),
        ...liste(s.blocs).map((b): [string, string] => ["bloc", b]),
      ]),
    ),
    el("acces-handicapes", null, texte(action.accesHandicap)),
    el("modalites-recrutement", null, texte(action.modalitesAcces)),
    // A24: an apprentice pays nothing. What the others pay is kept beside, for who has no other session.
    el("prix-total-TTC", null, apprentissage ? "0" : montant(texte(action.tarif))),
    // Hours that nobody gave are not zero hours: nothing is said of them, nor of the duration they make.
    heures > 0 && el("duree-indicative", null, dureeIndicative(s)),
    el("nombre-heures-centre", null, texte(s.heuresCentre)),
    el("nombre-heures-entreprise", null, texte(s.heuresEntreprise)),
    heures > 0 && el("nombre-heures-total", null, heures),
    el("detail-conditions-prise-en-charge", null, texte(s.detailPriseEnCharge)),
    conventionnee !== undefined && el("conventionnement", null, conventionnee ? "1" : "0"),
    el(
      "organisme-formateur",
      null,
      el("SIRET-formateur", null, el("SIRET", null, formateur.siret)),
      el("raison-sociale-formateur", null, formateur.raisonSociale),
      el("contact-formateur", null, coordonneesOrganisme(formateur)),
    ),
    enregistrements(s.financeurs).map(financeurLheo),
    extras([
      ["voie-acces", texte(s.voieAcces)],
      ["heures-distance", texte(s.heuresDistance)],
      ["type-entree", sequencees ? "sequencees" : ""],
      ["entrees-sorties-cadencees", sequencees ? "1" : ""],
      ["commentaire-session", texte(s.commentaire)],
      ["tarif", apprentissage ? texte(action.tarif) : ""],
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

/**
 * LHÉO 2.3 says the contract there. Its compulsory `type-cycle` knows only « formation initiale » and « contrat
 * d'apprentissage »: a contrat de professionnalisation is none of them, and is said « formation initiale », for « contrat
 * d'apprentissage » would be taken at its word; its `type-alternance` tells what it is.
 */
function cycle(s: Saisie): Noeud | undefined {
  const apprentissage = s.voieAcces === "apprentissage";
  if (!apprentissage && s.voieAcces !== "professionnalisation") return undefined;
  return el(
    "cycle",
    null,
    el("type-cycle", null, apprentissage ? "1" : "0"),
    apprentissage && liste(s.anneesAccessibles).map((n) => el("annee-cycle", null, n)),
    el("alternance", null, el("type-alternance", null, apprentissage ? "1" : "2")),
  );
}

function contactDeLaSession(s: Saisie): Noeud | undefined {
  return coordonnees({
    nom: texte(s.contactSessionNom),
    telephone: texte(s.contactSessionTelephone),
    courriel: texte(s.contactSessionCourriel),
  });
}

/** LHÉO has the code and the places; the rest is where the network of the Carif-Oref reads it. */
function financeurLheo(f: Record<string, string>): Noeud | undefined {
  const publics = (f.publics ?? "").split(" ");
  return el(
    "organisme-financeur",
    null,
    el("code-financeur", null, f.code),
    el("nb-places-financees", null, f.places),
    el(
      "extras",
      { info: SPECIFICITES },
      publics.map((code) => el("extra", { info: "code-public-vise", ref: VERSION_FORMACODE }, code)),
      el("extra", { info: "code-perimetre-recrutement" }, f.perimetre),
      el("extra", { info: "programme-financeur" }, f.programme),
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
        el("commentaire", null, r.lieu),
      ),
    );
  });
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
