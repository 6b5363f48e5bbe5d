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
    "/formations/200400000001",
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
  const envoi = garderEnvoi(
    "/connexion",
    formulaire(["courriel", "claire@exemple.fr"], ["motDePasse", "tres-secret"]),
  );
  expect(JSON.stringify(envoi)).not.toContain("tres-secret");
  expect(envoi.secrets).toEqual(["motDePasse"]);
  expect(envoi.lignes).toEqual([{ libelle: "Adresse électronique", valeur: "claire@exemple.fr" }]);
});

test("une réponse forgée ne fait pas échouer la page qui garde la saisie", () => {
  const { champs } = garderEnvoi(
    "/formations/nouvelle",
    formulaire(["objectifGeneral", "pas dans la liste"]),
  );
  expect(champs).toEqual([["objectifGeneral", "pas dans la liste"]]);
});

test("renvoyé avec d'autres fins de ligne, un formulaire est le même", () => {
  const cle = (texte: string) => cleDuFormulaire(1, "/formations/nouvelle", formulaire(["programme", texte]));
  expect(cle("une\r\ndeux")).toBe(cle("une\ndeux"));
  expect(cle("une\ndeux")).not.toBe(cle("une deux"));
});
