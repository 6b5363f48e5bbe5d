/** Stands for a line break of a text until the file is written, so that a text is never indented. */
const SAUT = "\u0001";
const echapper = (s: string) =>
  s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", SAUT);

/** An element: its attributes may follow its name; children are indented by one space. */
export function el(nom: string, contenu: string | number | readonly string[]): string {
  const fin = nom.split(" ")[0];
  if (!Array.isArray(contenu)) return `<${nom}>${echapper(String(contenu))}</${fin}>`;
  const enfants = contenu.filter((x) => x !== "").join("\n");
  return `<${nom}>\n${enfants.replace(/^/gm, " ")}\n</${fin}>`;
}

/** What our catalogue says beyond the standard; nothing when there is nothing to say. */
export const extras = (paires: readonly (readonly [string, string | number])[]) =>
  paires.length
    ? el(
        'extras info="rafaelpro"',
        paires.map(([info, v]) => el(`extra info="${info}"`, v)),
      )
    : "";

/** The whole file, its texts with their own line breaks. */
export const fichier = (racine: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${racine.replaceAll(SAUT, "\n")}\n`;
