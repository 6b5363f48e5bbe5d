import { SaxesParser } from "saxes";
import { decoderUtf8 } from "../csv";
import { ErreurReferentiel, type OptionsLecture, type Source, signaler } from "../erreurs";
import { siretDe } from "../siret";
import {
  blocsSansDoublon,
  derniereFiche,
  enApprentissage,
  type FicheCertification,
  lireDate,
  lireDebut,
  lireNiveau,
  partenairesSansDoublon,
  repertoireDe,
  sansDoublon,
} from "./fiche";

/** The elements that repeat inside a fiche, by path under FICHE. */
const REPETES = new Set([
  "CODES_NSF/NSF",
  "CODES_ROME/ROME",
  "FORMACODES/FORMACODE",
  "CERTIFICATEURS/CERTIFICATEUR",
  "PARTENAIRES/PARTENAIRE",
  "BLOCS_COMPETENCES/BLOC_COMPETENCES",
  "NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION",
]);

/** The only texts kept: a fiche carries pages of prose that nothing here reads. */
const TEXTES = new Set([
  "NUMERO_FICHE",
  "INTITULE",
  "ACTIF",
  "TYPE_ENREGISTREMENT",
  "ABREGE/LIBELLE",
  "NOMENCLATURE_EUROPE/NIVEAU",
  "DATE_DECISION",
  "DATE_EFFET",
  "DATE_FIN_ENREGISTREMENT",
  "DATE_LIMITE_DELIVRANCE",
  "SI_JURY_CA/ACTIF",
  "CODES_NSF/NSF/CODE",
  "CODES_ROME/ROME/CODE",
  "FORMACODES/FORMACODE/CODE",
  "CERTIFICATEURS/CERTIFICATEUR/SIRET_CERTIFICATEUR",
  "CERTIFICATEURS/CERTIFICATEUR/NOM_CERTIFICATEUR",
  "CERTIFICATEURS/CERTIFICATEUR/ETAT_CERTIFICATEUR",
  "PARTENAIRES/PARTENAIRE/NOM_PARTENAIRE",
  "PARTENAIRES/PARTENAIRE/SIRET_PARTENAIRE",
  "PARTENAIRES/PARTENAIRE/HABILITATION_PARTENAIRE",
  "PARTENAIRES/PARTENAIRE/ETAT_HABILITATION",
  "BLOCS_COMPETENCES/BLOC_COMPETENCES/CODE",
  "BLOCS_COMPETENCES/BLOC_COMPETENCES/LIBELLE",
  "NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION/ID_FICHE_NOUVELLE_CERTIFICATION",
]);

type Brute = { ligne: number; textes: Map<string, string>; listes: Map<string, Map<string, string>[]> };

/**
 * Reads the XML export V4.1 of France compétences (RNCP or RS), fiche after fiche: a file is hundreds of
 * megabytes. The only export that says the state of each habilitation and the date limite de délivrance.
 */
export async function* lireFranceCompetencesXml(
  source: Source,
  options: OptionsLecture = {},
): AsyncGenerator<FicheCertification> {
  const parser = new SaxesParser({ position: true });
  let chemin: string[] = [];
  let brute: Brute | undefined;
  let element: Map<string, string> | undefined;
  let texte: string[] | undefined;
  let racine = "";
  const pretes: Brute[] = [];

  parser.on("error", (erreur) => {
    // saxes goes on after an error unless it is thrown; its message is « line:column: reason »
    throw new ErreurReferentiel(source.nom, parser.line, `XML illisible (${erreur.message}).`);
  });
  parser.on("opentag", ({ name }) => {
    if (!racine) {
      racine = name;
      if (name !== "FICHES") {
        throw new ErreurReferentiel(source.nom, parser.line, `racine <${name}> au lieu de <FICHES>.`);
      }
      return;
    }
    if (!brute) {
      if (name === "FICHE") brute = { ligne: parser.line, textes: new Map(), listes: new Map() };
      chemin = [];
      return;
    }
    chemin.push(name);
    const ici = chemin.join("/");
    if (REPETES.has(ici)) {
      element = new Map();
      const liste = brute.listes.get(ici);
      if (liste) liste.push(element);
      else brute.listes.set(ici, [element]);
    }
    texte = TEXTES.has(ici) ? [] : undefined;
  });
  const ajouter = (morceau: string) => {
    texte?.push(morceau);
  };
  parser.on("text", ajouter);
  parser.on("cdata", ajouter);
  parser.on("closetag", ({ name }) => {
    if (!brute) return;
    if (chemin.length === 0) {
      if (name === "FICHE") pretes.push(brute);
      brute = undefined;
      return;
    }
    const ici = chemin.join("/");
    if (texte) {
      const valeur = texte.join("").trim();
      if (element) element.set(name, valeur);
      else brute.textes.set(ici, valeur);
      texte = undefined;
    }
    if (REPETES.has(ici)) element = undefined;
    chemin.pop();
  });

  const rendre = function* () {
    for (const prete of pretes.splice(0)) {
      const fiche = enFiche(prete);
      if (typeof fiche === "string") signaler(new ErreurReferentiel(source.nom, prete.ligne, fiche), options);
      else yield fiche;
    }
  };
  for await (const morceau of decoderUtf8(source)) {
    parser.write(morceau);
    yield* rendre();
  }
  parser.close();
  yield* rendre();
}

