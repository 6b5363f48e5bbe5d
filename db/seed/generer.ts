/**
 * Writes demonstration.xml, the catalogue shown before the first import (LHÉO 2.3): `npx tsx db/seed/generer.ts`.
 * The same seed gives the same file; the words are in contenu/, the certifications in certifications.csv.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import {
  CERTIFIANTES,
  type Certifiante,
  METHODES_CERTIFIANTES,
  PLUS_CERTIFIANTS,
  VARIANTE_BLOCS,
  VARIANTES_CERTIFIANTES,
} from "./contenu/certifiantes";
import { CONDITIONS } from "./contenu/conditions";
import { HUMAIN } from "./contenu/humain";
import { type Lieu, STRUCTURES, type Structure } from "./contenu/structures";
import { TECHNIQUE } from "./contenu/technique";
import { TERTIAIRE } from "./contenu/tertiaire";
import type { Famille, Sujet, Variante } from "./contenu/types";

const ici = (chemin: string) => fileURLToPath(new URL(chemin, import.meta.url));
const FAMILLES: readonly Famille[] = [...TERTIAIRE, ...TECHNIQUE, ...HUMAIN];

/** Subjects that make no sense with some suffixes of their family. */
const EXCLUS: readonly [RegExp, RegExp][] = [
  [/^Découverte de l'ordinateur/, /perfectionnement|équipe/],
  [/^Création et reprise|^Gestion d'une association/, /TPE/],
  [/^Réception et accueil|^Taille de la vigne|^Hygiène alimentaire|^Service en salle/, /diversifier/],
  [/^Référent santé/, /personne-ressource|sensibilisation/],
  [/^Lecture de plans|^Habilitation/, /rénovation|personne-ressource/],
];

type Certification = {
  numero: string;
  certifinfo: string;
  repertoire: string;
  niveau: string;
  intitule: string;
};
type Fiche = Certification & {
  fin: string;
  formacodes: string[];
  blocs: { code: string; libelle: string }[];
};
type Voie = "fpc" | "professionnalisation" | "apprentissage";

const RYTHMES: Record<Voie, string> = {
  fpc: "-",
  professionnalisation: "2 jours en centre, 3 jours en entreprise",
  apprentissage: "1 semaine en centre, 2 semaines en entreprise",
};

/** What a formation is before it is written: either a subject of a family, or a certification. */
type Offre = {
  sujet: Sujet;
  variante: Variante;
  famille?: Famille;
  certifiante?: Certifiante;
  fiche?: Fiche;
};

// --- Randomness and the calendar ---

let graine = 20261123;

/** A number in [0, 1[, always the same suite (mulberry32). */
function alea(): number {
  graine = (graine + 0x6d2b79f5) | 0;
  let t = Math.imul(graine ^ (graine >>> 15), 1 | graine);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const chance = (p: number) => alea() < p;
const entier = (min: number, max: number) => min + Math.floor(alea() * (max - min + 1));

function un<T>(choix: readonly T[]): T {
  const trouve = choix[Math.floor(alea() * choix.length)];
  if (trouve === undefined) throw new Error("Choix vide");
  return trouve;
}

function melanger<T>(liste: readonly T[]): T[] {
  return liste
    .map((valeur) => ({ valeur, rang: alea() }))
    .sort((a, b) => a.rang - b.rang)
    .map((x) => x.valeur);
}

const JOUR = 86_400_000;
const jour = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
const lheoDate = (t: number) => new Date(t).toISOString().slice(0, 10).replaceAll("-", "");
const lundi = (t: number) => t + ((8 - new Date(t).getUTCDay()) % 7) * JOUR;
const LUNDIS_FERIES = ["20270329", "20270517", "20271101", "20280417", "20280501", "20280605"];
const DERNIER = jour("2028-06-30");

// --- XML ---

/** Stands for a line break of a text until the file is written, so that a text is never indented. */
const SAUT = "\u0001";
const echapper = (s: string) =>
  s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", SAUT);

/** An element: its attributes may follow its name; children are indented by one space. */
function el(nom: string, contenu: string | number | readonly string[]): string {
  const fin = nom.split(" ")[0];
  if (!Array.isArray(contenu)) return `<${nom}>${echapper(String(contenu))}</${fin}>`;
  const enfants = contenu.filter((x) => x !== "").join("\n");
  return `<${nom}>\n${enfants.replace(/^/gm, " ")}\n</${fin}>`;
}

const extras = (paires: readonly (readonly [string, string | number])[]) =>
  paires.length
    ? el(
        'extras info="rafaelpro"',
        paires.map(([info, v]) => el(`extra info="${info}"`, v)),
      )
    : "";

// --- Places and organisations ---

type Commune = {
  code: string;
  nom: string;
  type: string;
  region?: string;

  codesPostaux?: string[];
};
const communes: Commune[] = createRequire(import.meta.url)(
  "@etalab/decoupage-administratif/data/communes.json",
);

/** The address, checked against the list of communes: a wrong postal code stops the generation. */
function adresse(lieu: Lieu): string {
  const commune = communes.find(
    (c) =>
      c.region === "75" &&
      c.type === "commune-actuelle" &&
      c.nom === lieu.commune &&
      c.codesPostaux?.includes(lieu.codePostal),
  );
  if (!commune) throw new Error(`Commune inconnue : ${lieu.codePostal} ${lieu.commune}`);
  return el("adresse", [
    el("ligne", lieu.ligne),
    el("codepostal", lieu.codePostal),
    el("ville", lieu.commune),
    el("code-INSEE-commune", commune.code),
  ]);
}

/** The digits followed by their Luhn control digit. */
function avecCle(chiffres: string): string {
  const somme = [...chiffres].reverse().reduce((total, c, i) => {
    const n = i % 2 ? Number(c) : Number(c) * 2;
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return chiffres + ((10 - (somme % 10)) % 10);
}

const siret = (s: Structure) => avecCle(avecCle(s.siren8) + s.nic4);

function coordonnees(s: Structure, nom: string, lieu?: Lieu): string {
  return el("coordonnees", [
    el("nom", nom),
    lieu ? adresse(lieu) : "",
    el("telfixe", [el("numtel", s.telephone)]),
    el("courriel", `contact@${s.domaine}`),
  ]);
}

const siege = (s: Structure) => s.lieux[0] ?? un(s.lieux);

function responsable(s: Structure): string {
  return el("organisme-formation-responsable", [
    el("numero-activite", s.nda),
    el("SIRET-organisme-formation", [el("SIRET", siret(s))]),
    el("nom-organisme", s.nom),
    el("raison-sociale", s.raisonSociale),
    el("coordonnees-organisme", [coordonnees(s, s.nom, siege(s))]),
    el("contact-organisme", [coordonnees(s, s.contacts[0] ?? s.nom)]),
  ]);
}

// --- The certifications, read from the reference file of the demonstration ---

const lignes: Record<string, string>[] = parse(readFileSync(ici("certifications.csv")), {
  columns: true,
  delimiter: ";",
});
const fiches = new Map<string, Fiche>(
  lignes.map((l: Record<string, string>) => {
    const numero = l.numero || (l.codes_certifinfo ?? "");
    const codes = (l.codes_certifinfo ?? "").split("|");
    const blocs = (l.blocs ?? "").split("|").filter(Boolean);
    return [
      numero,
      {
        numero,
        certifinfo: codes.length === 1 ? (codes[0] ?? "") : "",
        repertoire: l.numero ? (l.repertoire ?? "") : "CI",
        niveau: l.niveau_europeen ?? "",
        intitule: l.intitule ?? "",
        fin: l.date_fin_enregistrement || "2028-12-31",
        formacodes: (l.formacodes ?? "").split("|").filter((c) => /^[1-4]/.test(c)),
        blocs: blocs.map((b) => ({ code: b.split("=")[0] ?? "", libelle: b.slice(b.indexOf("=") + 1) })),
      },
    ];
  }),
);

const certification = (f: Fiche) =>
  el("certification", [
    f.repertoire === "RNCP" ? el("code-RNCP", f.numero) : "",
    f.certifinfo ? el("code-CERTIFINFO", f.certifinfo) : "",
    f.repertoire === "RS" ? el("code-RS", f.numero) : "",
  ]);

const reference = (f: Fiche) =>
  el("reference-certification", [
    f.repertoire === "RNCP" ? el("reference-code-RNCP", f.numero) : "",
    f.repertoire === "CI" ? el("reference-code-CERTIFINFO", f.numero) : "",
    f.repertoire === "RS" ? el("reference-code-RS", f.numero) : "",
  ]);

// --- The words ---

/** A sentence with its three skills; « de » is elided before a vowel. */
function phrase(modele: string, savoirs: readonly string[]): string {
  const par: Record<string, string> = { a: savoirs[0] ?? "", b: savoirs[1] ?? "", c: savoirs[2] ?? "" };
  return modele
    .replace(/\bde \{([abc])\}/g, (_, k: string) =>
      /^[aeéèêiou]/.test(par[k] ?? "") ? `d'${par[k]}` : `de ${par[k]}`,
    )
    .replace(/\{([abc])\}/g, (_, k: string) => par[k] ?? "");
}

const COMPLEMENTS = [
  "Autre compétence travaillée : {a}.",
  "Le parcours permet aussi d'apprendre à {a}.",
  "Chacun s'entraîne également à {a}.",
  "Un temps est réservé pour apprendre à {a}.",
];

function objectif(o: Offre): string {
  const savoirs = melanger(o.sujet.savoirs);
  const debut = phrase(un(o.variante.objectifs), savoirs);
  return debut.length < 210 || chance(0.4) ? `${debut} ${phrase(un(COMPLEMENTS), savoirs.slice(3))}` : debut;
}

function programme(o: Offre): string {
  const points = o.famille ? o.sujet.points.slice(o.variante.depart, o.variante.depart + 5) : o.sujet.points;
  const methodes = melanger(o.famille?.methodes ?? METHODES_CERTIFIANTES).slice(
    0,
    points.join("").length < 190 ? 3 : 2,
  );
  const avant = o.variante.depart > 0 ? ["Tour de table et analyse des pratiques de chacun"] : [];
  return `${[...avant, ...points].map((p) => `${p}.`).join("\n")}\n${methodes.join(" ")}`;
}

const titre = (o: Offre) => o.sujet.intitule + o.variante.suffixe;
/** Hours in the centre, whatever the session: a price is asked for them. */
const dureeDe = (o: Offre) => o.certifiante?.centre ?? Math.max(0, ...o.variante.heures);

const COMMENTAIRES = [
  "Horaires : de 9 h à 12 h 30 et de 13 h 30 à 17 h. Salle accessible aux personnes à mobilité réduite.",
  "Un entretien est proposé à chaque candidat dans les dix jours qui suivent sa demande.",
  "Apporter un ordinateur portable ; un prêt est possible sur demande.",
  "Stationnement gratuit et arrêt de bus à deux minutes à pied.",
  "La session est maintenue à partir de cinq inscrits ; une confirmation est envoyée trois semaines avant.",
  "Prévoir une tenue adaptée au travail en atelier et des chaussures de sécurité.",
  "Restauration possible sur place, hébergement chez nos partenaires à proximité.",
  "Les journées à distance ont lieu en classe virtuelle, le mardi et le jeudi matin.",
];
const A_DISTANCE = COMMENTAIRES.length - 1;

// --- The sessions ---

type Creneau = { debut: number; fin: number; entree: "fixes" | "permanentes" | "sequencees" };

/** Under 35 hours: one session a year, permanent or by steps (rule of the guide). Else from a Monday to a Friday. */
function creneaux(o: Offre, heures: number, nombre: number, limite: number): Creneau[] {
  if (heures < 35) {
    const entree = chance(0.7) ? "permanentes" : "sequencees";
    const annees = [
      ["2026-09-07", "2026-12-18"],
      ["2027-01-04", "2027-12-17"],
      ["2028-01-03", "2028-06-30"],
    ] as const;
    const debut = chance(0.35) ? 0 : 1;
    return annees
      .slice(debut, debut + Math.min(nombre, 2))
      .map(([d, f]) => ({ debut: jour(d), fin: Math.min(jour(f), limite), entree }) as Creneau)
      .filter((c) => c.debut < limite);
  }
  const rythme = o.variante.suffixe.includes("partiel") ? 14 : heures <= 140 && chance(0.4) ? 7 : 35;
  const duree = Math.ceil(heures / rythme) * 7 * JOUR - 3 * JOUR;
  const premier = jour("2026-09-01");
  const dernier = Math.min(DERNIER - duree, limite - JOUR);
  const trouves: Creneau[] = [];
  for (let essai = 0; trouves.length < nombre && essai < 60; essai++) {
    const debut = lundi(premier + alea() ** 1.4 * Math.max(dernier - premier, 7 * JOUR));
    const mois = new Date(debut).getUTCMonth();
    const vacances = mois === 7 || (mois === 11 && new Date(debut).getUTCDate() > 14);
    if (vacances || debut >= limite || debut + duree > DERNIER || LUNDIS_FERIES.includes(lheoDate(debut)))
      continue;
    if (trouves.some((c) => Math.abs(c.debut - debut) < 21 * JOUR)) continue;
    trouves.push({ debut, fin: debut + duree, entree: "fixes" });
  }
  return trouves.sort((a, b) => a.debut - b.debut);
}

/** An apprenticeship follows the school years that end before July 2028. */
function creneauApprentissage(cycle: number, limite: number): Creneau | undefined {
  const annees = cycle === 1 ? [2026, 2027] : [2026];
  const possibles = annees
    .map((a) => ({
      debut: lundi(jour(`${a}-09-01`)),
      fin: jour(`${a + cycle}-06-${a + cycle === 2027 ? 25 : 30}`),
    }))
    .filter((c) => c.debut < limite);
  return possibles.length ? { ...un(possibles), entree: "fixes" } : undefined;
}

type Session = Creneau & { voie: Voie; blocs: "totale" | "partielle"; conventionnee: boolean };

let numeroSession = 100000;

/** The LHÉO action and its one session: together, one of our sessions. */
function action(
  s: Structure,
  o: Offre,
  session: Session,
  heures: { centre: number; entreprise: number },
): string {
  const numero = `00${++numeroSession}`;
  const lieu = s.lieux.length > 1 && chance(0.45) ? un(s.lieux) : siege(s);
  const entreprise =
    session.voie === "professionnalisation" ? heures.entreprise + heures.centre : heures.entreprise;
  const pratique = ["batiment", "industrie", "securite", "bouche"].includes(o.famille?.nom ?? "");
  const modalite = session.voie === "apprentissage" || pratique ? 0 : un([0, 0, 0, 0, 1, 1, 2]);
  const distance =
    modalite === 2 ? heures.centre : modalite === 1 ? Math.round(heures.centre * un([0.2, 0.3, 0.5])) : 0;
  const centre = heures.centre - distance;
  const commentaire =
    modalite === 1 && chance(0.5)
      ? COMMENTAIRES[A_DISTANCE]
      : chance(0.25)
        ? un(COMMENTAIRES.slice(0, A_DISTANCE))
        : "";
  const conditions = CONDITIONS[titre(o).length % CONDITIONS.length] ?? un(CONDITIONS);
  const tarif = Math.round((conditions.tauxHoraire * dureeDe(o)) / 10) * 10;
  const mots: [string, string | number][] = [["voie-acces", session.voie]];
  if (distance) mots.push(["heures-distance", distance]);
  if (session.entree === "sequencees")
    mots.push(["type-entree", "sequencees"], ["entrees-sorties-cadencees", 1]);
  if (commentaire) mots.push(["commentaire-session", commentaire]);
  return el(`action numero="${numero}"`, [
    el("rythme-formation", "Non communiqué"),
    el('code-public-vise ref="V14"', "83056"),
    el("niveau-entree-obligatoire", 0),
    el("modalites-alternance", RYTHMES[session.voie]),
    el("modalites-enseignement", modalite),
    el("conditions-specifiques", conditions.prerequis),
    el("prise-en-charge-frais-possible", 1),
    el("lieu-de-formation", [el("coordonnees", [el("nom", lieu.nom), adresse(lieu)])]),
    el("modalites-entrees-sorties", session.entree === "fixes" ? 0 : 1),
    session.voie === "apprentissage" ? el("duree-cycle", o.certifiante?.cycle ?? 1) : "",
    elementSession(numero, lieu, o, session),
    el("acces-handicapes", conditions.handicap),
    el("modalites-recrutement", conditions.acces),
    tarif > 0 ? el("prix-total-TTC", tarif) : "",
    centre ? el("nombre-heures-centre", centre) : "",
    entreprise ? el("nombre-heures-entreprise", entreprise) : "",
    el("nombre-heures-total", heures.centre + entreprise),
    session.conventionnee ? el("conventionnement", 1) : "",
    el("organisme-formateur", [
      el("SIRET-formateur", [el("SIRET", siret(s))]),
      el("raison-sociale-formateur", s.raisonSociale),
    ]),
    session.conventionnee
      ? el("organisme-financeur", [el("code-financeur", 2), el("nb-places-financees", entier(8, 14))])
      : "",
    extras(mots),
  ]);
}

function elementSession(numero: string, lieu: Lieu, o: Offre, s: Session): string {
  const { fiche } = o;
  const passee = s.debut < jour("2026-11-23") && s.entree === "fixes";
  const blocs =
    fiche && s.blocs === "partielle"
      ? fiche.blocs.slice(0, Math.max(1, fiche.blocs.length - 1))
      : (fiche?.blocs ?? []);
  const annees =
    s.voie === "apprentissage" ? Array.from({ length: o.certifiante?.cycle ?? 1 }, (_, i) => i + 1) : [];
  const ouvertes = annees.length > 1 && chance(0.5) ? annees.slice(0, 1) : annees;
  return el(`session numero="${numero}"`, [
    el("periode", [el("debut", lheoDate(s.debut)), el("fin", lheoDate(s.fin))]),
    el("adresse-inscription", [adresse(lieu)]),
    el("etat-recrutement", passee ? 2 : un([1, 1, 1, 1, 1, 1, 1, 2, 3])),
    ...recrutements(lieu, s),
    fiche ? reference(fiche) : "",
    fiche && blocs.length
      ? el("blocs-competences", [
          el("validation-blocs", s.blocs === "partielle" ? 0 : 1),
          reference(fiche),
          ...blocs.map((b) =>
            el("bloc-competences", [el("libelle-bloc", b.libelle), el("code-bloc", b.code)]),
          ),
        ])
      : "",
    annees.length ? el("cycle", [el("type-cycle", 1), ...ouvertes.map((a) => el("annee-cycle", a))]) : "",
  ]);
}

/** The ways of recruiting; an information collective has its place, date and hours, before the session starts. */
function recrutements(lieu: Lieu, s: Session): string[] {
  const codes = melanger([8, 3, 7, 4]).slice(0, un([0, 0, 1, 1, 2]));
  const trouves = codes.map((code) => el("recrutement", [el("modalite-recrutement", code)]));
  if (s.entree !== "fixes" || !chance(s.conventionnee ? 0.9 : 0.2)) return trouves;
  const reunion = lundi(s.debut - entier(4, 8) * 7 * JOUR) + entier(1, 3) * JOUR;
  const heure = un([9, 10, 14]);
  const information = el("recrutement", [
    el("modalite-recrutement", 9),
    el("a-distance", 0),
    adresse(lieu),
    el("nb-places", un([15, 20, 25])),
    el("periode", [el("debut", lheoDate(reunion)), el("fin", lheoDate(reunion))]),
    el("heure-debut", `${heure}h00`),
    el("heure-fin", `${heure + 2}h00`),
  ]);
  return [information, ...trouves];
}

/** The sessions of a formation: for a certification, several voies d'accès; else the formation continue. */
function sessionsDe(
  o: Offre,
  conventionnee: boolean,
): { session: Session; centre: number; entreprise: number }[] {
  const { certifiante: c, fiche, variante } = o;
  const limite = fiche ? jour(fiche.fin) : DERNIER;
  if (!c || !fiche) {
    const total = un(variante.heures);
    const entreprise = total >= 210 ? 70 : 0;
    const nombre = conventionnee ? 2 : un([1, 1, 1, 1, 1, 1, 2, 2, 3, 4]);
    return creneaux(o, total, nombre, limite).map((k) => ({
      session: { ...k, voie: "fpc", blocs: "totale", conventionnee },
      centre: total - entreprise,
      entreprise,
    }));
  }
  const alternance = variante.suffixe.includes("alternance");
  const partielle = variante === VARIANTE_BLOCS;
  const centre = partielle ? Math.round(c.centre / 2) : c.centre;
  const entreprise = partielle ? 0 : c.entreprise;
  const fait: { session: Session; centre: number; entreprise: number }[] = [];
  const ajouter = (k: Creneau | undefined, voie: Voie) => {
    if (k)
      fait.push({
        session: {
          ...k,
          voie,
          blocs: partielle ? "partielle" : "totale",
          conventionnee: conventionnee && voie === "fpc",
        },
        centre,
        entreprise,
      });
  };
  // « Validation totale » is said by the list of the blocs: without it, no apprenticeship.
  if (fiche.blocs.length && c.cycle > 0 && (alternance || variante.suffixe === "")) {
    ajouter(creneauApprentissage(c.cycle, limite), "apprentissage");
  }
  if (alternance) ajouter(creneauxAnnee(c, limite), "professionnalisation");
  if (!alternance) for (const k of creneaux(o, centre + entreprise, un([1, 2, 2]), limite)) ajouter(k, "fpc");
  return fait;
}

/** A contrat de professionnalisation: one year, or two when the certification takes two. */
function creneauxAnnee(c: Certifiante, limite: number): Creneau | undefined {
  const debut = lundi(jour(c.cycle > 1 ? "2026-09-14" : un(["2026-10-05", "2027-01-11", "2027-05-24"])));
  const fin = lundi(debut + c.cycle * 357 * JOUR) + 4 * JOUR;
  return debut < limite ? { debut, fin: Math.min(fin, DERNIER), entree: "fixes" } : undefined;
}

// --- The formations ---

let numeroFormation = 400000000;

/** The formation, or "" when its certification ends before any session could start. */
function formation(s: Structure, o: Offre, conventionnee: boolean): string {
  const sessions = sessionsDe(o, conventionnee);
  if (!sessions.length) return "";
  const { fiche, famille } = o;
  const validation = !fiche ? "attestation" : fiche.repertoire === "RNCP" ? "rncp" : "autre";
  const formacodes = fiche?.formacodes.length ? fiche.formacodes : o.sujet.formacodes.filter(Boolean);
  const mots: [string, string][] = [["validation", validation]];
  const individualise = validation === "rncp" && chance(0.3);
  if (chance(0.6)) mots.unshift(["le-plus", un(famille?.plus ?? PLUS_CERTIFIANTS)]);
  const but = fiche
    ? fiche.repertoire === "RNCP"
      ? "6"
      : "2"
    : o.sujet.formacodes[0] === "32047"
      ? "4"
      : famille?.objectifGeneral;
  return el(`formation numero="200${++numeroFormation}"`, [
    el(
      "domaine-formation",
      formacodes.slice(0, 5).map((c, i) => el(`code-FORMACODE ref="V14"${i ? "" : ' tag="principal"'}`, c)),
    ),
    el("intitule-formation", titre(o)),
    el("objectif-formation", objectif(o)),
    el("resultats-attendus", fiche ? `${fiche.intitule}.` : "Attestation de fin de formation."),
    el("contenu-formation", programme(o)),
    el("certifiante", fiche ? 1 : 0),
    el("contact-formation", [coordonnees(s, un(s.contacts))]),
    el("parcours-de-formation", individualise ? 2 : 1),
    el("code-niveau-entree", 0),
    el("objectif-general-formation", but ?? "2"),
    fiche ? certification(fiche) : "",
    fiche?.niveau ? el("code-niveau-sortie", 10 + Number(fiche.niveau)) : "",
    chance(0.5)
      ? el("url-formation", [el("urlweb", `https://www.${s.domaine}/formations/200${numeroFormation}`)])
      : "",
    ...sessions.map((x) => action(s, o, x.session, x)),
    responsable(s),
    extras(mots),
  ]);
}

const exclu = (sujet: Sujet, v: Variante) =>
  EXCLUS.some(([s, f]) => s.test(sujet.intitule) && f.test(v.suffixe));

/** All that a structure could offer without a certification, in a drawn order. */
function sansCertification(s: Structure): Offre[] {
  const familles = FAMILLES.filter((f) => s.familles === "toutes" || s.familles.includes(f.nom));
  const offres = familles.flatMap((famille) =>
    famille.sujets.flatMap((sujet) =>
      famille.variantes.filter((v) => !exclu(sujet, v)).map((variante) => ({ sujet, variante, famille })),
    ),
  );
  const ordre = melanger(offres);
  if (s.familles === "toutes") return ordre;
  // In a small catalogue, a subject comes back only once the others have been used.
  const vus = new Map<string, number>();
  const rang = new Map(
    ordre.map((o) => {
      const n = vus.get(o.sujet.intitule) ?? 0;
      vus.set(o.sujet.intitule, n + 1);
      return [o, n] as const;
    }),
  );
  return ordre.sort((a, b) => (rang.get(a) ?? 0) - (rang.get(b) ?? 0));
}

function avecCertification(s: Structure): Offre[] {
  const retenues = CERTIFIANTES.filter(
    (c) => s.certifiantes === "toutes" || s.certifiantes.includes(c.certification),
  );
  return retenues.flatMap((certifiante) => {
    const fiche = fiches.get(certifiante.certification);
    if (!fiche) throw new Error(`Certification absente : ${certifiante.certification}`);
    const courte = certifiante.cycle === 0;
    const toutes = courte ? VARIANTES_CERTIFIANTES.slice(0, 1) : VARIANTES_CERTIFIANTES;
    const variantes = s.certifiantes === "toutes" ? toutes : toutes.slice(0, 1);
    const blocs = s.certifiantes === "toutes" && fiche.blocs.length > 1 ? [VARIANTE_BLOCS] : [];
    return [...variantes, ...blocs].map((variante) => ({
      sujet: certifiante.sujet,
      variante,
      certifiante,
      fiche,
    }));
  });
}

/** The formations of a structure; about one in twenty-seven is bought by the Région. */
function catalogue(s: Structure): string[] {
  const certifiantes = avecCertification(s).map((o) =>
    formation(s, o, o.fiche?.repertoire === "RNCP" && !o.variante.suffixe && chance(0.15)),
  );
  const trouvees = certifiantes.filter(Boolean);
  for (const o of sansCertification(s)) {
    if (trouvees.length >= s.formations) break;
    const region = o.famille?.nom === "insertion" || o.variante.suffixe.includes("préparation au métier");
    const f = formation(s, o, region && chance(0.2));
    if (f) trouvees.push(f);
  }
  return trouvees;
}

const catalogues = STRUCTURES.map((s) => ({ structure: s, formations: catalogue(s) }));
const racine = el('lheo xmlns="http://lheo.gouv.fr/2.3" datemaj="20261123"', [
  el(
    "offres",
    catalogues.flatMap((c) => c.formations),
  ),
]);
writeFileSync(
  ici("demonstration.xml"),
  `<?xml version="1.0" encoding="UTF-8"?>\n${racine.replaceAll(SAUT, "\n")}\n`,
);
for (const { structure, formations } of catalogues) {
  console.log(`${siret(structure)}  ${String(formations.length).padStart(3)}  ${structure.nom}`);
}
