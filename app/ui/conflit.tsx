/** Both texts of each field that someone else changed meanwhile; the form below keeps what was typed. */
export function Conflit({
  lignes,
}: {
  lignes: { champ: string; libelle: string; actuel: string; saisi: string }[];
}) {
  return (
    <div className="rp-info">
      <p>
        <strong>Quelqu'un a enregistré une autre version entre-temps.</strong> Votre saisie est toujours dans
        le formulaire. Comparez, corrigez au besoin, puis enregistrez : c'est votre texte qui sera gardé.
      </p>
      <div className="rp-defile">
        <table className="rp-table">
          <thead>
            <tr>
              <th scope="col">Champ</th>
              <th scope="col">Version enregistrée</th>
              <th scope="col">Votre saisie</th>
            </tr>
          </thead>
          <tbody>
            {lignes.map((l) => (
              <tr key={l.champ}>
                <th scope="row">{l.libelle}</th>
                <td className="rp-texte">{l.actuel || "(vide)"}</td>
                <td className="rp-texte">{l.saisi || "(vide)"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
