import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lireHistorique } from "../../../catalogue/historique.server";
import { chargeur, numeroDansLAdresse } from "../../../server/route.server";
import { Lien } from "../../../ui/lien";
import { pageDe } from "./retour";

export const meta: MetaFunction = ({ params }) => [{ title: `Historique · ${params.reference} · RafaelPro` }];

export const loader = chargeur({ droit: "action:lire" }, async ({ request, params, ctx, rafael }) => {
  const reference = params.reference ?? "";
  const avant = numeroDansLAdresse(request, "avant");
  return {
    reference,
    retour: pageDe(ctx.acteur, params.reference),
    avant,
    ...(await lireHistorique(ctx, reference, rafael.habillage.langueDesDates, avant)),
  };
});

export default function Historique() {
  const { reference, retour, avant, lignes, suite } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Historique de l'action {reference}</h1>
      <p>
        <Lien vers={retour}>Revenir à l'action</Lien>
      </p>
      {lignes.length === 0 ? (
        <p className="rp-vide">{avant > 0 ? "Il n'y a rien de plus ancien." : "Rien n'a encore changé."}</p>
      ) : null}
      <ol>
        {lignes.map((l) => (
          <li key={l.id}>
            <strong>{l.quand}</strong> · {l.auteur} : {l.evenement}
            {l.session ? ` (session ${l.session})` : ""}
            {l.changements.length > 0 ? (
              <ul>
                {l.changements.map((c) => (
                  <li key={c.libelle} className="rp-texte">
                    {c.libelle} : {c.avant ? <del>{c.avant}</del> : null}{" "}
                    {c.apres ? <ins>{c.apres}</ins> : null}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      <p className="rp-boutons">
        {avant > 0 ? <Lien vers={`formations/${reference}/historique`}>Revenir au plus récent</Lien> : null}
        {suite ? (
          <Lien vers={`formations/${reference}/historique?avant=${suite}`}>Voir ce qui est plus ancien</Lien>
        ) : null}
      </p>
    </>
  );
}
