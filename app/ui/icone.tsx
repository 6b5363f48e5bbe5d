/** The drawings of rafael.css, each named by what it means. */
export type NomIcone = "crayon" | "dupliquer" | "poubelle" | "retour";

/** A drawing beside a text, or beside a hidden one: nothing for a screen reader. */
export function Icone({ nom }: { nom: NomIcone }) {
  return <i className={`rp-i-${nom}`} aria-hidden="true" />;
}