function enFiche({ textes, listes }: Brute): FicheCertification | string {
  const t = (chemin: string) => textes.get(chemin) ?? "";
  const code = t("NUMERO_FICHE");
  const repertoire = repertoireDe(code);
  if (!repertoire || repertoire === "CERTIFINFO") return `numéro de fiche illisible : « ${code} ».`;
  const intitule = t("INTITULE");
  if (!intitule) return `la fiche ${code} n'a pas d'intitulé.`;
  const actif = t("ACTIF");
  if (actif !== "Oui" && actif !== "Non") {
    return `ACTIF vaut « ${actif} » pour la fiche ${code} (Oui ou Non attendu).`;
  }
  const fin = lireDate(t("DATE_FIN_ENREGISTREMENT"));
  const limite = lireDate(t("DATE_LIMITE_DELIVRANCE"));
  const debut = lireDebut(t("DATE_EFFET"), t("DATE_DECISION"));
  if (debut === undefined || fin === undefined || limite === undefined) {
    return `date illisible pour la fiche ${code} (JJ/MM/AAAA attendu).`;
  }
  const l = (chemin: string) => listes.get(chemin) ?? [];
  const codes = (chemin: string) => sansDoublon(l(chemin).map((e) => e.get("CODE") ?? ""));
  return {
    code,
    repertoire,
    intitule,
    actif: actif === "Oui",
    typeAbrege: t("ABREGE/LIBELLE") || null,
    niveau: lireNiveau(t("NOMENCLATURE_EUROPE/NIVEAU")),
    dateDebutEnregistrement: debut ?? undefined,
    dateFinEnregistrement: fin,
    dateLimiteDelivrance: limite,
    remplaceePar: derniereFiche(
      l("NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION").map(
        (e) => e.get("ID_FICHE_NOUVELLE_CERTIFICATION") ?? "",
      ),
    ),
    apprentissage: enApprentissage(
      t("TYPE_ENREGISTREMENT"),
      { Oui: true, Non: false }[t("SI_JURY_CA/ACTIF")],
    ),
    formacodes: codes("FORMACODES/FORMACODE"),
    nsf: codes("CODES_NSF/NSF"),
    rome: codes("CODES_ROME/ROME"),
    blocs: blocsSansDoublon(
      l("BLOCS_COMPETENCES/BLOC_COMPETENCES").map((e) => ({
        code: e.get("CODE") ?? "",
        libelle: e.get("LIBELLE") ?? "",
      })),
    ),
    partenaires: partenairesSansDoublon([
      ...l("CERTIFICATEURS/CERTIFICATEUR").map((e) => ({
        siret: siretDe(e.get("SIRET_CERTIFICATEUR") ?? "") ?? "",
        nom: e.get("NOM_CERTIFICATEUR") ?? "",
        habilitation: "CERTIFICATEUR",
        etat: e.get("ETAT_CERTIFICATEUR") || null,
      })),
      ...l("PARTENAIRES/PARTENAIRE").map((e) => ({
        siret: siretDe(e.get("SIRET_PARTENAIRE") ?? "") ?? "",
        nom: e.get("NOM_PARTENAIRE") ?? "",
        habilitation: e.get("HABILITATION_PARTENAIRE") ?? "",
        etat: e.get("ETAT_HABILITATION") || null,
      })),
    ]),
  };
}
