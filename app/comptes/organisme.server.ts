import { createHash } from "node:crypto";
import { asc, eq, isNull } from "drizzle-orm";
import { structure } from "../../db/schema";
import { ConflitDeVersion, type ContexteConnecte, Refus } from "../catalogue/contexte";
import type { Structure } from "../catalogue/dossier.server";
import { enTransaction } from "../catalogue/ecrire.server";
import type { Raison } from "../catalogue/regles";
import { recopierStructure } from "../diffusion/recopier.server";
import { connait, peut } from "../droits/droits";
import { communeDeLAdresse, communesDuCodePostal } from "../referentiels/communes.server";
import { siretDe } from "../referentiels/siret";
import { siretValide } from "../referentiels/siret.server";
import { champsOrganisme, type FicheOrganisme, type NomDeChamp, raisonsOrganisme } from "./organisme";

/** The sheet of an organisme, to be corrected by who reads it: the fields that are theirs, and what it was made from. */
export type FicheLue = { structure: Structure; fiche: FicheOrganisme; champs: NomDeChamp[]; version: string };

/**
 * The sheet of a structure, for its référents and for Cap Métiers: a 403 that says why to somebody else of it, a 404 to a
 * stranger.
 */
export async function lireOrganisme({ db, acteur }: ContexteConnecte, siret: string): Promise<FicheLue> {
  const [lue] = await db.select().from(structure).where(eq(structure.siret, siret));
  return pourLui(acteur, siret, lue);
}

function pourLui(acteur: ContexteConnecte["acteur"], siret: string, lue: Structure | undefined): FicheLue {
  if (!lue || !connait(acteur, siret)) {
    throw new Refus(404, "Cette structure n'existe pas, ou n'est pas dans les vôtres.");
  }
  if (!peut(acteur, "structure:corriger", siret)) {
    throw new Refus(
      403,
      "Les coordonnées d'une structure se corrigent par son référent (★), ou par Cap Métiers.",
    );
  }
  const champs = champsOrganisme(peut(acteur, "structure:identifier", siret));
  const fiche = ficheDe(lue);
  return { structure: lue, fiche, champs, version: versionDe(fiche, champs) };
}

function ficheDe(s: Structure): FicheOrganisme {
  const noms = champsOrganisme(true).map((nom) => [nom, s[nom] ?? ""]);
  return Object.fromEntries(noms) as FicheOrganisme;
}

/** What these fields hold, whoever wrote them: a person, a file or a portal. */
function versionDe(fiche: FicheOrganisme, champs: readonly NomDeChamp[]): string {
  const mots = champs.map((nom) => fiche[nom]);
  return createHash("sha256").update(JSON.stringify(mots)).digest("base64url").slice(0, 16);
}

/** The words of a form, without what surrounds them; of the fields `noms` alone, the others being as they are. */
function nettoyer(
  mots: Record<string, string>,
  noms: readonly NomDeChamp[],
  connue?: FicheOrganisme,
): FicheOrganisme {
  const fiche = Object.fromEntries(
    champsOrganisme(true).map((nom) => [
      nom,
      noms.includes(nom) ? (mots[nom] ?? "").replaceAll(/\s+/g, " ").trim() : (connue?.[nom] ?? ""),
    ]),
  ) as FicheOrganisme;
  const nda = fiche.nda.replaceAll(/[\s.]/g, "");
  return { ...fiche, nda, nom: fiche.nom || fiche.raisonSociale };
}

/** Communes of one postal code that a sentence names, at most. */
const NOMMEES_MAX = 12;

/** The commune where that address is, or the reason why it names none. An address that did not change is what it was. */
function situer(
  { codePostal, ville }: FicheOrganisme,
  connue?: Structure,
): { codeInsee: string | null } | { raison: Raison } {
  const insee = communeDeLAdresse(codePostal, ville)?.insee;
  if (insee) return { codeInsee: insee };
  if (connue?.codePostal === codePostal && connue.ville === ville) return { codeInsee: connue.codeInsee };
  const noms = communesDuCodePostal(codePostal).map((c) => c.nom);
  if (noms.length === 0 || ville === "") return { codeInsee: null };
  const dites = noms.length > NOMMEES_MAX ? `${noms.length} autres communes` : noms.join(", ");
  const phrase = `Cette commune n'a pas le code postal ${codePostal}, qui est celui de : ${dites}.`;
  return { raison: { champ: "ville", code: "ORGANISME", phrase } };
}

/** The sheet as the database keeps it. Throws a 422 with every reason at once, those of `avant` first. */
function aEcrire(
  fiche: FicheOrganisme,
  champs: readonly NomDeChamp[],
  { refus, avant = [], connue }: { refus: string; avant?: Raison[]; connue?: Structure },
) {
  const raisons = [...avant, ...raisonsOrganisme(fiche, champs)];
  const situee = situer(fiche, connue);
  if ("raison" in situee) raisons.push(situee.raison);
  if (raisons.length > 0 || "raison" in situee) throw new Refus(422, refus, raisons);
  const { nda, telephone, courriel, siteWeb, ...dits } = fiche;
  return {
    ...dits,
    ...situee,
    nda: nda || null,
    telephone: telephone || null,
    courriel: courriel || null,
    siteWeb: siteWeb || null,
  };
}

