import { data } from "@remix-run/node";
import { liste, texte } from "../../catalogue/champs";
import { ConflitDeVersion } from "../../catalogue/contexte";
import { lireDossier } from "../../catalogue/dossier.server";
import { libelleDe } from "../../catalogue/workflow";
import type { Acteur } from "../../droits/droits";
import {
  avecCorrections,
  champsACorriger,
  corrigeLesFormacodes,
  corrigerSaisie,
  motsDeLObjet,
} from "../../moderation/corriger.server";
import { lireFormacodes } from "../../moderation/formacodes.server";
import { formacodesParCodes } from "../../referentiels/formacodes/chercher.server";
import { garderEnvoi, type Panne } from "../../server/envoi.server";
import { type Conflit, conflit, lireFormulaire } from "../../server/formulaire.server";
import {
  type FormulaireRefuse,
  motsDuFormulaire,
  type Requete,
  type RequetePostee,
  refusDuFormulaire,
  refuser,
} from "../../server/route.server";
import { type FormacodesDemandes, formacodesDemandes } from "./formacodes.server";

/** What the page shows: the words of the action, or of the session that the address names, that may be corrected. */
export async function chargerCorrection({
  params,
  ctx,
  rafael,
}: Pick<Requete<Acteur>, "params" | "ctx" | "rafael">) {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:publier");
  const { action, structure } = dossier;
  const session = params.session ?? null;
  const { portee, saisie } = motsDeLObjet(dossier, session);
  return {
    reference: action.reference,
    session,
    intitule: action.intitule,
    organisme: `${structure.nom}, ${structure.ville}`,
    revision: action.revision,
    // Said here and not refused: what was typed comes back on this page.
    possible: !action.conventionnee && libelleDe("corriger", action.etat) !== null,
    enLigne: dossier.publication !== null,
    courriels: rafael.courriels,
    champs: champsACorriger(portee, saisie).map(({ nom, libelle, type, max }) => ({
      nom,
      libelle,
      zone: type === "zone",
      max,
      valeur: texte(saisie[nom]),
    })),
    formacodes: corrigeLesFormacodes(dossier, session) ? action.formacodes.join(" ") : null,
    choisis: await formacodesParCodes(ctx.db, action.formacodes),
    certifiante: liste(action.saisie.certifications).length > 0,
  };
}

export type DonneesCorrection = Awaited<ReturnType<typeof chargerCorrection>>;

/** What comes back to the page with all that was typed. */
export type ReponseCorrection = Partial<FormulaireRefuse> &
  FormacodesDemandes & {
    /** The one that these words were made from, so that what somebody else writes meanwhile stays a conflict. */
    revision: number;
    conflit?: Conflit | null;
    /** Set when the copy kept on the device was taken up: the form starts again from it. */
    reprise?: string;
  };

/** What the page posts: search a Formacode, take up a copy, or save. */
export async function traiterCorrection({ form, params, ctx, rafael, aller }: RequetePostee<Acteur>) {
  const reference = params.reference ?? "";
  const session = params.session ?? null;
  const saisie = motsDuFormulaire(form);
  const revision = Number(saisie.revision ?? 0);
  const lu = lireFormulaire(session === null ? "action" : "session", form);
  const rendre = (reponse: FormacodesDemandes & Partial<ReponseCorrection>, statut = 200) =>
    data<ReponseCorrection>({ revision, ...reponse }, { status: statut });
  if (lu.bouton === "reprendre") return rendre({ saisie, reprise: crypto.randomUUID() });
  const formacodes = await formacodesDemandes(ctx, form);
  if (formacodes) return rendre(formacodes);
  try {
    const corrigee = await corrigerSaisie(ctx, reference, {
      revision,
      session,
      saisie: lu.saisie,
      formacodes: lireFormacodes(saisie.formacodes ?? ""),
      note: saisie.note ?? "",
    });
    return await aller(
      `moderation/${reference}`,
      corrigee
        ? `La saisie est corrigée : l'organisme le lit dans l'historique${rafael.courriels ? ", et par courriel" : ""}.`
        : "Rien n'a changé : il n'y avait rien à corriger.",
    );
  } catch (erreur) {
    const refus = refusDuFormulaire(erreur);
    const reponse = { ...refuser(refus), saisie };
    if (!(refus instanceof ConflitDeVersion)) return rendre(reponse, refus.statut);
    const dossier = await lireDossier(ctx, reference, "action:publier");
    if (session && !dossier.sessions.some((s) => s.reference === session)) throw sansSession(form);
    const { portee, saisie: connue } = motsDeLObjet(dossier, session);
    const voulue = avecCorrections(portee, connue, lu.saisie);
    return rendre(
      {
        ...reponse,
        conflit: conflit(refus, portee, { actuelle: connue, saisie: voulue }),
        // Compared with what is there now: sent again, this text is the one kept.
        revision: dossier.action.revision,
      },
      refus.statut,
    );
  }
}

/** The page has nothing more to show but what was typed. */
function sansSession(form: FormData) {
  const panne: Panne = {
    titre: "Session retirée",
    message: "Cette session n'est plus de l'action : il n'y a plus rien à y corriger.",
    envoi: garderEnvoi(form),
  };
  return data(panne, { status: 409 });
}
