import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { jourDe } from "../../../catalogue/contexte";
import { type Copie, lireVariante } from "../../../catalogue/copies";
import { direCopie } from "../../../catalogue/dire-copie";
import type { Acteur } from "../../../droits/droits";
import { chargeur, type Requete, traitement } from "../../../server/route.server";
import { ecrireDate } from "../../../ui/date";
import { Depart } from "../../../ui/lien";
import { chargerSession } from "./charger.server";
import { EcranSession } from "./ecran";
import { ID_FORMULAIRE, type ReponseSession } from "./formulaire";
import { traiterSession } from "./traiter.server";

export const meta: MetaFunction<typeof loader> = ({ data: d, params }) => [
  { title: `${d?.titre ?? "Dupliquer la session"} · ${params.session} · RafaelPro` },
];

const copieDemandee = ({ params, request }: Requete<Acteur>): Copie => ({
  copieDe: params.session ?? "",
  variante: lireVariante(request.url),
});

export const loader = chargeur({ droit: "action:modifier" }, async (requete) => {
  const copie = copieDemandee(requete);
  const d = await chargerSession(requete, requete.params.reference ?? "", copie);
  const certifications = d.certifications.map((c) => c.code);
  const date = ecrireDate(requete.rafael.habillage.langueDesDates);
  return {
    ...d,
    copieDe: copie.copieDe,
    ...direCopie(copie, { ...d, certifications, aujourdhui: jourDe(requete.ctx.maintenant) }, date),
  };
});

export const action = traitement({ droit: "action:modifier" }, (requete) =>
  traiterSession(requete, requete.params.reference ?? "", null, copieDemandee(requete)),
);

export default function DupliquerSession() {
  const { titre, phrase, autres, copieDe, ...donnees } = useLoaderData<typeof loader>();
  const page = `formations/${donnees.actionReference}/sessions/${copieDe}/dupliquer`;
  return (
    <EcranSession titre={titre} donnees={donnees} reponse={useActionData<ReponseSession>()}>
      {phrase ? <p className="rp-info">{phrase}</p> : null}
      {autres.length > 0 ? (
        <nav aria-labelledby="autres-copies">
          <p id="autres-copies">Une autre copie de cette session :</p>
          <ul>
            {autres.map(({ fin, libelle }) => (
              <li key={fin}>
                <Depart form={ID_FORMULAIRE} vers={page + fin}>
                  {libelle}
                </Depart>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </EcranSession>
  );
}
