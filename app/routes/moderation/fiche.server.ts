import { data } from "@remix-run/node";
import { certificationSansControle } from "../../catalogue/cas-d-usage/annuler-modification.server";
import { liste } from "../../catalogue/champs";
import { jourDe, Refus } from "../../catalogue/contexte";
import { direDemande } from "../../catalogue/dire";
import { lireDossier } from "../../catalogue/dossier.server";
import { echeanceDe } from "../../catalogue/echeance.server";
import type { LigneEnClair } from "../../catalogue/en-clair";
import { momentsEn } from "../../catalogue/historique.server";
import { actionsProches } from "../../catalogue/proches.server";
import { remarques } from "../../catalogue/remarques";
import { libelleDe, transition } from "../../catalogue/workflow";
import type { Acteur } from "../../droits/droits";
import {
  CHAMPS_A_MOTIVER,
  demanderComplement,
  type MotifSaisi,
  prendreEnCharge,
  publierAction,
  rempli,
  rendreALaFile,
} from "../../moderation/decider.server";
import { quiControle } from "../../moderation/en-charge.server";
import { auteursDesDemandes, filtreDe, suivanteDans } from "../../moderation/file.server";
import { lireFormacodes } from "../../moderation/formacodes.server";
import { MOTIFS, nommerMotif } from "../../moderation/motifs";
import { repondreADemande } from "../../moderation/repondre.server";
import { datesVoulues, lireRevue } from "../../moderation/revue.server";
import { formacodesParCodes } from "../../referentiels/formacodes/chercher.server";
import { boutonPresse } from "../../server/formulaire.server";
import {
  type FormulaireGarde,
  type FormulaireRefuse,
  motsDuFormulaire,
  type Requete,
  type RequetePostee,
  refuser,
} from "../../server/route.server";
import { direRaison } from "../../ui/champs";
import { type FormacodesDemandes, formacodesDemandes } from "./formacodes.server";
import { lignesDeMotif } from "./lignes-de-motif";

/** R-51, `NDA_ABSENT`, for whom enters it. */
const SANS_NDA =
  "L'organisme n'a pas de numéro de déclaration d'activité : s'il en a un, inscrivez-le sur sa fiche.";

const SANS_CONTROLE =
  "Sa certification a été modifiée et n'a pas encore été contrôlée : l'historique dit ce qui a changé.";

/** A field as it is read: its name would be sent for nothing. */
const enLecture = ({ libelle, valeur }: LigneEnClair) => ({ libelle, valeur });

/** What the sheet of an action shows a moderator: the action, what is asked of it, and what may be decided. */
export async function chargerFiche({
  params,
  ctx,
  rafael,
}: Pick<Requete<Acteur>, "params" | "ctx" | "rafael">) {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:publier");
  const { action, structure, publication, demandes } = dossier;
  const { fiche, ...revue } = await lireRevue(ctx, dossier);
  const avant = publication?.approuve;
  const prise = await quiControle(ctx, action);
  const collegue = prise !== null && !prise.moi;
  const auteurs = demandes.length > 0 ? await auteursDesDemandes(ctx, action.reference) : null;
  return {
    reference: action.reference,
    intitule: action.intitule,
    revision: action.revision,
    etat: action.etat,
    echeance: action.echeance,
    organisme: `${structure.nom}, ${structure.ville}`,
    siret: structure.siret,
    proches: await actionsProches(ctx, action),
    certifiante: liste(action.saisie.certifications).length > 0,
    formacodes: action.formacodes.join(" "),
    choisis: await formacodesParCodes(ctx.db, action.formacodes),
    ...revue,
    enCharge: prise && {
      nom: prise.nom,
      moi: prise.moi,
      depuis: prise.depuis && momentsEn(rafael.habillage.langueDesDates).format(prise.depuis),
    },
    remarques: [
      ...((await certificationSansControle(ctx, dossier)) ? [SANS_CONTROLE] : []),
      ...(structure.nda === null ? [SANS_NDA] : []),
      ...remarques(action.saisie, dossier.sessions, jourDe(ctx.maintenant)).map(direRaison),
    ],
    lignes: fiche.action.map(enLecture),
    sessions: fiche.sessions.map((s) => ({
      ...s,
      lignes: s.lignes.map(enLecture),
      nouvelle: avant !== undefined && !avant.sessions.some((x) => x.reference === s.reference),
    })),
    demandes: demandes.map((d) => ({
      id: d.id,
      type: d.type,
      quoi: direDemande(d.type, d.sessionReference),
      changements: datesVoulues(dossier, d),
      contexte: d.contexte,
      auteur: auteurs?.get(d.id) ?? null,
      session: d.sessionReference,
      limite: echeanceDe(new Date(d.creeLe)),
    })),
    raisons: MOTIFS.map((m) => ({ code: m.code, libelle: nommerMotif(m, publication !== null) })),
    // Said before the button: what each kind of reason does.
    effet: `L'organisme valide de nouveau quand il a coché chaque raison ; un conseil ne se coche pas.${publication ? " Ce qui est publié le reste, sauf pour une raison « Retrait du flux » : l'offre le quitte aussitôt, et n'y revient que publiée de nouveau." : ""}`,
    champsAMotiver: CHAMPS_A_MOTIVER,
    gestes: {
      corriger: !collegue && !action.conventionnee && libelleDe("corriger", action.etat) !== null,
      suivante: transition("publier", action.etat) !== undefined,
      publier: Boolean(transition("publier", action.etat) ?? transition("republier", action.etat)),
      retirer: (["archiver", "supprimer"] as const).flatMap((geste) => {
        const libelle = libelleDe(geste, action.etat);
        return libelle && !collegue ? { geste, libelle } : [];
      }),
      complement:
        !action.conventionnee &&
        Boolean(transition("demanderComplement", action.etat) ?? transition("mettreEnAlerte", action.etat)),
    },
  };
}

