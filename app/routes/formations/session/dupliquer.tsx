import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chargeur, traitement } from "../../../server/route.server";
import { chargerSession } from "./charger.server";
import { EcranSession } from "./ecran";
import type { ReponseSession } from "./formulaire";
import { traiterSession } from "./traiter.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `Dupliquer la session ${params.session} · RafaelPro` },
];

export const loader = chargeur({ droit: "action:modifier" }, (requete) =>
  chargerSession(requete, requete.params.reference ?? "", { copieDe: requete.params.session ?? "" }),
);

export const action = traitement({ droit: "action:modifier" }, (requete) =>
  traiterSession(requete, requete.params.reference ?? "", null, requete.params.session),
);

export default function DupliquerSession() {
  const donnees = useLoaderData<typeof loader>();
  return (
    <EcranSession
      titre={"Dupliquer la session"}
      donnees={donnees}
      reponse={useActionData<ReponseSession>()}
    />
  );
}
