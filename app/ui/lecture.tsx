import { Tableau } from "./tableau";

/** Fields in words, one under the other: what is read and printed. */
export function Lecture({ lignes }: { lignes: { libelle: string; valeur: string }[] }) {
  return (
    <dl className="rp-lecture">
      {lignes.map((l) => (
        <div key={l.libelle}>
          <dt>{l.libelle}</dt>
          <dd>{l.valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field was and what it becomes. */
export function Comparaison({
  legende,
  lignes,
}: {
  legende: string;
  lignes: { libelle: string; avant: string; apres: string }[];
}) {
  return (
    <Tableau
      legende={legende}
      colonnes={["Champ", "Avant", "Après"]}
      entete={0}
      lignes={lignes.map((l) => ({
        cle: l.libelle,
        cellules: [
          l.libelle,
          <div key="avant" className="rp-texte">
            {l.avant ? <del>{l.avant}</del> : "(vide)"}
          </div>,
          <div key="apres" className="rp-texte">
            {l.apres ? <ins>{l.apres}</ins> : "(vide)"}
          </div>,
        ],
      }))}
    />
  );
}
