import { fileURLToPath } from "node:url";

const ICI = fileURLToPath(new URL(".", import.meta.url));
/** Their texts are the standard's or its files': a space there is a space. */
const NORME = /^(lheo|referentiels)\/|^catalogue\/(vers-lheo|depuis-lheo|durees)\.ts/;

const UNITES = "heures?|h|jours?|semaines?|mois|ans?|caractères|kbit\\/s";
/** The spaces of a French sentence at which a line does not end. */
const INSECABLES = new RegExp(
  [
    "(?<=«) ",
    " (?=[»?!;:](?:[\\s,.)»]|$))",
    "(?<=\\d) (?=\\d{3}(?!\\d))",
    `(?<=\\d|^) (?=[%€]|(?:${UNITES})(?![\\p{L}\\d]))`,
  ].join("|"),
  "gu",
);

/**
 * The same module, its sentences with no-break spaces before « ? ! ; : », inside guillemets and between a number and its
 * unit: written once here, and typed as plain spaces everywhere. Only what the source itself says changes: neither what
 * people type, nor a tagged template (SQL), nor the name of a module.
 * @param {string} code a module of JavaScript
 * @param {(code: string) => object} lire its parser, to ESTree
 * @returns {string}
 */
export function espacesInsecables(code, lire) {
  let ecrit = "";
  let lu = 0;
  for (const { start, end } of textes(lire(code))) {
    ecrit += code.slice(lu, start) + code.slice(start, end).replace(INSECABLES, "\u00a0");
    lu = end;
  }
  return ecrit + code.slice(lu);
}

/**
 * The texts of a tree, in their order, without their quotes.
 * @param {any} noeud
 * @returns {Generator<{ start: number, end: number }>}
 */
function* textes(noeud) {
  if (!noeud || typeof noeud !== "object") return;
  if (Array.isArray(noeud)) {
    for (const n of noeud) yield* textes(n);
    return;
  }
  const { type, start, end, value } = noeud;
  if (type === "Literal" && typeof value === "string") yield { start: start + 1, end: end - 1 };
  else if (type === "TemplateLiteral") {
    // Its texts and its expressions come one after the other.
    for (const n of [...noeud.quasis, ...noeud.expressions].sort((a, b) => a.start - b.start))
      yield* textes(n);
  } else if (type === "TemplateElement") yield { start, end };
  else if (type === "TaggedTemplateExpression") yield* textes(noeud.quasi.expressions);
  else {
    for (const [nom, enfant] of Object.entries(noeud)) {
      if (nom !== "source" && nom !== "key") yield* textes(enfant);
    }
  }
}

/**
 * The Vite plugin that does it to our own sources, for the browser and the server alike.
 * @returns {import("vite").Plugin}
 */
export function typographie() {
  return {
    name: "rafaelpro-typographie",
    enforce: "post",
    transform(code, id) {
      const [fichier = ""] = id.split("?");
      if (!fichier.startsWith(ICI) || !/\.[jt]sx?$/.test(fichier) || NORME.test(fichier.slice(ICI.length)))
        return;
      // Space for space: the map of the module holds.
      return { code: espacesInsecables(code, (c) => this.parse(c)), map: null };
    },
  };
}
