import { expect, it } from "vitest";
import { aUneSuite, direSuite } from "./suites";

const ligne = (evenement: string, motif = "", sessionReference: string | null = null) => ({
  evenement,
  sessionReference,
  avant: {},
  apres: { motif },
  quand: new Date("2026-11-26T23:30:00Z"),
});

it.each([
  ["publier", "Cap Métiers l'a publiée. Elle part vers les sites partenaires"],
  ["republier", "Cap Métiers l'a publiée de nouveau."],
  ["demanderComplement", "un complément avant de la publier :\nLe programme manque.\nC'est à vous"],
  ["mettreEnAlerte", "Elle est en Alerte :\nLe programme manque.\nC'est à vous"],
  ["archiver", "demandez sa publication depuis sa page"],
  ["supprimer", "Elle est supprimée"],
  ["accorderDemande", "Le 27/11/2026, Cap Métiers a accordé votre demande de publier de nouveau : Le"],
  ["refuserDemande", "Cap Métiers a refusé votre demande de publier de nouveau"],
  ["finDansUnMois", "Le programme manque."],
  ["finDansUneSemaine", "Le programme manque."],
  ["finDeCertification", "Le programme manque."],
])("« %s » se dit aux gestionnaires, avec ce qui est à faire", (evenement, phrase) => {
  expect(aUneSuite(evenement)).toBe(true);
  expect(direSuite(ligne(evenement, "Le programme manque."))).toContain(phrase);
});

it.each([
  "demanderComplement",
  "mettreEnAlerte",
])("« %s » dit ce qui a quitté le flux, et son retour", (e) => {
  const dite = direSuite({ ...ligne(e), apres: { motif: "Offre annulée.", enLigne: "non" } });
  expect(dite).toContain("D'ici là, elle n'est plus publiée : elle le sera de nouveau quand Cap Métiers");
  expect(direSuite(ligne(e, "Une coquille."))).not.toContain("n'est plus publiée");
});

it("dit de quelle session est la réponse, et se passe de phrase quand il n'y en a pas", () => {
  expect(direSuite(ligne("accorderCorrection", "", "00000012"))).toBe(
    "Le 27/11/2026, Cap Métiers a accordé votre demande de corriger les dates de la session 00000012.",
  );
});

it("dit ce que Cap Métiers a corrigé, et qu'il n'y a rien à faire", () => {
  const apres = { message: "Une coquille.", intitule: "Soudure", formacodes: ["23057"] };
  expect(direSuite({ ...ligne("corriger"), avant: { intitule: "Soudrue" }, apres })).toBe(
    "Cap Métiers a corrigé votre saisie : Intitulé, Formacodes.\nUne coquille.\nVous n'avez rien à faire : l'avant et l'après sont dans son historique.",
  );
  expect(direSuite({ ...ligne("corriger", "", "00000012"), apres: { commentaire: "Groupe A" } })).toContain(
    "votre saisie de la session 00000012 : Commentaire sur la session.\nVous",
  );
});

it.each([
  "enregistrer",
  "valider",
  "modifier",
  "reprendre",
  "prendreEnCharge",
  "importer",
  "retirerDemande",
  "toString",
])("« %s » ne se dit à personne", (evenement) => {
  expect(aUneSuite(evenement)).toBe(false);
});
