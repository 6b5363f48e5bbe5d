import type { Conflit as AComparer } from "../server/formulaire.server";
import { Tableau } from "./tableau";

/** What someone else saved meanwhile: the form below keeps what was typed, and takes what was not touched. */
export function Conflit({ lignes, repris }: AComparer) {
  return (
    <div className="rp-info">
      <p>
        <strong>Quelqu'un a enregistré une autre version entre-temps.</strong> Votre saisie est toujours dans
        le formulaire, et n'est pas encore enregistrée.
      </p>
      {repris.length > 0 ? (
        <p>
          Ce que vous n'aviez pas changé a pris la version enregistrée : {repris.join(", ")}.
          {lignes.length === 0 ? " Relisez, puis enregistrez de nouveau." : ""}
        </p>
      ) : null}
      {lignes.length > 0 ? (
        <>
          <p>Comparez, corrigez au besoin, puis enregistrez : c'est votre texte qui sera gardé.</p>
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
        </>
      ) : null}
    </div>
  );
}
