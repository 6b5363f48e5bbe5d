import { Tableau } from "./tableau";

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
      <Tableau
        legende="La version enregistrée et votre saisie"
        colonnes={["Champ", "Version enregistrée", "Votre saisie"]}
        entete={0}
        lignes={lignes.map((l) => ({
          cle: l.champ,
          cellules: [
            l.libelle,
            <div key="actuel" className="rp-texte">
              {l.actuel || "(vide)"}
            </div>,
            <div key="saisi" className="rp-texte">
              {l.saisi || "(vide)"}
            </div>,
          ],
        }))}
      />
    </div>
  );
}
