import { useLocation } from "@remix-run/react";
import { ResumeErreurs } from "../../ui/champs";
import { Envoyer } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { Tableau } from "../../ui/tableau";

/** What is asked once more before it is done. */
export type AConfirmer = { quoi: "retirer" | "demettre"; id: number; nom: string; moi: boolean };

/** The question, what comes of it, and the two answers. */
export function Confirmation({ quoi, id, nom, moi, annuler }: AConfirmer & { annuler: string }) {
  const retrait = quoi === "retirer";
  const question = retrait
    ? moi
      ? "Quitter cette structure ?"
      : `Retirer ${nom} de la structure ?`
    : "Ne plus être référent de cette structure ?";
  const suite = retrait
    ? `${moi ? "Vous ne pourrez plus rien voir ni changer de cette structure. Pour y revenir, il vous faudra" : `${nom} ne pourra plus rien voir ni changer de cette structure. Pour y revenir, il faudra`} une nouvelle demande de rattachement. Ce qui est déjà saisi reste.`
    : "Vous ne tiendrez plus l'équipe, et ne répondrez plus à ses demandes. Un autre référent pourra vous nommer de nouveau.";
  return (
    <>
      <ResumeErreurs titre={question} erreurs={[]} />
      <div className="rp-info">
        <p>{suite}</p>
        <p className="rp-boutons">
          <Envoyer bouton={`confirmer-${quoi}:${id}`} color="red">
            {retrait ? (moi ? "Quitter la structure" : `Oui, retirer ${nom}`) : "Ne plus être référent"}
          </Envoyer>
          <Lien vers={annuler}>Annuler</Lien>
        </p>
      </div>
    </>
  );
}

type Membre = {
  id: number;
  nom: string;
  courriel: string;
  profil: string;
  referent: boolean;
  moi: boolean;
};

/** The persons of a structure, with what may be changed of each: buttons of the form around. */
export function Membres(p: {
  membres: Membre[];
  profils: { code: string; libelle: string }[];
  /** What was chosen and not recorded, by the names of the fields. */
  saisie: Record<string, string>;
}) {
  // Each answer makes the choices anew: a profile chosen for one and not recorded does not stay on the screen. Not the
  // form, which may hold a button pressed meanwhile.
  const { key } = useLocation();
  return (
    <Tableau
      legende="Personnes rattachées, leur profil et leur rôle"
      colonnes={["Personne", "Courriel", "Profil", "Référent", "Rattachement"]}
      entete={0}
      lignes={p.membres.map((m) => ({
        cle: String(m.id),
        cellules: [
          m.moi ? `${m.nom} (vous)` : m.nom,
          m.courriel,
          m.moi ? (
            p.profils.find(({ code }) => code === m.profil)?.libelle
          ) : (
            <span key="profil">
              <select
                key={key}
                name={`profilDe${m.id}`}
                defaultValue={p.saisie[`profilDe${m.id}`] ?? m.profil}
                aria-label={`Profil, ${m.nom}`}
              >
                {p.profils.map(({ code, libelle }) => (
                  <option key={code} value={code}>
                    {libelle}
                  </option>
                ))}
              </select>{" "}
              <Geste valeur={`profil:${m.id}`} nom={`le profil, ${m.nom}`}>
                Changer
              </Geste>
            </span>
          ),
          <span key="referent">
            {m.referent ? "★ Oui" : "Non"}{" "}
            <Geste valeur={`${m.referent ? "demettre" : "nommer"}:${m.id}`} nom={`${m.nom}, référent`}>
              {m.referent ? "Ne plus l'être" : "Nommer"}
            </Geste>
          </span>,
          <Geste key="retirer" valeur={`retirer:${m.id}`} nom={m.nom}>
            {m.moi ? "Quitter" : "Retirer"}
          </Geste>,
        ],
      }))}
    />
  );
}

/** A button that reads as a link; `nom` says to a screen reader of whom it is. */
function Geste({ valeur, nom, children }: { valeur: string; nom: string; children: string }) {
  return (
    <button type="submit" name="bouton" value={valeur} className="rp-lien">
      {children}
      <span className="rp-cache"> {nom}</span>
    </button>
  );
}
