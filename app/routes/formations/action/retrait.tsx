import { useActionData, useLoaderData } from "@remix-run/react";
import { avecSesSessions } from "../../../catalogue/en-clair";
import { PHRASE_MAX } from "../../../referentiels/texte";
import type { FormulaireRefuse } from "../../../server/route.server";
import { ChampZone, ResumeErreurs } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";
import type { chargerRetrait } from "./retrait.server";

/** The two ways out of the catalogue, in words. */
export const RETRAITS = {
  archiver: {
    verbe: "Archiver",
    fait: "archivée",
    onglet: "Archivées",
    suite: "Archivez ce qui ne se donne plus pour le moment : on peut demander de le publier de nouveau.",
  },
  supprimer: {
    verbe: "Supprimer",
    fait: "supprimée",
    onglet: "Supprimées",
    suite: "Supprimez ce qui n'aurait pas dû exister, un doublon ou un essai ; sinon, archivez.",
  },
};

export type Geste = keyof typeof RETRAITS;

/** Says what goes with it before it goes. */
export function Retrait({ geste }: { geste: Geste }) {
  const d = useLoaderData<typeof chargerRetrait>();
  const { refus, pourquoi } = useActionData<FormulaireRefuse & { pourquoi: string }>() ?? {};
  const { verbe, onglet, suite } = RETRAITS[geste];
  return (
    <>
      <h1>{verbe} l'action de formation</h1>
      {refus ? (
        <ResumeErreurs
          titre={refus.message}
          erreurs={refus.raisons.map(({ phrase }) => ({ ancre: "#pourquoi", phrase }))}
        />
      ) : null}
      <p>
        « {d.intitule || d.reference} »{avecSesSessions("et", d.sessions)} {d.sessions > 0 ? "vont" : "va"}{" "}
        dans l'onglet « {onglet} »{d.moderateur ? " de l'organisme" : ""}.
        {d.publiee ? " Elles quittent le flux : les partenaires ne les afficheront plus." : ""}
      </p>
      <p>{suite}</p>
      {d.transmises ? (
        <p className="rp-info">
          Des sessions ont été transmises à France Travail : des personnes peuvent y être inscrites.
          Prévenez-les avant.
        </p>
      ) : null}
      <p>
        {d.moderateur
          ? "L'organisme peut demander de nouveau la publication."
          : "Après cela, plus de modification ni de publication sans le demander aux gestionnaires de l'offre de Cap Métiers."}
      </p>
      <Formulaire className="rp-carte">
        <input type="hidden" name="revision" value={d.revision} />
        <ChampZone
          meta={metaDe("pourquoi", pourquoi, refus?.raisons[0]?.phrase)}
          libelle={d.moderateur ? "Pourquoi ?" : "Pourquoi ? (facultatif)"}
          aide={
            d.moderateur
              ? "L'organisme lit ce motif sur la page de l'action, et dans le courriel qui le prévient."
              : "Vos collègues lisent ce motif sur la page de l'action, et Cap Métiers dans l'historique."
          }
          max={PHRASE_MAX}
          requis={d.moderateur}
        />
        <div className="rp-boutons">
          <Envoyer color="red">
            {verbe} l'action{avecSesSessions("et", d.sessions)}
          </Envoyer>
          <Lien vers={`${d.moderateur ? "moderation" : "formations"}/${d.reference}`}>Annuler</Lien>
        </div>
      </Formulaire>
    </>
  );
}
