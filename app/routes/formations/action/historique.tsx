import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lireHistorique } from "../../../catalogue/historique.server";
import { chargeur } from "../../../server/route.server";
import { Lien } from "../../../ui/lien";
import { pageDe } from "./retour";

export const meta: MetaFunction = ({ params }) => [{ title: `Historique · ${params.reference} · RafaelPro` }];

export const loader = chargeur({ droit: "action:lire" }, async ({ params, ctx, rafael }) => ({
  reference: params.reference ?? "",
  retour: pageDe(ctx.acteur, params.reference),
  lignes: await lireHistorique(ctx, params.reference ?? "", rafael.habillage.langueDesDates),
}));

export default function Historique() {
  const { reference, retour, lignes } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Historique de l'action {reference}</h1>
      <p>
        <Lien vers={retour}>Revenir à l'action</Lien>
      </p>
      {lignes.length === 0 ? <p className="rp-vide">Rien n'a encore changé.</p> : null}
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
    </>
  );
}
