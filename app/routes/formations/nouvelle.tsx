import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AJOUT_REFUSE } from "../../catalogue/contexte";
import { choixPour } from "../../catalogue/nomenclatures";
import { gestesDuFormulaire } from "../../catalogue/workflow";
import { peut } from "../../droits/droits";
import { chargeur, exigerStructure, traitement } from "../../server/route.server";
import { BoutonEntree, Envoyer } from "../../ui/formulaire";
import { Depart } from "../../ui/lien";
import { BoutonsAction, FormulaireAction, ID_FORMULAIRE, type ReponseFormulaire } from "./action/formulaire";
import { saisieDeDepart, traiterAction } from "./action/traiter.server";

export const meta: MetaFunction = () => [{ title: "Ajouter une nouvelle formation · RafaelPro" }];

export const loader = chargeur({ droit: "action:modifier" }, async ({ ctx, structures, siret }) => {
  const structure = exigerStructure(siret);
  // The right held on another structure is none on this one: said before anything is typed.
  if (!peut(ctx.acteur, "action:modifier", structure)) throw AJOUT_REFUSE();
  const active = structures.find((s) => s.structure.siret === structure)?.structure;
  const saisie = saisieDeDepart(active);
  return {
    formulaire: ID_FORMULAIRE,
    responsable: active?.nom ?? "",
    structure,
    gestes: gestesDuFormulaire("brouillon"),
    saisie,
    choix: choixPour(saisie),
  };
});

export const action = traitement({ droit: "action:modifier" }, (requete) => traiterAction(requete, null));

export default function NouvelleFormation() {
  const { responsable, structure, gestes, saisie, choix } = useLoaderData<typeof loader>();
  const reponse = useActionData<ReponseFormulaire>();
  return (
    <>
      <BoutonEntree form={ID_FORMULAIRE} />
      <h1>Ajouter une nouvelle formation</h1>
      <p className="rp-info">
        Avant de créer une action, vérifiez qu'elle n'est pas déjà dans vos actions publiées : il suffit alors
        d'y ajouter une session.
      </p>
      <FormulaireAction
        key={reponse?.reprise ?? ""}
        responsable={responsable}
        structure={structure}
        saisie={saisie}
        choix={choix}
        version={0}
        certifications={[]}
        reponse={reponse}
      />
      <div className="rp-barre">
        <BoutonsAction gestes={gestes} aConfirmer={false} />
        <Envoyer form={ID_FORMULAIRE} bouton="aller:sessions/nouvelle" variant="default">
          Ajouter une session
        </Envoyer>
        <Depart form={ID_FORMULAIRE} vers="formations/non-conventionnees/brouillons">
          Quitter
        </Depart>
      </div>
    </>
  );
}
