import { and, desc, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import { journal } from "../../db/schema";
import type { Saisie, Valeur } from "../../db/types";
import { avecGardes, tousLesChamps } from "./champs-gardes";
import type { Contexte } from "./contexte";
import type { Retrait } from "./dire";
import { type ActionFormation, lireDossier } from "./dossier.server";
import { enClair, enVrac } from "./en-clair";
import { nomsPour } from "./fiche.server";
import { EVENEMENTS_DE_REPONSE, type Reponse, reponseDe } from "./reponses";
import { differences, memeValeur } from "./saisie";
import { ETATS, type Etat, estRetiree, REPONSE_JOURS } from "./workflow";

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
  reprendreEnCharge: "contrôle repris à un collègue",
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
  finDeCertification: "fin prochaine d'une certification annoncée",
};

const AUTRES: Record<string, string> = {
  etat: "État",
  enLigne: "En ligne",
  motif: "Motif",
  message: "Message",
  formacodes: "Formacodes",
  origine: "Mots repris de l'action",
  enCharge: "En charge du contrôle",
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
  const ordre = tousLesChamps(porteeDe(l)).map((c) => c.nom);
  return [...ordre.filter((nom) => noms.delete(nom)), ...noms];
}

/** How a moment is written in that language: the day in full, and the time in Paris. */
export const momentsEn = (langue: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(langue, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });

/** Lines of the journal read at once. */
const LIGNES_MAX = 100;
const JOUR_MS = 86_400_000;

/**
 * What Cap Métiers answered these thirty days to the demandes of the organisme on this action, newest first: the last word
 * on each of its sessions, and on the action itself.
 */
export async function dernieresReponses(ctx: Contexte, reference: string): Promise<Reponse[]> {
  const lignes = await ctx.db
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
    .limit(LIGNES_MAX);
  return lignes
    .filter((l, i) => lignes.findIndex((m) => m.sessionReference === l.sessionReference) === i)
    .map(reponseDe);
}

/** Who archived or deleted that action, which is so now: when, and why when they said it. Null when the journal does not say. */
export async function dernierRetrait(
  { db }: Contexte,
  { reference, etat }: ActionFormation,
): Promise<Retrait | null> {
  if (!estRetiree(etat)) return null;
  const [l] = await db
    .select()
    .from(journal)
    .where(and(eq(journal.actionReference, reference), inArray(journal.evenement, ["archiver", "supprimer"])))
    .orderBy(desc(journal.id))
    .limit(1);
  return l ? { etat, le: l.quand, auteur: l.auteurNom, phrase: enVrac(l.apres.motif) } : null;
}

/**
 * What happened to an action, newest first, each field before and after in words; dates in `langue`. `avant` is the id of
 * a line: what came before it. `suite` is that of the last line when there are older ones.
 */
export async function lireHistorique(ctx: Contexte, reference: string, langue: string, avant = 0) {
  await lireDossier(ctx, reference, "action:lire");
  const lues = await ctx.db
    .select()
    .from(journal)
    .where(and(eq(journal.actionReference, reference), avant > 0 ? lt(journal.id, avant) : undefined))
    .orderBy(desc(journal.id))
    .limit(LIGNES_MAX + 1);
  const lignes = lues.slice(0, LIGNES_MAX);
  const noms = await nomsPour(
    ctx,
    lignes.flatMap((l) => [l.avant, l.apres]),
  );
  const quand = momentsEn(langue);
  const dites = lignes.map((l) => ({
    id: l.id,
    quand: quand.format(l.quand),
    auteur: l.auteurNom,
    evenement: EVENEMENTS[l.evenement] ?? l.evenement,
    session: l.sessionReference,
    changements: nomsDans(l).flatMap((nom) => {
      const champ = tousLesChamps(porteeDe(l)).find((c) => c.nom === nom);
      const dire = (valeur: Valeur | undefined) =>
        champ ? enClair(champ, valeur, noms) : dansLEtat(nom, valeur);
      const [avant, apres] = [dire(l.avant[nom]), dire(l.apres[nom])];
      return avant || apres ? [{ libelle: champ?.libelle ?? AUTRES[nom] ?? nom, avant, apres }] : [];
    }),
  }));
  return { lignes: dites, suite: lues.length > LIGNES_MAX ? (lignes.at(-1)?.id ?? null) : null };
}

/**
 * After a conflict of versions, what to put back in a form whose `saisie` was made from an older version: the `actuelle`
 * value of each field that holds there a value it had before, which whoever typed has left as it was.
 */
export async function intouches(
  ctx: Contexte,
  { reference, session }: { reference: string; session: string | null },
  { actuelle, saisie }: { actuelle: Saisie; saisie: Saisie },
): Promise<Saisie> {
  const lignes = await ctx.db
    .select({ avant: journal.avant, apres: journal.apres })
    .from(journal)
    .where(
      and(
        eq(journal.actionReference, reference),
        session === null ? isNull(journal.sessionReference) : eq(journal.sessionReference, session),
      ),
    )
    .orderBy(desc(journal.id))
    .limit(LIGNES_MAX);
  const portee = session === null ? "action" : "session";
  const noms = differences(portee, actuelle, avecGardes(portee, saisie, actuelle)).map((d) => d.champ.nom);
  const deja = (nom: string) =>
    lignes.some(({ avant, apres }) => (nom in avant || nom in apres) && memeValeur(avant[nom], saisie[nom]));
  return Object.fromEntries(noms.filter(deja).map((nom) => [nom, actuelle[nom] ?? ""]));
}
