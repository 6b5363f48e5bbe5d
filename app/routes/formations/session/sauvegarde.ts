import { enregistrerSession } from "../../../catalogue/cas-d-usage/session.server";
import type { Acteur } from "../../../droits/droits";
import { lireFormulaire } from "../../../server/formulaire.server";
import { brouillonDe, naitreUneFois } from "../../../server/naissance.server";
import { type RequetePostee, traitementJson } from "../../../server/route.server";

/** Where the form of a session of a draft saves itself: its reference and the version that the next save must post. */
export const action = traitementJson({ droit: "action:modifier" }, sauvegarder);

async function sauvegarder(requete: RequetePostee<Acteur>): Promise<{ reference: string; version: number }> {
  const { form, ctx, params } = requete;
  const { saisie, enLigne, version } = lireFormulaire("session", form);
  const actionReference = params.reference ?? "";
  const e = { actionReference, saisie, enLigne };
  const brouillon = await brouillonDe(ctx, form);
  if (brouillon) return enregistrerSession(ctx, { ...e, ...brouillon });
  const nee = await naitreUneFois(ctx, form, (tx) =>
    enregistrerSession(tx, { ...e, reference: null, version }),
  );
  return nee ?? sauvegarder(requete);
}
