import { ConflitDeVersion, type ContexteConnecte } from "../../catalogue/contexte";
import { CHAMPS_ORGANISME, type NomDeChamp } from "../../comptes/organisme";
import { lireOrganisme, OrganismeConnu } from "../../comptes/organisme.server";
import { type FormulaireRefuse, rendreRefus } from "../../server/route.server";

/** What a refused form shows again. */
export type ReponseOrganisme = FormulaireRefuse & {
  saisie: Record<string, string>;
  version?: string;
  conflit?: { champ: string; libelle: string; actuel: string; saisi: string }[];
  /** The SIRET that has its sheet already. */
  connu?: string;
};

export type ChampAffiche = ReturnType<typeof afficherChamp>;

/** A field of the sheet, as its widget takes it. */
export function afficherChamp(nom: NomDeChamp) {
  const champ: { libelle: string; type?: string; aide?: string; manque?: string } = CHAMPS_ORGANISME[nom];
  const { libelle, type = "text", aide } = champ;
  return { nom: nom as string, libelle, type, requis: champ.manque !== undefined, ...(aide ? { aide } : {}) };
}

/** The answer to a sheet that is not added. */
export function ajoutRefuse(erreur: unknown, saisie: Record<string, string>) {
  const connu = erreur instanceof OrganismeConnu ? { connu: erreur.siret } : {};
  return rendreRefus(erreur, { saisie, ...connu });
}

/** The answer to a sheet that is not corrected: after a conflict, both texts of each field that differs. */
export async function correctionRefusee(
  erreur: unknown,
  ctx: ContexteConnecte,
  siret: string,
  saisie: Record<string, string>,
) {
  if (!(erreur instanceof ConflitDeVersion)) {
    return rendreRefus(erreur, { saisie, version: saisie.version ?? "" });
  }
  const { fiche, champs, version } = await lireOrganisme(ctx, siret);
  const conflit = champs.flatMap((nom) => {
    const [actuel, saisi] = [fiche[nom], saisie[nom] ?? ""];
    return actuel === saisi ? [] : { champ: nom, libelle: CHAMPS_ORGANISME[nom].libelle, actuel, saisi };
  });
  return rendreRefus(erreur, { saisie, version, conflit });
}