export type DonneesFiche = Awaited<ReturnType<typeof chargerFiche>>;

/** What comes back to the page with all that was typed: a refusal, what a search found, or what was done. */
export type ReponseFiche = Partial<FormulaireRefuse & FormulaireGarde> &
  FormacodesDemandes & {
    /** Set when the copy kept on the device was taken up: the form starts again from it. */
    reprise?: string;
  };

/** What the sheet posts: search a Formacode, take in charge, answer a demande, or decide. */
export async function traiterFiche({ request, form, params, ctx, aller, rester }: RequetePostee<Acteur>) {
  const reference = params.reference ?? "";
  const revision = Number(form.get("revision") ?? 0);
  const saisie = motsDuFormulaire(form);
  const lu = (nom: string) => saisie[nom] ?? "";
  const [bouton, argument = ""] = boutonPresse(form);
  const motifs = lireMotifs(saisie);
  const reponses = Object.keys(saisie).filter((nom) => /^reponse\d/.test(nom) && lu(nom).trim());
  // Read before the decision, from which the action leaves the queue.
  const filtre = filtreDe(new URL(request.url).searchParams.get("voir"));
  const file = filtre ? `?voir=${filtre}` : "";
  const suivante = argument === "suivante" ? await suivanteDans(ctx, reference, filtre) : null;
  const partir = (fait: string) =>
    suivante
      ? aller(`moderation/${suivante}${file}`, `${fait} Voici la suivante.`)
      : aller(`moderation${file}`, fait);
  const demandes = await formacodesDemandes(ctx, form);
  if (demandes) return data(demandes);
  try {
    switch (bouton) {
      case "reprendre":
        return data({ saisie, reprise: crypto.randomUUID() });
      case "accorder":
      case "refuser": {
        const accordee = bouton === "accorder";
        await repondreADemande(ctx, reference, {
          revision,
          demande: Number(argument),
          accordee,
          phrase: lu(`reponse${argument}`),
          formacodes: lireFormacodes(lu("formacodes")),
        });
        const faite = accordee
          ? "La demande est accordée : l'organisme le lit sur la page de l'action."
          : "La demande est refusée : l'organisme lit votre réponse sur la page de l'action.";
        const { action } = await lireDossier(ctx, reference, "action:publier");
        const attend =
          motifs.some(rempli) ||
          reponses.some((nom) => nom !== `reponse${argument}`) ||
          (form.has("formacodes") && lu("formacodes").trim() !== action.formacodes.join(" "));
        return attend ? rester(faite) : await aller(`moderation/${reference}${file}`, faite);
      }
      case "prendre": {
        const repriseA = await prendreEnCharge(ctx, reference, revision);
        return rester(
          repriseA
            ? `Vous avez repris cette action à votre compte : ${repriseA} le lit dans l'historique.`
            : "Vous avez pris cette action en charge.",
        );
      }
      case "rendre":
        await rendreALaFile(ctx, reference, revision);
        return rester("Cette action est rendue à la file : un autre modérateur peut s'en charger.");
      case "motif":
        return data({ saisie: { ...saisie, [`code${motifs.length}`]: "" } });
      case "publier":
        exigerSansReponse(reponses);
        exigerSansMotif(motifs);
        await publierAction(ctx, reference, {
          revision,
          formacodes: lireFormacodes(lu("formacodes")),
        });
        return await partir(`L'action ${reference} est publiée.`);
      case "complement": {
        exigerSansReponse(reponses);
        const { retiree } = await demanderComplement(ctx, reference, { revision, motifs });
        const sort = retiree ? " Elle a quitté le flux." : "";
        return await partir(`Un complément est demandé pour l'action ${reference}.${sort}`);
      }
      default:
        // Enter, elsewhere than in the search, decides nothing.
        throw new Refus(422, "Choisissez « Publier » ou « Demander un complément ».");
    }
  } catch (erreur) {
    if (!(erreur instanceof Refus) || erreur.statut < 409) throw erreur;
    return data({ ...refuser(erreur), saisie }, { status: erreur.statut });
  }
}

/** The reasons of the form. A field of a session is `reference/champ`, a field of the action its name alone. */
function lireMotifs(saisie: Record<string, string>): MotifSaisi[] {
  const lu = (nom: string) => saisie[nom] ?? "";
  return Array.from({ length: lignesDeMotif(saisie) }, (_, i) => {
    const [champ = "", sessionReference] = lu(`champ${i}`).split("/").reverse();
    return {
      champ,
      code: lu(`code${i}`),
      phrase: lu(`phrase${i}`),
      ...(sessionReference ? { sessionReference } : {}),
    };
  });
}

function exigerSansMotif(motifs: MotifSaisi[]): void {
  if (!motifs.some(rempli)) return;
  const phrase = "Vous avez donné un motif : demandez un complément, ou videz-le pour publier.";
  throw new Refus(422, phrase, [{ champ: "motifs", code: "MOTIF", phrase }]);
}

/** A decision leaves the sheet: an answer written there, and not sent, would be lost. */
function exigerSansReponse(reponses: string[]): void {
  if (reponses.length === 0) return;
  const phrase = "Vous avez écrit une réponse à une demande : envoyez-la d'abord, ou videz-la.";
  throw new Refus(
    422,
    phrase,
    reponses.map((champ) => ({ champ, code: "REPONSE", phrase })),
  );
}
