import { expect, test } from "vitest";
import { garderEnvoi } from "./envoi.server";
import { cleDuFormulaire } from "./jeton.server";

function formulaire(...champs: [string, string | File][]): FormData {
  const form = new FormData();
  for (const [nom, valeur] of champs) form.append(nom, valeur);
  return form;
}

test("un formulaire gardé rend chaque champ, dans son ordre, et dit en mots ce qui a été tapé", () => {
  const { champs, lignes } = garderEnvoi(
    formulaire(
      ["jeton", "j"],
      ["version", "3"],
      ["intitule", "Taille des arbres"],
      ["objectifGeneral", "2"],
      ["certifications", "RNCP1"],
      ["certifications", "RNCP2"],
      ["inconnu", "un mot"],
      ["bouton", "enregistrer"],
    ),
  );
  expect(champs.map(([nom]) => nom)).toEqual([
    "jeton",
    "version",
    "intitule",
    "objectifGeneral",
    "certifications",
    "certifications",
    "inconnu",
    "bouton",
  ]);
  expect(lignes.map((l) => l.libelle)).toEqual(
    expect.arrayContaining(["Intitulé", "Objectif général", "inconnu"]),
  );
  expect(lignes.map((l) => l.libelle)).not.toEqual(expect.arrayContaining(["jeton"]));
  expect(JSON.stringify(lignes)).toContain("Taille des arbres");
  expect(lignes.find((l) => l.libelle === "Objectif général")?.valeur).not.toBe("2");
});

test("un mot de passe n'est jamais rendu", () => {
  const envoi = garderEnvoi(formulaire(["courriel", "claire@exemple.fr"], ["motDePasse", "tres-secret"]));
  expect(JSON.stringify(envoi)).not.toContain("tres-secret");
  expect(envoi.secrets).toEqual(["motDePasse"]);
  expect(envoi.lignes).toEqual([{ libelle: "Adresse électronique", valeur: "claire@exemple.fr" }]);
});

test("une réponse forgée ne fait pas échouer la page qui garde la saisie", () => {
  const { champs, lignes } = garderEnvoi(formulaire(["objectifGeneral", "pas dans la liste"]));
  expect(champs).toEqual([["objectifGeneral", "pas dans la liste"]]);
  expect(lignes).toEqual([{ libelle: "Objectif général", valeur: "pas dans la liste" }]);
});

test("chaque réponse est dite une fois, sous le nom qu'elle a à l'écran", () => {
  const { lignes } = garderEnvoi(
    formulaire(
      ["enLigne", "oui"],
      ["etatRecrutement", "2"],
      ["lieuCommune", "86194"],
      ["lieuCodePostal", "86000"],
      ["lieuVille", "Poitiers"],
      ["rechercheCommune", "86000"],
      ["rechercheCommuneFaite", "86000"],
    ),
  );
  expect(lignes).toEqual([
    { libelle: "État du recrutement", valeur: "Fermé" },
    { libelle: "Lieu : commune", valeur: "86000 Poitiers" },
    { libelle: "Nom ou code postal de la commune", valeur: "86000" },
  ]);
});

test("ce qu'un modérateur a écrit est dit en mots, ses motifs par leur raison et leur champ", () => {
  const { champs, lignes } = garderEnvoi(
    formulaire(
      ["revision", "4"],
      ["formacodes", "32688"],
      ["rechercheFormacode", "paie"],
      ["reponse12", "Accordé."],
      ["code0", "CYCLE"],
      ["champ0", "00123456/dureeCycle"],
      ["phrase0", "Deux ans."],
      ["champ1", "sessions"],
      ["bouton", "complement"],
    ),
  );
  expect(champs).toHaveLength(9);
  expect(lignes.map((l) => [l.libelle, l.valeur])).toEqual([
    ["Formacodes", "32688"],
    ["Chercher un Formacode", "paie"],
    ["Votre réponse", "Accordé."],
    ["Motif 1 : raison", "Durée ou année d'entrée incorrecte"],
    ["Motif 1 : champ", "Session 00123456 : Durée du cycle, en années"],
    ["Motif 1 : phrase pour l'organisme", "Deux ans."],
    ["Motif 2 : champ", "Sessions de formation"],
  ]);
});

test("renvoyé avec d'autres fins de ligne, un formulaire est le même", () => {
  const cle = (texte: string) => cleDuFormulaire(1, "/formations/nouvelle", formulaire(["programme", texte]));
  expect(cle("une\r\ndeux")).toBe(cle("une\ndeux"));
  expect(cle("une\ndeux")).not.toBe(cle("une deux"));
});

test("ce qui s'écrit hors des tables du catalogue est dit sous son nom", () => {
  const { lignes } = garderEnvoi(
    formulaire(
      ["message", "La fin suit."],
      ["note", "Une coquille."],
      ["profilDe12", "general"],
      ["code10", "AUTRE"],
    ),
  );
  expect(lignes.map((l) => l.libelle)).toEqual([
    "Votre mot aux gestionnaires de l'offre",
    "Votre mot à l'organisme",
    "Profil dans l'équipe",
    "Motif 11 : raison",
  ]);
});
