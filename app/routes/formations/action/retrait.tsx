import { useActionData, useLoaderData } from "@remix-run/react";
import { sesSessions } from "../../../catalogue/en-clair";
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
        « {d.intitule || d.reference} » et {sesSessions(d.sessions)} vont dans l'onglet «{" "}
        {RETRAITS[geste].onglet} ».
        {d.publiee ? " Elles quittent le flux : les partenaires ne les afficheront plus." : ""}
      </p>
      <p>
        Vous ne pourrez plus les modifier ni les publier : il faudra le demander aux gestionnaires de l'offre
        de Cap Métiers.
      </p>
      <Formulaire className="rp-boutons">
        <input type="hidden" name="revision" value={d.revision} />
        <Envoyer color="red">{verbe} l'action et ses sessions</Envoyer>
        <Lien vers={`formations/${d.reference}`}>Annuler</Lien>
      </Formulaire>
    </>
  );
}
