/** A field's value as a text to read: one line an item, the parts of a record joined by commas. */
export function enMots(valeur: unknown): string {
  if (Array.isArray(valeur)) return valeur.map(enMots).join("\n");
  if (valeur && typeof valeur === "object") return Object.values(valeur).map(enMots).join(", ");
  return String(valeur ?? "");
}
