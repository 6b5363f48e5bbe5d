import { describe, expect, it } from "vitest";
import {
  contientAdresseWeb,
  contientHtml,
  contientPrix,
  estAdresseWeb,
  estTelephone,
  financementDans,
  montant,
} from "./formes";

describe("du HTML", () => {
  it.each([
    "<b>gras</b>",
    "fin</p>",
    "<P>",
    "<br/>",
    "<br />",
    "<h2>Titre",
    '<a href="https://exemple.fr">ici</a>',
    "<img src=x onerror=alert(1)>",
    "<font\ncolor=red>",
  ])("est dans « %s »", (texte) => expect(contientHtml(texte)).toBe(true));

  it.each([
    "si x<y alors z>0",
    "si a<b et c>d",
    "a<b, b<c",
    "5 < 6 > 4",
    "<nom> et <prénom>",
    "<bulletin>",
    "<< guillemets >>",
  ])("n'est pas dans « %s »", (texte) => expect(contientHtml(texte)).toBe(false));

  it("se cherche d'un trait dans un texte fait pour retarder", () => {
    for (const texte of ["<b".repeat(25_000), `<b${" ".repeat(50_000)}`, `<b ${"=".repeat(50_000)}`]) {
      expect(contientHtml(texte)).toBe(false);
    }
  }, 1_000);
});

describe("un numéro de téléphone", () => {
  it.each([
    "05 56 00 00 00",
    "0556000000",
    "05.56.00.00.00",
    "05-56-00-00-00",
    "05/56/00/00/00",
    "05\u00a056\u202f00\u00a000\u00a000",
    "+33 5 56 00 00 00",
    "+33 (0)5 56 00 00 00",
    "0033 5 56 00 00 00",
    "+262 262 00 00 00",
    "+34 943 00 00 00",
    "3949",
    "39 49",
    "1014",
    "118 712",
    "116 117",
  ])("est « %s »", (numero) => expect(estTelephone(numero)).toBe(true));

  it.each([
    "0--------",
    "05 56 00 00 0",
    "05 56 00 00 000",
    "+33 5 56 00 00 0",
    "+33 5 56 00 00 00 0",
    "+33",
    "+34 943 0",
    "+1234567890123456",
    "394",
    "5949",
    "accueil",
    "05 56 00 00 00 poste 2",
  ])("n'est pas « %s »", (numero) => expect(estTelephone(numero)).toBe(false));
});

describe("un lien web", () => {
  it.each([
    "https://www.exemple.fr",
    "http://exemple.fr",
    "HTTPS://EXEMPLE.FR/Formation",
    "https://exemple.fr:8080/a?b=1&c=2#d",
    "https://école.fr/é",
    "https://exemple.fr/a(b),c",
  ])("est « %s »", (lien) => expect(estAdresseWeb(lien)).toBe(true));

  it.each([
    "https:www.exemple.fr",
    "https:/www.exemple.fr",
    "https:///www.exemple.fr",
    "https://\\www.exemple.fr",
    "https://exemple",
    "https://.fr",
    "https://exemple..fr",
    "https://",
    "https://www.exemple.fr ou exemple.com",
    "www.exemple.fr",
    "ftp://exemple.fr",
    "javascript:alert(1)",
  ])("n'est pas « %s »", (lien) => expect(estAdresseWeb(lien)).toBe(false));
});

describe("ce qu'un intitulé ne dit pas", () => {
  it.each([
    ["Anglais CPF", "CPF"],
    ["Anglais (éligible au cpf)", "cpf"],
    ["CPF : anglais", "CPF"],
    ["Bureautique AIF/CPF", "AIF"],
  ])("« %s » nomme un financement", (texte, dit) => expect(financementDans(texte)).toBe(dit));

  it.each([
    "Conduite de CPFX",
    "Naïf ou subtil",
    "CAIF",
    "Gestion de la paie",
  ])("« %s » n'en nomme pas", (texte) => expect(financementDans(texte)).toBeUndefined());

  it.each([
    "Anglais 1 200 €",
    "Anglais 1\u202f200\u00a0€",
    "Anglais 1200€",
    "Anglais 1200 euros",
    "Anglais 1 euro",
    "Anglais 1200,50 EUR TTC",
    "Anglais € 1200",
  ])("« %s » dit un prix", (texte) => expect(contientPrix(texte)).toBe(true));

  it.each([
    "Passer à l'euro en 2002",
    "20 européens",
    "Créer 3 EURL",
    "Bac + 2, 1200 heures",
    "La zone €",
  ])("« %s » n'en dit pas", (texte) => expect(contientPrix(texte)).toBe(false));
});

describe("une adresse web dans un texte", () => {
  it.each([
    "Voyez https://exemple.fr.",
    "http://exemple.fr",
    "sur WWW.exemple.fr",
  ])("est dans « %s »", (texte) => expect(contientAdresseWeb(texte)).toBe(true));
  it.each([
    "Un site dédié.",
    "contact@exemple.fr",
    "Le protocole https expliqué",
  ])("n'est pas dans « %s »", (texte) => expect(contientAdresseWeb(texte)).toBe(false));
});

describe("un montant en euros", () => {
  it.each([
    ["1250", "1250"],
    ["1 250,50 €", "1250.50"],
    ["1\u202f250,5", "1250.5"],
    ["0", "0"],
    ["9999999,99", "9999999.99"],
  ])("« %s » s'écrit %s", (texte, ecrit) => expect(montant(texte)).toBe(ecrit));
  it.each([
    "",
    "gratuit",
    "12,345",
    "1.250,50",
    "10000000",
    "12 à 15 h",
    "1e3",
  ])("« %s » n'en est pas un", (texte) => expect(montant(texte)).toBeNull());
});
