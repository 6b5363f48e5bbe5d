import { and, desc, eq, gt, inArray } from "drizzle-orm";
import { journal } from "../../db/schema";
import type { Valeur } from "../../db/types";
import type { Contexte } from "./contexte";
import { lireDossier } from "./dossier.server";
import { enClair, enVrac } from "./en-clair";
import { nomsPour } from "./fiche.server";
import { champsDe } from "./formulaires";
import { EVENEMENTS_DE_REPONSE, type Reponse, reponseDe } from "./reponses";
import { ETATS, type Etat, REPONSE_JOURS } from "./workflow";

const EVENEMENTS: Record<string, string> = {
  commencer: "brouillon commencé",
  repartir: "brouillon commencé avec les mots d'une autre action",
  enregistrer: "saisie enregistrée",
  valider: "validation confirmée",
  reprendre: "main reprise par l'organisme",
  annulerModification: "modification de la certification annulée",
  modifier: "modification mise en ligne",
  modifierCertification: "certification modifiée, transmise au contrôle",
  publier: "publiée",
  republier: "publiée de nouveau",
  demanderComplement: "complément demandé",
  corriger: "saisie corrigée par Cap Métiers",
  mettreEnAlerte: "mise en alerte",
  prendreEnCharge: "contrôle commencé",
  rendreALaFile: "contrôle rendu à la file",
  archiver: "archivée",
  supprimer: "supprimée",
  importer: "importée d'un fichier LHÉO",
  ajouterSession: "session ajoutée",
  modifierSession: "session modifiée",
  supprimerSession: "session supprimée",
  demanderSuppressionSession: "suppression de session demandée",
  demanderCorrectionDates: "correction de dates demandée",
  demanderPublication: "publication demandée",
  retirerDemande: "demande retirée par l'organisme",
  accorderDemande: "demande accordée",
  refuserDemande: "demande refusée",
  accorderCorrection: "dates corrigées",
  refuserCorrection: "correction de dates refusée",
  finDansUnMois: "fin de la dernière session annoncée, un mois avant",
  finDansUneSemaine: "fin de la dernière session annoncée, une semaine avant",
};

const AUTRES: Record<string, string> = {
  etat: "État",
  enLigne: "En ligne",
  motif: "Motif",
  message: "Message",
  formacodes: "Formacodes",
  origine: "Mots repris de l'action",
};

/** What the journal keeps beside the fields: the state by its name, what left the feed with its way back, the rest as it is. */
function dansLEtat(nom: string, valeur: Valeur | undefined): string {
  if (nom === "enLigne" && valeur === "non") return "non, jusqu'à ce que Cap Métiers la publie de nouveau";
  return nom === "etat" ? (ETATS[valeur as Etat]?.libelle ?? "") : enVrac(valeur);
}

type Ligne = Pick<typeof journal.$inferSelect, "avant" | "apres" | "sessionReference">;

const porteeDe = (l: Ligne) => (l.sessionReference ? "session" : "action");

/** The fields of a line in the order of their form, then the rest. The code of a commune says less than its name. */
function nomsDans(l: Ligne): string[] {
  const noms = new Set([...Object.keys(l.avant), ...Object.keys(l.apres)]);
  if (noms.has("lieuVille")) noms.delete("lieuCommune");
  const ordre = champsDe(porteeDe(l)).map((c) => c.nom);
  return [...ordre.filter((nom) => noms.delete(nom)), ...noms];
}

const JOUR_MS = 86_400_000;
/** What Cap Métiers answered last to a demande of the organisme on this action, these thirty days. */
export async function derniereReponse(ctx: Contexte, reference: string): Promise<Reponse | null> {
  const [ligne] = await ctx.db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.actionReference, reference),
        inArray(journal.evenement, EVENEMENTS_DE_REPONSE),
        gt(journal.quand, new Date(ctx.maintenant.getTime() - REPONSE_JOURS * JOUR_MS)),
      ),
    )
    .orderBy(desc(journal.id))
    .limit(1);
  return ligne ? reponseDe(ligne) : null;
}

/** What happened to an action, newest first, each field before and after in words; dates in `langue`. */
export async function lireHistorique(ctx: Contexte, reference: string, langue: string) {
  await lireDossier(ctx, reference, "action:lire");
  const lignes = await ctx.db
    .select()
    .from(journal)
    .where(eq(journal.actionReference, reference))
    .orderBy(desc(journal.id))
    .limit(200);
  const noms = await nomsPour(
    ctx,
    lignes.flatMap((l) => [l.avant, l.apres]),
  );
  const quand = new Intl.DateTimeFormat(langue, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Paris",
  });
  return lignes.map((l) => ({
    id: l.id,
    quand: quand.format(l.quand),
    auteur: l.auteurNom,
    evenement: EVENEMENTS[l.evenement] ?? l.evenement,
    session: l.sessionReference,
    changements: nomsDans(l).flatMap((nom) => {
      const champ = champsDe(porteeDe(l)).find((c) => c.nom === nom);
      const dire = (valeur: Valeur | undefined) =>
        champ ? enClair(champ, valeur, noms) : dansLEtat(nom, valeur);
      const [avant, apres] = [dire(l.avant[nom]), dire(l.apres[nom])];
      return avant || apres ? [{ libelle: champ?.libelle ?? AUTRES[nom] ?? nom, avant, apres }] : [];
    }),
  }));
}
