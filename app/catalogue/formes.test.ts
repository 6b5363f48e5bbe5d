import { describe, expect, it } from "vitest";
import { estAdresseWeb, estTelephone } from "./formes";

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
