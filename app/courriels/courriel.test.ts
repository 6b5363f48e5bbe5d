import { describe, expect, it } from "vitest";
import { ConfigurationRefusee } from "../referentiels/variables";
import { ecrireCourriel, type Nouvelle } from "./courriel";
import { lireServiceDeCourriel } from "./smtp.server";

const nouvelle = (n: number, plus: Partial<Nouvelle> = {}): Nouvelle => ({
  titre: `Action ${n}`,
  organisme: "Organisme, Poitiers",
  phrase: "Cap Métiers l'a publiée.\nElle part vers les partenaires.",
  chemin: `formations/${n}`,
  ...plus,
});

describe("un courriel", () => {
  it("nomme dans son objet ce dont il parle, et y mène", () => {
    const { objet, texte } = ecrireCourriel([nouvelle(1, { titre: "Souder\r\nBcc: x" })], {
      nom: "Claire Dupuy",
      adresse: "https://offre.exemple.fr/catalogue/",
    });
    expect(objet).toBe("RafaelPro : Souder Bcc: x");
    expect(texte).toBe(`Bonjour Claire Dupuy,

Organisme, Poitiers

  Souder\r\nBcc: x
  Cap Métiers l'a publiée.
  Elle part vers les partenaires.
  https://offre.exemple.fr/catalogue/formations/1

Pour choisir si vous recevez ces courriels : https://offre.exemple.fr/catalogue/structures
`);
  });

  it("compte ce dont il parle, et en dit vingt nouvelles au plus, par organisme", () => {
    const nouvelles = Array.from({ length: 23 }, (_, n) => nouvelle(n, { organisme: `Antenne ${n % 2}` }));
    const { objet, texte } = ecrireCourriel(nouvelles, { nom: null, adresse: "https://a.fr" });
    expect(objet).toBe("RafaelPro : des nouvelles de 23 de vos dossiers");
    expect(texte.match(/Cap Métiers l'a publiée/g)).toHaveLength(20);
    expect(texte.match(/^Antenne [01]$/gm)).toEqual(["Antenne 0", "Antenne 1"]);
    expect(texte).toContain("Et 3 autres nouvelles, à lire sur place : https://a.fr/formations");
    expect(texte).toContain("Ce courriel est envoyé à l'adresse de votre structure.");
  });

  it("parle de la personne elle-même sans nommer d'organisme", () => {
    const { texte } = ecrireCourriel([nouvelle(1, { organisme: null })], {
      nom: "Paul",
      adresse: "https://a.fr",
    });
    expect(texte).toMatch(/^Bonjour Paul,\n\n {2}Action 1\n/);
  });
});

describe("un courriel demandé", () => {
  it("ne parle pas d'en recevoir ou non", () => {
    const { texte } = ecrireCourriel([nouvelle(1, { organisme: null })], {
      nom: "Paul",
      adresse: "https://a.fr",
      demande: true,
    });
    expect(texte).toMatch(/https:\/\/a\.fr\/formations\/1\n$/);
  });
});

describe("le réglage de l'envoi", () => {
  const env = {
    SMTP_URL: "smtps://rafael:s3cret@smtp.exemple.fr:465",
    COURRIEL_DE: "RafaelPro <offre@exemple.fr>",
    ADRESSE_PUBLIQUE: "https://offre.exemple.fr",
  };

  it("est absent quand rien n'est donné, et lu quand tout l'est", () => {
    expect(lireServiceDeCourriel({})).toBeNull();
    expect(lireServiceDeCourriel({ ...env, COURRIEL_PERIODE: "60" })).toMatchObject({
      adresse: "https://offre.exemple.fr",
      periode: 60,
    });
    expect(lireServiceDeCourriel({ ...env, COURRIEL_DE: "offre@exemple.fr" })?.periode).toBeUndefined();
  });

  it.each([
    ["SMTP_URL", "", "il manque SMTP_URL"],
    ["COURRIEL_DE", "", "il manque COURRIEL_DE"],
    ["ADRESSE_PUBLIQUE", "", "il manque ADRESSE_PUBLIQUE"],
    ["SMTP_URL", "ftp://rafael:s3cret@smtp.exemple.fr", "SMTP_URL doit être"],
    ["COURRIEL_DE", "offre", "COURRIEL_DE doit être"],
    ["COURRIEL_DE", "a@b.fr, c@d.fr", "COURRIEL_DE doit être"],
    ["ADRESSE_PUBLIQUE", "http://offre.exemple.fr", "ADRESSE_PUBLIQUE doit être"],
    ["ADRESSE_PUBLIQUE", "offre.exemple.fr", "ADRESSE_PUBLIQUE doit être"],
    ["ADRESSE_PUBLIQUE", "https://offre.exemple.fr/?a=1", "ADRESSE_PUBLIQUE doit être"],
    ["COURRIEL_PERIODE", "bientôt", "COURRIEL_PERIODE doit être"],
    ["COURRIEL_PERIODE", "0", "COURRIEL_PERIODE doit être"],
  ])("refuse %s = « %s » en une phrase", (nom, valeur, phrase) => {
    const lire = () => lireServiceDeCourriel({ ...env, [nom]: valeur });
    expect(lire).toThrow(ConfigurationRefusee);
    expect(lire).toThrow(phrase);
    // A refused address may hold a password.
    expect(lire).not.toThrow(/s3cret/);
  });
});
