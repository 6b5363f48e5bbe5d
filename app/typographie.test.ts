import { parseAst } from "vite";
import { expect, it } from "vitest";
import { espacesInsecables } from "./typographie";

// Sources of templates, in the quotes that hold them.
const dollar = "$";
const DU_TEMPLATE = `\`Session ${dollar}{s.nom} : ${dollar}{n} heures, ${dollar}{p ? \`« ${dollar}{t} »\` : 'rien !'}\``;
const REQUETE = `sql\`a : ${dollar}{dire("Non !")}\``;

const nommees = (code: string) => code.replaceAll("\u00a0", "~");

it.each([
  ['"Enregistré ? Oui ! Ensuite : « fin » ; voilà."', '"Enregistré~? Oui~! Ensuite~: «~fin~»~; voilà."'],
  [
    '"3 000 caractères, 35 h, 400 kbit/s, 20 %, 12 jours"',
    '"3~000~caractères, 35~h, 400~kbit/s, 20~%, 12~jours"',
  ],
  ['f("p", { children: ["Total : ", n, " heures"] })', 'f("p", { children: ["Total~: ", n, "~heures"] })'],
  [
    DU_TEMPLATE,
    DU_TEMPLATE.replace(" :", "~:")
      .replace(" h", "~h")
      .replace("« ", "«~")
      .replace(" »", "~»")
      .replace(" !", "~!"),
  ],
])("rend insécables les espaces d'une phrase : %s", (source, attendu) => {
  expect(nommees(espacesInsecables(source, parseAst))).toBe(attendu);
});

it.each([
  'import x from "./a : b"',
  "sql`select a ? b : c`",
  "a ? b : c",
  '"05 57 00 00 00, 12 heurts, un h"',
  '"https://exemple.fr/?a :root ;base"',
  '({ "a : b": 1 })',
])("laisse ce qui n'est pas une phrase : %s", (source) => {
  expect(espacesInsecables(source, parseAst)).toBe(source);
});

it("transforme ce qu'une requête reçoit, pas son texte", () => {
  expect(nommees(espacesInsecables(REQUETE, parseAst))).toBe(REQUETE.replace("Non !", "Non~!"));
});
