import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listerActions, TROUVEES_MAX } from "../../catalogue/liste.server";
import { chargeur, exigerStructure } from "../../server/route.server";
import { Liste, lireAdresse } from "./liste";

export const meta: MetaFunction = () => [{ title: "Formations conventionnées · RafaelPro" }];

export const loader = chargeur({ droit: "action:lire" }, async ({ request, ctx, structures, siret }) => {
  const structure = exigerStructure(siret);
  const liste = await listerActions(ctx, {
    siret: structure,
    conventionnee: true,
    ...lireAdresse(request.url),
  });
  return {
    ...liste,
    plusDe: TROUVEES_MAX,
    responsable: structures.find((s) => s.structure.siret === structure)?.structure.nom ?? "",
  };
});

export default function Conventionnees() {
  const liste = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Formations conventionnées</h1>
      <p>
        Elles sont liées à un financeur (Région, France Travail, État…) et arrivent par flux ou par Cap
        Métiers : vous les consultez, sans les modifier.
      </p>
      <Liste {...liste} vide="Aucune formation conventionnée pour cette structure." />
    </>
  );
}