/** That SIRET is one of ours already: its sheet is where to go. */
export class OrganismeConnu extends Refus {
  constructor(readonly siret: string) {
    const phrase = "Cet organisme est déjà dans RafaelPro : corrigez plutôt sa fiche.";
    super(422, phrase, [{ champ: "siret", code: "A2", phrase }]);
  }
}

const AJOUT_REFUSE = "L'organisme n'est pas ajouté.";

/**
 * Enters an organisme that RafaelPro does not know (rule A2). A 422 with every reason at once; {@link OrganismeConnu} when
 * somebody, or a file, entered it before.
 */
export function ajouterOrganisme(
  ctx: ContexteConnecte,
  mots: Record<string, string>,
): Promise<{ siret: string; nom: string }> {
  return enTransaction(ctx, async ({ db }) => {
    if (!peut(ctx.acteur, "structure:ajouter")) {
      throw new Refus(403, "Un organisme s'ajoute par Cap Métiers.");
    }
    const siret = siretDe(mots.siret ?? "") ?? "";
    const [connue] = await db
      .select({ siret: structure.siret })
      .from(structure)
      .where(eq(structure.siret, siret));
    if (connue) throw new OrganismeConnu(siret);
    const champs = champsOrganisme(true);
    const avant = siretValide(siret)
      ? []
      : [
          {
            champ: "siret",
            code: "A2",
            phrase:
              siret === ""
                ? "Donnez le SIRET de l'organisme : 14 chiffres."
                : "Ce SIRET n'a pas la bonne clé : recopiez-le tel que l'Insee le donne.",
          },
        ];
    const fiche = aEcrire(nettoyer(mots, champs), champs, { refus: AJOUT_REFUSE, avant });
    const ajoutes = await db
      .insert(structure)
      .values({ siret, ...fiche })
      .onConflictDoNothing()
      .returning({ siret: structure.siret });
    if (ajoutes.length === 0) throw new OrganismeConnu(siret);
    return { siret, nom: fiche.nom };
  });
}

/** What a known establishment of the same company says of it already. */
export async function deLaMemeEntreprise(
  { db }: Pick<ContexteConnecte, "db">,
  siret: string,
): Promise<Partial<FicheOrganisme>> {
  const [autre] = await db
    .select({ raisonSociale: structure.raisonSociale, nda: structure.nda })
    .from(structure)
    .where(eq(structure.siren, siret.slice(0, 9)))
    .orderBy(isNull(structure.nda), asc(structure.siret))
    .limit(1);
  return autre ? { raisonSociale: autre.raisonSociale, nda: autre.nda ?? "" } : {};
}

/** What a correction changed, by field, and when what is online says it. */
export type Correction = {
  nom: string;
  avant: Partial<FicheOrganisme>;
  apres: Partial<FicheOrganisme>;
  enLigne: boolean;
  plusTard: boolean;
};

/**
 * Corrects the sheet of an organisme: all of it but the SIRET for Cap Métiers, the coordinates for a référent. What is
 * published says the same at once, or within minutes. A 409 when the fields changed since `version`, a 422 with every
 * reason.
 */
export function corrigerOrganisme(
  ctx: ContexteConnecte,
  siret: string,
  { mots, version }: { mots: Record<string, string>; version: string },
): Promise<Correction> {
  return enTransaction(ctx, async ({ db, maintenant }) => {
    const [tenue] = await db.select().from(structure).where(eq(structure.siret, siret)).for("no key update");
    const lue = pourLui(ctx.acteur, siret, tenue);
    const apres = nettoyer(mots, lue.champs, lue.fiche);
    const changes = lue.champs.filter((nom) => apres[nom] !== lue.fiche[nom]);
    const bilan = { nom: apres.nom, avant: extraire(lue.fiche, changes), apres: extraire(apres, changes) };
    if (changes.length === 0) return { ...bilan, enLigne: false, plusTard: false };
    if (version !== lue.version) {
      throw new ConflitDeVersion(
        409,
        "Quelqu'un a corrigé cette fiche depuis que vous l'avez ouverte. Comparez les deux textes avant d'enregistrer.",
      );
    }
    const connue = lue.structure;
    const fiche = aEcrire(apres, lue.champs, { refus: "La fiche n'est pas enregistrée.", connue });
    await db.update(structure).set(fiche).where(eq(structure.siret, siret));
    return { ...bilan, ...(await recopierStructure(db, siret, maintenant)) };
  });
}

const extraire = (fiche: FicheOrganisme, noms: readonly NomDeChamp[]): Partial<FicheOrganisme> =>
  Object.fromEntries(noms.map((nom) => [nom, fiche[nom]]));
