import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { jourDe } from "../../../catalogue/contexte";
import { lireDossier } from "../../../catalogue/dossier.server";
import { lireFiche } from "../../../catalogue/fiche.server";
import { ETATS } from "../../../catalogue/workflow";
import { formaterSiret } from "../../../referentiels/siret";
import { chargeur } from "../../../server/route.server";
import { useDate } from "../../../ui/date";
import { Lecture } from "../../../ui/lecture";
import { Lien } from "../../../ui/lien";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `Fiche · ${d?.intitule || "Action de formation"} · ${d?.reference ?? ""} · RafaelPro` },
];

/** The action as a document: what it says and nothing to press, for reading and for A4. */
export const loader = chargeur({ droit: "action:lire" }, async ({ params, ctx }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:lire");
  const { action, structure } = dossier;
  const fiche = await lireFiche(ctx, dossier);
  return {
    reference: action.reference,
    intitule: action.intitule,
    etat: ETATS[action.etat].libelle,
    responsable: `${structure.nom}, ${structure.ville} (Siret ${formaterSiret(structure.siret)})`,
    imprimee: jourDe(ctx.maintenant),
    action: fiche.action.filter((l) => l.champ !== "intitule"),
    sessions: fiche.sessions,
  };
});

export default function Fiche() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  return (
    <article className="rp-fiche">
      <p className="rp-ecran">
        <Lien vers={`formations/${d.reference}`}>Revenir à l'action</Lien>
      </p>
      <h1>{d.intitule || "Action de formation sans intitulé"}</h1>
      <p>
        Référence {d.reference} · {d.etat} · {d.responsable} · au {date(d.imprimee)}
      </p>
      <Lecture lignes={d.action} />
      {d.sessions.map((s) => (
        <section key={s.reference}>
          <h2>Session {s.reference}</h2>
          <Lecture lignes={s.lignes} />
        </section>
      ))}
    </article>
  );
}
