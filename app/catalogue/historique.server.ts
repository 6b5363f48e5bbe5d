import { desc, eq } from "drizzle-orm";
import { journal } from "../../db/schema";
import { champsDe } from "./champs";
import type { Contexte } from "./contexte";
import { lireDossier } from "./dossier.server";
import { enMots } from "./mots";

const EVENEMENTS: Record<string, string> = {
  commencer: "brouillon commencé",
  enregistrer: "saisie enregistrée",
  valider: "validation confirmée",
  reprendre: "main reprise par l'organisme",
  annulerModification: "modification de la certification annulée",
  modifier: "modification mise en ligne",
  modifierCertification: "certification modifiée, transmise au contrôle",
  publier: "publiée",
  demanderComplement: "complément demandé",
  mettreEnAlerte: "mise en alerte",
  prendreEnCharge: "contrôle commencé",
  archiver: "archivée",
  supprimer: "supprimée",
  importer: "importée d'un fichier LHÉO",
  ajouterSession: "session ajoutée",
  modifierSession: "session modifiée",
  supprimerSession: "session supprimée",
  demanderSuppressionSession: "suppression de session demandée",
  demanderPublication: "publication demandée",
};

const AUTRES: Record<string, string> = { etat: "État", motif: "Motif", formacodes: "Formacodes" };

/** What happened to an action, newest first, each field before and after in words. */
export async function lireHistorique(ctx: Contexte, reference: string) {
  await lireDossier(ctx, reference, "action:lire");
  const lignes = await ctx.db
    .select()
    .from(journal)
    .where(eq(journal.actionReference, reference))
    .orderBy(desc(journal.id))
    .limit(200);
  const quand = new Intl.DateTimeFormat("fr-FR", {
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
    changements: [...new Set([...Object.keys(l.avant), ...Object.keys(l.apres)])].map((nom) => ({
      libelle:
        AUTRES[nom] ??
        champsDe(l.sessionReference ? "session" : "action").find((c) => c.nom === nom)?.libelle ??
        nom,
      avant: enMots(l.avant[nom]),
      apres: enMots(l.apres[nom]),
    })),
  }));
}
