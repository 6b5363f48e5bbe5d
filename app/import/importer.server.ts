import type { Base } from "../../db/client";
import { dictionnaire, texte } from "../catalogue/champs";
import { depuisLheo, type FormationLue } from "../catalogue/depuis-lheo";
import { FragmentInvalide } from "../diffusion/fragment.server";
import { ErreurLheo, lireLheo, type Noeud, type Version, validerNoeud } from "../lheo";
import { certificationsAOptions } from "../referentiels/certifications/chercher.server";
import { communeParInsee } from "../referentiels/communes.server";
import { siretValide } from "../referentiels/siret.server";
import { ecrireFormation, NonRecevable } from "./ecrire.server";

export type RefusImport = { ligne: number; reference: string; raison: string };

export type BilanImport = {
  formations: number;
  ajoutees: number;
  modifiees: number;
  inchangees: number;
  refus: RefusImport[];
};

export type OptionsImport = {
  maintenant: Date;
  /** Takes formations whose place is out of Nouvelle-Aquitaine too. */
  horsRegion?: boolean;
  /** Who the history names; the import itself by default. */
  auteurNom?: string;
  surProgression?: (formations: number) => void;
};

/**
 * Reads a LHÉO file into the catalogue, each formation in a transaction of its own; running it twice changes nothing.
 * What cannot come in is in `refus`, with its line and reason.
 */
export async function importerLheo(
  db: Base,
  source: AsyncIterable<Uint8Array | string>,
  options: OptionsImport,
): Promise<BilanImport> {
  const bilan: BilanImport = { formations: 0, ajoutees: 0, modifiees: 0, inchangees: 0, refus: [] };
  const vus = new Set<string>();
  let version: Version = "2.3";
  const choix = await certificationsAOptions(db);
  try {
    for await (const lu of lireLheo(source)) {
      if (lu.type === "entete") {
        version = lu.version;
        continue;
      }
      bilan.formations += 1;
      await importerFormation(
        db,
        sansOptionSuperflue(depuisLheo(lu.noeud), choix),
        lu.noeud,
        version,
        options,
        vus,
        bilan,
      );
      options.surProgression?.(bilan.formations);
    }
  } catch (erreur) {
    if (!(erreur instanceof ErreurLheo)) throw erreur;
    bilan.refus.push({ ligne: erreur.ligne, reference: "", raison: erreur.message });
    return bilan;
  }
  if (bilan.formations === 0) {
    bilan.refus.push({ ligne: 1, reference: "", raison: "Le fichier ne contient aucune formation." });
  }
  return bilan;
}

/** The session's choice among the options of a fiche: of one that has none, its only Certif Info id is no choice. */
function sansOptionSuperflue(lue: FormationLue, choix: ReadonlyMap<string, readonly string[]>): FormationLue {
  const sessions = lue.sessions.map((s) => {
    const { certifinfo, ...saisie } = s.saisie;
    const gardes = Object.entries(dictionnaire(certifinfo)).filter(([code, id]) =>
      choix.get(code)?.includes(id),
    );
    return gardes.length > 0
      ? { ...s, saisie: { ...saisie, certifinfo: Object.fromEntries(gardes) } }
      : { ...s, saisie };
  });
  return { ...lue, sessions };
}

async function importerFormation(
  db: Base,
  lue: FormationLue,
  noeud: Noeud,
  version: Version,
  options: OptionsImport,
  vus: Set<string>,
  bilan: BilanImport,
): Promise<void> {
  const raisons = raisonsDeNePasPrendre(noeud, version, lue, options, vus);
  vus.add(lue.numero);
  if (raisons.length > 0) {
    bilan.refus.push(...raisons.map((r) => ({ reference: lue.numero, ...r })));
    return;
  }
  try {
    const fait = await db.transaction((tx) => ecrireFormation(tx as unknown as Base, lue, options));
    bilan[fait] += 1;
  } catch (erreur) {
    if (!(erreur instanceof NonRecevable || erreur instanceof FragmentInvalide)) throw erreur;
    bilan.refus.push({ ligne: noeud.ligne, reference: lue.numero, raison: erreur.message });
  }
}

function raisonsDeNePasPrendre(
  noeud: Noeud,
  version: Version,
  lue: FormationLue,
  options: OptionsImport,
  vus: Set<string>,
): { ligne: number; raison: string }[] {
  const anomalies = validerNoeud(noeud, version).map((a) => ({ ligne: a.ligne, raison: a.message }));
  if (anomalies.length > 0) return anomalies;
  const dire = (raison: string) => [{ ligne: noeud.ligne, raison }];
  if (!lue.numero)
    return dire("La formation n'a pas d'attribut numero : rien ne permettrait de la reconnaître.");
  if (vus.has(lue.numero)) return dire(`Le numéro ${lue.numero} est déjà celui d'une formation du fichier.`);
  if (!siretValide(lue.responsable.siret)) {
    return dire(`Le SIRET ${lue.responsable.siret} de l'organisme responsable n'a pas la bonne clé.`);
  }
  const formateurs = lue.sessions.flatMap((s) =>
    s.formateur && !siretValide(s.formateur.siret) ? s.formateur.siret : [],
  );
  if (formateurs.length > 0)
    return dire(`Le SIRET ${formateurs[0]} d'un organisme formateur n'a pas la bonne clé.`);
  const sansDates = lue.sessions.find((s) => !(texte(s.saisie.debut) && texte(s.saisie.fin)));
  if (sansDates)
    return dire(`La session ${sansDates.numero} n'a pas de dates de début et de fin qui existent.`);
  const inversee = lue.sessions.find((s) => texte(s.saisie.debut) > texte(s.saisie.fin));
  if (inversee) return dire(`La session ${inversee.numero} finit avant de commencer.`);
  const ailleurs = lue.sessions.find((s) => !communeParInsee(texte(s.saisie.lieuCommune)));
  if (ailleurs && !options.horsRegion) {
    const lieu = texte(ailleurs.saisie.lieuVille) || "inconnu";
    return dire(`Le lieu de la session ${ailleurs.numero} (${lieu}) n'est pas en Nouvelle-Aquitaine.`);
  }
  return [];
}
