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
export function Comparaison({ lignes }: { lignes: { libelle: string; avant: string; apres: string }[] }) {
  return (
    <div className="rp-defile">
      <table className="rp-table">
        <thead>
          <tr>
            <th scope="col">Champ</th>
            <th scope="col">Avant</th>
            <th scope="col">Après</th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((l) => (
            <tr key={l.libelle}>
              <th scope="row">{l.libelle}</th>
              <td className="rp-texte">{l.avant ? <del>{l.avant}</del> : "(vide)"}</td>
              <td className="rp-texte">{l.apres ? <ins>{l.apres}</ins> : "(vide)"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
