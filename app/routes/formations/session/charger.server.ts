import type { Saisie } from "../../../../db/types";
import { type Champ, liste, texte } from "../../../catalogue/champs";
import { CHAMPS_SESSION } from "../../../catalogue/champs-session";
import { jourDe, Refus } from "../../../catalogue/contexte";
import { type Copie, type Variante, varier } from "../../../catalogue/copies";
import { direEtat, direSurLaSession } from "../../../catalogue/dire";
import {
  type ActionFormation,
  demandeSur,
  formateursPossibles,
  lireDossier,
  raisonsDeLaSession,
  type SessionFormation,
  type Structure,
  sessionDuDossier,
} from "../../../catalogue/dossier.server";
import { echeanceDe } from "../../../catalogue/echeance.server";
import { enVigueur } from "../../../catalogue/saisie";
import { estRetiree, modifiable } from "../../../catalogue/workflow";
import { direReference } from "../../../diffusion/dire";
import type { Acteur } from "../../../droits/droits";
import { peut } from "../../../droits/droits";
import { direMotif } from "../../../moderation/motifs";
import { certificationsParCodes } from "../../../referentiels/certifications/chercher.server";
import type { Requete } from "../../../server/route.server";
import { ecrireDate } from "../../../ui/date";
import { ID_FORMULAIRE } from "./formulaire";

const INITIALES: Saisie = Object.fromEntries(
  CHAMPS_SESSION.flatMap((c: Champ) => (c.valeurInitiale === undefined ? [] : [[c.nom, c.valeurInitiale]])),
);

/** An organisme formateur as the form names it. */
export const formateurAffiche = (f: Structure) => ({ siret: f.siret, nom: `${f.nom}, ${f.ville}` });

/** What a new session says before anything is typed, that day: a blank one, or a copy of `source`, changed or not. */
export function saisieDeDepart(
  { siret, saisie }: ActionFormation,
  source: SessionFormation | null,
  { variante = null, aujourdhui }: { variante?: Variante | null | undefined; aujourdhui: string },
): Saisie {
  // Its places and its meetings were those of another time.
  const { etatRecrutement: _, reunions: __, ...copie } = source?.saisie ?? {};
  return varier({ ...INITIALES, formateur: siret, ...seuleVisee(saisie), ...copie }, variante, aujourdhui);
}

/** The only certification of an action is the one that a new session leads to. */
function seuleVisee(action: Saisie): Saisie {
  const codes = liste(action.certifications);
  return codes.length === 1 ? { certificationsVisees: codes, validations: { [String(codes[0])]: "1" } } : {};
}

/** What the session screen shows: the session of that reference, a blank one, or a copy of one. */
export async function chargerSession(
  { ctx, rafael }: Pick<Requete<Acteur>, "ctx" | "rafael">,
  actionReference: string,
  quoi: { session: string; verifier?: boolean } | Copie | "nouvelle",
) {
  const date = ecrireDate(rafael.habillage.langueDesDates);
  const dossier = await lireDossier(ctx, actionReference, "action:lire");
  const { action, sessions, publication } = dossier;
  const source =
    quoi === "nouvelle" ? null : sessionDuDossier(dossier, "session" in quoi ? quoi.session : quoi.copieDe);
  const existante = quoi !== "nouvelle" && "session" in quoi ? source : null;
  const [formateurs, certifications] = await Promise.all([
    formateursPossibles(
      ctx.db,
      action.siret,
      sessions.map((s) => texte(s.saisie.formateur)),
    ),
    certificationsParCodes(ctx.db, liste(action.saisie.certifications)),
  ]);
  const aLOrganisme = !action.conventionnee && peut(ctx.acteur, "action:modifier", action.siret);
  const ouverte = aLOrganisme && modifiable(action.etat);
  if (!existante && !ouverte) {
    throw new Refus(403, "Cette action est en lecture seule : on n'y ajoute pas de session maintenant.");
  }
  const jour = jourDe(ctx.maintenant);
  const demande = existante && demandeSur(dossier.demandes, existante.reference);
  return {
    actionReference,
    intitule: action.intitule,
    reference: existante?.reference,
    // Read-only, it shows what counts; open, every word typed, to be found again.
    saisie: existante
      ? ouverte
        ? existante.saisie
        : enVigueur("session", existante.saisie)
      : saisieDeDepart(action, source, {
          ...(quoi !== "nouvelle" && "copieDe" in quoi ? { variante: quoi.variante } : {}),
          aujourdhui: jour,
        }),
    raisons:
      existante && quoi !== "nouvelle" && "verifier" in quoi && quoi.verifier
        ? await raisonsDeLaSession(ctx, action.siret, action.saisie, existante, sessions)
        : [],
    version: existante?.version ?? 0,
    formulaire: ouverte && ID_FORMULAIRE,
    // Who has the ball, when this session cannot be changed.
    etat: ouverte ? null : direEtat(dossier, { lecteur: !aLOrganisme, jour, date }),
    gelee: existante?.transmiseLe != null,
    avis: ouverte ? avis(action.etat === "publiee", existante) : null,
    // Frozen dates are corrected by a demande, while the action is in the catalogue.
    corrigible: existante?.transmiseLe != null && aLOrganisme && !estRetiree(action.etat),
    aFournir: direReference(dossier, existante?.reference, jour),
    demande: demande ? direSurLaSession(demande, echeanceDe(new Date(demande.creeLe)), date) : null,
    publiee: action.etat === "publiee",
    envoi: {
      bouton: "enregistrer",
      libelle: action.etat === "brouillon" ? "Enregistrer en brouillon" : "Enregistrer la session",
    },
    // Read-only but in the feed: places fill up all the same.
    recrutementSeul:
      !ouverte &&
      aLOrganisme &&
      (publication?.approuve.sessions.some((s) => s.reference === existante?.reference) ?? false),
    formateurs: formateurs.map(formateurAffiche),
    certifications: certifications.map(({ code, intitule, blocs, certifinfo, libellesCertifinfo }) => ({
      code,
      intitule,
      blocs,
      // One alone is no choice.
      options: certifinfo.length > 1 ? certifinfo.map((id) => [id, libellesCertifinfo[id]]) : [],
    })),
    motifs: dossier.motifs
      .filter((m) => existante && m.sessionReference === existante.reference)
      .map((m) => ({ champ: m.champ, phrase: direMotif(m) })),
    sessions: sessions.map((s) => ({
      reference: s.reference,
      voieAcces: s.voieAcces,
      debut: s.debut,
      fin: s.fin,
      commune: s.commune,
    })),
  };
}

/** what saving a session of an action online does to it. */
function avis(publiee: boolean, session: SessionFormation | null): string | null {
  if (publiee && !session?.transmiseLe) {
    return "L'action est publiée : cette session sera en ligne dès que vous l'enregistrez, et ses dates ne se modifieront plus. Vérifiez-les.";
  }
  if (session?.transmiseLe && session.voieAcces === "apprentissage") {
    return "Parcoursup, Affelnet et les autres catalogues de l'apprentissage reconnaissent cette session à son organisme formateur, à sa certification, à sa durée, à ses années et à sa commune : si vous en changez, ils la prennent pour une autre et reprennent son examen.";
  }
  return null;
}
