import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chargeur, traitement } from "../../../server/route.server";
import { chargerSession } from "./charger.server";
import { EcranSession } from "./ecran";
import type { ReponseSession } from "./formulaire";
import { traiterSession } from "./traiter.server";

export const meta: MetaFunction = ({ params }) => [{ title: `Session ${params.session} · RafaelPro` }];

export const loader = chargeur({ droit: "action:lire" }, (requete) =>
  chargerSession(requete, requete.params.reference ?? "", {
    session: requete.params.session ?? "",
    verifier: new URL(requete.request.url).searchParams.has("verifier"),
  }),
);

export const action = traitement({ droit: "action:modifier" }, (requete) =>
  traiterSession(requete, requete.params.reference ?? "", requete.params.session ?? ""),
);

export default function PageSession() {
  const donnees = useLoaderData<typeof loader>();
  return (
    <EcranSession
      titre={`Session ${donnees.reference}`}
      donnees={donnees}
      reponse={useActionData<ReponseSession>()}
    />
  );
}
