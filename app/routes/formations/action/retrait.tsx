import { useActionData, useLoaderData } from "@remix-run/react";
import { avecSesSessions } from "../../../catalogue/en-clair";
import type { FormulaireRefuse } from "../../../server/route.server";
import { ResumeErreurs } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import type { chargerRetrait } from "./retrait.server";

/** The two ways out of the catalogue, in words. */
export const RETRAITS = {
  archiver: { verbe: "Archiver", fait: "archivée", onglet: "Archivées" },
  supprimer: { verbe: "Supprimer", fait: "supprimée", onglet: "Supprimées" },
};

export type Geste = keyof typeof RETRAITS;

/** Says what goes with it before it goes. */
export function Retrait({ geste }: { geste: Geste }) {
  const d = useLoaderData<typeof chargerRetrait>();
  const refus = useActionData<FormulaireRefuse>()?.refus;
  const { verbe } = RETRAITS[geste];
  return (
    <>
      <h1>{verbe} l'action de formation</h1>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <p>
        « {d.intitule || d.reference} »{avecSesSessions("et", d.sessions)} {d.sessions > 0 ? "vont" : "va"}{" "}
        dans l'onglet « {RETRAITS[geste].onglet} ».
        {d.publiee ? " Elles quittent le flux : les partenaires ne les afficheront plus." : ""}
      </p>
      <p>
        {d.moderateur
          ? "L'organisme le lit dans l'historique, et peut demander de nouveau la publication."
          : "Après cela, plus de modification ni de publication sans le demander aux gestionnaires de l'offre de Cap Métiers."}
      </p>
      <Formulaire className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Envoyer color="red">
          {verbe} l'action{avecSesSessions("et", d.sessions)}
        </Envoyer>
        <Lien vers={`${d.moderateur ? "moderation" : "formations"}/${d.reference}`}>Annuler</Lien>
      </Formulaire>
    </>
  );
}
