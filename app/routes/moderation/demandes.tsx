import type { TypeDemande } from "../../catalogue/dire";
import { REPONSE_JOURS } from "../../catalogue/workflow";
import type { Changement } from "../../moderation/revue.server";
import { PHRASE_MAX } from "../../referentiels/texte";
import { ChampZone, type MetaDeTexte } from "../../ui/champs";
import { useDate } from "../../ui/date";
import { Envoyer } from "../../ui/formulaire";
import { Comparaison } from "../../ui/lecture";

type Demande = {
  id: number;
  type: TypeDemande;
  quoi: string;
  contexte: string;
  auteur: string | null;
  session: string | null;
  limite: string;
  /** What the session would say. */
  changements: Changement[];
};

/** What the organisme asks, each with its answer: granted, or refused with a sentence. */
export function Demandes(p: { demandes: Demande[]; champ: (nom: string) => MetaDeTexte }) {
  const date = useDate();
  return p.demandes.map(({ id, type, quoi, contexte, auteur, session, limite, changements }) => (
    <div key={id} className="rp-info">
      <p>
        Demande de {auteur ?? "l'organisme"} ({quoi}), réponse attendue au plus tard le {date(limite)} :{" "}
        {contexte}
      </p>
      {changements.length > 0 ? (
        <Comparaison legende="Ce que changerait la demande" lignes={changements} />
      ) : null}
      <ChampZone
        meta={p.champ(`reponse${id}`)}
        libelle="Réponse à l'organisme (obligatoire pour refuser)"
        aide={`Il la lit sur la page de l'action pendant ${REPONSE_JOURS} jours, et toujours dans son historique.`}
        max={PHRASE_MAX}
      />
      <div className="rp-boutons">
        {type === "suppression_session" ? (
          <Envoyer bouton={`accorder:${id}`} color="red">
            Supprimer la session {session}
          </Envoyer>
        ) : null}
        {type === "correction_dates" ? (
          <Envoyer bouton={`accorder:${id}`}>Corriger les dates de la session {session}</Envoyer>
        ) : null}
        {type === "republication" ? (
          <Envoyer bouton={`accorder:${id}`}>Publier de nouveau l'action</Envoyer>
        ) : null}
        <Envoyer bouton={`refuser:${id}`} variant="default">
          Refuser la demande
        </Envoyer>
      </div>
    </div>
  ));
}
