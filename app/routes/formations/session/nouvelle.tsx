import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chargeur, traitement } from "../../../server/route.server";
import { chargerSession } from "./charger.server";
import { EcranSession } from "./ecran";
import type { ReponseSession } from "./formulaire";
import { traiterSession } from "./traiter.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `Ajouter une session à ${params.reference} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:modifier" }, (requete) =>
  chargerSession(requete, requete.params.reference ?? "", "nouvelle"),
);

export const action = traitement({ droit: "action:modifier" }, (requete) =>
  traiterSession(requete, requete.params.reference ?? "", null),
);

export default function NouvelleSession() {
  const donnees = useLoaderData<typeof loader>();
  return (
    <EcranSession titre={"Ajouter une session"} donnees={donnees} reponse={useActionData<ReponseSession>()} />
  );
}
